// Every sentence in both languages: there, different, and naming what it is about.

import Desk
import Domain
import Journal
import Postgres
import Store
import Testing
import Text

@testable import Screens

private let korean = Words(.korean)
private let english = Words(.english)

/// Both languages say something, and not the same.
private func expectBoth(
    _ sentence: (Words) -> String, naming parts: [String] = [], _ place: SourceLocation = #_sourceLocation
) {
    let (ko, en) = (sentence(korean), sentence(english))
    #expect(!ko.isEmpty && !en.isEmpty && ko != en, "\(ko) / \(en)", sourceLocation: place)
    #expect(ko.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(ko)", sourceLocation: place)
    #expect(!en.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(en)", sourceLocation: place)
    for part in parts {
        #expect(ko.contains(part) && en.contains(part), "\(part) in \(ko) / \(en)", sourceLocation: place)
    }
}

// swift-format-ignore: NeverForceUnwrap
private let day = CalendarDate("2026-05-01")!

private let problems: [FieldFault.Problem] = [
    .required, .tooLong(maximum: 40), .notAPhone, .notAnEmail, .notANumber, .notADate, .tooSmall(minimum: 3),
    .tooLarge(maximum: 9), .tooEarly(earliest: day),
    .tooLate(latest: day), .unknownOption, .consentMissing, .unknownField, .wrongShape,
]

private func row(_ serial: Int64 = 123) -> Registration {
    // swift-format-ignore: NeverForceUnwrap
    Registration(
        serial: Serial(rawValue: serial)!, status: .approved, source: .walkIn, name: "Kim", phone: nil,
        affiliation: nil, category: nil, email: nil, answers: [:], form: FormReference(id: "walk-in", version: 1),
        consent: Consent(version: "1", at: Timestamp(milliseconds: 0)), publicID: "0", version: 1,
        registeredAt: Timestamp(milliseconds: 0))
}

@Suite("Words")
struct WordsTests {
    @Test("A fault names its field by the label people see", arguments: problems)
    func faults(problem: FieldFault.Problem) {
        let field = FieldFault(field: FieldID("shoe")!, problem: problem)
        var shoe = FormField(id: field.field, kind: .text, label: Localized(ko: "신발", en: "Shoe"))
        shoe.required = true
        let form = FormDefinition(id: "f", title: Localized(ko: "가", en: "A"), fields: [shoe])
        expectBoth { $0.fault(field, in: form) }
        #expect(korean.fault(field, in: form).hasPrefix("신발: "))
        #expect(english.fault(field, in: form).hasPrefix("Shoe: "))
        #expect(english.fault(field, in: nil).hasPrefix("shoe: "))
    }

    @Test("Fields that every registration has are known without a form")
    func knownLabels() {
        for id in [FieldID.name, .phone, .affiliation, .category, .email, .consent, .reason] {
            expectBoth { $0.label(of: id, in: nil) }
        }
    }

