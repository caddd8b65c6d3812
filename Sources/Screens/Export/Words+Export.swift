// Exports: how tables read as files, and what is said of the work.

public import Desk
public import Domain
public import Sheets
public import Store

/// Headings and cells of exported tables in one language, in the event's time.
public struct ExportWords: ExportWording {
    private let words: Words
    private let event: Event
    private let minutesAheadOfUTC: Int

    public init(_ words: Words, _ event: Event, minutesAheadOfUTC: Int) {
        self.words = words
        self.event = event
        self.minutesAheadOfUTC = minutesAheadOfUTC
    }

    public func sheet(_ table: ExportRecord.Table) -> String { words.export(table) }

    public func heading(_ column: ExportColumn) -> String {
        switch column {
        case .serial: words.serialLabel
        case .status: words.statusLabel
        case .decisionReason: words.say("심사 사유", "Decision reason")
        case .enteredAt: words.say("입장 시각", "First entry")
        case .source: words.sourceLabel
        case .registeredAt: words.registeredAtLabel
        case .consentAt: words.consentAtLabel
        case .consentVersion: words.consentVersionLabel
        case .field(let field): label(field)
        }
    }

    private func label(_ field: FormField) -> String {
        let label = words.say(field.label)
        if !label.isEmpty { return label }
        switch field.id {
        case .name: return words.nameLabel
        case .phone: return words.phoneLabel
        case .affiliation: return words.affiliationLabel
        case .category: return words.categoryLabel
        case .email: return words.emailLabel
        default: return field.id.text
        }
    }

    public func cell(_ column: ExportColumn, _ person: ExportedPerson, asked field: FormField?) -> SheetCell {
        let row = person.row
        return switch column {
        case .serial: .number(row.serial.rawValue)
        case .status: .text(words.status(row.status))
        case .decisionReason: .text(person.decisionReason ?? "")
        case .source: .text(words.source(row.source))
        case .registeredAt: time(row.registeredAt)
        case .enteredAt: person.firstEntry.map(time) ?? ""
        case .consentAt: time(row.consent.at)
        case .consentVersion: .text(row.consent.version)
        case .field(let newest) where newest.id == .category:
            .text(row.category.map { words.category($0, of: event) } ?? "")
        case .field(let newest):
            switch row.answer(to: newest.id) {
            case .number(let number): .number(Int64(number))
            case let answer?: .text(words.answer(answer, to: field ?? newest))
            case nil: ""
            }
        }
    }

    private func time(_ moment: Timestamp) -> SheetCell {
        .text(words.time(moment, minutesAheadOfUTC: minutesAheadOfUTC))
    }

    public var movementHeading: [String] {
        [
            words.say("때", "Time"), words.serialLabel, words.nameLabel, words.affiliationLabel, words.categoryLabel,
            words.say("출입", "Movement"), words.say("장소", "Place"), words.say("게이트", "Gate"),
            words.say("데스크", "Desk"),
        ]
    }

    public func movement(_ movement: ExportedMovement) -> [SheetCell] {
        let place =
            switch movement.place {
            case .area(let name): name
            case .session(let session): session.text
            case nil: ""
            }
        let texts = [
            movement.name, movement.affiliation ?? "", movement.category.map { words.category($0, of: event) } ?? "",
            movement.mode.map { words.passed($0) } ?? words.say("되돌림", "taken back"), place, movement.gate ?? "",
            movement.by,
        ]
        return [time(movement.at), .number(movement.serial.rawValue)] + texts.map(SheetCell.text)
    }

    public var signOffHeading: [String] {
        [
            words.say("연번", "No."), words.nameLabel, words.affiliationLabel, words.say("서명", "Signature"),
            words.say("비고", "Remarks"),
        ]
    }
}

extension Words {
    /// A table's name, as files and sheets are called.
    public func export(_ table: ExportRecord.Table) -> String {
        switch table {
        case .attendees: say("참가자", "attendees")
        case .checkIns: say("출입 기록", "check-ins")
        case .signOff: say("서명부", "sign-off sheet")
        }
    }

    /// `참가자 2026-05-01.xlsx`.
    public func exportFile(_ table: ExportRecord.Table, _ kind: SheetKind, _ day: CalendarDate) -> String {
        "\(export(table)) \(day).\(kind.rawValue)"
    }

