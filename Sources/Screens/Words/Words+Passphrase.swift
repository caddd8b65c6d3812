// What is said where the desk's key lies under a passphrase, or could.

internal import Journal

extension Words {
    /// What stands in the way of a desk whose key lies under a passphrase.
    func passphraseFault(_ error: JournalError) -> String {
        switch error {
        case .wrongPassphrase:
            say("이 데스크의 암호가 아닙니다.", "That is not this desk's passphrase.")
        case .passphraseIsSet:
            say(
                "이 데스크의 키는 이미 암호로 봉해져 있습니다. 바꾸려면 expodesk passphrase change를 실행해 주세요.",
                "This desk's key lies under a passphrase already. To change it, run: expodesk passphrase change")
        case .noPassphraseIsSet:
            say(
                "이 데스크에는 암호가 없습니다. 정하려면 expodesk passphrase set을 실행해 주세요.",
                "This desk has no passphrase. To set one, run: expodesk passphrase set")
        case .noMemory: passphraseTakesMemory
        default:
            say(
                "이 데스크는 암호로 잠겨 있는데 물어볼 터미널이 없습니다. 터미널에서 실행하거나, 첫 줄에 암호가 있는 파일을 "
                    + "passphrase_file 설정이나 EXPODESK_PASSPHRASE_FILE로 정해 주세요.",
                "This desk is locked with a passphrase, and there is no terminal to ask for it. Run it on a terminal, or "
                    + "name a file whose first line is the passphrase with the setting passphrase_file or with "
                    + "EXPODESK_PASSPHRASE_FILE.")
        }
    }

    var passphraseTakesMemory: String {
        say(
            "암호로 키를 만들 메모리(256 MB)가 모자랍니다. 다른 프로그램을 닫고 다시 해 주세요.",
            "Making a key of the passphrase takes 256 MB of memory. Close other programs and try again.")
    }
}
