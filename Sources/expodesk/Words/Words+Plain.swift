// What the console for screen readers says.

import Domain
import Screens

extension Words {
    func plainGreeting(_ event: Event) -> String {
        let commands = plainCommands
        return say(
            "\(event.title)\(event.isSample ? ", 표본" : ""). 명령: \(commands). 자세히는 도움말.",
            "\(event.title)\(event.isSample ? ", sample" : ""). Commands: \(commands). More with help.")
    }

    private var plainCommands: String {
        PlainCommand.allCases.map { $0.name(language) }.joined(separator: ", ")
    }

    var plainPrompt: String { say("명령:", "Command:") }

    var plainHelp: String {
        say(
            """
            등록: 새 사람을 칸마다 묻습니다. 쓰던 것이 있으면 이어서 묻습니다.
            체크인 입장권 [퇴장|재입장]: 첫 출입구에서 들여보냅니다. 입장권 대신 번호를 쳐도 됩니다.
            찾기 검색어: 이름, 초성, 소속, 연락처 끝자리, 번호로 찾습니다. 검색어가 없으면 모두 보입니다.
            더: 목록을 이어서 보입니다.
            보기 번호: 그 사람의 모든 내용을 읽습니다. 입장권을 찍어도 됩니다.
            QR 번호 [파일.png]: 입장권 번호를 읽고, 파일 이름이 있으면 그림으로 저장합니다.
            수정 번호: 내용을 칸마다 다시 묻습니다.
            취소 번호: 이유를 묻고 등록을 취소합니다.
            되돌리기: 마지막에 바꾼 것을 되돌립니다. 무엇을 하는지 먼저 말합니다.
            현황: 등록과 입장 수치를 읽습니다.
            보내기: 이 데스크에 보관된 것을 보냅니다.
            나가기: 마칩니다. 쓰던 것은 남습니다.
            """,
            """
            register: asks for somebody new, field by field, and goes on with what was typed before.
            check-in PASS [leave|re-enter]: lets them in at the first gate; a serial does in place of the pass.
            find WORDS: by name, initial consonants, affiliation, end of a phone, serial; everybody without words.
            more: goes on with the list.
            show SERIAL: reads everything about one person. Scanning a pass does the same.
            qr SERIAL [FILE.png]: reads the pass, and writes it as a picture where a file is named.
            edit SERIAL: asks for their answers again, field by field.
            cancel SERIAL: asks for a reason and cancels the registration.
            undo: takes the last change back, and says first what that will do.
            dashboard: reads the numbers of registrations and entries.
            sync: sends what is kept at this desk.
            quit: leaves. What was being typed is kept.
            """)
    }

    func plainMode(_ word: String) -> String {
        say("모르는 모드: \(word). 입장, 퇴장, 재입장 가운데 하나입니다.", "Unknown mode: \(word). One of enter, leave, re-enter.")
    }

    func plainUnknown(_ word: String, _ nearest: String?) -> String {
        guard let nearest else { return say("모르는 명령: \(word). 도움말을 보세요.", "Unknown command: \(word). See help.") }
        return say("모르는 명령: \(word). 혹시 \(nearest)?", "Unknown command: \(word). Did you mean \(nearest)?")
    }

    func plainDraft(_ name: String) -> String {
        let who = name.isEmpty ? "" : " (\(name))"
        return say(
            "쓰던 등록이 남아 있습니다\(who). 등록이라고 하면 이어집니다.",
            "A registration is kept that was not finished\(who). Say register to go on.")
    }

    var plainWhom: String {
        say("누구인지 번호를 함께 적어 주세요. 예: 보기 12", "Say whose, by serial. For example: show 12")
    }

    // MARK: Lists

    var plainNobody: String { say("찾는 사람이 없습니다.", "Nobody was found.") }
    var plainEnd: String { say("끝입니다.", "That is all.") }
    var plainMore: String { say("더 있습니다. 이어서 보려면: 더", "There are more. To go on: more") }
    var plainNothingMore: String {
        say("이어서 볼 목록이 없습니다. 먼저 찾아 주세요.", "There is no list to go on with. Find somebody first.")
    }
    var plainQRFile: String {
        say("그림으로 저장하려면: QR 번호 파일.png", "To write it as a picture: qr SERIAL FILE.png")
    }

