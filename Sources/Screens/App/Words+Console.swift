// The words of the console's own screens: titles, keys, news.

import Desk
import Domain
import Terminal

// MARK: Everywhere

extension Words {
    var walkIn: String { say("현장 등록", "Walk-in") }
    var everywhere: String { say("어디서나", "Everywhere") }
    var walkInHelp: String { say("새 방문객을 등록합니다. 이름 칸으로 갑니다.", "Register a visitor; goes to the name.") }
    var attendees: String { say("참가자", "Attendees") }
    var attendeesHelp: String { say("등록한 사람을 찾고 봅니다.", "Find and look at everybody registered.") }
    var help: String { say("도움말", "Help") }
    var helpHelp: String { say("여기서 되는 키를 보여 줍니다. 글자를 치면 걸러집니다.", "Shows the keys that work here; type to filter.") }
    var helpTitle: String { say("여기서 되는 키", "Keys that work here") }
    var redraw: String { say("다시 그리기", "Redraw") }
    var redrawHelp: String { say("화면이 흐트러졌을 때 다시 그립니다.", "Paints the screen anew when something smeared it.") }
    var leave: String { say("나가기", "Quit") }
    var leaveHelp: String { say("콘솔을 닫습니다. 쓰던 것은 남습니다.", "Closes the console; a draft stays.") }
    var back: String { say("뒤로", "Back") }
    var backHelp: String { say("앞 화면으로 갑니다. 쓰던 것은 남습니다.", "Goes back; a draft stays.") }
    var choose: String { say("고르기", "Choose") }
    var functionDigit: String { say("Ctrl-G 다음에 숫자를 누르면 그 기능 키입니다.", "Ctrl-G, then a digit: that function key.") }
    var sampleMark: String { say("[표본 · 실제 사람 아님]", "[SAMPLE · not real people]") }
    var connecting: String { say("연결 중…", "connecting…") }
    var connected: String { say("연결됨", "connected") }
    public var disconnected: String { say("연결 끊김", "disconnected") }
    var notOpenYet: String {
        say("데이터베이스에 아직 연결되지 않았습니다. 연결되면 다시 해 주세요.", "Not connected to the database yet; try again when it is.")
    }
    var leaveTitle: String { say("나가기", "Quit") }
    var leaveWhileSaving: String {
        say("저장하는 중입니다. 지금 나가도 쓰던 것은 남습니다.", "A save is under way. The draft stays if you quit now.")
    }
    var stayHere: String { say("나가지 않기", "Do not quit") }
    var stay: String { say("그만두기", "Stay") }
    var stopAndLeave: String { say("멈추고 나가기", "Stop and quit") }

    /// Long work that goes with the console, and what is left of it then.
    func leaveWhileWorking(_ work: RunningWork) -> String {
        if work.isImport {
            return say(
                "명단을 가져오는 중입니다. 지금 나가면 아무도 저장되지 않습니다.",
                "An import is under way. If you quit now, nobody of it is stored.")
        }
        if work.review != nil {
            return say(
                "일괄 심사를 하는 중입니다. 지금 나가면 여기까지만 결정되고, 나머지는 심사 화면에 남습니다.",
                "A decision on many is under way. If you quit now, it ends here; the rest stays in the queue.")
        }
        if work.undoing != nil {
            return say(
                "일괄 심사를 되돌리는 중입니다. 지금 나가면 여기까지만 되돌립니다.",
                "A decision on many is being undone. If you quit now, it ends here; u goes on with it later.")
        }
        return work.isExport
            ? say(
                "내보내는 중입니다. 지금 나가면 파일은 만들어지지 않습니다.",
                "An export is under way. If you quit now, there will be no file.")
            : say(
                "QR 그림을 저장하는 중입니다. 저장한 것은 남고, 같은 폴더로 다시 하면 이어집니다.",
                "QR pictures are being saved. Those written stay; begin again with the same folder to go on.")
    }

    var leaveAnyway: String { say("나가기", "Quit anyway") }

    /// How many walk-ins a desk can still register without a line.
    func serialsToGive(_ number: Int) -> String {
        say("번호 \(count(number))개", plural(number, "serial", "serials"))
    }

    func waitingToBeSent(_ number: Int) -> String {
        say("보낼 것 \(count(number))", "\(count(number)) to send")
    }

    func disabled(_ title: String, _ reason: String?) -> String {
        say("\(title): 지금은 안 됩니다. \(reason ?? "")", "\(title): not now. \(reason ?? "")")
    }

