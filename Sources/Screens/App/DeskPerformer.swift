// Carrying out what screens ask, on the desk's threads.

public import Desk
public import Domain
import Store
public import Terminal

/// Carries out the console's requests.
public struct DeskPerformer: Performer {
    public typealias Request = DeskRequest
    public typealias Message = ConsoleMessage

    private let service: DeskService
    private let drafts: DraftKeeper?
    private let form: FormDefinition
    let reviews = ReviewJobs()
    /// Milliseconds of sending what waits before whoever stands at the desk has their turn.
    private static let syncSlice = 200

    /// - Parameters:
    ///   - drafts: nil keeps none: a script's typing is nobody's draft.
    ///   - form: the walk-in form, published to the event when the desk opens.
    public init(_ service: DeskService, drafts: DraftKeeper?, form: FormDefinition) {
        self.service = service
        self.drafts = drafts
        self.form = form
    }

    public func perform(
        _ request: DeskRequest, ticket: Ticket, reply: @escaping @Sendable (ConsoleMessage) -> Void,
        done: @escaping @Sendable () -> Void
    ) {
        switch request {
        case .open, .similar, .page, .person, .personFile, .gateCounters, .gateCandidates, .numbers, .gateParty:
            service.read(ticket.number, dropped: done) { [form] desk in
                defer { done() }
                if let message = Self.answer(request, desk, form) { reply(message) }
            }
        case .count, .estimate, .landmarks:
            service.survey(ticket.number, dropped: done) { desk in
                defer { done() }
                if let message = Self.survey(request, desk) { reply(message) }
            }
        case .submit(let submission, let purpose):
            // By way of the drafts' thread: what was typed is on disk before anything is sent.
            service.keep(ticket.number) { [service] in
                service.write(ticket.number) { desk in
                    defer { done() }
                    reply(.submitted(submission, purpose, desk.flatMap { Self.submit(submission, $0) }))
                    Self.tellOthers(desk)
                }
            }
        case .checkIn(let scan):
            service.write(ticket.number) { desk in
                defer { done() }
                reply(.checkedIn(scan, desk.flatMap { Self.checkIn(scan, $0) }))
                Self.tellOthers(desk)
            }
        case .views, .saveView, .deleteView: performView(request, ticket, reply, done)
        case .programs(let task): perform(task, service, ticket, reply, done)
        case .desk(let task): perform(task, service, ticket, reply, done)
        case .review(let task): perform(task, service, ticket, reply, done)
        case .sync:
            service.write(ticket.number) { desk in
                defer { done() }
                reply(
                    .synced(
                        desk.flatMap { desk in
                            Self.result { () throws(DeskError) in try desk.sync(for: Self.syncSlice) }
                        }))
                Self.tellOthers(desk)
            }
        case .pictures(let order):
            service.work(ticket.number, dropped: done) { desk, stop in
                defer { done() }
                reply(.workEnded(Self.run(order, desk, stop) { reply(.working($0)) }))
            }
        case .export(let order, let language):
            service.work(ticket.number, dropped: done) { desk, stop in
                defer { done() }
                reply(.exportEnded(Self.run(order, Words(language), desk, stop) { reply(.working($0)) }))
            }
        case .importing(let task): perform(task, service, form, ticket, reply, done)
        case .saveDraft, .clearDraft, .saveEdit, .clearEdit, .saveReview, .clearReview:
            performDraft(request, ticket, reply, done)
        }
    }

