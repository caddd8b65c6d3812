// The queue of review: its keys, its marks, and going there.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// A table of people is in front.
    var isAtTable: Bool { place == .attendees || place == .review }

    func tableLayout(_ size: Size) -> AttendeeLayout { AttendeeLayout(size, head: place == .review ? 1 : 0) }

    var reviewBindings: [Binding<ReviewAction>] {
        let closed = desk == nil ? words.notOpenYet : nil
        // Fingers are faster than the line: what was meant for everybody must not reach the one who is selected.
        let reading = review.marking == nil ? nil : words.readingAll
        let isNobody = attendees.selectedRow == nil && review.marks.isEmpty
        let nobody = closed ?? reading ?? (isNobody ? words.nobodySelected : nil)
        return decisionBindings(disabled: nobody) + [
            Binding(
                [KeyPress(.character("u")), KeyPress(.character("z"), .control)], .undo, title: words.undo,
                help: words.reviewUndoHelp, disabledReason: closed, decides: true),
            Binding([KeyPress(.enter)], .open, title: words.open, help: words.reviewOpenHelp, disabledReason: nobody),
            Binding(
                [KeyPress(.character(" "))], .mark, title: words.mark, help: words.markHelp, disabledReason: nobody),
            Binding(
                [KeyPress(.character("A"))], .markAll, title: words.markAll, help: words.markAllHelp,
                disabledReason: closed),
            Binding([KeyPress(.tab)], .nextQueue, title: words.nextQueue, help: words.nextQueueHelp),
            Binding([KeyPress(.tab, .shift)], .previousQueue, title: words.previousQueue, help: words.nextQueueHelp),
            Binding([KeyPress(.character("o"))], .order, title: words.queueOrder, help: words.queueOrderHelp),
            Binding(
                [KeyPress(.character("d"))], .compare, title: words.compare, help: words.compareHelp,
                disabledReason: nobody),
            Binding(
                [KeyPress(.character("f"))], .refused, title: words.showRefused, help: words.showRefusedHelp,
                disabledReason: review.refused.isEmpty ? words.nobodyRefused : nil),
            Binding(
                [KeyPress(.character("."))], .stop, title: words.stopReview, help: words.stopReviewHelp,
                disabledReason: work?.isReview == true ? nil : words.nothingToStop, decides: true),
        ] + reviewTableBindings + [Binding([KeyPress(.escape)], .back, title: words.back, help: words.backHelp)]
    }

    /// The keys that decide.
    func decisionBindings(disabled reason: String?) -> [Binding<ReviewAction>] {
        let decisions: [(Character, Review.Decision)] = [
            ("a", .approve), ("r", .reject), ("h", .hold), ("w", .waitlist),
        ]
        return decisions.map { key, decision in
            Binding(
                [KeyPress(.character(key))], .decide(decision), title: words.decideKey(decision),
                help: words.decideHelp(decision), disabledReason: reason, decides: true)
        }
    }

    /// The keys that do the same as in the table of attendees.
    private var reviewTableBindings: [Binding<ReviewAction>] {
        let shared: [AttendeeAction] = [
            .search, .sort, .chooseOrder, .jump, .count, .copyCell, .previousColumn, .nextColumn,
        ]
        return attendeeBindings.filter { shared.contains($0.action) }.map { $0.map { .table($0) } }
    }

    /// What the key line has room for.
    var reviewKeys: [KeyLine.Entry] {
        let isWide = size.columns >= AttendeeLayout.detailFrom
        let shown = reviewBindings.filter { binding in
            guard binding.disabledReason == nil else { return false }
            switch binding.action {
            case .undo: return !review.done.isEmpty
            case .decide, .open, .nextQueue, .refused, .stop, .table(.search): return true
            case .mark, .markAll, .order, .compare: return isWide
            default: return false
            }
        }
        return KeyLine(shown).entries
    }

    // MARK: Going there

    mutating func goToReview() -> [ConsoleEffect] {
        let wasHere = place == .review
        place = .review
        review.notes = [:]
        learnOnce()
        let fitted = fitAttendees()
        let isDue = !attendees.isLoaded || attendees.isStale || wasHere
        return (isDue ? refreshAttendees() : fitted) + wantSeats()
    }

    /// Reads the limits, and the place in line of whoever is selected and waits.
    func wantSeats() -> [ConsoleEffect] {
        guard place == .review, desk != nil else { return [] }
        let waiting = attendees.selectedRow.flatMap { $0.status == .waitlisted ? $0.serial : nil }
        return [.ask(.seats, .review(.seats(waiting)))]
    }

    // MARK: Keys

    mutating func pressReview(_ press: KeyPress) -> [ConsoleEffect] {
        if attendees.isSearching { return pressFilter(press) ?? moveSelection(press) }
        switch KeyMap(reviewBindings).lookup(press) {
        case .none: return moveSelection(press)
        case .disabled(let binding): return tellHint(words.disabled(binding.title, binding.disabledReason))
        case .needsInputMethodOff(let binding): return tellHint(words.inputMethodOff(binding.title))
        case .run(let bindings): return bindings.first.map { run($0.action) } ?? []
        }
    }

    mutating func run(_ action: ReviewAction) -> [ConsoleEffect] {
        switch action {
        case .decide(let decision): return decide(decision)
        case .undo: return undoReview()
        case .open: return openInReview()
        case .mark: return markApplication()
        case .markAll: return askForAll()
        case .nextQueue: return turnQueue(by: 1)
        case .previousQueue: return turnQueue(by: -1)
        case .order:
            let isDescending = !attendees.sort.isDescending
            return browse(sort: AttendeeSort(.registeredAt, isDescending: isDescending), keeping: nil)
                + tell(isDescending ? words.newestFirst : words.oldestFirst, .status)
        case .compare: return attendees.selectedRow.map { compare($0) } ?? []
        case .refused:
            let minutes = desk?.minutesAheadOfUTC ?? 0
            let lines = review.refused.map {
                [words.leftAsIs($0, review.latest[$0.serial], minutesAheadOfUTC: minutes)]
            }
            layers.push(.review(.text(ReviewText(title: words.refusedTitle(review.refused.count), lines: lines))))
            return []
        case .stop: return stopWork()
        case .table(let action): return run(action)
        case .back: return leaveReview()
        }
    }

    /// Esc undoes one thing at a time: a count or a reading under way, marks, the filter; then it leaves the screen.
    private mutating func leaveReview() -> [ConsoleEffect] {
        if attendees.survey.isCounting { return stopCounting() }
        if review.marking != nil {
            review.marking = nil
            return tell(words.markingStopped, .status)
        }
        if !review.marks.isEmpty {
            let count = review.marks.count
            review.marks.clear()
            return tell(words.marksCleared(count), .status)
        }
        guard attendees.search.isEmpty else { return clearSearch(keeping: attendees.selectedRow?.serial) }
        place = .walkIn
        return forgetPending()
    }

    private mutating func openInReview() -> [ConsoleEffect] {
        guard !review.marks.isEmpty else { return askForPerson(.card) + wantSeats() }
        let items = Review.Decision.allCases.map { MenuItem(words.decideKey($0)) } + [MenuItem(words.stay)]
        layers.push(
            .review(
                .actions(Dialog(title: words.marked(review.marks.count), body: "", content: .menu(items)))))
        return []
    }

    private mutating func turnQueue(by step: Int) -> [ConsoleEffect] {
        let queues = ReviewScreen.Queue.allCases
        let index = queues.firstIndex(of: review.queue) ?? 0
        review.queue = queues[(index + step + queues.count) % queues.count]
        review.notes = [:]
        // A decision must not reach anybody who cannot be seen any more.
        review.marks.clear()
        attendees.fixed = review.queue.clauses
        return browse(filter: takeFilterText(), keeping: nil) + wantSeats()
    }

    // MARK: Marks

    private mutating func markApplication() -> [ConsoleEffect] {
        guard let row = attendees.selectedRow else { return [] }
        guard review.marks.contains(row.serial) || !review.marks.isFull else {
            return tell(words.tooManyMarks(ReviewMarks.most), .warning)
        }
        review.marks.toggle(Review.Row(serial: row.serial, version: row.version))
        _ = attendees.window.handle(KeyPress(.down))
        return moved()
    }

    private mutating func askForAll() -> [ConsoleEffect] {
        if let fault = filterFault { return tell(words.filterStandsInTheWay(fault), .bad) }
        review.marking = attendees.filter
        return [.ask(.reviewRows, .review(.rows(attendees.filter, attendees.sort)))]
            + tell(words.readingAll, .status)
    }

    /// Everybody of the filter has been read: how many they are is said before they are marked.
    mutating func takeAll(_ filter: AttendeeFilter, _ result: Result<[Review.Row], DeskError>) -> [ConsoleEffect] {
        guard review.marking == filter else { return [] }
        review.marking = nil
        // Under typing hands nothing comes up, and what is looked at may be something else by now.
        guard place == .review, overlay == nil, !attendees.isSearching, attendees.filter == filter else { return [] }
        switch result {
        case .failure(let error): return tell(words.notDone(error), .bad)
        case .success(let rows) where rows.isEmpty: return tell(words.nobodyFound, .warning)
        case .success(let rows):
            banner = nil
            let body = words.markAllBody(rows.count, isCut: rows.count >= ReviewMarks.most)
            let items = [MenuItem(words.markThem), MenuItem(words.stay)]
            layers.push(.review(.markAll(rows, Dialog(title: words.markAll, body: body, content: .menu(items)))))
            return []
        }
    }
}

extension PersonPurpose {
    /// It decides something: a letter of a Hangul input method is not taken for it.
    var decides: Bool {
        switch self {
        case .checkIn, .cancel, .undo, .reissue, .decide, .program: true
        case .card, .qr, .edit, .compare: false
        }
    }

    /// It happens at once: a digit, which may be a scanner's, only goes to it.
    var isLeftToEnter: Bool {
        switch self {
        case .checkIn, .decide: true
        default: false
        }
    }
}
