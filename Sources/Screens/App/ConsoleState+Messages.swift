// Answers of the desk, each to the part of the screen that asked.

import Desk
import Domain
import Journal
import Store
import Terminal

extension ConsoleState {
    /// How long to wait before the desk is opened again, milliseconds.
    private static let reopenDelay: Int64 = 2_000
    /// How long to wait before what waits in the journal is sent again, milliseconds.
    private static let syncDelay: Int64 = 3_000

    mutating func take(_ message: ConsoleMessage) -> [ConsoleEffect] {
        let known = waiting
        if let reached = message.reachedDatabase {
            isLineLost = !reached
            isAnswered = isAnswered || reached
        }
        var effects = answer(message)
        // Whatever it was that made something wait, somebody sends it: the news of the line may be over by now.
        if waiting > 0, known == 0 { effects += syncLater() }
        // What the title says of this desk's serials is the journal's.
        if isLineLost, waiting != known || message.foundNoSerials { effects.append(readQueue()) }
        if case .page = message { keepStale() }
        return message.changesNumbers ? effects + dashboardIsDue() + programsAreDue() : effects
    }

    private mutating func answer(_ message: ConsoleMessage) -> [ConsoleEffect] {
        switch message {
        case .opened(let result): return opened(result)
        case .reopen: return [.ask(.open, .open)]
        case .syncAgain: return [.tell(.sync)]
        case .lookForSimilar: return lookForSimilar()
        case .similar(let candidates):
            walkIn.candidates = candidates
            return []
        case .submitted(let submission, .walkIn, let result): return walkInSubmitted(submission, result)
        case .submitted(let submission, .passage, let result): return passageUndone(submission, result)
        case .submitted(let submission, let purpose, let result):
            return changeSubmitted(submission, purpose, result)
        case .page(let request, let result): return takePage(request, result)
        case .person(let serial, let result) where attendees.missing == serial: return takeMissing(serial, result)
        case .person(let serial, let result): return takePerson(serial, result)
        case .checkedIn(let scan, let result): return checkedIn(scan, result)
        case .gateCounters(let place, let result): return takeCounters(place, result)
        case .gateCandidates(let text, let place, let result): return takeCandidates(text, place, result)
        case .gateParty(let scan, let holder, let result): return takeParty(scan, holder, result)
        case .gateTick: return gateTick()
        case .gateIsLate(let scan): return gateIsLate(scan)
        case .ringGate(let times): return ringAgain(times)
        case .synced(let result):
            recallDecisions(after: result)
            return takeSync(result) + askHowFar(after: result) + askUnanswered(after: result) + refreshDeskIfShown()
        case .draftFailed(let error): return tellLasting(words.draftNotKept(words.error(error)), .bad)
        case .bannerEnds(let number):
            return number == bannerCount ? bannerEnds() : []
        case .scanPause, .commandPause: return []
        case .pageDue: return pageDue()
        case .counted(let filter, let result): return takeCount(filter, result)
        case .estimated(let filter, let result): return takeEstimate(filter, result)
        case .landmarks(let filter, let sort, let result): return takeLandmarks(filter, sort, result)
        case .working(let progress): return takeWork(progress)
        case .workEnded(let result): return takeWorkEnd(result)
        case .exportEnded(let result): return takeExportEnd(result)
        case .importing(let news): return take(news)
        case .views(let shelf): return takeViews(shelf)
        case .viewSaved(let view, let result): return viewSaved(view, result)
        case .viewDeleted(let saved, let result): return viewDeleted(saved, result)
        case .personFile(let serial, let result): return takePersonFile(serial, result)
        case .personRests: return readPaneFile()
        case .live(let news): return take(news)
        case .desk(let news): return take(news)
        case .review(let news): return take(news)
        case .programs(let news): return take(news)
        case .livePauseEnds: return livePauseEnds()
        case .numbers(let result): return takeNumbers(result)
        case .numbersDue: return dashboardIsDue()
        case .numbersPauseEnds: return numbersPauseEnds()
        }
    }

    private mutating func opened(_ result: Result<OpenDesk, DeskError>) -> [ConsoleEffect] {
        switch result {
        case .failure(let error):
            var effects: [ConsoleEffect] = []
            // What waits at this desk is the journal's, and waits on whether there is an event to show or not.
            if case .opening = session { effects = [readQueue()] }
            session = .failed(words.unread(error))
            noteFault(of: error)
            return effects + [.after(milliseconds: Self.reopenDelay, .open, .reopen)]
        case .success(let desk):
            let isFirst = self.desk == nil
            for (reference, form) in desk.earlierForms where forms[reference] == nil { forms[reference] = form }
            session = .open(desk)
            isAnswered = isAnswered || desk.isAnswered
            sessionNames.merge(desk.sessionNames) { $1 }
            if isFirst { tellOfStrangeGates(at: desk.event) }
            forms[desk.formReference] = desk.form
            walkIn.binding.redefine(desk.form)
            learnVocabulary()
            let scans = beginWithDay(desk.dayToConfirm)
            tableAwaitsSync = waiting > 0 && attendees.isLoaded && place == .attendees
            let table = isAtTable && !tableAwaitsSync ? refreshAttendees() + wantSeats() : refreshDeskIfShown()
            return scans + [.tell(.sync)] + askForLeftImports() + table + countAnew() + dashboardIsDue()
                + programsAreDue()
        }
    }

