// F7: what it reads, and what becomes of seats that were asked for or given back.

import Desk
import Domain
import Terminal

extension ConsoleState {
    // MARK: Reading

    /// Something may have changed: read now, or as soon as the last reading is a moment old.
    mutating func programsAreDue() -> [ConsoleEffect] {
        guard place == .programs else { return [] }
        programs.isDue = true
        return programs.isResting || programs.isReading ? [] : readPrograms()
    }

    mutating func readPrograms() -> [ConsoleEffect] {
        guard desk != nil else { return [] }
        programs.isDue = false
        programs.isReading = true
        programs.isResting = true
        return [.ask(.programSessions, .programs(.sessions))] + (programs.table.map { [askForPeople($0)] } ?? []) + [
            .after(milliseconds: ProgramsScreen.pause, .programsPause, .programs(.pauseEnds)),
            .after(milliseconds: ProgramsScreen.patience, .programsTimer, .programs(.due)),
        ]
    }

    func askForPeople(_ table: SessionTable) -> ConsoleEffect {
        .ask(.programPeople, .programs(.people(table.id, after: table.starts.last ?? nil)))
    }

    mutating func take(_ news: ProgramsNews) -> [ConsoleEffect] {
        switch news {
        case .sessions(let result): return takeSessions(result)
        case .people(let session, let order, let result): return takePeople(session, order, result)
        case .found(let text, let session, let result): return takeFound(text, session, result)
        case .seat(let deed, let result): return seated(deed, result)
        case .due: return programsAreDue()
        case .pauseEnds:
            programs.isResting = false
            return programs.isDue ? programsAreDue() : []
        }
    }

    private mutating func takeSessions(_ result: Result<[SessionOverview], DeskError>) -> [ConsoleEffect] {
        programs.isReading = false
        switch result {
        case .failure(let error):
            programs.failure = words.unread(error)
            guard programs.picksFor != nil else { break }
            programs.picksFor = nil
            return tell(words.unread(error), .bad)
        case .success(let sessions):
            let marked = programs.sessions.flatMap { $0.indices.contains(programs.cursor) ? $0[programs.cursor] : nil }
            let now = ids.wallClock
            // First the one that is on, or the next; then whichever somebody is at.
            let index =
                marked.map { marked in sessions.firstIndex { $0.session.id == marked.session.id } }
                ?? sessions.firstIndex { now < $0.session.ends }
            programs.sessions = sessions
            for one in sessions { sessionNames[one.session.id] = SessionName(one) }
            programs.failure = nil
            programs.cursor = index ?? min(programs.cursor, max(sessions.count - 1, 0))
            followSessions()
            pickIfAsked()
        }
        return programs.isDue ? programsAreDue() : []
    }

    private mutating func takePeople(
        _ session: SessionID, _ order: Int64?, _ result: Result<SessionPage, DeskError>
    ) -> [ConsoleEffect] {
        guard var table = programs.table, table.id == session, table.starts.last ?? nil == order else { return [] }
        let marked = table.pageStart == order ? table.selected?.person.serial : nil
        switch result {
        case .failure(let error): table.failure = words.unread(error)
        case .success(let page):
            table.failure = nil
            // Everybody of this page has gone since.
            if page.people.isEmpty, table.starts.count > 1 {
                table.starts.removeLast()
                programs.table = table
                return [askForPeople(table)]
            }
            table.page = page
            table.pageStart = order
            if let index = page.people.firstIndex(where: { $0.person.serial == marked }) { table.cursor = index }
            Self.follow(&table.cursor, &table.top, page.people.count, rows: personRows)
        }
        programs.table = table
        return []
    }

    // MARK: Seats

    mutating func enrol(_ person: Registration, in session: SessionID) -> [ConsoleEffect] {
        let deed = SeatDeed(
            id: ids.next(), kind: .enrol, serial: person.serial, name: person.name, session: session, isUndo: false)
        return [.tell(.programs(.seat(deed)))] + tell(words.programsAsking(deed), .status)
    }