    private func performView(
        _ request: DeskRequest, _ ticket: Ticket, _ reply: @escaping @Sendable (ConsoleMessage) -> Void,
        _ done: @escaping @Sendable () -> Void
    ) {
        switch request {
        case .views:
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                reply(.views(ViewKeeper.shelf(desk)))
            }
        case .saveView(let view, let target):
            service.write(ticket.number) { desk in
                defer { done() }
                reply(.viewSaved(view, ViewKeeper.save(view, target, desk)))
            }
        case .deleteView(let saved):
            service.write(ticket.number) { desk in
                defer { done() }
                reply(.viewDeleted(saved, ViewKeeper.delete(saved, desk)))
            }
        default: done()
        }
    }

    private func performDraft(
        _ request: DeskRequest, _ ticket: Ticket, _ reply: @escaping @Sendable (ConsoleMessage) -> Void,
        _ done: @escaping @Sendable () -> Void
    ) {
        service.keep(ticket.number) { [drafts] in
            defer { done() }
            let result = Self.result { () throws(DeskError) in
                switch request {
                case .saveDraft(let draft): try drafts?.save(draft)
                case .saveEdit(let edit): try drafts?.save(edit)
                case .clearEdit: try drafts?.clearEdit()
                case .saveReview(let review): try drafts?.save(review)
                case .clearReview: try drafts?.clearReview()
                default: try drafts?.clear()
                }
            }
            if case .failure(let error) = result { reply(.draftFailed(error)) }
        }
    }

    public func cancel(_ ticket: Ticket) {
        service.cancel(ticket.number)
    }

    /// After the answer: nobody waits for it. Where a watcher listens, it has told them already.
    static func tellOthers(_ desk: Result<Desk, DeskError>) {
        if case .success(let desk) = desk { desk.tellOthers() }
    }

    private static func result<T>(_ body: () throws(DeskError) -> T) -> Result<T, DeskError> {
        Result(catching: body)
    }

    private static func run(
        _ order: PictureWork, _ desk: Result<Desk, DeskError>, _ stop: WorkStop, report: (WorkProgress) -> Void
    ) -> Result<PictureReport, PictureWorkError> {
        desk.mapError { PictureWorkError.desk($0) }.flatMap { desk in
            var picture = PassPicture()
            return Result { () throws(PictureWorkError) in
                try order.run(on: desk, stop: stop, draw: { picture.png($0) }, report: report)
            }
        }
    }

    private static func run(
        _ order: ExportWork, _ words: Words, _ desk: Result<Desk, DeskError>, _ stop: WorkStop,
        report: (WorkProgress) -> Void
    ) -> Result<ExportReport, ExportError> {
        desk.mapError { ExportError.desk($0) }.flatMap { desk in
            Result { () throws(ExportError) in
                var done = try order.run(
                    on: desk, stop: stop,
                    words: ExportWords(words, desk.event, minutesAheadOfUTC: desk.minutesAheadOfUTC), report: report)
                done.path = done.wholePath
                return done
            }
        }
    }

    private static func submit(_ submission: Submission, _ desk: Desk) -> Result<SubmitAnswer, DeskError> {
        result { () throws(DeskError) in
            let answer = try desk.submit(submission)
            let serial: Serial? =
                switch answer {
                case .queued(let serial): serial
                case .applied(let receipt), .kept(let receipt): receipt.outcome.serial
                }
            var submitted = SubmitAnswer(
                result: answer, pass: try serial.map { (serial) throws(DeskError) in try desk.pass(of: serial) })
            if case .applied(let receipt) = answer {
                submitted.promoted = Promotions(receipt.promoted, desk)
                // What is not known is not said.
                if let row = receipt.row, row.status == .waitlisted {
                    submitted.place = try? desk.placeInLine(of: row.serial)
                }
            }
            return submitted
        }
    }

    private static func answer(
        _ request: DeskRequest, _ desk: Result<Desk, DeskError>, _ form: FormDefinition
    ) -> ConsoleMessage? {
        switch request {
        case .open: .opened(desk.flatMap { desk in result { () throws(DeskError) in try open(desk, form) } })
        case .similar(let name, let phone):
            // Nobody waits for this answer: a look-up that fails shows nobody, and the save will say what is wrong.
            .similar((try? desk.get().similar(name: name, phone: phone)) ?? [])
        case .page(let request): .page(request, desk.flatMap { page(request, $0) })
        case .person(let serial):
            .person(serial, desk.flatMap { desk in result { () throws(DeskError) in try card(serial, desk) } })
        case .personFile(let serial):
            .personFile(
                serial, desk.flatMap { desk in result { () throws(DeskError) in try desk.personFile(serial) } })
        case .gateCounters(let place):
            .gateCounters(
                place, desk.flatMap { desk in result { () throws(DeskError) in try desk.gateCounters(place: place) } })
        case .gateCandidates(let text, let place):
            .gateCandidates(text, place, desk.flatMap { gateCandidates(text, place, $0) })
        case .gateParty(let scan, let holder):
            .gateParty(
                scan, holder, desk.flatMap { desk in result { () throws(DeskError) in try desk.party(of: holder) } })
        case .numbers: .numbers(desk.flatMap { desk in result { () throws(DeskError) in try desk.numbers() } })
        case .checkIn, .submit, .saveDraft, .clearDraft, .saveEdit, .clearEdit, .saveReview, .clearReview,
            .sync, .count, .estimate, .landmarks,
            .pictures, .export, .importing, .views, .saveView, .deleteView, .desk, .programs, .review:
            nil
        }
    }

    private static func page(_ request: AttendeePageRequest, _ desk: Desk) -> Result<AttendeePage, DeskError> {
        result { () throws(DeskError) in
            try desk.attendees(
                filter: request.filter, sort: request.sort, start: request.start, limit: request.limit)
        }
    }

    /// What is asked of a table as a whole.
    private static func survey(_ request: DeskRequest, _ desk: Result<Desk, DeskError>) -> ConsoleMessage? {
        switch request {
        case .count(let filter):
            .counted(filter, desk.flatMap { desk in result { () throws(DeskError) in try desk.count(filter) } })
        case .estimate(let filter):
            .estimated(
                filter, desk.flatMap { desk in result { () throws(DeskError) in try desk.estimatedCount(filter) } })
        case .landmarks(let filter, let sort):
            .landmarks(
                filter, sort,
                desk.flatMap { desk in result { () throws(DeskError) in try desk.landmarks(filter, sort) } })
        default: nil
        }
    }

    private static func open(_ desk: Desk, _ form: FormDefinition) throws(DeskError) -> OpenDesk {
        var open = OpenDesk(
            event: desk.event, form: form.resolved(with: desk.event.categories),
            formReference: try desk.publish(form), verifier: desk.verifier, minutesAheadOfUTC: desk.minutesAheadOfUTC)
        open.dayToConfirm = desk.dayToConfirm
        open.isAnswered = desk.hasLine
        // Only names of old answers hang on it.
        open.learn((try? desk.forms()) ?? [])
        open.learn((try? desk.sessions()) ?? [])
        return open
    }

    private static func card(_ serial: Serial, _ desk: Desk) throws(DeskError) -> PersonCard {
        let row = try desk.registration(serial)
        return PersonCard(row: row, form: try desk.form(row.form), pass: try desk.pass(of: serial))
    }

    private static func checkIn(_ scan: GateScan, _ desk: Desk) -> Result<CheckInAnswer, DeskError> {
        result { () throws(DeskError) in
            var answer =
                switch (scan.subject, scan.session) {
                case (.code(let code), let session?):
                    try desk.checkIn(code, mode: scan.mode, session: session, id: scan.id)
                case (.person(let serial), let session?):
                    try desk.checkIn(serial, mode: scan.mode, session: session, id: scan.id)
                case (.code(let code), nil):
                    try desk.checkIn(code, mode: scan.mode, gate: scan.gate, id: scan.id)
                case (.person(let serial), nil):
                    try desk.checkIn(serial, mode: scan.mode, gate: scan.gate, id: scan.id)
                }
            answer.answeredAt = desk.eventTime()
            return answer
        }
    }

    private static func gateCandidates(
        _ text: String, _ place: Place, _ desk: Desk
    ) -> Result<[GateCandidate], DeskError> {
        result { () throws(DeskError) in
            try desk.gateCandidates(text, place: place, limit: GateLookUp.mostFound + 1)
        }
    }
}
