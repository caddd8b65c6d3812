// What is wrong with the world around a desk, and the command that mends it.

public import Desk
public import Journal
internal import Postgres
public import Store

extension Words {
    public func error(_ error: DeskError) -> String {
        switch error {
        case .outOfReach(let reason):
            outOfReach(
                reason,
                then: say(
                    "주소와 네트워크를 확인하고 expodesk doctor를 실행해 주세요.",
                    "Check its address and the network, and run: expodesk doctor"))
        case .unanswered(let reason):
            say(
                "답이 오지 않았습니다. 되었을 수도 있습니다. 이 데스크의 저널에 있으니, 연결되면 expodesk sync로 같은 것을 다시 물어 주세요.",
                "No answer came: it may have happened. This desk's journal has it; when the line is back, expodesk sync asks "
                    + "for the same again.") + (reason.isEmpty ? "" : "\n" + firstLine(reason))
        case .server(let error): self.error(error)
        case .journal(let error): self.error(error)
        case .store(let error): self.error(error)
        case .noEvent:
            say("아직 행사가 없습니다. expodesk init을 실행해 주세요.", "No event has been set up. Run: expodesk init")
        case .severalEvents(let slugs):
            say(
                "행사가 여럿입니다. --event로 하나를 골라 주세요: \(slugs.joined(separator: ", "))",
                "There are several events. Choose one with --event: \(slugs.joined(separator: ", "))")
        case .unknownEvent(let slug, let known):
            unknownEvent(slug, known)
        case .unknownTimeZone(let name):
            say(
                "'\(name)': 없는 시간대입니다. Asia/Seoul처럼 적어 주세요.",
                "There is no time zone '\(name)'. Write it like Asia/Seoul.")
        case .notFound: notFound
        }
    }

    /// What `doctor` says of a fault: whoever reads it has run that already.
    public func examined(_ error: DeskError) -> String {
        switch error {
        case .outOfReach(let reason):
            outOfReach(reason, then: say("주소와 네트워크를 확인해 주세요.", "Check its address and the network."))
        case .journal(.locked):
            say(
                "다른 expodesk가 저널을 붙들고 있습니다. 이 데스크의 다른 expodesk를 모두 닫고 다시 해 주세요.",
                "Another expodesk keeps the journal busy. Close every other expodesk of this desk, and try again.")
        case .server(.failed(let path, let log)):
            say(
                "데이터베이스가 시작되지 않습니다: \(path)\n\(lastLine(log))\n그 옆의 postgres.log에 까닭이 있습니다.",
                "The database does not start: \(path)\n\(lastLine(log))\nThe reason is in postgres.log beside it.")
        case .store(.postgres(let fault)) where fault.sqlState != "42501":
            say(
                "데이터베이스 오류: \(firstLine(fault.message))\n데이터베이스를 맡은 사람에게 이 줄을 보여 주세요.",
                "The database failed: \(firstLine(fault.message))\nShow this line to whoever looks after it.")
        case .store(.unreadable(let what)):
            say(
                "데이터베이스의 내용을 읽을 수 없습니다(\(what)). 이 컴퓨터의 expodesk를 새 판으로 바꿔 주세요.",
                "Something in the database cannot be read (\(what)). Install the newest expodesk here.")
        default: self.error(error)
        }
    }

    /// Why a screen cannot show what it reads. Without a line there is nothing to do but wait: what the system said of it
    /// stands on F8.
    func unread(_ error: DeskError) -> String {
        guard case .outOfReach = error else { return self.error(error) }
        return say(
            "데이터베이스에 닿지 않습니다. 연결되면 저절로 나옵니다.",
            "The database cannot be reached. This shows by itself when it can be.")
    }

    /// Why a console has not done what somebody asked for, and that they have to ask again.
    func notDone(_ error: DeskError) -> String {
        switch error {
        case .outOfReach:
            say(
                "데이터베이스에 닿지 않아 하지 못했습니다. 연결되면 다시 해 주세요.",
                "Not done: the database cannot be reached. Try again when it can be.")
        case .unanswered: unanswered
        default: self.error(error)
        }
    }

    /// A decision was sent, and what became of it is not known: it is neither done nor not done.
    var unanswered: String {
        say(
            "답이 오지 않았습니다. 연결되면 다시 묻고, 결과를 그때 알립니다.",
            "No answer came: it is asked again when the line is back, and told then.")
    }

