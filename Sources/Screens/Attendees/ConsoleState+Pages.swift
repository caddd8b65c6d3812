// Reading the attendee table page by page: what is asked for, when, and what becomes of the answers.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// How long the keys must rest before a page is asked for, milliseconds: with PgDn held down, the pages in between
    /// are never read.
    static let pageRest: Int64 = 30

    /// The one way to change what is looked at: who, in which order, with which columns. Nil leaves things as they are.
    ///
    /// - Parameter serial: who is selected afterwards, when they are still among those shown; else the first person is,
    ///   and a line says so. Nil selects the first without a word.
    mutating func browse(
        filter: AttendeeFilter? = nil, sort: AttendeeSort? = nil, columns: [AttendeeView.Column]? = nil,
        keeping serial: Serial?
    ) -> [ConsoleEffect] {
        if let columns { show(columns) }
        let filter = filter ?? attendees.filter
        let sort = sort ?? attendees.sort
        let sameRows = filter == attendees.filter
        guard !sameRows || sort != attendees.sort else { return [] }
        attendees.filter = filter
        attendees.sort = sort
        var effects: [ConsoleEffect] = [.cancel(.landmarks)]
        if !sameRows { effects += [.cancel(.count), .cancel(.estimate)] }
        attendees.survey = attendees.survey.fresh(sameRows: sameRows)
        attendees.failure = nil
        attendees.lost = nil
        attendees.isOutdated = true
        guard let serial else { return effects + askPage(.first, .top) }
        return effects + askPage(.around(serial), .place(serial))
    }

    /// Reads the table for the first time, or what it shows anew: selection and lines stay.
    mutating func refreshAttendees() -> [ConsoleEffect] {
        guard attendees.isLoaded else {
            attendees.window.clear()
            return askPage(.first, .jump)
        }
        attendees.survey.grewOld()
        if let loading = attendees.loading, loading.purpose != .extend {
            attendees.wantsRefresh = true
            return []
        }
        if let lost = attendees.lost { return askPage(.around(lost), .follow(lost)) }
        return refreshRows()
    }

    private mutating func refreshRows() -> [ConsoleEffect] {
        if let anchor = attendees.window.anchor { return askPage(anchor, .jump) }
        guard let (start, purpose) = attendees.window.refresh else {
            attendees.wantsRefresh = true
            return pageEffects()
        }
        return askPage(start, purpose)
    }

    /// Goes to a person wherever they stand.
    mutating func goTo(_ serial: Serial) -> [ConsoleEffect] {
        attendees.lost = nil
        return askPage(.around(serial), .place(serial))
    }

    mutating func askPage(_ start: AttendeeQuery.Start, _ purpose: RowWindow.Purpose) -> [ConsoleEffect] {
        guard desk != nil else { return [] }
        let request = attendees.request(start)
        attendees.due = nil
        attendees.loading = Attendees.Loading(request: request, purpose: purpose)
        if purpose.bringsAll { attendees.wantsRefresh = false }
        return [.ask(.page, .page(request))]
    }

    /// Asks for the rows the selection needs, after a moment's rest.
    mutating func pageEffects() -> [ConsoleEffect] {
        guard desk != nil, attendees.isLoaded else { return [] }
        guard let start = attendees.window.wanted else {
            guard attendees.due != nil else { return [] }
            attendees.due = nil
            return [.cancel(.page)]
        }
        if let loading = attendees.loading {
            // Other rows are coming altogether; what these need is seen then.
            guard loading.purpose == .extend else { return [] }
            let coming = loading.request.start
            if coming == start || attendees.window.isServed(by: coming) { return [] }
        }
        guard attendees.due != start else { return [] }
        attendees.due = start
        attendees.loading = nil
        return [.after(milliseconds: Self.pageRest, .page, .pageDue)]
    }

    /// The keys have rested.
    mutating func pageDue() -> [ConsoleEffect] {
        attendees.due = nil
        guard attendees.loading == nil, let start = attendees.window.wanted else { return [] }
        return askPage(start, attendees.window.anchor == nil ? .extend : .jump)
    }

    mutating func takePage(
        _ request: AttendeePageRequest, _ result: Result<AttendeePage, DeskError>
    ) -> [ConsoleEffect] {
        // An answer to another filter, order or place must never show, however late it comes.
        guard let loading = attendees.loading, loading.request == request else { return [] }
        attendees.loading = nil
        switch result {
        case .success(let page):
            let taken = attendees.window.take(page, request.start, for: loading.purpose)
            attendees.isLoaded = true
            attendees.failure = nil
            var effects: [ConsoleEffect] = []
            switch (loading.purpose, taken) {
            case (.extend, _), (.find, .missed), (.follow, .missed): break
            default:
                if attendees.isStale { attendees.survey.grewOld() }
                attendees.isStale = false
                attendees.isOutdated = false
            }
            if case .missed(let serial) = taken {
                effects += missed(serial, loading.purpose)
            } else if loading.purpose.looksForSomebody {
                attendees.lost = nil
            }
            if attendees.wantsRefresh, attendees.loading == nil, attendees.window.selectedRow != nil {
                effects += refreshAttendees()
            }
            return effects + pageEffects() + surveyEffects()
        case .failure(let error):
            attendees.failure = words.unread(error)
            switch loading.purpose {
            // The rows at hand are those of the filter and order before.
            case .top, .place:
                attendees.window.clear()
                attendees.isOutdated = false
            case .extend, .jump, .refresh, .find, .follow: break
            }
            return tell(words.unread(error), .bad)
        }
    }

    /// Whoever is not in the database may be among those whom only this desk has.
    private var mayBeKept: Bool { place == .attendees && (waiting > 0 || attendees.wantsRefresh) }

    /// The last row is gone, and the selection has gone up by itself: nobody has moved it since.
    private func hasGoneUp(from number: Int) -> Bool {
        let table = attendees.window.table
        return table.end.map { number >= $0 && table.selected == $0 - 1 } == true
    }

    /// Somebody is not where they were looked for.
    private mutating func missed(_ serial: Serial, _ purpose: RowWindow.Purpose) -> [ConsoleEffect] {
        switch purpose {
        // While somebody types, whoever was selected is let go of without a word.
        case .place: return attendees.isSearching ? [] : tell(words.notAmongThese(serial), .warning)
        case .find: return explainMissing(serial)
        case .refresh(_, let number, _) where number == attendees.window.table.selected:
            return askPage(.around(serial), .follow(serial))
        case .refresh(_, let number, _) where hasGoneUp(from: number) && mayBeKept:
            return askPage(.around(serial), .follow(serial))
        // Looked for once more, and not there: the others are read all the same.
        case .follow where attendees.lost == serial: return refreshRows()
        // Kept at this desk and not in the database yet: the keys must not go to whoever stands in their place.
        case .follow where mayBeKept:
            attendees.lost = serial
            return tell(words.selectionLost(serial), .warning)
        case .refresh, .follow, .extend, .jump, .top: return []
        }
    }

    /// After a scan's digits were taken back: what they broke off is asked for again, what they started is ended.
    func resumeAttendees(after now: Attendees) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        if now.loading != attendees.loading || now.due != attendees.due {
            if let loading = attendees.loading {
                effects.append(.ask(.page, .page(loading.request)))
            } else if attendees.due != nil {
                effects.append(.after(milliseconds: Self.pageRest, .page, .pageDue))
            } else {
                effects.append(.cancel(.page))
            }
        }
        guard now.filter != attendees.filter || now.sort != attendees.sort else { return effects }
        let (filter, survey) = (attendees.filter, attendees.survey)
        effects.append(survey.isCounting || survey.isChecking ? .ask(.count, .count(filter)) : .cancel(.count))
        effects.append(survey.isEstimating ? .ask(.estimate, .estimate(filter)) : .cancel(.estimate))
        effects.append(
            survey.isLandmarking ? .ask(.landmarks, .landmarks(filter, attendees.sort)) : .cancel(.landmarks))
        return effects
    }

    mutating func resize(to size: Size) -> [ConsoleEffect] {
        self.size = size
        return fitAttendees()
    }

    /// Tells the table how many rows and columns the screen has for it.
    mutating func fitAttendees() -> [ConsoleEffect] {
        attendees.window.fit(lines: tableLayout(size).tableRows)
        followColumn()
        return pageEffects()
    }
}