    /// `내보내기 1,200 / 5,000 (24%), 초당 800, 남은 시간 5초`.
    public func exporting(_ progress: WorkProgress) -> String {
        work(exportingName, progress)
    }

    var exportingName: String { say("내보내기", "Export") }

    public func exported(_ report: ExportReport) -> String {
        let rows = count(report.record.rows)
        return say("\(rows)줄을 저장했습니다: \(report.path)", "\(rows) rows written: \(report.path)")
    }

    /// The file's name promises another kind than the one that is written.
    public func exportEndsOtherwise(_ kind: SheetKind) -> String {
        say(
            "이 파일은 .\(kind.rawValue)입니다. 이름이 .\(kind.rawValue)로 끝나야 합니다.",
            "This file is .\(kind.rawValue): its name has to end so.")
    }

    public var exportStopped: String {
        say("내보내기를 멈췄습니다. 파일은 만들지 않았습니다.", "The export was stopped. There is no file.")
    }

    public func error(_ error: ExportError) -> String {
        switch error {
        case .desk(let error): self.error(error)
        case .file(let fault): cannotWrite(fault.path, fault.reason)
        }
    }
}

// MARK: On the console

extension Words {
    func exportTitle(_ table: ExportRecord.Table, _ kind: SheetKind) -> String {
        switch (table, kind) {
        case (.attendees, .xlsx): say("엑셀로 내보내기", "Export to Excel")
        case (.attendees, .csv): say("CSV로 내보내기", "Export as CSV")
        case (_, .xlsx): say("\(export(table)) 엑셀로 내보내기", "Export \(export(table)) to Excel")
        case (_, .csv): say("\(export(table)) CSV로 내보내기", "Export \(export(table)) as CSV")
        }
    }
    func exportHelp(_ table: ExportRecord.Table) -> String {
        switch table {
        case .attendees: exportHelp
        case .checkIns:
            say(
                "이 목록에 있는 사람들의 출입을 모두 파일로 저장합니다. 내보낸 일은 기록에 남습니다. 하는 동안 누르면 멈춥니다.",
                "Saves every passage of the people in this list as a file. The export is recorded. Stops it while it runs."
            )
        case .signOff:
            say(
                "이 목록에서 승인된 사람의 서명부를 이름 순서로 저장합니다. 내보낸 일은 기록에 남습니다. 하는 동안 누르면 멈춥니다.",
                "Saves a sheet to sign for everybody approved in this list. The export is recorded. Stops it while it runs."
            )
        }
    }
    private var exportHelp: String {
        say(
            "이 목록의 사람 모두를 모든 항목과 함께 파일로 저장합니다. 내보낸 일은 기록에 남습니다. 하는 동안 누르면 멈춥니다.",
            "Saves everybody in this list with all columns as a file. The export is recorded. Stops it while it runs.")
    }
    /// Who will be in the file, then what to do.
    func exportBody(_ scope: String) -> String {
        scope + "\n"
            + say(
                "저장할 파일 이름을 적어 주세요. 누가 언제 무엇을 내보냈는지 기록에 남습니다.",
                "Name the file. Who exported what, and when, is recorded.")
    }

    /// `찾기 ‘구분:전시’ 11명`, `전체 20,107명`.
    /// - Parameters:
    ///   - filter: as it could be typed; empty for everybody.
    ///   - total: nil while it is being counted.
    func exportScope(filter: String, _ total: AttendeeSurvey.Total?) -> String {
        let number =
            switch total {
            case .exactly(let number): people(number)
            case .about(let number): say("약 \(people(number)), 세는 중…", "about \(people(number)), counting…")
            case nil: say("세는 중…", "counting…")
            }
        return filter.isEmpty
            ? say("전체 \(number)", "Everybody: \(number)")
            : say("찾기 '\(filter)' \(number)", "Filter '\(filter)': \(number)")
    }
    var exportFileLabel: String { say("파일", "File") }
    var exportNoFile: String { say("파일 이름을 적어 주세요.", "Name a file.") }
    var exportBegin: String { say("내보내기를 시작합니다…", "Beginning the export…") }
    var exportHowToStop: String { say("멈추려면 명령 찾기(F9)에서 내보내기", "Export in the palette (F9) stops it") }
}
