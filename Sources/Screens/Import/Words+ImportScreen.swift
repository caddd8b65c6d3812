// What the steps of an import say on the console.

public import Desk
import Domain
import Text

extension Words {
    var importTitle: String { say("명단 가져오기", "Import a list") }
    var importHelp: String {
        say(
            "CSV나 엑셀(.xlsx) 명단을 골라, 열을 맞추고, 미리 본 뒤에 가져옵니다. 하는 동안 누르면 멈춥니다.",
            "Picks a CSV or Excel (.xlsx) list, matches columns, shows what would happen, then imports it. Stops it while it runs."
        )
    }
    var importBusy: String { say("다른 긴 작업이 끝난 뒤에 할 수 있습니다.", "Other long work has to end first.") }
    var importGoesOn: String {
        say("명단을 가져오는 중입니다. 끝난 뒤에 해 주세요.", "A list is being imported. Wait until it has ended.")
    }
    var importStopping: String { say("가져오기를 멈추는 중입니다…", "Stopping the import…") }
    var importBegin: String { say("가져오기를 시작합니다…", "Beginning the import…") }
    private var importHowToStop: String { say("멈추려면 명령 찾기(F9)에서 명단 가져오기", "Import in the palette (F9) stops it") }
    private var importHowToStopShort: String { say("멈춤: F9 명단 가져오기", "F9 Import stops it") }

    /// How far an import is and how it is stopped, as much of it as there is room for.
    func importing(_ progress: ImportProgress?, columns: Int) -> String {
        guard let progress else { return [importBegin, importHowToStop].joined(separator: " · ") }
        let whole = [importing(progress), importHowToStop].joined(separator: " · ")
        // How it is stopped is worth more to somebody than how fast it is.
        let short = WorkDetail.allCases.map {
            [importing(progress, $0), importHowToStopShort].joined(separator: " · ")
        }
        let fitting = ([whole] + short).first { ColumnWidth.of($0) <= columns }
        return fitting ?? importProgress(progress, columns: columns)
    }

    /// How far an import is, as much of it as there is room for.
    func importProgress(_ progress: ImportProgress, columns: Int) -> String {
        let lines = WorkDetail.allCases.map { importing(progress, $0) }
        return lines.first { ColumnWidth.of($0) <= columns } ?? lines.last ?? ""
    }

    // MARK: Steps

    func importStep(_ step: ImportScreen.Step) -> String {
        let name =
            switch step {
            case .file: say("1/4 파일", "1/4 File")
            case .sheet: say("1/4 시트", "1/4 Sheet")
            case .columns: say("2/4 열 맞추기", "2/4 Columns")
            case .preview: say("3/4 미리 보기", "3/4 Preview")
            case .running: say("4/4 가져오는 중", "4/4 Importing")
            case .done: say("4/4 결과", "4/4 Result")
            }
        return "\(importTitle) · \(name)"
    }

    func importSheet(_ sheet: ImportSheet) -> String {
        sheet.isHidden ? sheet.name + say(" (숨긴 시트)", " (hidden sheet)") : sheet.name
    }
    var importPath: String { say("경로", "Path") }
    var importReading: String { say("읽는 중입니다…", "Reading…") }
    var importLooking: String { say("확인하는 중입니다…", "Looking…") }
    var importNoFile: String { say("파일을 고르거나 경로를 적어 주세요.", "Pick a file or type its path.") }
    var importEmptyFolder: String {
        say("폴더도 CSV·엑셀 파일도 없습니다.", "No folders and no CSV or Excel files here.")
    }
    func importFolder(_ fault: PictureFault) -> String {
        say("폴더를 읽을 수 없습니다 (\(systemReason(fault.reason))).", "The folder cannot be read (\(fault.reason)).")
    }
    var importNoName: String {
        say("이름 열을 정해 주세요. ←→로 바꿉니다.", "Say which column has the names. ←→ changes it.")
    }
    func importHeading(_ layout: ImportLayout) -> String {
        guard let line = layout.headingLine else { return say("제목 행 없음", "no heading row") }
        return layout.isGuess
            ? say("제목 행을 모름(\(count(line))행?)", "heading not known (row \(count(line))?)")
            : say("제목 행 \(count(line))행", "heading in row \(count(line))")
    }
    func importHeadingKey(_ isThere: Bool) -> String {
        isThere ? say("제목 행 없음", "No heading") : say("제목 행 있음", "Has a heading")
    }
    func importUnmapped(_ headings: [String]) -> String {
        say("쓰지 않는 열: ", "Not used: ") + headings.map(oneLine).joined(separator: ", ")
    }
    func importRemembered(_ headings: [String]) -> String {
        say("지난번에 정한 열: ", "As last time: ") + headings.map(oneLine).joined(separator: ", ")
    }
    func importBelow(_ number: Int) -> String { say("… 아래에 \(count(number))줄 더", "… \(count(number)) more below") }
    var importFieldOf: String { say("항목", "Field") }
    var importColumnOf: String { say("파일의 열", "Column") }
    var importSample: String { say("첫 사람", "First person") }
    var importUnusedColumn: String { say("(쓰지 않음)", "(not used)") }