    /// What the system said comes last: it is long, and means something to few.
    private func outOfReach(_ reason: String, then step: String) -> String {
        let sentence = say("데이터베이스에 닿지 않습니다. ", "The database cannot be reached. ") + step
        return reason.isEmpty ? sentence : sentence + "\n" + firstLine(reason)
    }

    private func unknownEvent(_ slug: String, _ known: [String]) -> String {
        guard !known.isEmpty else {
            return say(
                "'\(slug)' 행사가 없습니다. expodesk init --slug \(slug) 명령을 실행해 주세요.",
                "There is no event '\(slug)'. Run: expodesk init --slug \(slug)")
        }
        return say(
            "'\(slug)' 행사가 없습니다. 있는 행사: \(known.joined(separator: ", "))",
            "There is no event '\(slug)'. Events: \(known.joined(separator: ", "))")
    }

    public func error(_ error: StoreError) -> String {
        switch error {
        case .postgres(let fault): databaseFault(fault)
        case .schemaOlder(let missing):
            say(
                "데이터베이스가 이 프로그램보다 \(count(missing))단계 오래되었습니다. expodesk migrate를 실행해 주세요.",
                "The database is \(plural(missing, "step", "steps")) older than this program. Run: expodesk migrate")
        case .schemaNewer(let found, let known):
            say(
                "데이터베이스(\(found)단계)가 이 프로그램(\(known)단계)보다 새것입니다. 이 컴퓨터의 expodesk를 새 판으로 바꿔 주세요.",
                "The database (step \(found)) is newer than this program (step \(known)). Install the newer "
                    + "expodesk here."
            )
        case .schemaChanged(let step):
            say(
                "데이터베이스의 \(step)단계가 이 프로그램이 아는 것과 다릅니다. 아무것도 바꾸지 않았습니다. 백업에서 되돌리거나 같은 판의 expodesk를 써 주세요.",
                "Step \(step) of the database is not the one this program knows. Nothing was changed. Restore "
                    + "a backup, or use the expodesk that made it."
            )
        case .serialTaken(let serial):
            say(
                "번호 \(Particle.topic.after(String(serial))) 다른 등록의 것입니다. 데이터 폴더가 다른 데스크의 복사본입니다. 데스크마다 폴더를 따로 만들어 주세요.",
                "Serial \(serial) belongs to another registration: this data folder is a copy of another "
                    + "desk's. Give each desk a folder of its own."
            )
        case .noSerialsLeft:
            say(
                "이 행사의 번호 999,999,999개를 모두 썼습니다. expodesk init으로 새 행사를 만들어 주세요.",
                "All 999,999,999 serials of this event are given out. Set up a new event with: expodesk init")
        case .unreadable(let what):
            say(
                "데이터베이스의 내용을 읽을 수 없습니다(\(what)). expodesk를 새 판으로 바꾸고 expodesk doctor를 실행해 주세요.",
                "Something in the database cannot be read (\(what)). Install the newest expodesk and run: "
                    + "expodesk doctor"
            )
        case .invalid(let what):
            say(
                "데이터베이스가 값을 받지 않았습니다: \(firstLine(what))\n데이터베이스는 그대로이고, 요청은 이 데스크에 제쳐 두었습니다. "
                    + "값을 고쳐 다시 하고, 제쳐 둔 것은 콘솔의 F8에서 버려 주세요.",
                "The database refused a value: \(firstLine(what))\nThe database is as it was; the request was set aside at "
                    + "this desk. Correct the value and try again, and discard the old request on the console's F8."
            )
        }
    }

    private func databaseFault(_ fault: PostgresError) -> String {
        if StoreError.postgres(fault).tookTooLong {
            return say(
                "데이터베이스가 너무 오래 걸려 멈췄습니다. 잠시 뒤 다시 하고, 되풀이되면 expodesk doctor를 실행해 주세요.",
                "The database took too long and was stopped. Try again in a moment; if it comes back, run: "
                    + "expodesk doctor")
        }
        let code = fault.sqlState.isEmpty ? "" : " (\(fault.sqlState))"
        if fault.sqlState == "42501" {
            return say(
                "이 데이터베이스 사용자에게 권한이 없습니다: \(firstLine(fault.message))\n스키마의 주인으로 expodesk migrate를 실행하거나 권한을 받아 주세요.",
                "This database user lacks a right: \(firstLine(fault.message))\n"
                    + "Run expodesk migrate as the schema's owner, or ask for the right."
            )
        }
        return say(
            "데이터베이스 오류\(code): \(firstLine(fault.message))\n다시 해 보고, 되풀이되면 expodesk doctor를 실행해 주세요.",
            "The database failed\(code): \(firstLine(fault.message))\nTry again; if it comes back, run: expodesk doctor"
        )
    }

