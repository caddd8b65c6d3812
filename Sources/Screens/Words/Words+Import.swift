// What is said of imports: how a file was read, what becomes of its rows, why some are not taken.

public import Desk
public import Domain
public import Sheets

extension Words {
    // MARK: The file

    /// `CSV, CP949, 쉼표로 나눔`, as it was found.
    public func sheetFormat(_ format: SheetFormat) -> String {
        switch format {
        case .xlsx(let sheet): say("엑셀 통합 문서, 시트 '\(sheet)'", "Excel workbook, sheet '\(sheet)'")
        case .csv(let encoding, let separator):
            "CSV, \(encoding.rawValue), " + self.separator(separator)
        }
    }

    private func separator(_ separator: Character) -> String {
        switch separator {
        case ",": say("쉼표로 나눔", "separated by commas")
        case ";": say("세미콜론으로 나눔", "separated by semicolons")
        case "\t": say("탭으로 나눔", "separated by tabs")
        default: say("'\(separator)' 문자로 나눔", "separated by '\(separator)'")
        }
    }

    /// What of the sheet is hidden, and whether it is read; nil where nothing is.
    public func hidden(_ hidden: HiddenCells, isSkipped: Bool) -> String? {
        var parts: [String] = []
        if !hidden.rows.isEmpty {
            let lines = some(hidden.rows.map { String($0) })
            parts.append(
                say(
                    "숨긴 행 \(count(hidden.rows.count))개(\(lines))",
                    "\(plural(hidden.rows.count, "hidden row", "hidden rows")) (\(lines))"))
        }
        if !hidden.columns.isEmpty {
            let names = some(hidden.columns.map(HiddenCells.name))
            parts.append(
                say(
                    "숨긴 열 \(count(hidden.columns.count))개(\(names))",
                    "\(plural(hidden.columns.count, "hidden column", "hidden columns")) (\(names))"))
        }
        guard !parts.isEmpty else { return nil }
        return parts.joined(separator: ", ")
            + (isSkipped ? say(": 빼고 읽습니다", ": left out") : say(": 함께 읽습니다", ": read like the others"))
    }

    private func some(_ texts: [String]) -> String {
        texts.prefix(4).joined(separator: ", ") + (texts.count > 4 ? ", …" : "")
    }

    /// `성명 → 이름`, a line a column; what is left out comes last.
    public func importColumns(_ report: ImportReport) -> [String] {
        let columns = report.heading.mapping.columns
        let used = columns.compactMap { column -> String? in
            switch column.target {
            case .field(let field): "\(oneLine(column.heading)) → \(label(of: field, in: report.form))"
            case .status, .consentAt, .consentVersion:
                "\(oneLine(column.heading)) → \(importTarget(column.target, in: nil))"
            case .nothing, nil: nil
            }
        }
        let unused = report.heading.mapping.unused
        let left =
            unused.isEmpty
            ? [] : [say("쓰지 않는 열: ", "Columns not used: ") + unused.map(oneLine).joined(separator: ", ")]
        let known = report.remembered
        let remembered =
            known.isEmpty
            ? [] : [say("지난번에 정한 열: ", "As decided last time: ") + known.map(oneLine).joined(separator: ", ")]
        let none = report.heading.isThere ? [] : [say("제목 행 없이 읽음", "Read without a heading row")]
        return none + used + left + remembered
    }

    /// Why a file as a whole cannot be imported.
    public func obstacle(_ obstacle: ImportObstacle) -> String {
        switch obstacle {
        case .empty: say("빈 파일입니다. 명단이 들어 있는지 확인해 주세요.", "The file is empty. Check that the list is in it.")
        case .noHeading(let found):
            say(
                "제목 행을 찾지 못했습니다. 이름 열이 있어야 합니다(예: 이름, 성명). --map \"열 이름=name\"으로 알려 줄 수 있습니다. 찾은 값: \(sample(found))",
                "No heading row was found. There must be a column of names (Name, 이름). You can say which one it is with --map \"HEADING=name\". Found: \(sample(found))"
            )
        case .noNames(let found):
            say(
                "제목 행이 없는 명단입니다. 이름이 몇 번째 열인지 --no-heading --map 1=name처럼 알려 주세요. 첫 행: \(sample(found))",
                "The list has no heading row. Say which column has the names, as with --no-heading --map 1=name. First row: \(sample(found))"
            )
        case .noColumn(let heading, let known):
            say(
                "'\(heading)' 열이 파일에 없습니다. 있는 열: \(sample(known))",
                "The file has no column '\(heading)'. Columns: \(sample(known))")
        case .noField(let field):
            say(
                "양식에 '\(field)' 항목이 없습니다. 항목 id를 확인해 주세요.",
                "The form has no field '\(field)'. Check the field's id.")
        case .noConsent:
            say(
                "개인정보 동의 열이 없습니다. 모두에게 동의를 받았다면 --consent를 붙여 주세요.",
                "The file has no column for privacy consent. If everybody in it agreed, add --consent.")
        }
    }

