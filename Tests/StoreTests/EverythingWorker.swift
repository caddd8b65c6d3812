// A desk that does by chance everything that a desk can do.

import Domain
import Postgres
import Store
import TestSupport
import Testing

struct EverythingWorker {
    let fixture: Fixture
    let desk: DeskID
    let store: Store
    let form: FormDefinition
    var random: SeededRandom
    /// Serials of this lane's own.
    var next: Int64
    var sent: [Command] = []
    var admissions: [(Int64, Admission)] = []
    var reviews: [CommandID] = []
    var words: Set<String> = []

    static let people: ClosedRange<Int64> = 1...24
    static let sessions = ["a", "b", "c"]
    static let categories: [String?] = ["general", "teacher", nil]

    init(_ fixture: Fixture, _ lane: Int, _ random: SeededRandom) throws {
        self.fixture = fixture
        self.random = random
        desk = DeskID(bytes: [UInt8](repeating: 0xE0, count: 15) + [UInt8(lane)])
        next = Int64(10_000 * (lane + 1))
        store = try fixture.store()
        form = Self.form
        try store.announce(desk: desk, name: "desk \(lane)", event: fixture.event)
    }

    /// As the desks have it.
    static var form: FormDefinition {
        Fixture.definition().resolved(
            with: ["general", "teacher"].map { Category(id: $0, label: Localized(ko: $0, en: $0)) })
    }

    mutating func work() throws {
        if random.int(in: 0...24) == 0 { return try importSome() }
        guard var command = try command() else { return }
        if !sent.contains(where: { $0.id == command.id }) { command.desk = desk }
        let receipt = try store.apply(command)
        words.insert("\(command.action.kind) \(receipt.outcome.word)")
        sent.append(command)
        if case .reviewed = receipt.outcome { reviews.append(command.id) }
        if let admission = receipt.admission, let serial = receipt.outcome.serial {
            admissions.append((serial.rawValue, admission))
        }
    }

    private mutating func newSerial() -> Int64 {
        next += 1
        return next
    }

    /// Somebody of the first people, under the serial they have now, or under one they had.
    private mutating func person(current: Bool = true) throws -> Registration? {
        let serial = Fixture.serial(Int64(random.int(in: 1...24)))
        var row = try store.registration(serial, event: fixture.event)
        while let now = row, let survivor = now.mergedInto, current || random.int(in: 0...2) > 0 {
            row = try store.registration(survivor, event: fixture.event)
        }
        return row
    }

    private mutating func command() throws -> Command? {
        switch random.int(in: 0...19) {
        case 0...3: return try atGate()
        case 4:
            guard !admissions.isEmpty else { return nil }
            let (serial, admission) = random.pick(admissions.suffix(8))
            return fixture.undo(serial, admission)
        case 5...7: return try aboutSeats()
        case 8, 9: return try person().map { $0.status == .cancelled ? fixture.restore($0) : fixture.cancel($0) }
        case 10: return try person().map { fixture.restore($0, to: .waitlisted) }
        case 11, 12: return try edit()
        case 13...15: return try review()
        case 16: return reviews.isEmpty ? nil : fixture.command(.undoReview(ReviewUndo([random.pick(reviews)])))
        case 17: return sent.isEmpty ? nil : random.pick(sent.suffix(20))
        case 18: return try person().map { fixture.reissue($0, as: newSerial()) }
        default: return random.int(in: 0...1) == 0 ? capacity() : registration()
        }
    }

    private mutating func atGate() throws -> Command? {
        guard let serial = try person(current: false)?.serial.rawValue else { return nil }
        let mode = random.pick([CheckIn.Mode.enter, .enter, .leave, .reenter])
        if random.int(in: 0...2) == 0 {
            let session = random.pick(Self.sessions)
            return fixture.door(serial, session, mode, minutes: 60 * Self.hours(session))
        }
        let gate = random.pick([Domain.Gate(name: "east", area: "main"), Domain.Gate(name: "hall", area: "hall")])
        let late = Int64(random.int(in: 0...9_000_000))
        return fixture.scan(
            serial, mode, gate: gate, at: Timestamp(milliseconds: Fixture.morning.milliseconds + late))
    }

