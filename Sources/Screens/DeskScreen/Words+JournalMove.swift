// The words for carrying a journal to another desk.

public import Desk
public import Journal

extension Words {
    var exportJournal: String { say("저널을 파일로 내보내기", "Write the journal to a file") }
    var exportJournalHelp: String {
        say(
            "보내지 못한 것을 다른 데스크가 받을 수 있는 파일로 씁니다. 여기에도 그대로 남습니다.",
            "Writes what has not been sent to a file that another desk can take in. It stays here as well.")
    }
    var takeInJournal: String { say("다른 데스크의 저널 받기", "Take in another desk's journal") }
    var takeInJournalHelp: String {
        say("다른 데스크가 내보낸 저널 파일을 받아 보냅니다.", "Takes in a journal file of another desk, and sends it.")
    }

    var exportJournalBody: String {
        say(
            "보내지 못한 것을 암호로 봉해 새 파일에 씁니다. 개인정보가 들어 있습니다.",
            "What has not been sent goes to a new file, sealed under a passphrase. It holds personal data.")
    }
    var takeInJournalBody: String {
        say(
            "다른 데스크가 내보낸 파일의 이름을 적어 주세요. 두 번 받아도 한 번만 처리됩니다.",
            "The file that another desk has written. Taken in twice it is still carried out once.")
    }
    var journalFilePlaceholder: String { say("파일 이름", "file name") }
    var journalFileMissing: String { say("파일 이름을 적어 주세요.", "Write the name of the file.") }

    public var passphraseTitle: String { say("암호", "Passphrase") }
    public var passphraseAgain: String { say("암호를 한 번 더", "The passphrase once more") }
    var passphraseBody: String {
        say(
            "받는 데스크에서 이 암호를 묻습니다. 잊으면 파일을 열 수 없습니다.",
            "The other desk will ask for it. Without it nobody opens the file.")
    }
    var passphraseOfFile: String {
        say("파일을 내보낸 데스크에서 정한 암호입니다.", "The one that was chosen where the file was written.")
    }
    public var passphraseTooShort: String {
        say("암호는 \(Passphrase.least)자 이상으로 적어 주세요.", "Write a passphrase of \(Passphrase.least) letters or more.")
    }
    public var passphrasesDiffer: String {
        say("두 암호가 다릅니다. 다시 적어 주세요.", "The two are not the same. Write it again.")
    }
    var carryingJournal: String { say("저널 파일을 다루는 중…", "Working on the journal file…") }

    /// - Parameter record: nil where nothing waited.
    public func wrote(_ record: JournalExport?) -> String {
        guard let record else {
            return say("보내지 못한 것이 없어 파일을 쓰지 않았습니다.", "Nothing waits to be sent: no file was written.")
        }
        return say(
            "\(count(record.count))건을 \(record.file)에 썼습니다. 다른 데스크에서 받아 주세요.",
            "\(plural(record.count, "command", "commands")) written to \(record.file). Take it in at another desk.")
    }

    public func tookIn(_ intake: JournalIntake) -> String {
        let from = "\(intake.origin.deskName)"
        return say(
            "\(from) 데스크의 저널: 새로 받음 \(count(intake.new))건, 이미 있음 \(count(intake.known))건",
            "The journal of \(from): new \(count(intake.new)), here already \(count(intake.known))")
    }

    public func error(_ error: JournalMoveError) -> String {
        switch error {
        case .file(let error): self.error(error)
        case .desk(let error): self.error(error)
        case .severalEvents(let slugs): self.error(DeskError.severalEvents(slugs))
        case .otherEvent(let origin, let here):
            say(
                "이 저널은 \(name(origin))의 것이고 이 데스크의 행사는 \(here.slug)(\(here.title))입니다. 받지 않았습니다. 그 행사의 데스크에서 받아 주세요.",
                "This journal is of \(name(origin)), and this desk works for \(here.slug) (\(here.title)). Nothing was "
                    + "taken in. Take it to a desk of that event.")
        case .noEvent:
            say(
                "이 데스크는 아직 행사를 연 적이 없습니다. 데이터베이스에 닿을 때 한 번 연 다음 다시 해 주세요.",
                "This desk has never been open for an event. Open it once with the database in reach, then try again.")
        }
    }

    private func name(_ origin: JournalOrigin) -> String {
        let event =
            origin.name.map { say("\($0.slug)(\($0.title))", "\($0.slug) (\($0.title))") }
            ?? say("다른 행사", "another event")
        return say("\(event) 행사, \(origin.deskName) 데스크", "\(event), desk \(origin.deskName)")
    }

    public func error(_ error: JournalFileError) -> String {
        switch error {
        case .foreign(let path):
            say(
                "\(path): expodesk의 저널 파일이 아닙니다. 파일 이름을 확인해 주세요.",
                "\(path) is no journal file of expodesk. Check the name.")
        case .newerVersion(let path):
            say(
                "\(path): 더 새로운 expodesk가 쓴 파일입니다. 이 컴퓨터의 expodesk를 새 판으로 바꿔 주세요.",
                "\(path) was written by a newer expodesk. Install the newer expodesk here.")
        case .wrongPassphrase:
            say(
                "암호가 맞지 않거나 파일이 바뀌었습니다. 다시 적어 보고, 그래도 안 되면 내보낸 데스크에서 다시 복사해 주세요.",
                "Either the passphrase is not the one of this file, or the file was changed. Try again; if it is right, copy "
                    + "the file again from where it was written.")
        case .damaged(let path):
            say(
                "\(path): 파일이 잘렸거나 바뀌었습니다. 아무것도 받지 않았습니다. 내보낸 데스크에서 다시 복사해 주세요.",
                "\(path) is cut off or was changed. Nothing was taken in. Copy it again from where it was written.")
        case .alreadyThere(let path):
            say(
                "\(path): 같은 이름의 파일이 이미 있습니다. 다른 이름을 적어 주세요.",
                "There is a file \(path) already. Write another name.")
        case .noMemory: passphraseTakesMemory
        case .unusable(let path, let reason):
            say(
                "\(path): 파일을 쓸 수 없습니다(\(reason)). 이름과 권한을 확인해 주세요.",
                "\(path) cannot be used (\(reason)). Check its name and your rights.")
        case .full(let path):
            say(
                "디스크가 가득 찼습니다: \(path)\n자리를 비우거나 다른 곳에 써 주세요.",
                "The disk is full: \(path)\nMake room, or write it elsewhere.")
        }
    }
}
