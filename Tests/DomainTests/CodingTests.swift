// Commands, outcomes and answers as JSON, and the ids in them.

import Domain
import Foundation
import TestSupport
import Testing

@Suite("Coding")
struct CodingTests {
    private func again<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static var keynote: SessionID {
        guard let id = SessionID("keynote-1") else { preconditionFailure("a session's id") }
        return id
    }

    private static var talks: ProgramID {
        guard let id = ProgramID("keynote") else { preconditionFailure("a program's id") }
        return id
    }

    static let actions: [Command.Action] = [
        Sample.registration(Sample.answers([Sample.id("n"): .number(-3), Sample.id("m"): .choices(["a", "b"])])),
        Sample.registration([:]),
        .edit(serial: Sample.serial(999_999_999), version: 3, form: Sample.reference, answers: Sample.answers),
        .cancel(serial: Sample.serial(1), version: 1, reason: "\u{0}\"\\/\n이유 👩‍👧"),
        .restore(serial: Sample.serial(1), version: 2, status: .waitlisted),
        Arrival().command.action,
        .checkIn(CheckIn(serial: Sample.serial(7), mode: .reenter, gate: wholeGate, at: Sample.moment)),
        .undoCheckIn(
            CheckInUndo(
                serial: Sample.serial(7), place: .area("강당"), day: Arrival.day("2026-05-02"),
                movement: Arrival.inside.entered.command, at: Sample.moment)),
        .enrol(SeatRequest(serial: Sample.serial(7), session: Self.keynote, at: Sample.moment)),
        .cancelEnrolment(SeatRequest(serial: Sample.serial(7), session: Self.keynote, at: Sample.moment)),
        .checkIn(
            CheckIn(serial: Sample.serial(7), mode: .leave, session: Self.keynote, at: Sample.moment)),
        .setPrograms(
            ProgramPlan(
                programs: [EventProgram(id: Self.talks, title: Localized(ko: "강연", en: "Keynote"))],
                sessions: [
                    ProgramSession(
                        id: Self.keynote, program: Self.talks, starts: Sample.moment,
                        ends: Timestamp(milliseconds: Sample.moment.milliseconds + 1), capacity: 1, waitingCapacity: 0)
                ])),
        .export(ExportRecord(table: .checkIns, format: "xlsx", filter: "status:approved", rows: 1_000_000)),
    ]

    private static let wholeGate = Gate(
        name: "동문", area: "강당", categories: ["teacher"], opens: Arrival.time("09:00"), closes: Arrival.time("24:00"),
        entry: .repeat)