    /// `a` and `b` are at the same time.
    static func hours(_ session: String) -> Int64 { session == "c" ? 1 : 0 }

    private mutating func aboutSeats() throws -> Command? {
        let session = random.pick(Self.sessions)
        guard let serial = try person(current: false)?.serial.rawValue else { return nil }
        switch random.int(in: 0...9) {
        case 0:
            return try fixture.plan(
                try Fixture.session(
                    session, capacity: random.int(in: 2...6), waiting: random.int(in: 2...6),
                    hours: Self.hours(session)))
        case 1...3: return fixture.leave(serial, session)
        default: return fixture.enrol(serial, session)
        }
    }

    private mutating func edit() throws -> Command? {
        let category = random.pick(Self.categories)
        let phone = random.pick([nil, "0101234567\(random.int(in: 0...9))"])
        return try person().map {
            fixture.command(
                .edit(
                    serial: $0.serial, version: $0.version, form: fixture.form,
                    answers: Fixture.answers(name: $0.name, phone: phone, category: category)))
        }
    }

    private mutating func review() throws -> Command? {
        let decision = random.pick(Review.Decision.allCases + [.approve, .approve])
        let rows = try (0..<random.int(in: 1...6)).compactMap { _ in try person() }
        let once = Dictionary(rows.map { ($0.serial.rawValue, $0.version) }) { $1 }
        return once.isEmpty ? nil : fixture.review(decision, once.map { ($0.key, $0.value) })
    }

    private mutating func capacity() -> Command {
        let category = random.pick(Self.categories)
        let limit = random.int(in: 3...12) + (category == nil ? 6 : 0)
        return fixture.capacity(random.int(in: 0...5) == 0 ? nil : limit, category)
    }

    private mutating func registration() -> Command {
        fixture.registration(newSerial(), name: "이서연", category: random.pick(Self.categories))
    }

    // MARK: Imports

    private mutating func importSome() throws {
        let counts = ImportCounts(new: 3)
        let mapping = ImportMapping(columns: [])
        var command = fixture.command(
            .importRows(
                ImportOrder(
                    fileHash: "", mapping: mapping, options: ImportOptions(approves: true, updates: true),
                    form: fixture.form, counts: counts)))
        command.desk = desk
        var drawn = self
        let ending = try store.importRows(event: fixture.event) {
            ImportedList(command: command, writes: try drawn.writes(at: command.madeAt), concernsSeats: true)
        } isWanted: { _ in
            true
        }
        self = drawn
        words.insert("import \(ending)")
    }

    private mutating func writes(at moment: Timestamp) throws -> [ImportWrite] {
        let known = try person()
        var seats = try store.lockSeats(of: fixture.event)
        var writes: [ImportWrite] = []
        for line in 1...3 {
            let category = random.pick(Self.categories)
            var systemRandom = SystemRandomNumberGenerator()
            let hasSeat = seats.hasSeat(in: category)
            if hasSeat { seats.take(category) }
            let answers = Fixture.answers(name: "박도윤", category: category)
            let new = NewRegistration(
                serial: Fixture.serial(newSerial()),
                publicID: Hexadecimal.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &systemRandom) }),
                source: .import, form: fixture.form, answers: answers, status: hasSeat ? .approved : .waitlisted)
            let row = Registration(new, try form.validate(answers), at: moment)
            writes.append(ImportWrite(line: line, action: .register(new), row: row))
        }
        guard let known, known.status.isLiving else { return writes }
        let action = Command.Action.edit(
            serial: known.serial, version: known.version, form: fixture.form,
            answers: Fixture.answers(name: "최지우", phone: known.phone?.digits, category: known.category))
        let after = try action.preview(on: known, form: form)
        return writes + [ImportWrite(line: 4, action: action, row: after, replaces: known.version)]
    }
}
