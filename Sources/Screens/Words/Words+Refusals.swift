// Why a rule refused, with the person it ran into.

public import Domain

extension Words {
    /// Why a command was refused, and what to do.
    /// - Parameters:
    ///   - existing: the row it ran into, where the desk has it.
    ///   - form: gives the labels of faulty fields.
    public func refusal(_ refusal: Refusal, existing: Registration?, form: FormDefinition?) -> String {
        switch refusal.reason {
        case .duplicate: duplicate(refusal.existing, existing)
        case .notFound: notFound
        case .conflict:
            say(
                "그사이 다른 데스크에서 바꾼 등록입니다. 지금 내용을 확인하고 다시 해 주세요.",
                "Another desk has changed this registration. Look at it as it is now and try again.")
        case .cancelled:
            say(
                "취소된 등록이라 바꿀 수 없습니다. 카드에서 u로 취소를 되돌리거나 새로 등록해 주세요.",
                "This registration is cancelled and cannot be changed. Take that back on the card (u), or register anew."
            )
        case .notCancelled:
            say("취소된 등록이 아니어서 되살릴 것이 없습니다.", "This registration is not cancelled: there is nothing to restore.")
        case .consentMissing, .invalidName, .invalidPhone, .invalidField: faults(refusal, form)
        case .unknownForm:
            say(
                "데이터베이스가 모르는 양식입니다. 프로그램을 닫고 다시 열어 주세요.",
                "The database does not know this form. Close the program and open it again.")
        case .unknownSerial, .revoked, .notApproved, .waitlisted, .outsideDays, .beforeDoors, .gateClosed,
            .categoryNotAllowed, .alreadyCheckedIn, .notCheckedIn, .alreadyLeft:
            gateRefusal(refusal.reason)
        case .full where refusal.session == nil: everySeatTaken
        case .merged, .alreadyDecided, .seatFree: reviewRefusal(refusal.reason)
        case .full, .alreadyEnrolled, .notEnrolled, .closed, .tooEarly, .sessionOver,
            .overlaps, .unknownSession, .capacityTaken:
            seatRefusal(refusal)
        }
    }

    /// Nobody has this serial.
    public var notFound: String {
        say(
            "그런 등록이 없습니다. 번호를 확인하거나 이름으로 찾아 보세요.",
            "There is no such registration. Check the number, or search for the name.")
    }

    private func duplicate(_ serial: Serial?, _ row: Registration?) -> String {
        if let row {
            return say(
                "이미 등록된 연락처입니다: \(person(row)) (\(status(row.status)))",
                "This telephone is registered already: \(person(row)) (\(status(row.status)))")
        }
        guard let serial else {
            return say(
                "이미 등록된 연락처입니다. 연락처로 찾아 보세요.",
                "This telephone is registered already. Search for it.")
        }
        return say(
            "이미 등록된 연락처입니다: \(self.serial(serial))",
            "This telephone is registered already: \(self.serial(serial))")
    }

    private func faults(_ refusal: Refusal, _ form: FormDefinition?) -> String {
        if !refusal.faults.isEmpty {
            return refusal.faults.map { fault($0, in: form) }.joined(separator: "\n")
        }
        return switch refusal.reason {
        case .consentMissing: fault(FieldFault(field: .consent, problem: .consentMissing), in: form)
        case .invalidName: fault(FieldFault(field: .name, problem: .required), in: form)
        case .invalidPhone: fault(FieldFault(field: .phone, problem: .notAPhone), in: form)
        default: say("맞지 않는 답이 있습니다. 양식을 확인해 주세요.", "An answer is not right. Check the form.")
        }
    }

    /// Why what a scanner read is not a pass, and what to do.
    public func passFault(_ fault: PassFault) -> String {
        "\(passFaultReason(fault)) \(passFaultAction(fault))"
    }

    func passFaultReason(_ fault: PassFault) -> String {
        switch fault {
        case .malformed: say("입장권 번호가 아닙니다.", "This is not a pass.")
        case .wrongEvent: say("다른 행사의 입장권입니다.", "This pass is from another event.")
        case .unknownKey:
            say("이 행사의 키로 만든 입장권이 아닙니다.", "This pass was made with a key this event does not have.")
        case .badMAC: say("확인값이 틀린 입장권입니다.", "This pass does not verify.")
        }
    }

    func passFaultAction(_ fault: PassFault) -> String {
        switch fault {
        case .malformed: say("입장권의 QR(34자리)을 찍어 주세요.", "Scan the QR code of the pass (34 digits).")
        case .wrongEvent, .unknownKey:
            say(
                "이름으로 찾아 그 사람의 입장권을 보여 주거나 인쇄해 주세요.",
                "Search for the name, and show or print the pass they have.")
        case .badMAC:
            say(
                "다시 찍어 주세요. 또 틀리면 위조일 수 있으니 등록 데스크로 안내해 주세요.",
                "Scan again. If it stays so it may be forged: send them to the desk.")
        }
    }

    /// A pass that verifies but belongs to nobody in the database.
    public var unknownSerial: String { "\(unknownSerialReason) \(unknownSerialAction)" }

    var unknownSerialReason: String {
        say("입장권은 맞지만 등록이 없습니다.", "The pass is right but its registration is not here.")
    }

    var unknownSerialAction: String {
        say(
            "등록 데스크로 안내해 주세요. 등록한 데스크는 expodesk sync를 실행합니다.",
            "Send them to the registration desk. Run expodesk sync where it was made.")
    }
}