    func inputMethodOff(_ title: String) -> String {
        say("\(title): 한/영 키로 영문으로 바꾸고 다시 눌러 주세요.", "\(title): switch the input method to English and press again.")
    }
}

// MARK: Walk-in

extension Words {
    var save: String { say("저장", "Save") }
    var saveHelp: String {
        say("어느 칸에서든 저장합니다. 마지막 칸에서는 Enter도 됩니다.", "Saves from any field; Enter does on the last one.")
    }
    var saving: String { say("저장하는 중…", "Saving…") }
    var nextField: String { say("다음 칸", "Next") }
    var nextFieldHelp: String { say("다음 칸으로 갑니다.", "Goes to the next field.") }
    var previousFieldHelp: String { say("앞 칸으로 갑니다. 막히는 일이 없습니다.", "Goes back a field; nothing ever stops it.") }
    var previousField: String { say("앞 칸", "Previous field") }
    var copyField: String { say("앞사람 것", "Copy last") }
    var copyFieldHelp: String { say("이 칸을 앞사람 것으로 채웁니다.", "Fills this field from the last record.") }
    var noLastRecord: String { say("앞사람이 적은 것이 없습니다.", "There is nothing from a last record.") }
    var undoTyping: String { say("되돌리기", "Undo") }
    var undoTypingHelp: String { say("이 칸에서 쓴 것을 한 단어씩 되돌립니다.", "Takes back a word of typing in this field.") }
    var newForm: String { say("비우기", "Clear") }
    var newFormHelp: String { say("쓰던 것을 버리고 빈 양식으로 시작합니다.", "Drops what was typed and starts an empty form.") }
    var formCleared: String { say("양식을 비웠습니다. Ctrl-Z로 되살립니다.", "The form was cleared. Ctrl-Z brings it back.") }
    var candidates: String { say("비슷한 사람", "Look-alikes") }
    var candidatesHelp: String { say("비슷한 사람을 골라 엽니다.", "Opens one of the people like the one being typed.") }
    var consentTitle: String { say("동의 안내문", "What the visitor agrees to") }
    var noSimilar: String { say("비슷한 사람 없음", "Nobody like this yet") }
    var nobodySaved: String {
        say("저장하면 여기에 번호와 QR이 나옵니다.", "The serial and QR appear here when you save.")
    }
    var noHalfBlocks: String {
        say("이 터미널은 QR을 그릴 수 없습니다: expodesk qr 번호 --png 파일", "No QR in this terminal: expodesk qr SERIAL --png FILE")
    }
    var noRoomForQR: String {
        say("QR을 그릴 자리가 없습니다. 창을 키워 주세요.", "No room for the QR; make the window larger.")
    }
    var draftContinued: String { say("쓰던 것을 이어서 씁니다.", "Going on with what was typed before.") }
    var undoReason: String { say("등록 되돌리기", "registration undone") }
    var duplicateTitle: String { say("이미 등록된 연락처", "Already registered") }
    var showTheirQR: String { say("그 사람의 QR 보기", "Show their QR") }
    var openThem: String { say("그 사람 열기", "Open them") }
    var backToForm: String { say("양식으로 돌아가기", "Back to the form") }

    func similarTitle(_ number: Int) -> String {
        say("비슷한 사람 \(number)명 — 같은 사람인지 확인하세요", "\(plural(number, "person", "people")) like this: the same?")
    }

    func candidate(_ candidate: Candidate, category: String) -> String {
        let match =
            switch candidate.match {
            case .phone: say("같은 연락처", "same phone")
            case .nameAndPhoneEnd: say("이름+뒤 4자리", "name + last 4")
            case .name: say("같은 이름", "same name")
            case .phoneEnd: say("뒤 4자리", "last 4")
            }
        let row = candidate.row
        let state = row.status == .approved ? nil : status(row.status)
        let parts = [person(row), row.phone.map { String($0.digits.suffix(4)) }, state, row.affiliation]
        return "[\(match)] " + parts.compactMap(\.self).joined(separator: " · ")
    }

    func savedTitle(isQueued: Bool) -> String {
        isQueued ? say("이 데스크에 보관됨", "Kept at this desk") : say("등록 완료", "Registered")
    }

    /// The desk does not open, and its journal holds something: that it is safe, and what to do.
    func waitsAtDesk(_ number: Int) -> String {
        say(
            "보낼 것 \(count(number))건은 이 데스크에 그대로 있고, 연결되면 저절로 보냅니다. 폴더를 지우지 마세요.",
            "\(plural(number, "command waits", "commands wait")) at this desk and will be sent when the line is back. Keep "
                + "this data folder.")
    }