    private func sample(_ texts: [String]) -> String {
        texts.prefix(12).map { shortened($0) }.joined(separator: ", ") + (texts.count > 12 ? " …" : "")
    }

    /// Why a file cannot be read as a table.
    public func error(_ error: SheetError) -> String {
        switch error {
        case .unreadable(let reason):
            say(
                "읽을 수 없습니다 (\(systemReason(reason))). 경로와 권한을 확인해 주세요.",
                "It cannot be read (\(reason)). Check path and rights.")
        case .empty: say("빈 파일입니다. 명단이 들어 있는지 확인해 주세요.", "The file is empty. Check that the list is in it.")
        case .notATable:
            say("표가 아닙니다. CSV나 엑셀(.xlsx) 파일을 주세요.", "This is not a table. Give a CSV or Excel (.xlsx) file.")
        case .webPage:
            say(
                "이름만 엑셀인 웹 페이지입니다. 엑셀에서 열어 .xlsx로 다시 저장해 주세요.",
                "This is a web page under a spreadsheet's name. Open it in Excel and save it as .xlsx.")
        case .oldExcel:
            say("옛 엑셀(.xls) 파일입니다. .xlsx로 다시 저장해 주세요.", "This is an old Excel file (.xls). Save it as .xlsx.")
        case .encrypted:
            say("암호가 걸린 파일입니다. 암호를 풀고 다시 저장해 주세요.", "The file has a password. Save it without one.")
        case .damaged(let part):
            say("망가진 파일입니다 (\(part)). 엑셀에서 다시 저장해 주세요.", "The file is damaged (\(part)). Save it anew in Excel.")
        case .noSheet(let name):
            say("'\(name)' 시트가 없습니다. 시트 이름을 확인해 주세요.", "There is no sheet '\(name)'. Check its name.")
        case .badEncoding(let line):
            say(
                "\(count(line))행의 글자를 읽을 수 없습니다. UTF-8이나 CP949로 다시 저장해 주세요.",
                "Line \(count(line)) cannot be read. Save the file as UTF-8 or CP949.")
        case .unclosedQuote(let line):
            say(
                "\(count(line))행에서 연 따옴표가 닫히지 않았습니다. 그 행을 고쳐 주세요.",
                "The quotation mark opened in line \(count(line)) is never closed. Mend that line.")
        case .tooLarge: say("너무 큰 파일입니다. 나누어 가져와 주세요.", "The file is too large. Import it in parts.")
        }
    }

    public func error(_ error: ImportError, file: String) -> String {
        switch error {
        case .file(let error): "\(file): " + self.error(error)
        case .obstacle(let obstacle): "\(file): " + self.obstacle(obstacle)
        case .desk(let error): self.error(error)
        case .unanswered:
            say(
                "마지막 답이 오지 않았습니다. 모두 저장되었거나 아무것도 저장되지 않았습니다. 연결되면 같은 명단을 다시 가져와 주세요. 두 번 저장되지 않습니다.",
                "No answer came at its end: everybody is stored, or nobody. Import the same list again when the line is back: "
                    + "nobody is stored twice.")
        case .stopped:
            say("가져오기를 멈췄습니다. 아무것도 저장하지 않았습니다.", "The import was stopped. Nothing was stored.")
        case .overtaken:
            say(
                "다른 데스크가 같은 사람들을 계속 바꾸고 있습니다. 잠시 뒤에 다시 해 주세요. 아무것도 저장하지 않았습니다.",
                "Other desks keep changing the same people. Try again in a while. Nothing was stored.")
        }
    }

    /// An import that nobody was told the end of.
    public func importLeft(_ left: LeftImport) -> String {
        let file = FolderListing.shortened(left.path)
        return left.isStored
            ? say(
                "지난번 가져오기(\(file))는 답을 받기 전에 끊겼지만, 저장되었습니다.",
                "The import of \(file) was cut off before it was answered, but it is stored.")
            : say(
                "지난번 가져오기(\(file))가 끝나지 못했습니다. 아무것도 저장하지 않았으니 다시 가져와 주세요.",
                "The import of \(file) did not finish: nothing was stored. Import it again.")
    }