    // MARK: Forms

    var plainFormHelp: String {
        say(
            "빈 줄은 대괄호 안의 것을 그대로 둡니다. - 는 지우고, /이전 은 앞 칸으로, /그만 은 남겨 두고 멈춥니다.",
            "An empty line keeps what is in brackets. - clears it, /back goes to the field before, /stop keeps it for later."
        )
    }

    var plainRequired: String { say("꼭 있어야 합니다", "needed") }
    var plainSeveral: String { say("쉼표로 여럿", "several with commas") }
    var plainYesOrNo: String { say("(예/아니오)", "(yes/no)") }

    func isYes(_ line: String) -> Bool {
        ["예", "네", "ㅇ", "yes", "y", "o"].contains(line.lowercased().filter { !$0.isWhitespace })
    }

    func isBack(_ line: String) -> Bool { ["/이전", "/back"].contains(line.lowercased()) }
    func isStop(_ line: String) -> Bool { ["/그만", "/stop"].contains(line.lowercased()) }

    var plainKept: String {
        say(
            "등록하지 않았습니다. 쓴 것은 남아 있고, 등록이라고 하면 이어집니다.",
            "Nobody was registered. What was typed is kept: say register to go on.")
    }

    var plainEditContinued: String { say("고치던 것을 이어서 고칩니다.", "Going on with what was being changed.") }

    func plainSavedBefore(_ row: Registration) -> String {
        say(
            "\(person(row)): 앞서 저장되어 있었습니다. 그 뒤에 바꾼 것은 수정으로 저장해 주세요.",
            "\(person(row)) was stored before. Save what was changed since as an edit.")
    }

    // MARK: Changes

    func plainCancels(_ row: Registration) -> String {
        say("\(person(row))의 등록을 취소합니다.", "This cancels the registration of \(person(row)).")
    }

    var plainReason: String { say("이유 (빈 줄은 그만두기):", "Reason (an empty line gives up):") }
    var plainNoReason: String { say("이유가 없어 취소하지 않았습니다.", "Nothing was cancelled: a reason is needed.") }
    var plainNothingToUndo: String { say("되돌릴 것이 없습니다.", "There is nothing to undo.") }
    var plainUndoQuestion: String { say("할까요?", "Do it?") }
    var plainWaitQuestion: String {
        say("정원이 찼습니다. 대기 명단에 올릴까요?", "Every seat is taken. Put them on the waiting list?")
    }
    var plainLeftAsItIs: String { say("그대로 두었습니다.", "Left as it is.") }
    var plainUndoReason: String { say("잘못 등록함", "registered by mistake") }
    var plainChangeKept: String {
        say(
            "여기 보관했습니다. 연결되면 보냅니다. 다른 데스크는 아직 모릅니다.",
            "Kept here, will be sent; other desks do not see it yet.")
    }

    func plainUndoRegistered(_ row: Registration) -> String {
        say("\(person(row))의 등록을 취소합니다.", "This cancels the registration of \(person(row)).")
    }

    func plainUndoEdited(_ row: Registration) -> String {
        say(
            "\(Particle.object.after(person(row))) 고치기 전으로 되돌립니다.",
            "This puts \(person(row)) back to what they were before the edit.")
    }

    func plainUndoCancelled(_ row: Registration) -> String {
        say("\(person(row))의 취소를 되돌립니다.", "This takes back the cancellation of \(person(row)).")
    }

    func plainChanged(_ outcome: Outcome, _ row: Registration, isUndo: Bool) -> String {
        if isUndo { return say("되돌렸습니다: \(person(row))", "Undone: \(person(row))") }
        if case .cancelled = outcome { return say("취소했습니다: \(person(row))", "Cancelled: \(person(row))") }
        return say("고쳤습니다: \(person(row))", "Changed: \(person(row))")
    }

    var plainByItself: String {
        say(
            "TERM=dumb 터미널이라 줄 단위로 엽니다. 다른 터미널에서도 이렇게 쓰려면: expodesk console --plain",
            "This terminal cannot be drawn on (TERM=dumb), so the console talks in lines. To get this elsewhere: expodesk console --plain"
        )
    }
}