    @Test("A duplicate names the person who is there already")
    func duplicate() {
        let refusal = Refusal(.duplicate, existing: Serial(rawValue: 123))
        expectBoth({ $0.refusal(refusal, existing: row(), form: nil) }, naming: ["000123 Kim"])
        expectBoth({ $0.refusal(refusal, existing: nil, form: nil) }, naming: ["000123"])
        #expect(
            korean.refusal(refusal, existing: row(), form: nil) == "이미 등록된 연락처입니다: 000123 Kim (승인)")
    }

    @Test("Every refusal is a sentence, with and without its faults")
    func refusals() {
        let reasons: [Refusal.Reason] = [
            .duplicate, .notFound, .conflict, .cancelled, .notCancelled, .consentMissing, .invalidName, .invalidPhone,
            .invalidField, .unknownForm, .merged, .alreadyDecided, .seatFree, .full,
        ]
        for reason in reasons {
            expectBoth { $0.refusal(Refusal(reason), existing: nil, form: nil) }
        }
        let faults = [FieldFault(field: .name, problem: .required), FieldFault(field: .phone, problem: .notAPhone)]
        let both = Refusal(.invalidName, faults: faults)
        #expect(korean.refusal(both, existing: nil, form: nil).split(separator: "\n").count == 2)
    }

    @Test("Every fault of a pass is a sentence")
    func passes() {
        for fault in [PassFault.malformed, .wrongEvent, .unknownKey, .badMAC] {
            expectBoth { $0.passFault(fault) }
        }
        expectBoth { $0.unknownSerial }
    }

    @Test("Every state and kind has a word")
    func labels() {
        for status in Registration.Status.allCases { expectBoth { $0.status(status) } }
        for source in Registration.Source.allCases { expectBoth { $0.source(source) } }
        for kind in FormField.Kind.allCases { expectBoth { $0.kind(kind) } }
        #expect(korean.status(.approved) == "승인" && english.status(.approved) == "approved")
    }

    @Test("Every error of the desk says what to do, with its path and its command")
    func deskErrors() {
        let fault = PostgresError(kind: .server, sqlState: "XX000", message: "boom\nsecond line")
        let denied = PostgresError(kind: .server, sqlState: "42501", message: "permission denied")
        let late = ["57014", "55P03"].map { PostgresError(kind: .server, sqlState: $0, message: "canceling") }
        for error in late { expectBoth({ $0.error(DeskError.store(.postgres(error))) }, naming: ["expodesk doctor"]) }
        #expect(late.allSatisfy { english.error(DeskError.store(.postgres($0))).contains("took too long") })
        let errors: [(DeskError, [String])] = [
            (.unanswered("refused"), ["refused", "expodesk sync"]),
            (.outOfReach("refused"), ["refused", "expodesk doctor"]), (.noEvent, ["expodesk init"]),
            (.severalEvents(["a", "b"]), ["a, b", "--event"]), (.unknownEvent("x", known: []), ["expodesk init"]),
            (.unknownEvent("x", known: ["y"]), ["y"]), (.unknownTimeZone("Mars/Olympus"), ["Mars/Olympus"]),
            (.notFound, []), (.store(.postgres(fault)), ["XX000", "boom", "expodesk doctor"]),
            (.store(.postgres(denied)), ["expodesk migrate"]), (.store(.schemaOlder(missing: 1)), ["expodesk migrate"]),
            (.store(.schemaNewer(found: 3, known: 2)), ["3", "2"]), (.store(.schemaChanged(step: 1)), ["1"]),
            (.store(.serialTaken(7)), ["7"]), (.store(.noSerialsLeft), ["expodesk init"]),
            (.store(.unreadable("thing")), ["thing", "expodesk doctor"]), (.store(.invalid("value")), ["value"]),
            (.journal(.cannotWrite(path: "/p", reason: "why")), ["/p", "why", "--data-dir"]),
            (.journal(.full(path: "/p")), ["/p"]), (.journal(.corrupted(path: "/p")), ["/p", "--data-dir"]),
            (.journal(.damagedKey(path: "/p")), ["/p"]), (.journal(.lostKey(path: "/p")), ["/p", "--data-dir"]),
            (.journal(.otherKey(path: "/p")), ["/p"]),
            (.journal(.newerVersion(path: "/p")), ["/p"]), (.journal(.noSerials(event: 4)), []),
            (.journal(.locked), ["expodesk doctor"]), (.journal(.notMade(reason: "why")), ["why"]),
            (.server(.serverMissing(searched: ["/s"])), ["/s", "apt-get install postgresql", "--database"]),
            (.server(.versionMismatch(path: "/p", cluster: 15, installed: [17])), ["/p", "postgresql-15", "17"]),
            (.server(.folderNotWritable(path: "/p", reason: "why")), ["/p", "why", "--data-dir"]),
            (.server(.ownedByAnother(path: "/p", userID: 7)), ["/p", "7"]),
            (.server(.diskFull(path: "/p", log: "")), ["/p", "100 MB"]),
            (.server(.notEnoughMemory(path: "/p", log: "")), ["/p"]),
            (.server(.rootRefused(path: "/p", reason: "why")), ["/p", "why", "--database"]),
            (.server(.notACluster(path: "/p")), ["/p", "--data-dir"]),
            (.server(.failed(path: "/p", log: "one\nlast")), ["/p", "last", "expodesk doctor"]),
            (.server(.noAnswer(path: "/p", log: "")), ["/p", "expodesk stop"]),
        ]
        for (error, parts) in errors {
            expectBoth({ $0.error(error) }, naming: parts)
        }
        for step in [PrivateServerStep.waitingForAnother, .creating, .starting] {
            expectBoth { $0.step(step) }
        }
    }

    @Test("What the system says in English only is told in Korean within a Korean sentence")
    func systemReasons() {
        for reason in ["Read-only file system", "attempt to write a readonly database"] {
            let errors: [DeskError] = [
                .journal(.cannotWrite(path: "/p", reason: reason)),
                .server(.folderNotWritable(path: "/p", reason: reason)),
            ]
            for error in errors {
                #expect(korean.error(error).contains("읽기 전용") && !korean.error(error).contains(reason))
                #expect(english.error(error).contains(reason))
            }
        }
    }

    @Test("doctor's sentences never send anybody to doctor")
    func examined() {
        let fault = PostgresError(kind: .server, sqlState: "XX000", message: "boom")
        let errors: [DeskError] = [
            .outOfReach("refused"), .journal(.corrupted(path: "/p")), .journal(.locked),
            .store(.postgres(fault)), .store(.unreadable("thing")), .server(.failed(path: "/p", log: "last")),
        ]
        for words in [korean, english] {
            #expect(errors.allSatisfy { !words.examined($0).contains("doctor") })
        }
    }

    @Test("Every error of a screen file is a sentence with its place")
    func screenFiles() {
        let x = FieldID("x")!
        let flaws: [FormDefinition.Flaw] = [
            .noFields, .missingField(x), .duplicateField(x), .wrongKind(x, .text), .noOptions(x),
            .duplicateOption(x, "o"), .unknownConditionField(x, .name), .unknownConditionOption(x, "o"),
            .conditionLoop([x, .name]), .emptyRange(x), .badPreset(x), .noConsentText(x), .mustAlwaysBeAsked(x),
        ]
        let problems: [ScreenFileError.Problem] =
            [
                .unreadable(reason: "why"), .tooLarge(limit: 9), .notUTF8, .containsNUL, .syntax(reason: "why"),
                .unknownKey(nearest: nil), .unknownKey(nearest: "required"), .missingKey,
                .unknownWord("w", allowed: ["a"], nearest: nil), .unknownWord("w", allowed: ["a"], nearest: "a"),
                .emptyText, .outOfRange(1...500), .badFieldID("X"), .badDate("d"), .notForKind(.number),
            ] + flaws.map { .flaw($0) }
            + ValueShape.allCases.map { .wrongShape(expected: $0, found: .text) }
        for problem in problems {
            let error = ScreenFileError(file: "f.toml", line: 3, keyPath: "field[1].id", problem: problem)
            expectBoth({ $0.error(error) }, naming: ["f.toml:3: field[1].id: "])
        }
        #expect(english.flaw(.conditionLoop([x, .name])).contains("x → name → x"))
    }

    @Test("Characters taken out are named, and nothing is said where none were")
    func removed() {
        expectBoth({ $0.removed(RemovedKind.allCases, from: "Name") ?? "" }, naming: ["Name"])
        #expect(korean.removed([], from: "이름") == nil)
    }

    @Test("What was set aside before is counted beside what a sync has set aside")
    func setAsideBefore() throws {
        let serial = try #require(Serial(rawValue: 41))
        let before = SyncReport.SetAside(serial: serial, kind: "edit", reason: "conflict")
        let report = SyncReport(sent: 1, setAsideBefore: [before, before])
        #expect(english.sync(report).first == "Sent: 1, waiting: 0, set aside: 0 (before: 2)")
        #expect(korean.sync(report).first == "보냄 1건, 남음 0건, 제쳐 둠 0건(전에 2건)")
    }

    @Test("What a sync did is told with what to do about the rest")
    func sync() {
        var report = SyncReport()
        report.sent = 1_234
        expectBoth({ $0.sync(report).joined() }, naming: ["1,234"])
        report.waiting = 2
        expectBoth({ $0.sync(report).joined() }, naming: ["expodesk sync"])
        report.isBusyElsewhere = true
        expectBoth { $0.sync(report).joined() }
    }

    @Test(
        "Particles follow the sound of the word before them",
        arguments: [
            ("서울", "서울은 서울이 서울을 서울로"), ("부산", "부산은 부산이 부산을 부산으로"), ("대구", "대구는 대구가 대구를 대구로"),
            ("'expo'", "'expo'는 'expo'가 'expo'를 'expo'로"), ("3", "3은 3이 3을 3으로"), ("8", "8은 8이 8을 8로"),
            ("Peter", "Peter는 Peter가 Peter를 Peter로"), ("QR", "QR은 QR이 QR을 QR로"), ("R", "R은 R이 R을 R로"),
            ("Ming", "Ming은 Ming이 Ming을 Ming으로"), ("Daniel", "Daniel은 Daniel이 Daniel을 Daniel로"),
        ])
    func particles(word: String, expected: String) {
        let all = [Particle.topic, .subject, .object, .direction].map { $0.after(word) }
        #expect(all.joined(separator: " ") == expected)
    }

    @Test(
        "Moments are told in the zone they are given",
        arguments: [
            (1_777_594_353_000, 540, "2026-05-01 09:12", "2026-05-01T09:12:33+09:00"),
            (1_777_594_353_000, 0, "2026-05-01 00:12", "2026-05-01T00:12:33+00:00"),
            (1_777_594_353_000, -210, "2026-04-30 20:42", "2026-04-30T20:42:33-03:30"),
            (0, 0, "1970-01-01 00:00", "1970-01-01T00:00:00+00:00"),
            (-1, 0, "1969-12-31 23:59", "1969-12-31T23:59:59+00:00"),
            (951_782_400_000, 0, "2000-02-29 00:00", "2000-02-29T00:00:00+00:00"),
        ] as [(Int64, Int, String, String)])
    func times(milliseconds: Int64, offset: Int, text: String, iso: String) {
        let moment = Timestamp(milliseconds: milliseconds)
        #expect(korean.time(moment, minutesAheadOfUTC: offset) == text)
        #expect(Words.iso8601(moment, minutesAheadOfUTC: offset) == iso)
        #expect(Words.day(moment, minutesAheadOfUTC: offset)?.description == String(text.prefix(10)))
        #expect(english.hour(moment, minutesAheadOfUTC: offset) == String(text.suffix(5)))
    }

    @Test("Numbers are grouped and serials padded")
    func numbers() {
        #expect(korean.count(1_234_567) == "1,234,567")
        #expect(korean.count(-999) == "-999")
        #expect(korean.count(0) == "0")
        #expect(korean.serial(Serial(rawValue: 7)!) == "000007")
        #expect(korean.serial(Serial(rawValue: 999_999_999)!) == "999999999")
    }
}