    /// The rows that were refused are not in a file, whatever became of the others.
    public func refusedNotWritten(_ fault: PictureFault) -> String {
        say(
            "거절된 행을 파일로 남기지 못했습니다: \(fault.path) (\(systemReason(fault.reason))). 폴더와 디스크를 확인하고 같은 명단을 다시 가져와 주세요. 이미 저장된 사람은 두 번 저장되지 않습니다.",
            "The refused rows could not be written to \(fault.path) (\(fault.reason)). Check folder and disk, and import the same list again: nobody is stored twice."
        )
    }

    var everyNumberTaken: String { say("같은 이름의 파일이 너무 많습니다", "too many files of this name") }

    // MARK: The rows

    /// A heading or a cell within a sentence: line breaks are blanks there.
    func oneLine(_ text: String) -> String {
        guard text.contains(where: \.isNewline) else { return text }
        return text.split(whereSeparator: \.isNewline).map { String($0) }.joined(separator: " ")
    }

    /// The same, cut to so many characters: what is wrong with it comes after it and has to be seen.
    func shortened(_ text: String, to most: Int = 30) -> String {
        let line = oneLine(text)
        return line.count > most ? line.prefix(most - 1) + "…" : line
    }

    /// `12행 000301 김민준: 소속: 한빛 → 나래`: somebody who is there with other data than the list has.
    public func importChanged(
        line: Int, _ before: Registration, _ after: Registration, in form: FormDefinition
    ) -> String {
        let changes = before.changes(to: after, forms: [form]).map { change($0, before: form, after: form) }
        return say("\(count(line))행 ", "Row \(count(line)) ") + person(before) + ": "
            + changes.map { shortened($0, to: 80) }.joined(separator: ", ")
    }

    /// Somebody whose place a list would change: that is decided in the review alone.
    public func importElsewhere(line: Int, _ row: Registration, said: Registration.Status) -> String {
        say("\(count(line))행 ", "Row \(count(line)) ") + person(row) + ": "
            + say(
                "지금 \(status(row.status))입니다. 명단의 상태(\(status(said)))로는 바꾸지 않으니 심사(F3, applications)에서 정해 주세요.",
                "now \(status(row.status)). A list does not change that to \(status(said)): decide in the review (F3, applications)."
            )
    }

    /// Whoever was rejected and stands in the list again as they were.
    public func importRejectedBefore(line: Int, _ serial: Serial) -> String {
        say(
            "\(count(line))행: 전에 거절된 등록 \(self.serial(serial))과 같은 내용이라 그대로 두었습니다.",
            "Row \(count(line)): the same as registration \(self.serial(serial)), which was rejected; left so.")
    }

    /// What is wrong with a row: `연락처 '12': 전화번호가 아닙니다. …`.
    public func refusal(_ refusal: ImportRefusal, in form: FormDefinition?) -> String {
        let column = refusal.column.isEmpty ? label(of: refusal.field, in: form) : shortened(refusal.column)
        // A formula is in no file of refused rows, and may have been a text: here it can be read.
        let most = refusal.problem == .formula ? 200 : 20
        let value = refusal.value.isEmpty ? "" : " '\(shortened(refusal.value, to: most))'"
        let options = form?[refusal.field]?.options.map { say($0.label) } ?? []
        let problem =
            if case .field(.unknownOption) = refusal.problem, !options.isEmpty {
                notAnOption(options)
            } else {
                self.problem(refusal.problem)
            }
        return "\(column)\(value): \(problem)"
    }

    private func notAnOption(_ options: [String]) -> String {
        let most = 10
        let list =
            options.prefix(most).map { shortened($0) }.joined(separator: ", ")
            + (options.count > most ? ", …" : "")
        return say(
            "고를 수 있는 항목이 아닙니다. 이 가운데에서 적어 주세요: \(list)", "This is not one of the options. Write one of these: \(list)")
    }