    /// In place of whoever was saved before.
    var notSaved: String { say("저장되지 않았습니다", "Not saved") }

    func registered(_ number: Serial, _ name: String) -> String {
        say("등록했습니다: \(serial(number)) \(name)", "Registered: \(serial(number)) \(name)")
    }

    func keptHere(_ number: Serial, _ name: String) -> String {
        say(
            "여기 보관: \(serial(number)) \(name). 연결되면 보냅니다. 다른 데스크는 아직 모릅니다.",
            "Kept here: \(serial(number)) \(name). Will be sent; other desks do not see it yet.")
    }

    func savedBefore(_ number: Serial, _ name: String) -> String {
        say(
            "이미 저장되어 있습니다: \(serial(number)) \(name). 바뀐 것은 수정으로 저장하세요.",
            "Already stored as \(serial(number)) \(name). Save what changed as an edit.")
    }

    /// The first fault in full, since there is little room beside its field, and how many more there are.
    func faults(_ faults: [FieldFault], in form: FormDefinition) -> String {
        guard let first = faults.first else { return "" }
        let sentence = fault(first, in: form)
        guard faults.count > 1 else { return sentence }
        let rest = faults.count - 1
        return say("\(sentence) (그 밖에 \(rest)칸 더)", "\(sentence) (and \(plural(rest, "more field", "more fields")))")
    }

    func draftNotKept(_ why: String) -> String {
        say("쓰던 것을 보관하지 못합니다: \(why)", "The draft cannot be kept: \(why)")
    }

    func duplicateBody(_ row: Registration, _ desk: OpenDesk?) -> String {
        let when = time(row.registeredAt, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
        let parts = [person(row), row.phone?.display, row.affiliation, status(row.status), when]
        return parts.compactMap(\.self).joined(separator: "\n")
    }
}

// MARK: Attendees

extension Words {
    var serialLabel: String { say("번호", "No.") }
    var nameLabel: String { say("이름", "Name") }
    var phoneLabel: String { say("연락처", "Phone") }
    var affiliationLabel: String { say("소속", "Affiliation") }
    var categoryLabel: String { say("구분", "Category") }
    var statusLabel: String { say("상태", "Status") }
    var sourceLabel: String { say("등록 유형", "Source") }
    var consentLabel: String { say("개인정보 동의", "Consent") }
    var registeredAtLabel: String { say("등록 시각", "Registered") }
    var searchLabel: String { say("찾기", "Find") }
    var loading: String { say("불러오는 중…", "loading…") }
    var more: String { say("더 있음", "more below") }
    var nobodyYet: String { say("아직 아무도 없습니다. F2로 등록하세요.", "Nobody yet. Register with F2.") }
    var nobodyFound: String { say("찾은 사람이 없습니다. Esc로 지웁니다.", "Nobody found. Esc clears the search.") }
    var nobodySelected: String { say("고른 사람이 없습니다.", "Nobody is selected.") }
    var alreadyCancelled: String { say("이미 취소된 사람입니다.", "Already cancelled.") }
    var isMerged: String { say("다른 등록에 합쳐진 사람입니다.", "Merged into another registration.") }
    var search: String { say("찾기", "Find") }
    var searchHelp: String {
        say("이름, 초성, 연락처 뒷자리, 소속, 번호의 아무 부분이나.", "Any part of a name, 초성, phone end, affiliation or serial.")
    }
    var open: String { say("열기", "Open") }
    var openHelp: String { say("모든 답과 할 수 있는 일을 보여 줍니다.", "Every answer, and what can be done.") }
    var showQR: String { say("QR 보기", "QR") }
    var showQRHelp: String { say("그 사람의 QR을 보여 줍니다.", "Shows their QR.") }
    var edit: String { say("수정", "Edit") }
    var editHelp: String { say("같은 양식으로 고칩니다.", "Changes them in the same form.") }
    var cancelRow: String { say("취소", "Cancel") }
    var cancelRowHelp: String { say("이유를 적고 등록을 취소합니다.", "Cancels the registration, with a reason.") }
    var undo: String { say("되돌리기", "Undo") }
    var undoHelp: String { say("이 콘솔에서 한 마지막 일을 되돌립니다.", "Takes back this console's last change.") }
    var nothingToUndo: String { say("되돌릴 것이 없습니다.", "There is nothing to undo.") }
    func cannotUndoHere(_ serial: Serial) -> String {
        let number = self.serial(serial)
        return say(
            "\(number)의 변경은 여기서 되돌릴 수 없습니다. 보낸 다음 그 사람을 열고 u를 누르세요.",
            "The change to \(number) cannot be taken back here. When it is sent, open them and press u.")
    }
    var undoTitle: String { say("되돌리기", "Undo") }
    var undoNow: String { say("되돌리기", "Undo it") }
    var cancelTitle: String { say("등록 취소", "Cancel a registration") }
    var cancelReasonHint: String { say("이유를 적어 주세요", "Say why") }
    var cancelReasonMissing: String { say("취소하는 이유를 적어 주세요.", "A reason is needed to cancel.") }
    var editContinued: String { say("고치던 것을 이어서 고칩니다.", "Going on with what was being changed.") }
    var changeKeptHere: String {
        say(
            "여기 보관했습니다. 연결되면 보냅니다. 다른 데스크는 아직 모릅니다.",
            "Kept here, will be sent; other desks do not see it yet.")
    }

