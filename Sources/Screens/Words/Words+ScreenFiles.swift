// What the author of a screen file got wrong, told to the author.

public import Domain

extension Words {
    /// `walk-in.form.toml:12: field[3].when.field: …`.
    public func error(_ error: ScreenFileError) -> String {
        var place = error.file
        if let line = error.line { place += ":\(line)" }
        if let column = error.column { place += ":\(column)" }
        if !error.keyPath.isEmpty { place += ": \(error.keyPath)" }
        return place + ": " + problem(error.problem)
    }

    /// One line for each error.
    public func errors(_ errors: ScreenFileErrors) -> String {
        errors.errors.map { error($0) }.joined(separator: "\n")
    }

    /// A board that cannot be read: what is wrong, what to do, and what is shown meanwhile.
    public func boardFault(_ errors: ScreenFileErrors) -> String {
        self.errors(errors) + "\n"
            + say(
                "고친 뒤 expodesk screens check로 확인하고 콘솔을 다시 여세요. 그때까지 기본 현황판을 보입니다.",
                "Mend it, look with expodesk screens check, and open the console again. Until then the usual board is shown."
            )
    }

    public func problem(_ problem: ScreenFileError.Problem) -> String {
        switch problem {
        case .unreadable(let reason):
            say(
                "읽을 수 없습니다 (\(reason)). 경로와 권한을 확인해 주세요.",
                "This cannot be read (\(reason)). Check the path and its rights.")
        case .tooLarge(let limit):
            say("파일이 너무 큽니다. \(count(limit))바이트까지 됩니다.", "The file is too large. It may have \(count(limit)) bytes.")
        case .notUTF8: say("UTF-8이 아닙니다. UTF-8로 저장해 주세요.", "This is not UTF-8. Save the file as UTF-8.")
        case .containsNUL: say("NUL 문자가 들어 있습니다. 지워 주세요.", "There is a NUL character. Take it out.")
        case .syntax(let reason):
            say("TOML 문법에 맞지 않습니다: \(firstLine(reason))", "This is not TOML: \(firstLine(reason))")
        case .unknownKey(let nearest): unknownKey(nearest)
        case .missingKey: say("빠졌습니다. 적어 주세요.", "This key is missing. Add it.")
        case .wrongShape(let expected, let found):
            say(
                "\(Particle.subject.after(shape(expected))) 있어야 할 자리에 \(Particle.subject.after(shape(found))) 있습니다.",
                "This must be \(shape(expected)), and is \(shape(found)).")
        case .unknownWord(let word, let allowed, let nearest): unknownWord(word, allowed, nearest)
        case .emptyText: say("비어 있습니다. 적어 주세요.", "This is empty. Fill it in.")
        case .outOfRange(let range):
            say(
                "\(count(range.lowerBound))부터 \(count(range.upperBound))까지 됩니다.",
                "Use a number from \(count(range.lowerBound)) to \(count(range.upperBound)).")
        case .badFieldID(let word):
            say(
                "'\(word)': 영어 소문자로 시작해 소문자, 숫자, -, _로 40자까지 적어 주세요.",
                "'\(word)': begin with a lower-case letter, then letters, digits, - and _, at most 40.")
        case .badDate(let text):
            say(
                "'\(text)': 달력에 없는 날짜입니다. 2026-05-01처럼 적어 주세요.",
                "'\(text)' is not a date. Write it like 2026-05-01.")
        case .notForKind(let kind):
            say(
                "종류가 \(kind.rawValue)인 항목에는 쓰지 않는 열쇠입니다. 지워 주세요.",
                "A field of kind \(kind.rawValue) has no such key. Take it out.")
        case .flaw(let flaw): self.flaw(flaw)
        case .program(let flaw): programFlaw(flaw)
        case .gate(let flaw): gateFlaw(flaw)
        case .taken(let name):
            say("같은 이름이 또 있습니다: '\(name)'. 이름을 다르게 적어 주세요.", "There is another '\(name)'. Give each its own name.")
        case .board(let flaw): boardFlaw(flaw)
        }
    }

    /// A key that nothing reads, and the one that was probably meant.
    public func unknownKey(_ nearest: String?) -> String {
        guard let nearest else { return say("모르는 열쇠입니다. 지워 주세요.", "There is no such key. Take it out.") }
        return say(
            "모르는 열쇠입니다. 혹시 '\(nearest)'인가요?",
            "There is no such key. Did you mean '\(nearest)'?")
    }