    private mutating func takeSync(_ result: Result<SyncReport, DeskError>) -> [ConsoleEffect] {
        let report: SyncReport
        switch result {
        case .success(let sent): report = sent
        case .failure(let error):
            return tellUnsent(isBusyElsewhere: false, because: error) + syncLater() + tableNeedNotWait()
        }
        waiting = report.waiting
        sending.add(report)
        forgetSetAside(report)
        gate.take(report.scans)
        let isMoving = report.sent > 0 || !report.setAside.isEmpty
        if isMoving { attendees.isStale = true }
        // More is on its way; whoever was scanned meanwhile has had their turn.
        if isMoving, waiting > 0, !report.isBusyElsewhere { return [.tell(.sync)] }
        let all = sending
        sending = SyncReport()
        if waiting == 0 { keptWasSent(except: Set((all.setAside + all.setAsideBefore).map(\.serial))) }
        guard all.sent > 0 || !all.setAside.isEmpty else {
            return tellUnsent(isBusyElsewhere: report.isBusyElsewhere) + syncLater() + tableNeedNotWait()
        }
        deskScreen.awaitsSending = false
        tableAwaitsSync = false
        if place == .attendees { live.isDue = false }
        return tellSent(all) + syncLater() + readConflicts() + (isAtTable ? refreshAttendees() : [])
    }

    /// Nothing was sent: whoever has asked for it on F8 hears why.
    private mutating func tellUnsent(isBusyElsewhere: Bool, because error: DeskError? = nil) -> [ConsoleEffect] {
        guard deskScreen.awaitsSending else { return [] }
        deskScreen.awaitsSending = false
        if isBusyElsewhere { return tell(words.retryBusy, .warning) }
        if let error, case .journal = error { return refuseSave(words.notDone(error)) }
        return waiting == 0 ? tell(words.waitingTitle(0), .status) : tell(words.unsent(waiting), .warning)
    }

    private mutating func tellSent(_ report: SyncReport) -> [ConsoleEffect] {
        let isSmooth = report.setAside.isEmpty && report.conflicts == 0
        if isSmooth, !report.sentAgain.isEmpty {
            tellLost(report)
            return []
        }
        // What has to be read first is not pushed away by counts.
        if isSmooth, banner?.standsUntilKey == true { return [] }
        return tellLasting(news(of: report), isSmooth ? .good : .bad)
    }

    /// Whoever did not go through holds a pass that nothing stands behind: their name matters more than the counts, and
    /// so does what a manager has to look at.
    private func news(of report: SyncReport) -> String {
        let first = report.setAside.isEmpty ? words.sync(report).first ?? "" : words.setAsideNews(report.setAside)
        return report.conflicts == 0 ? first : words.conflictsMet(report.conflicts) + " " + first
    }

    /// Sends again after a while, as long as something waits.
    func syncLater() -> [ConsoleEffect] {
        waiting > 0 ? [.after(milliseconds: Self.syncDelay, .sync, .syncAgain)] : []
    }
}

extension ConsoleMessage {
    /// Whether a dashboard is to be read after it.
    fileprivate var changesNumbers: Bool {
        switch self {
        case .live, .submitted, .synced, .review(.decided), .review(.undone): true
        default: false
        }
    }

    /// The desk had no serial to give.
    fileprivate var foundNoSerials: Bool {
        if case .submitted(_, _, .failure(.journal(.noSerials))) = self { true } else { false }
    }

    /// Whether an answer shows that the database is within reach; nil for what says nothing about that.
    fileprivate var reachedDatabase: Bool? {
        switch self {
        // What the desk's own copy may have answered says nothing.
        case .opened(.success), .page(_, .success), .person(_, .success), .personFile(_, .success),
            .programs(.sessions(.success)):
            nil
        case .opened(let result): Self.reached(result)
        case .page(_, let result): Self.reached(result)
        case .person(_, let result): Self.reached(result)
        case .personFile(_, let result): Self.reached(result)
        case .checkedIn(_, .success(let answer)) where answer.isByCopy: false
        case .checkedIn(_, .success(let answer)):
            switch answer.result {
            case .queued: false
            case .notAPass: nil
            case .passed, .alreadyIn, .refused: true
            case .test(let test): test.milliseconds != nil
            }
        case .checkedIn(_, .failure(let error)): Self.reached(Result<Void, DeskError>.failure(error))
        case .numbers(let result): Self.reached(result)
        case .programs(.sessions(let result)): Self.reached(result)
        case .desk(.state(_, let result)): Self.reached(result)
        case .review(.decided(_, .success(let answer))) where answer.report.cutOff != nil: false
        case .review(.undone(_, .success(let report))) where report.cutOff != nil: false
        case .review(.decided(_, let result)): Self.reached(result)
        case .review(.undone(_, let result)): Self.reached(result)
        case .review(.last(let result)): Self.reached(result)
        case .synced(.success(let report)): report.sent > 0 && report.waiting == 0 ? true : nil
        case .synced(.failure(let error)): Self.reached(Result<Void, DeskError>.failure(error))
        case .submitted(_, _, .success(let answer)):
            switch answer.result {
            case .queued, .kept: false
            case .applied(let receipt): !receipt.isByCopy
            }
        case .submitted(_, _, .failure(let error)): Self.reached(Result<Void, DeskError>.failure(error))
        default: nil
        }
    }

    private static func reached<T>(_ result: Result<T, DeskError>) -> Bool? {
        switch result {
        case .success: true
        case .failure(.outOfReach), .failure(.unanswered), .failure(.server): false
        case .failure: nil
        }
    }
}
