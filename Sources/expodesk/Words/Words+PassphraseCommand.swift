// What is asked and answered about the desk's passphrase, beside its errors.

import Desk
import Journal
import Screens

extension Words {
    var askDeskPassphrase: String { say("이 데스크의 암호: ", "This desk's passphrase: ") }
    var askNewPassphrase: String { say("새 암호", "New passphrase") }

    /// No terminal and no file.
    var passphraseNeeded: String { error(JournalError.passphraseNeeded(path: "")) }

    var newPassphraseNeedsFile: String {
        say(
            "새 암호를 물어볼 터미널이 없습니다. 첫 줄에 암호가 있는 파일을 set은 EXPODESK_PASSPHRASE_FILE로, change는 "
                + "--new-file로 정해 주세요.",
            "There is no terminal to ask for a new passphrase. Name a file whose first line it is: for set with "
                + "EXPODESK_PASSPHRASE_FILE, for change with --new-file.")
    }

    var tooManyTries: String {
        say(
            "암호가 세 번 틀려 그만두었습니다. 저널은 그대로입니다.",
            "The passphrase was wrong three times: nothing was done. The journal is as it was.")
    }

    func wrongPassphrase(in file: String) -> String {
        say(
            "\(file): 첫 줄이 이 데스크의 암호가 아닙니다. passphrase_file 설정이 맞는지 확인해 주세요.",
            "\(file): its first line is not this desk's passphrase. Check the setting passphrase_file.")
    }

    func error(_ fault: PassphraseFile.Fault, in file: String) -> String {
        switch fault {
        case .unreadable(let reason):
            say(
                "\(file): 암호 파일을 읽을 수 없습니다(\(reason)). 첫 줄에 암호가 있는 파일을 적어 주세요.",
                "\(file): the passphrase file cannot be read (\(reason)). Name a file whose first line is the passphrase."
            )
        case .open:
            say(
                "\(file): 다른 사용자도 읽을 수 있는 암호 파일이라 쓰지 않았습니다. chmod 600 \(file)을 실행해 주세요.",
                "\(file): others can read this passphrase file, so it was not used. Run: chmod 600 \(file)")
        case .tooShort: "\(file): " + passphraseTooShort
        }
    }

    func passphraseSet(isEmbedded: Bool) -> String {
        let done = say(
            "저널과 행사 사본, 쓰던 양식을 암호로 잠갔습니다. 암호를 잊으면 아무도 열 수 없으니 안전한 곳에 적어 두세요.",
            "Journal, copy and drafts are locked with the passphrase. Whoever forgets it cannot open them, nor can anybody "
                + "else: keep it somewhere safe.")
        return isEmbedded ? done + "\n" + embeddedIsOpen : done
    }

    /// - Parameter file: the one the passphrase is read from, where there is one.
    func passphraseChanged(configured file: String?) -> String {
        let done = say("암호를 바꾸었습니다.", "The passphrase is changed.")
        guard let file else { return done }
        return done + say(" 새 암호를 \(file)에도 적어 주세요.", " Write the new one into \(file) as well.")
    }

    var passphraseRemoved: String {
        say(
            "암호를 없앴습니다. 이제 키 파일이 저널을 지킵니다.",
            "The passphrase is removed: a key file guards the journal now.")
    }

    // MARK: Doctor

    /// How the journal is guarded, against what, against what not, and what would help.
    func guardAdvice(_ way: JournalGuard, isEmbedded: Bool) -> String {
        let base =
            switch way {
            case .keyFile:
                say(
                    "키 파일: 저널 파일만 복사한 사람은 막지만, 폴더나 디스크, 컴퓨터째 가져간 사람은 막지 못합니다. "
                        + "expodesk passphrase set으로 암호를 정할 수 있습니다.",
                    "key file: guards against whoever copies the journal alone, not against whoever takes folder, disk or "
                        + "machine. To set a passphrase, run: expodesk passphrase set")
            case .passphrase:
                say(
                    "암호: 폴더나 디스크, 꺼진 컴퓨터를 가져간 사람도 막습니다. expodesk가 열려 있는 동안은 막지 못합니다.",
                    "passphrase: guards against whoever takes folder, disk or machine too, but not while expodesk is open."
                )
            }
        return isEmbedded ? base + " " + embeddedIsOpen : base
    }

    private var embeddedIsOpen: String {
        say(
            "내장 데이터베이스는 잠기지 않으니 디스크를 암호화해 주세요.",
            "The embedded database is not locked by it: encrypt the disk.")
    }

    var journalIsLocked: String {
        say(
            "암호로 잠겨 있어 안은 보지 않았습니다. EXPODESK_PASSPHRASE_FILE을 정하면 봅니다.",
            "locked with a passphrase, and not looked into. Set EXPODESK_PASSPHRASE_FILE to have it looked into.")
    }
}