    func editParked(_ person: String) -> String {
        say(
            "저장하지 않은 수정을 남겨 두었습니다: \(person). 다시 열면 이어집니다.", "Not saved, but kept: \(person). Edit them again to go on."
        )
    }

    var editUnchanged: String {
        say("바뀐 것이 없어 저장하지 않았습니다.", "Nothing was changed, so nothing was saved.")
    }

    func editSavedBefore(_ person: String) -> String {
        say(
            "앞서 보낸 수정은 저장되어 있었습니다: \(person). 그 뒤에 고친 것은 다시 저장해 주세요.",
            "The edit sent before was stored already: \(person). Save what was changed since.")
    }

    func cancelBody(_ person: String) -> String {
        say("\(person)의 등록을 취소합니다.", "Cancels the registration of \(person).")
    }

    func editTitle(_ person: String) -> String {
        say("수정: \(person)", "Edit: \(person)")
    }

    /// In a menu in which a digit chooses nothing.
    var onlyEnterChooses: String {
        say("↑↓로 고르고 Enter를 누르세요. 숫자는 스캐너도 칩니다.", "Up or Down, then Enter: a scanner types numbers too.")
    }

    /// Behind a code that was scanned into the last field of a form.
    var scannerDoesNotSave: String {
        say(
            "스캐너의 Enter로는 저장하지 않습니다. 맞으면 Ctrl-S를 누르세요.",
            "A scanner's Enter does not save. If this is right, press Ctrl-S.")
    }

    func undoBody(_ change: UndoableChange) -> String {
        let who = "\(serial(change.serial)) \(change.name)"
        return switch change.kind {
        case .registered: say("\(who)의 등록을 취소합니다.", "Cancels the registration of \(who).")
        case .edited where change.isRedo: say("\(who)의 수정을 다시 합니다.", "Does the edit of \(who) again.")
        case .edited:
            say(
                "\(Particle.object.after(who)) 고치기 전으로 되돌립니다.", "Puts \(who) back to what they were before the edit.")
        case .cancelled: say("\(who)의 취소를 되돌립니다.", "Takes back the cancellation of \(who).")
        case .restored: say("\(Particle.object.after(who)) 다시 취소합니다.", "Cancels \(who) again.")
        case .passed(let mode): say("\(who)의 \(passed(mode))을 되돌립니다.", "Takes back of \(who): \(passed(mode)).")
        }
    }

    func changed(_ outcome: Outcome, _ person: String, isUndo: Bool) -> String {
        switch outcome {
        case .edited where isUndo, .restored: say("되돌렸습니다: \(person)", "Undone: \(person)")
        case .edited: say("고쳤습니다: \(person)", "Changed: \(person)")
        case .cancelled: say("취소했습니다: \(person)", "Cancelled: \(person)")
        case .registered, .registeredApart: say("등록했습니다: \(person)", "Registered: \(person)")
        case .passed(_, let mode, _): "\(passed(mode)): \(person)"
        case .passageUndone: say("되돌렸습니다: \(person)", "Undone: \(person)")
        case .enrolled(_, let session, let standing): "\(self.standing(standing)): \(person) · \(self.session(session))"
        case .enrolmentCancelled(_, let session, _):
            say(
                "프로그램 신청을 취소했습니다: \(person) · \(self.session(session))",
                "Enrolment cancelled: \(person) · \(self.session(session))")
        case .reissued(let old, _, _): reissued(old, person)
        case .imported, .reviewed, .reviewUndone, .capacitySet, .programsSet, .exported, .refused: ""
        }
    }

    func role(of status: Registration.Status) -> Role {
        switch status {
        case .approved: .text
        case .applied, .waitlisted, .held: .warning
        case .rejected, .cancelled, .merged: .dim
        }
    }
}
