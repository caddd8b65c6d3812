// What is said when a badge is replaced.

public import Domain

extension Words {
    public var reissue: String { say("입장권 재발급", "New pass") }
    var reissueTitle: String { say("입장권 재발급", "New pass") }
    var reissueHint: String { say("사유 (비워 두어도 됩니다)", "Reason (may stay empty)") }

    func reissueBody(_ person: String) -> String {
        say(
            "\(person)에게 새 번호의 입장권을 드립니다.\n지금 입장권은 모든 데스크에서 바로 폐기되며, 되돌릴 수 없습니다.",
            "Gives \(person) a pass with a new serial.\n"
                + "The pass they have now is revoked at every desk at once. This cannot be undone.")
    }

    /// - Parameter person: with the new serial.
    public func reissued(_ old: Serial, _ person: String) -> String {
        say(
            "재발급했습니다: \(person). \(serial(old)) 입장권은 폐기되었습니다.",
            "New pass: \(person). The pass of \(serial(old)) is revoked.")
    }

    /// In a history: nothing more is known where the detail was erased.
    func reissueDeed(_ command: LoggedCommand) -> String {
        guard case .reissued(let old, let new, _) = command.outcome else { return say("재발급", "new pass") }
        var reason = ""
        if case .reissue(let asked) = command.command?.action { reason = CancelReason.cleaned(asked.reason) }
        return say("재발급: \(serial(old)) → \(serial(new))", "new pass: \(serial(old)) → \(serial(new))")
            + (reason.isEmpty ? "" : " (\(reason))")
    }

    var cannotUndoReissue: String {
        say(
            "입장권 재발급은 되돌릴 수 없습니다. 폐기된 입장권은 다시 쓰지 않습니다.",
            "A new pass is not taken back: a revoked pass never counts again.")
    }

    var revokedPass: String { say("무효: 폐기된 입장권", "not honoured: revoked") }
}
