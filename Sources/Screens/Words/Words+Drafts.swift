// What is said of drafts that an earlier console left.

public import Domain

extension Words {
    /// What an earlier console left.
    public func editKept(_ serial: Serial, _ name: String) -> String {
        let who = "\(self.serial(serial)) \(name)"
        return say(
            "저장하지 않은 수정이 남아 있습니다: \(who). 다시 수정하면 이어집니다.",
            "An edit is kept that was not saved: \(who). Edit them again to go on.")
    }
}