    public func problem(_ problem: ImportRefusal.Problem) -> String {
        switch problem {
        case .field(.consentMissing):
            say(
                "개인정보에 동의하지 않은 사람은 저장할 수 없습니다. 동의를 받고 O로 적어 주세요.",
                "Nobody is stored without consent. Ask for it and write O.")
        case .field(let problem): self.problem(problem)
        case .formula:
            say("값이 없는 수식이거나 수식 오류입니다. 값으로 바꿔 주세요.", "A formula without a value, or its error. Put the value there.")
        case .unclear: say("O 또는 X로 적어 주세요.", "Write O or X.")
        case .notAMoment:
            say(
                "동의한 때로 읽을 수 없습니다. 2026-05-01 09:30처럼 적거나 O로 적어 주세요.",
                "This is not when somebody agreed. Write it like 2026-05-01 09:30, or O.")
        case .unknownStatus:
            say(
                "모르는 상태입니다. 신청, 승인, 거절, 대기, 보류, 취소 가운데 하나로 적어 주세요.",
                "This is not a status. Write applied, approved, rejected, waitlisted, held or cancelled.")
        case .notAPerson:
            say(
                "합계나 안내를 적은 행이라 사람이 아닙니다. 이 행을 지워 주세요.",
                "This row is a sum or a remark and not a person. Delete it.")
        case .rounded:
            say(
                "엑셀이 줄여 적어 끝자리를 잃은 번호입니다. 원본에서 열을 넓히고 셀 서식을 '텍스트'로 바꾸어 다시 저장해 주세요.",
                "The spreadsheet has rounded this number, so its last digits are lost. Format the column as text in the original and save it again."
            )
        case .sameAsLine(let line):
            say(
                "\(count(line))행과 같은 사람인데 내용이 다릅니다. 한 행만 남겨 주세요.",
                "The same person as in row \(count(line)), with other data. Keep one of them.")
        case .notAnUpdate(let serial):
            say(
                "이미 있는 등록 \(self.serial(serial))에 맞지 않는 내용입니다. 등록을 직접 확인해 주세요.",
                "This does not go with registration \(self.serial(serial)), which is there already. Look at it by hand."
            )
        }
    }

    /// `3개 신규, 1개 동일 …` as one line.
    public func importCounts(_ counts: ImportCounts, updates: Bool) -> String {
        let changed = updates ? say("바뀜", "changed") : say("다름(그대로 둠)", "different (left as they are)")
        let new = say("신규 \(count(counts.new))", "\(count(counts.new)) new")
        let waiting = say(
            "(정원 초과로 대기 \(count(counts.waiting)))", "(\(count(counts.waiting)) of them to wait, no seats left)")
        let same = say("같음 \(count(counts.same))", "\(count(counts.same)) the same")
        let elsewhere = say(
            "(상태가 달라 그대로 둠 \(count(counts.elsewhere)))",
            "(\(count(counts.elsewhere)) of them with another status, left so)")
        let rejected = say(
            "(전에 거절되어 그대로 둠 \(count(counts.rejectedBefore)))",
            "(\(count(counts.rejectedBefore)) of them rejected before, left so)")
        var parts = [
            counts.waiting > 0 ? "\(new) \(waiting)" : new,
            [same, counts.elsewhere > 0 ? elsewhere : nil, counts.rejectedBefore > 0 ? rejected : nil]
                .compactMap(\.self).joined(separator: " "),
            say("\(changed) \(count(counts.changed))", "\(count(counts.changed)) \(changed)"),
            say("거절 \(count(counts.refused))", "\(count(counts.refused)) refused"),
        ]
        if counts.blank > 0 { parts.append(say("빈 행 \(count(counts.blank))", "\(count(counts.blank)) blank")) }
        return parts.joined(separator: ", ")
    }

    /// `3/3 저장하는 중 1,200 / 5,000 (24%), 초당 800, 남은 시간 5초`: the time that is left is that of the step.
    public func importing(_ progress: ImportProgress) -> String { importing(progress, .everything) }

    func importing(_ progress: ImportProgress, _ detail: WorkDetail) -> String {
        let what =
            switch progress.phase {
            case .checking: say("1/3 확인하는 중", "1/3 Checking")
            case .comparing: say("2/3 등록된 사람과 견주는 중", "2/3 Comparing")
            case .storing: say("3/3 저장하는 중", "3/3 Storing")
            }
        return work(what, progress.work, detail)
    }

    /// How the import ended, in one sentence.
    public func importEnding(_ report: ImportReport) -> String {
        switch report.ending {
        case .previewed:
            report.counts.refused > 0 && !report.options.isPartial
                ? say(
                    "미리 보기입니다. 거절된 행이 있어 이대로는 아무것도 저장하지 않습니다(--partial이면 나머지만 저장).",
                    "This was a preview. As rows are refused, nothing would be stored (with --partial the rest would).")
                : say("미리 보기입니다. 아무것도 저장하지 않았습니다.", "This was a preview. Nothing was stored.")
        case .stored: say("저장했습니다.", "Stored.")
        case .nothingToStore: say("새로 저장할 것이 없습니다.", "There was nothing new to store.")
        case .refused:
            say(
                "거절된 행이 있어 아무것도 저장하지 않았습니다. 고쳐서 다시 하거나 --partial로 나머지만 저장해 주세요.",
                "Rows were refused, so nothing was stored. Mend them, or store the rest with --partial.")
        }
    }
}
