// What is said when a badge is replaced.

public import Domain

extension Words {
    public var reissue: String { say("입장권 재발급", "New pass") }
    var reissueTitle: String { say("입장권 재발급", "New pass") }
    var reissueHint: String { say("사유 (비워 두어도 됩니다)", "Reason (may stay empty)") }

    /// - Parameter isAlone: without a line no other desk hears of it.
    func reissueBody(_ person: String, isAlone: Bool) -> String {
        if isAlone {
            return say(
                "\(person)에게 새 번호의 입장권을 드립니다.\n"
                    + "지금 입장권은 이 데스크에서 바로 폐기되고, 다른 데스크는 연결된 뒤에 압니다. 되돌릴 수 없습니다.",
                "Gives \(person) a pass with a new serial.\n"
                    + "The pass they have now is revoked at this desk at once; other desks hear of it when the line is "
                    + "back. This cannot be undone.")
        }
        return say(
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

    /// The same while only this desk has it.
    public func reissuedHere(_ old: Serial, _ person: String) -> String {
        say(
            "재발급: \(person) (여기 보관). 다른 데스크는 아직 \(serial(old)) 입장권을 받습니다.",
            "New pass: \(person) (kept here). Other desks still take the pass of \(serial(old)).")
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