    /// A word that is not one of those allowed, and the one that was probably meant.
    public func unknownWord(_ word: String, _ allowed: [String], _ nearest: String?) -> String {
        let list = allowed.joined(separator: ", ")
        guard let nearest else {
            return say(
                "'\(word)': 쓸 수 없는 말입니다. 쓸 수 있는 말: \(list)",
                "'\(word)' is not allowed. Use one of: \(list)")
        }
        return say(
            "'\(word)': 쓸 수 없는 말입니다. 혹시 '\(nearest)'인가요? 쓸 수 있는 말: \(list)",
            "'\(word)' is not allowed. Did you mean '\(nearest)'? Use one of: \(list)")
    }

    public func shape(_ shape: ValueShape) -> String {
        switch shape {
        case .text: say("따옴표로 묶은 글", "a text in quotes")
        case .number: say("정수", "a whole number")
        case .decimal: say("소수", "a decimal number")
        case .flag: say("true나 false", "true or false")
        case .date: say("날짜", "a date")
        case .list: say("대괄호로 묶은 목록", "a list in brackets")
        case .table: say("중괄호로 묶은 표", "a table in braces")
        case .other: say("시각", "a time")
        }
    }

    public func flaw(_ flaw: FormDefinition.Flaw) -> String {
        switch flaw {
        case .noFields: say("항목이 하나도 없습니다. [[field]]를 적어 주세요.", "There are no fields. Add a [[field]].")
        case .missingField(let id):
            say(
                "'\(id)' 항목이 빠졌습니다. 없으면 아무도 저장할 수 없습니다.",
                "The field '\(id)' is missing: nobody can be stored without it.")
        case .duplicateField(let id):
            say("'\(id)' 항목이 두 번 나옵니다. 하나의 이름을 바꿔 주세요.", "The field '\(id)' is there twice. Give one another id.")
        case .wrongKind(let id, let kind):
            say(
                "'\(id)' 항목의 종류를 고쳐 주세요: kind = \"\(kind.rawValue)\"",
                "The field '\(id)' must be of kind \(kind.rawValue).")
        case .noOptions(let id):
            say(
                "'\(id)' 항목에 고를 것이 없습니다. options를 적어 주세요.", "The field '\(id)' has nothing to choose from. Add options."
            )
        case .duplicateOption(let id, let option):
            say(
                "'\(id)' 항목에 같은 선택지가 두 번 나옵니다: '\(option)'. 하나를 지워 주세요.",
                "The field '\(id)' has the option '\(option)' twice. Take one out.")
        case .unknownConditionField(let id, let other):
            say(
                "'\(id)' 항목의 조건이 없는 항목을 가리킵니다: '\(other)'.",
                "The condition of '\(id)' names a field that is not there: '\(other)'.")
        case .unknownConditionOption(let id, let option):
            say(
                "'\(id)' 항목의 조건이 고를 수 없는 값을 가리킵니다: '\(option)'.",
                "The condition of '\(id)' names an option that is not there: '\(option)'.")
        case .conditionLoop(let circle): loop(circle)
        case .emptyRange(let id):
            say("'\(id)' 항목의 가장 작은 값이 가장 큰 값보다 큽니다.", "The smallest value of '\(id)' is above its largest.")
        case .badPreset(let id):
            say("'\(id)' 항목의 default가 그 항목에 맞지 않습니다.", "The default of '\(id)' does not suit the field.")
        case .noConsentText(let id):
            say(
                "'\(id)' 항목에 동의 안내문(text)과 판(version)이 있어야 합니다.",
                "The field '\(id)' needs a consent text and its version.")
        case .mustAlwaysBeAsked(let id):
            say(
                "'\(id)' 항목은 조건 없이 늘 물어야 합니다: required = true, when 없이.",
                "The field '\(id)' must always be asked: required = true, and no when.")
        case .unknownHoldOption(let id, let option):
            say(
                "'\(id)' 항목의 hold-at-scan이 고를 수 없는 값을 가리킵니다: '\(option)'.",
                "The hold-at-scan of '\(id)' names an option that is not there: '\(option)'.")
        }
    }

    private func loop(_ circle: [FieldID]) -> String {
        let path = (circle + circle.prefix(1)).map(\.text).joined(separator: " → ")
        return say(
            "조건이 돌고 돕니다: \(path). 하나의 when을 지워 주세요.", "The conditions go round in a circle: \(path). Take out one when."
        )
    }
}