    func importTarget(_ target: ImportTarget?, in form: FormDefinition?) -> String {
        switch target {
        case .field(let field): label(of: field, in: form)
        case .status: label(of: .status, in: nil)
        case .consentAt: consentAtLabel
        case .consentVersion: consentVersionLabel
        case .nothing, nil: importUnusedColumn
        }
    }

    func importChoice(_ choice: ImportScreen.Choice) -> String {
        switch choice {
        case .begin: say("가져오기 시작", "Import now")
        case .saveRefused: say("거절된 행을 파일로 저장", "Save the refused rows as a file")
        case .approves: say("바로 승인", "Approve at once")
        case .updates: say("이미 있는 사람의 내용도 바꿈", "Update people who are there already")
        case .isPartial: say("거절된 행은 빼고 나머지만 저장", "Store the rest though rows are refused")
        case .hasConsent: say("모두 개인정보에 동의함", "Everybody agreed to the privacy text")
        case .skipsHidden: say("숨긴 행과 열은 빼고 읽음", "Leave hidden rows and columns out")
        }
    }

    func importNothing(_ screen: ImportScreen) -> String {
        guard let look = screen.look else {
            return screen.options.hasConsent
                ? say("먼저 위의 문제를 해결해 주세요.", "Mend what is wrong first.") : importNoConsent
        }
        return look.counts.refused > 0 && !screen.options.isPartial
            ? say(
                "거절된 행이 있습니다. 파일로 저장해 고치거나, 나머지만 저장하도록 표시해 주세요.",
                "Rows are refused. Save and mend them, or tick that the rest is stored.")
            : say("새로 저장할 것이 없습니다.", "There is nothing new to store.")
    }

    private var importNoConsent: String {
        say(
            "개인정보 동의 열이 없습니다. 모두에게 동의를 받았다면 위에 표시해 주세요.",
            "There is no column for privacy consent. If everybody agreed, tick it above.")
    }

    /// As on the command line, but for what is done with keys here.
    func importFault(_ error: ImportError, _ path: String) -> String {
        switch error {
        case .obstacle(.noConsent): importNoConsent
        case .obstacle(.noHeading), .obstacle(.noNames): importNoName
        default: self.error(error, file: path)
        }
    }

    /// Why an import that had begun has not stored anything. What the system says of a lost line stands on F8.
    func importBroken(_ error: ImportError, _ path: String) -> String {
        guard case .desk(let fault) = error else { return importFault(error, path) }
        switch fault {
        case .outOfReach: return importLostLine
        default: return say("아무것도 저장하지 않았습니다. ", "Nothing was stored. ") + self.error(fault)
        }
    }

    /// The same on the command line, with what the system says.
    public func importFailed(_ error: ImportError, _ path: String) -> String {
        guard case .desk(let fault) = error else { return self.error(error, file: path) }
        guard case .outOfReach = fault else {
            return say("아무것도 저장하지 않았습니다.\n", "Nothing was stored.\n") + self.error(fault)
        }
        return importLostLine + "\n" + self.error(fault)
    }