    @Test("a check-in lies in journals and databases as it did")
    func checkInText() throws {
        let scan = CheckIn(serial: Sample.serial(7), mode: .reenter, gate: Self.wholeGate, at: Sample.moment)
        #expect(
            try json(Command.Action.checkIn(scan)) == """
                {"checkIn":{"_0":{"at":1777593600123,"gate":{"area":"강당","categories":["teacher"],"closes":"24:00",\
                "entry":"repeat","name":"동문","opens":"09:00"},"mode":"re-enter","place":"area:강당","serial":7}}}
                """)
    }

    @Test("a refusal of before there were gates is still read")
    func olderRefusal() throws {
        let text = #"{"refused":{"_0":{"existing":7,"faults":[],"reason":"duplicate"}}}"#
        let read = try JSONDecoder().decode(Outcome.self, from: Data(text.utf8))
        #expect(read == .refused(Refusal(.duplicate, existing: Sample.serial(7))))
    }

    @Test("a command is read back as it was written", arguments: actions)
    func commands(_ action: Command.Action) throws {
        let command = Sample.command(action)
        #expect(try again(command) == command)
    }

    @Test("an outcome is read back as it was written")
    func outcomes() throws {
        let serial = Sample.serial(7)
        let problems: [FieldFault.Problem] = [
            .required, .tooLong(maximum: 40), .notAPhone, .notAnEmail, .notANumber, .notADate, .tooSmall(minimum: 1),
            .tooLarge(maximum: 2), .unknownOption, .consentMissing, .unknownField, .wrongShape,
        ]
        let outcomes: [Outcome] = [
            .registered(serial), .edited(serial, version: 2), .cancelled(serial, version: 3),
            .restored(serial, version: 4), .passed(serial, .leave, Arrival.outside), .passageUndone(serial, nil),
            .passageUndone(serial, Arrival.inside), .enrolled(serial, Self.keynote, .waiting(place: 3)),
            .enrolled(serial, Self.keynote, .confirmed), .programsSet(sessions: 2, promoted: 1),
            .enrolmentCancelled(serial, Self.keynote, promoted: serial),
            .refused(Refusal(.overlaps, session: Self.keynote)),
            .reviewed(
                ReviewResult(
                    decided: [.init(serial, version: 2)], waiting: [.init(serial, version: 3)],
                    refused: [.init(serial, .conflict, status: .held), .init(serial, .notFound)])),
            .reviewUndone(ReviewResult(decided: [.init(serial, version: 2)])),
            .capacitySet(CapacityChange(category: nil, capacity: nil), taken: 3),
            .refused(Refusal(.alreadyCheckedIn, existing: serial, admission: Arrival.inside)),
            .refused(Refusal(.duplicate, existing: serial)),
            .refused(Refusal(.invalidField, faults: problems.map { FieldFault(field: .name, problem: $0) })),
        ]
        for outcome in outcomes { #expect(try again(outcome) == outcome) }
    }

    @Test("answers are an object of bare values, keyed by field")
    func answers() throws {
        let answers: Answers = [
            .name: .text("1"), .consent: .flag(true), Sample.id("n"): .number(1), Sample.id("m"): .choices([]),
        ]
        #expect(try json(answers) == #"{"consent":true,"m":[],"n":1,"name":"1"}"#)
        #expect(try again(answers) == answers)
    }

    @Test("random answers are read back as they were written, whatever characters they hold")
    func anyAnswers() throws {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<500 {
            var answers: Answers = [:]
            for index in 0..<random.int(in: 0...6) {
                let text = String(
                    String.UnicodeScalarView(
                        (0..<random.int(in: 0...8)).compactMap { _ in
                            Unicode.Scalar(UInt32(random.int(in: 0...0x2FFFF)))
                        }))
                answers[Sample.id("f\(index)")] =
                    switch random.int(in: 0...3) {
                    case 0: .text(text)
                    case 1: .number(Int(truncatingIfNeeded: random.next()))
                    case 2: .choices([text, "true", "1"])
                    default: .flag(random.int(in: 0...1) == 1)
                    }
            }
            #expect(try again(answers) == answers, "seed \(random.seed)")
        }
    }

    @Test("a form is read back as it was written")
    func forms() throws {
        let form = Sample.form([
            Sample.field("x", .date) {
                $0.earliest = CalendarDate("2026-05-01")
                $0.condition = .init(field: .category, anyOf: ["teacher"])
                $0.preset = .text("2026-05-02")
            }
        ])
        #expect(try again(form) == form)
    }

    @Test("what is not a serial, an id or a field is refused, not stored")
    func refused() {
        for (text, type) in [
            ("0", Serial.self), ("1000000000", Serial.self), ("\"A\"", FieldID.self), ("\"0190\"", CommandID.self),
            ("\"2026-02-30\"", CalendarDate.self),
        ] as [(String, any Decodable.Type)] {
            #expect(throws: (any Error).self, "\(text)") { try JSONDecoder().decode(type, from: Data(text.utf8)) }
        }
    }
}

@Suite("Identifiers")
struct IdentifierTests {
    @Test("a command's id is a UUID of version 7: time first, then version, variant and chance")
    func layout() throws {
        let id = CommandID(at: Timestamp(milliseconds: 0x0190_1234_5678), random: [UInt8](repeating: 0xFF, count: 10))
        #expect(id.description == "01901234-5678-7fff-bfff-ffffffffffff")
        let zero = CommandID(at: Timestamp(milliseconds: 0x0190_1234_5678), random: [UInt8](repeating: 0, count: 10))
        #expect(zero.description == "01901234-5678-7000-8000-000000000000")
        #expect(try JSONDecoder().decode(CommandID.self, from: JSONEncoder().encode(id)) == id)
        #expect(CommandID(bytes: Array(id.bytes.dropLast())) == nil)
    }

    @Test("ids made later sort later, whatever their random part")
    func order() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<2_000 {
            let early = Int64(random.int(in: 0...(1 << 47)))
            let late = early + Int64(random.int(in: 1...1_000_000))
            func id(_ time: Int64) -> CommandID {
                CommandID(
                    at: Timestamp(milliseconds: time), random: (0..<10).map { _ in UInt8(random.int(in: 0...255)) })
            }
            let (first, second) = (id(early), id(late))
            #expect(first.description < second.description, "seed \(random.seed)")
            #expect(first.bytes.lexicographicallyPrecedes(second.bytes), "seed \(random.seed)")
        }
    }

    @Test("a clock before 1970 still gives an id")
    func earlyClock() {
        let id = CommandID(at: Timestamp(milliseconds: -5), random: [UInt8](repeating: 1, count: 10))
        #expect(id.description.hasPrefix("00000000-0000-7"))
    }

    @Test("a serial has one to nine digits and is not zero")
    func serials() {
        #expect(Serial("1")?.rawValue == 1)
        #expect(Serial("000000012")?.rawValue == 12)
        #expect(Serial("999999999")?.rawValue == 999_999_999)
        for text in ["", "0", "000000000", "0000000001", "1000000000", "-1", "+1", "1 ", "１", "a"] {
            #expect(Serial(text) == nil, "\(text)")
        }
    }
}
