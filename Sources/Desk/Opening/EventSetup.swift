// Setting up an event, as the database's owner: schema, event, categories, first key, and sample people if asked.

public import Domain
import Postgres
import Store

/// What `init` was asked for.
public struct EventSetup: Sendable {
    public var slug: String
    public var title: String
    public var firstDay: CalendarDate
    public var lastDay: CalendarDate
    public var timeZone: String
    public var categories: [Category]
    /// How many made-up people to register; more than none marks the event as a sample.
    public var sampleCount: Int

    public init(
        slug: String, title: String, firstDay: CalendarDate, lastDay: CalendarDate, timeZone: String,
        categories: [Category] = Category.usual, sampleCount: Int = 0
    ) {
        self.slug = slug
        self.title = title
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.timeZone = timeZone
        self.categories = categories
        self.sampleCount = sampleCount
    }

    /// Sets the event up; an existing slug is left as it is. `slugs` are those of all events there are then.
    /// - Parameters:
    ///   - form: the walk-in form the sample people are registered with.
    ///   - desk: opens the desk that registers them, once the event is there.
    ///   - progress: how many sample people are registered so far.
    public func run(
        _ database: Database, form: FormDefinition, desk: (String) throws(DeskError) -> Desk,
        progress: (Int) -> Void = { _ in }
    ) throws(DeskError) -> (event: Event, isNew: Bool, slugs: [String]) {
        let connection = try database.connectAsOwner()
        _ = try database.migrate(connection)
        let store = Store(connection)
        guard try DeskError.wrap({ try store.knowsTimeZone(timeZone) }) else { throw .unknownTimeZone(timeZone) }
        let made = try DeskError.wrap { try store.createEvent(newEvent()) }
        let slugs = try DeskError.wrap { try store.events().map(\.slug) }
        if made.isNew, sampleCount > 0 { try registerSample(try desk(slug), form, progress) }
        return (made.event, made.isNew, slugs)
    }

    private func newEvent() -> NewEvent {
        var random = SystemRandomNumberGenerator()
        return NewEvent(
            slug: slug, title: title, firstDay: firstDay, lastDay: lastDay, timeZone: timeZone,
            isSample: sampleCount > 0, categories: categories,
            secret: .random(32, using: &random))
    }

    /// The same way a walk-in goes: journal, rules, database.
    private func registerSample(_ desk: Desk, _ form: FormDefinition, _ progress: (Int) -> Void) throws(DeskError) {
        let reference = try desk.publish(form)
        var people = SamplePeople(seed: 2026)
        var applications: [Review.Row] = []
        for number in 1...sampleCount {
            let answers = people.next(number: number, categories: categories)
            // A small sample is for trying the desk, a larger one has something to review as well.
            let isApplication = sampleCount >= Self.leastForReview && number.isMultiple(of: 8)
            let result = try desk.submit(
                Submission(
                    id: desk.makeCommandID(),
                    change: .register(
                        source: isApplication ? .preApplication : .walkIn, form: reference, answers: answers)))
            if isApplication, case .applied(let receipt) = result, let row = receipt.row {
                applications.append(Review.Row(serial: row.serial, version: row.version))
            }
            progress(number)
        }
        try setSamplePrograms(desk)
        try decide(applications, desk)
        desk.tellOthers()
    }

    /// From the last one registered back, so that the first, whom people try everything with, is left as they came.
    private func setSamplePrograms(_ desk: Desk) throws(DeskError) {
        let sample = try SamplePrograms(from: firstDay, to: lastDay) { moment throws(DeskError) in
            try desk.instant(of: moment)
        }
        _ = try desk.setPrograms(sample.plan, id: desk.makeCommandID())
        var number = Int64(sampleCount)
        for session in sample.plan.sessions {
            for _ in 0..<min(sample.wanted(in: session), sampleCount / 8) {
                // Refused where the session of an event in the past is over.
                if let serial = Serial(rawValue: number) {
                    _ = try desk.enrol(serial, in: session.id, id: desk.makeCommandID())
                }
                number -= 1
            }
        }
    }
}

extension EventSetup {
    fileprivate static let leastForReview = 100

    /// Half of the applications wait for their decision, the others for other things.
    fileprivate func decide(_ applications: [Review.Row], _ desk: Desk) throws(DeskError) {
        for (place, decision) in [Review.Decision.hold, .waitlist].enumerated() {
            let rows = applications.enumerated().filter { $0.offset % 4 == place }.map(\.element)
            guard !rows.isEmpty else { continue }
            _ = try ReviewWork(id: desk.makeCommandID(), review: Review(decision, rows)).run(on: desk)
        }
    }
}

extension Category {
    /// The categories a new event starts with, as Korean education expos have them.
    public static let usual: [Category] = [
        Category(id: "general", label: Localized(ko: "일반인", en: "General")),
        Category(id: "elementary", label: Localized(ko: "초등학생", en: "Elementary")),
        Category(id: "middle", label: Localized(ko: "중학생", en: "Middle school")),
        Category(id: "high", label: Localized(ko: "고등학생", en: "High school")),
        Category(id: "teacher", label: Localized(ko: "교사", en: "Teacher")),
        Category(id: "student-teacher", label: Localized(ko: "예비교사", en: "Student teacher")),
        Category(id: "parent", label: Localized(ko: "학부모", en: "Parent")),
        Category(id: "exhibitor", label: Localized(ko: "전시", en: "Exhibitor")),
        Category(id: "staff", label: Localized(ko: "운영", en: "Staff")),
    ]
}
