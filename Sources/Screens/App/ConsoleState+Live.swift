// Other desks' changes and the state of the line, as they come without a key.

import Desk
import Domain
import Journal
import Terminal

extension ConsoleState {
    mutating func take(_ news: LiveNews) -> [ConsoleEffect] {
        switch news {
        case .lineLost:
            isLineLost = true
            return place == .desk ? refreshDesk() : [readQueue()]
        case .lineBack:
            isLineLost = false
            isAnswered = true
            dayIsKnown()
            return sendAwaitingDay() + lineBack() + refreshDeskIfShown()
        case .warnings(let new):
            warnings = new
            deskScreen.noteClock(new)
            return []
        case .changed(let rows):
            // An answer to this desk's own change may have overtaken the news.
            let news = rows.filter { (shownRow($0.serial)?.version ?? 0) < $0.version }
            news.forEach { replace($0) }
            return (news.isEmpty ? [] : readAnewForOthers()) + countAnew()
        case .passed(let people):
            outdateFiles(of: Set(people.map(\.serial)))
            return readAnewForOthers() + countAnew()
        case .muchChanged:
            live.concernsCards = true
            return readAnewForOthers() + countAnew()
        case .journalRebuilt(let rebuild):
            tellUnasked(words.journalRebuilt(rebuild), rebuild.isWhole ? .warning : .bad)
            return (bell ? [.bell] : []) + refreshDeskIfShown()
        case .waits(let count):
            // What this console knows of itself is being sent.
            if waiting == 0 { waiting = count }
            return []
        case .sentAgain(let report):
            // Where another thread or program sends them, that one tells.
            if !report.sentAgain.isEmpty || !report.setAside.isEmpty { tellLost(report) }
            return refreshDeskIfShown() + readAnewForOthers()
        }
    }

    /// The line is back: what waits is sent at once, and what could not be read is read.
    private mutating func lineBack() -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        if case .failed = session { effects.append(.ask(.open, .open)) }
        if waiting > 0 {
            effects.append(.tell(.sync))
            // Whoever only this desk has is not in the database before: the table would lose them, and its selection.
            tableAwaitsSync = attendees.isLoaded
        }
        readFilesAnew()
        effects += askForLeftImports()
        return effects + readAnewForOthers() + countAnew() + dashboardIsDue() + programsAreDue()
    }

    /// Rows may have come, gone or moved: the table is read anew, now if it is in front, else when it is gone to.
    private mutating func readAnewForOthers() -> [ConsoleEffect] {
        attendees.isStale = true
        review.other.isStale = true
        live.isDue = true
        return readAnewIfDue()
    }

    private mutating func readAnewIfDue() -> [ConsoleEffect] {
        guard live.isDue, !live.isResting, desk != nil else { return [] }
        let hadCards = outdateCards()
        guard isAtTable || place == .desk || hadCards else { return [] }
        guard !isAtTable || !tableAwaitsSync else { return [] }
        live.isResting = true
        // A page on its way is not broken off: its rows are older than the news, so the table is read after it.
        let pause = ConsoleEffect.after(milliseconds: LiveRefresh.pause, .live, .livePauseEnds)
        if place == .desk {
            live.isDue = false
            return refreshDesk() + [pause]
        }
        guard isAtTable, attendees.loading == nil else { return [pause] }
        live.isDue = false
        return refreshAttendees() + wantSeats() + [pause]
    }

    /// Nobody has said who has changed: whoever's card is open is read anew.
    /// - Returns: whether there is such a card.
    private mutating func outdateCards() -> Bool {
        guard live.concernsCards else { return false }
        live.concernsCards = false
        var hadCards = false
        changeReadings { _, reading in
            hadCards = true
            reading.view.outdate()
        }
        return hadCards
    }

    /// What waited was sent, or cannot be just now: the table is read anew if that is still to be done.
    mutating func tableNeedNotWait() -> [ConsoleEffect] {
        tableAwaitsSync = false
        return readAnewIfDue()
    }

    mutating func livePauseEnds() -> [ConsoleEffect] {
        live.isResting = false
        return readAnewIfDue()
    }

    /// A page has come that was asked for before the last news: it is not what to go on showing.
    mutating func keepStale() {
        if live.isDue { attendees.isStale = true }
    }
}

extension Slot {
    static let live: Slot = "live"
}