    public func error(_ error: JournalError) -> String {
        switch error {
        case .cannotWrite(let path, let reason):
            say(
                "저널에 쓸 수 없습니다: \(path) (\(systemReason(reason)))\n폴더의 권한을 고치거나 --data-dir로 다른 폴더를 정해 주세요.",
                "The journal cannot be written: \(path) (\(systemReason(reason)))\n"
                    + "Mend the folder's rights, or name another with --data-dir."
            )
        case .full(let path):
            say(
                "디스크가 가득 찼습니다: \(path)\n자리를 비우고 다시 해 주세요. 저장하지 않았습니다.",
                "The disk is full: \(path)\nMake room and try again. Nothing was stored.")
        case .corrupted(let path):
            say("저널이 깨졌고 새로 만들 수도 없습니다: \(path)\n", "The journal is damaged, and another cannot be made: \(path)\n")
                + journalStaysDamaged
        case .damagedDraft(let path):
            say(
                "쓰다 만 양식을 읽을 수 없습니다: \(path)\n처음부터 다시 적어 주세요.",
                "The half-filled form cannot be read: \(path)\nFill it in anew.")
        case .lostKey(let path):
            say(
                "키 파일이 없습니다: \(path)\n저널은 이 키로만 열립니다. 백업이나 복사본에 있는 같은 파일을 제자리에 넣어 주세요. 없으면 "
                    + "--data-dir로 새 폴더에서 시작하고, 이 폴더는 지우지 말고 운영본부에 맡기세요.",
                "The key file is gone: \(path)\nOnly this key opens the journal. Put the same file of a backup or copy in its place. "
                    + "Where there is none, go on in a new folder with --data-dir, and give this one to headquarters undeleted."
            )
        case .otherKey(let path):
            say(
                "저널이 다른 키로 봉해졌습니다: \(path)\n다른 데스크의 키 파일이 들어와 있습니다. 이 데스크의 것을 제자리에 넣어 주세요.",
                "The journal is sealed under another key: \(path)\nThis is another desk's key file. Put this desk's own in its place."
            )
        case .damagedKey(let path):
            say(
                "키 파일이 깨졌습니다: \(path)\n암호와는 상관없습니다. 폴더를 지우지 말고, 백업에 있는 같은 파일을 제자리에 넣어 주세요. "
                    + "이 파일 없이는 저널을 열 수 없습니다.",
                "The key file is damaged: \(path)\nThis has nothing to do with a passphrase. Do not delete the folder, and "
                    + "put the same file of a backup in its place: without it nobody can open the journal.")
        case .newerVersion(let path):
            say(
                "더 새로운 expodesk가 쓴 저널입니다: \(path)\n이 컴퓨터의 expodesk를 새 판으로 바꿔 주세요.",
                "A newer expodesk wrote this journal: \(path)\nInstall the newer expodesk here.")
        case .passphraseNeeded, .wrongPassphrase, .passphraseIsSet, .noPassphraseIsSet, .noMemory:
            passphraseFault(error)
        case .noSerials:
            say(
                "저장하지 않았습니다: 받아 둔 번호를 다 썼습니다.\n적어 두었다가 연결되면 하거나, 번호가 남은 다른 데스크에서 해 주세요.",
                "Nothing was saved: this desk's serials are used up.\n"
                    + "Note it down for when the line is back, or do it at a desk that has serials left.")
        case .locked:
            say(
                "다른 expodesk가 저널을 붙들고 있습니다. 잠시 뒤 다시 하고, 되풀이되면 expodesk doctor를 실행해 주세요.",
                "Another expodesk keeps the journal busy. Try again in a moment; if it comes back, run: expodesk doctor"
            )
        case .notMade(let reason):
            say(
                "명령을 저널에 적지 못했습니다: \(firstLine(reason))\n저장하지 않았습니다. 다시 해 주세요.",
                "The command could not be written down: \(firstLine(reason))\nNothing was stored. Please try again.")
        }
    }

    /// One line of what a library or server said: its other lines are hints for programmers.
    public func firstLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).first.map(String.init) ?? say("알 수 없음", "unknown")
    }
}