    private var importLostLine: String {
        say(
            "연결이 끊겨 가져오지 못했습니다. 아무것도 저장하지 않았습니다. 연결되면 같은 명단을 다시 가져와 주세요.",
            "The line was lost: nothing was stored. Import the same list again when it is back.")
    }

    func importLine(_ row: ImportLook.Refused, in form: FormDefinition?) -> String {
        let reasons = row.refusals.map { refusal($0, in: form) }.joined(separator: " / ")
        return say("\(count(row.line))행 ", "Row \(count(row.line)) ") + reasons
    }

    /// What is said of rows below the counts: what comes next, where the refused ones are, which they are and why, and who
    /// differs from the list.
    func importDetails(_ screen: ImportScreen, in form: FormDefinition?) -> [String] {
        guard let look = screen.look else { return [] }
        var texts: [String] = []
        if screen.step == .done, look.ending == .stored, look.waits {
            texts.append(say("다음: 심사(F3)에서 승인하거나 거절합니다.", "Next: approve or reject them in the review (F3)."))
        }
        if let path = look.written.path { texts.append(importSaved(FolderListing.shortened(path))) }
        if let fault = look.written.fault { texts.append(refusedNotWritten(fault)) }
        if !texts.isEmpty { texts.append("") }
        texts += look.refused.map { importLine($0, in: form) }
        if look.counts.refused > look.refused.count {
            let more = count(look.counts.refused - look.refused.count)
            texts.append(
                say("… 그 밖에 \(more)행이 더 거절됩니다. 파일로 저장하면 모두 보입니다.", "… and \(more) more, all of them in the file."))
        }
        texts += look.elsewhere.map { importElsewhere(line: $0.line, $0.row, said: $0.said) }
        if look.counts.elsewhere > look.elsewhere.count {
            let more = count(look.counts.elsewhere - look.elsewhere.count)
            texts.append(say("… 그 밖에 \(more)명이 더 다릅니다.", "… and \(more) more who differ."))
        }
        guard let form, !look.changed.isEmpty else { return texts }
        if !look.options.updates {
            let choice = importChoice(.updates)
            texts.append(
                say(
                    "명단과 내용이 다른 사람은 그대로 둡니다. 명단대로 바꾸려면 표시해 주세요: '\(choice)'",
                    "Those who differ from the list stay as they are. To change them, tick '\(choice)'."))
        }
        texts += look.changed.map { importChanged(line: $0.line, $0.before, $0.after, in: form) }
        if look.counts.changed > look.changed.count {
            let more = count(look.counts.changed - look.changed.count)
            texts.append(say("… 그 밖에 \(more)명이 더 다릅니다.", "… and \(more) more who differ."))
        }
        return texts
    }

    func importSaved(_ path: String) -> String { say("거절된 행: ", "Refused rows: ") + path }

    func importEnded(_ look: ImportLook) -> String {
        let counts = importCounts(look.counts, updates: look.options.updates)
        return switch look.ending {
        case .stored: say("가져왔습니다. \(counts)", "Imported: \(counts)")
        case .previewed, .nothingToStore: say("새로 저장할 것이 없습니다. \(counts)", "Nothing new to store: \(counts)")
        case .refused: say("아무것도 저장하지 않았습니다. \(counts)", "Nothing was stored: \(counts)")
        }
    }

    var importDo: String { say("실행", "Do it") }
    func importColumnsBelow(_ number: Int) -> String {
        say("… 아래에 열 \(count(number))개 더", "… \(plural(number, "more column", "more columns")) below")
    }
    var importHiddenKey: String { say("숨긴 것 빼기·읽기", "Hidden: skip or read") }
    var importChange: String { say("바꾸기", "Change") }
    var importStop: String { say("멈추기", "Stop") }
    var importNext: String { say("다음", "Next") }
    var importComplete: String { say("이어 쓰기", "Complete") }
}
