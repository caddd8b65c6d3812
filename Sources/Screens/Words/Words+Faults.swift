// What is wrong with an answer, and what to type instead.

public import Domain
public import Text

extension Words {
    /// A fault with the field's label in front: `연락처: 전화번호가 아닙니다. …`.
    /// - Parameter form: gives the label; without it the fields every registration has are known by themselves.
    public func fault(_ fault: FieldFault, in form: FormDefinition?) -> String {
        label(of: fault.field, in: form) + ": " + problem(fault.problem)
    }

    /// What people call a field; its id where nobody knows better.
    public func label(of field: FieldID, in form: FormDefinition?) -> String {
        if let known = form?[field] { return say(known.label) }
        return switch field {
        case .name: say("이름", "Name")
        case .phone: say("연락처", "Phone")
        case .affiliation: say("소속", "Affiliation")
        case .category: say("구분", "Category")
        case .email: say("이메일", "E-mail")
        case .consent: say("개인정보 동의", "Privacy consent")
        case .reason: say("사유", "Reason")
        case .status: say("상태", "Status")
        default: field.text
        }
    }

    var consentAtLabel: String { say("동의한 때", "Consent given at") }
    var consentVersionLabel: String { say("동의 안내문 버전", "Consent text version") }

    /// What is wrong with an answer, for a place where its field is plain to see.
    public func problem(_ problem: FieldFault.Problem) -> String {
        switch problem {
        case .required: say("꼭 있어야 합니다. 적어 주세요.", "This is needed. Please fill it in.")
        case .tooLong(let maximum):
            say(
                "너무 깁니다. \(count(maximum))자까지 적을 수 있습니다.",
                "This is too long. Use at most \(plural(maximum, "character", "characters")).")
        case .notAPhone:
            say(
                "전화번호가 아닙니다. 010-1234-5678처럼 적거나, 없으면 비워 두세요.",
                "This is not a telephone number. Write it like 010-1234-5678, or leave it empty.")
        case .notAnEmail:
            say(
                "이메일 주소가 아닙니다. name@example.com처럼 적어 주세요.",
                "This is not an e-mail address. Write it like name@example.com.")
        case .notANumber: say("숫자가 아닙니다. 숫자만 적어 주세요.", "This is not a number. Use digits only.")
        case .notADate: say("날짜가 아닙니다. 2026-05-01처럼 적어 주세요.", "This is not a date. Write it like 2026-05-01.")
        case .tooSmall(let minimum):
            say("너무 작습니다. \(minimum) 이상으로 적어 주세요.", "This is too small. Use \(minimum) or more.")
        case .tooLarge(let maximum):
            say("너무 큽니다. \(maximum) 이하로 적어 주세요.", "This is too large. Use \(maximum) or less.")
        case .tooEarly(let earliest):
            say("너무 이른 날짜입니다. \(earliest)부터 됩니다.", "This date is too early. Use \(earliest) or later.")
        case .tooLate(let latest):
            say("너무 늦은 날짜입니다. \(latest)까지 됩니다.", "This date is too late. Use \(latest) or earlier.")
        case .unknownOption:
            say("고를 수 있는 항목이 아닙니다. 목록에서 골라 주세요.", "This is not one of the options. Choose one from the list.")
        case .consentMissing:
            say(
                "동의해야 등록할 수 있습니다. 안내문을 읽어 드리고 동의를 받아 주세요.",
                "Nobody is registered without it. Read the text to the person and ask for consent.")
        case .unknownField:
            say("양식에 없는 항목입니다. 항목 이름을 확인해 주세요.", "The form has no such field. Check the field's id.")
        case .wrongShape:
            say("이 항목에 맞지 않는 값입니다. 양식을 확인해 주세요.", "The value does not suit this field. Check the form.")
        }
    }

    /// That characters nobody can see were taken out of an answer. Nil where nothing was.
    public func removed(_ kinds: [RemovedKind], from label: String) -> String? {
        guard !kinds.isEmpty else { return nil }
        let names = kinds.map(name).joined(separator: ", ")
        return say(
            "\(label): 보이지 않는 글자(\(names))를 지웠습니다. 저장된 글자를 확인해 주세요.",
            "\(label): invisible characters were removed (\(names)). Check what was stored.")
    }

    private func name(_ kind: RemovedKind) -> String {
        switch kind {
        case .control: say("제어 문자", "control characters")
        case .bidi: say("글 방향을 바꾸는 문자", "marks that turn the writing direction")
        case .zeroWidth: say("폭이 없는 문자", "characters without width")
        case .invalid: say("깨진 문자", "broken characters")
        }
    }
}