    mutating func askToCancel(_ person: Registration) -> [ConsoleEffect] {
        guard let session = programs.table?.id else { return [] }
        let deed = SeatDeed(
            id: ids.next(), kind: .cancel, serial: person.serial, name: person.name, session: session, isUndo: false)
        // As far as was read last: whoever goes in meanwhile is refused all the same.
        if programs.table?.people.first(where: { $0.person.serial == person.serial })?.admission != nil {
            return tell(words.programsRefused(deed, Refusal(.alreadyCheckedIn, session: session)), .warning)
        }
        layers.push(
            .programs(
                .cancel(
                    deed,
                    Dialog(
                        title: words.programsCancel, body: cancelBody(deed),
                        content: .menu([MenuItem(words.stay), MenuItem(words.programsCancelNow)])))))
        return []
    }

    /// What cancelling will do, as far as what was read last says.
    private func cancelBody(_ deed: SeatDeed) -> String {
        let standing = programs.table?.people.first { $0.person.serial == deed.serial }?.standing
        let waiting = programs.overview(deed.session)?.waiting ?? 0
        let promotes = standing == .confirmed && waiting > 0
        return words.programsCancelBody(deed, standing, promotes: promotes)
    }

    mutating func offerSeatUndo() -> [ConsoleEffect] {
        guard let done = programs.undoable.last else { return tell(words.nothingToUndo, .warning) }
        let deed = SeatDeed(
            id: ids.next(), kind: done.kind == .enrol ? .cancel : .enrol, serial: done.serial, name: done.name,
            session: done.session, isUndo: true)
        layers.push(
            .programs(
                .undo(
                    deed,
                    Dialog(
                        title: words.undoTitle, body: words.programsUndoBody(deed),
                        content: .menu([MenuItem(words.undoNow), MenuItem(words.stay)])))))
        return []
    }

    private mutating func seated(_ deed: SeatDeed, _ result: Result<SeatAnswer, DeskError>) -> [ConsoleEffect] {
        guard case .success(let answer) = result else {
            guard case .failure(let error) = result else { return [] }
            return tell(words.notDone(error), .bad) + programsAreDue()
        }
        outdateFiles(of: [deed.serial])
        // What stood to be taken back has been, or never can be.
        if deed.isUndo {
            programs.undoable.removeAll { $0.serial == deed.serial && $0.session == deed.session }
        }
        let news: [ConsoleEffect]
        switch answer.result {
        case .enrolled(_, let standing):
            remember(deed)
            gate.overtake(deed.serial, at: deed.session)
            news = tell(words.seat(answer), standing == .confirmed ? .good : .warning)
        case .cancelled(_, let promoted):
            remember(deed)
            for serial in [deed.serial, promoted].compactMap(\.self) { gate.overtake(serial, at: deed.session) }
            if let promoted { outdateFiles(of: [promoted]) }
            let name = promoted.flatMap { serial in
                programs.table?.people.first { $0.person.serial == serial }?.person.name
            }
            news = tell(words.seat(answer, promoted: name))
        case .refused(let refusal): news = tell(words.programsRefused(deed, refusal), .bad)
        case .queued:
            waiting += 1
            news = tell(words.seat(answer), .warning) + syncLater()
        }
        return news + programsAreDue()
    }

    private mutating func remember(_ deed: SeatDeed) {
        guard !deed.isUndo else { return }
        programs.undoable.removeAll { $0.serial == deed.serial && $0.session == deed.session }
        programs.undoable.append(deed)
        if programs.undoable.count > 100 { programs.undoable.removeFirst() }
    }

    // MARK: From a card

    /// Asks which session somebody is to be enrolled in: the sessions are read first.
    mutating func askForSession(_ person: Registration) -> [ConsoleEffect] {
        programs.picksFor = person
        return [.ask(.programSessions, .programs(.sessions))] + tell(words.programsReading, .status)
    }

    private mutating func pickIfAsked() {
        guard let person = programs.picksFor else { return }
        programs.picksFor = nil
        guard case .card(let card, _) = overlay, card.row.serial == person.serial else { return }
        banner = nil
        let now = ids.wallClock
        let open = (programs.sessions ?? []).filter { now < $0.session.ends }
        let items = open.map { MenuItem(words.programsPickLine($0, now: now)) } + [MenuItem(words.stay)]
        let body = open.isEmpty ? words.programsNoneLeft : ""
        layers.push(
            .programs(
                .pick(
                    person, open.map(\.session.id),
                    Dialog(title: words.programsPickTitle(named(person)), body: body, content: .menu(items)))))
    }
}
