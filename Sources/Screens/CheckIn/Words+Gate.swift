// The words of the check-in screen.

import Desk
public import Domain
import Store

extension Words {
    var checkIn: String { say("체크인", "Check-in") }
    var checkInHelp: String { say("입장권을 찍어 들여보냅니다.", "Lets people in by their passes.") }
    var checkInPersonHelp: String {
        say("고른 사람을 지금 출입구에서 체크인합니다.", "Checks them in at this console's gate.")
    }
    var gateReady: String { say("스캔 대기", "Ready") }
    var gateEmpty: String { say("입장권을 스캔하세요.", "Scan a pass.") }
    var gateEmptyHint: String {
        say("입장권이 없으면 / 를 누르고 이름이나 연락처 끝자리를 치세요.", "No pass? Press / and type a name or the last digits.")
    }
    var gateSpoilt: String {
        say(
            "글자가 섞였습니다. 한/영 키로 한글을 끄고 다시 찍으세요.",
            "A letter got in. Switch the input method off, scan again.")
    }
    /// In place of what is no pass, where a scanner has typed only a part of one.
    var gateScanAgain: String { say("다시 스캔", "Scan again") }
    var gatePartRead: String {
        say("입장권의 일부만 읽혔습니다. 다시 찍어 주세요.", "Only part of a pass was read. Scan it again.")
    }
    /// The code of something that is sold.
    var gateOtherBarcode: String {
        say("다른 물건의 바코드입니다. 입장권의 QR을 찍어 주세요.", "The bar code of something else. Scan the pass's QR code.")
    }
    /// In place of the answer that has not come yet.
    var gateChecking: String { say("확인 중", "Checking") }
    /// In place of an answer to what this desk could not even keep.
    var gateNotKept: String { say("저장 안 됨", "Not saved") }
    var gateTakenBack: String { say("되돌림", "Undone") }
    var gateUndoWaiting: String { say("되돌리기 보관됨", "undo kept here") }
    var gateUndoAsked: String { say("되돌리는 중", "undoing") }
    var gatePast: String { say("지난 스캔", "Last scans") }
    var gateLookUp: String { say("찾기", "Find") }
    var gateLookUpHelp: String {
        say(
            "이름, 초성, 연락처 끝자리, 번호로 찾아 체크인합니다. 숫자는 바로 쳐도 됩니다.",
            "Finds somebody by name, 초성, last digits or serial; digits can be typed at once.")
    }
    var gateMenu: String { say("열기·설정", "Open/set") }
    var gateMenuHelp: String {
        say("고른 스캔의 사람을 엽니다. 고른 것이 없으면 모드와 출입구를 고릅니다.", "Opens the selected scan's person; else mode and gate.")
    }
    var gateMenuTitle: String { say("모드와 출입구", "Mode and gate") }
    var gateModeKey: String { say("모드", "Mode") }
    var gateModeHelp: String { say("입장, 퇴장, 재입장을 차례로 바꿉니다.", "Changes between enter, leave and re-enter.") }
    var gateKey: String { say("출입구", "Gate") }
    var gateKeyHelp: String { say("설정 파일에 있는 다음 출입구로 바꿉니다.", "Changes to the configuration's next gate.") }
    var gateIsOnly: String { say("출입구가 하나뿐입니다.", "There is only one gate.") }
    var gateUndoHelp: String {
        say(
            "크게 보이는 통과나 고른 통과를 묻지 않고 되돌립니다.",
            "Takes back the passage shown large, or the selected one, without asking.")
    }

    /// - Parameter another: whether another scan could be taken back.
    func gateNoUndo(_ another: Bool) -> String {
        another
            ? say("이 스캔에는 되돌릴 것이 없습니다. ↑↓로 골라 주세요.", "Nothing to take back in this scan. Select one with Up and Down.")
            : say("되돌릴 통과가 없습니다.", "There is no passage to take back.")
    }
    var gateNobodyThere: String { say("누구인지 모르는 스캔입니다.", "Nobody is known for this scan.") }
    var gateNobodyFound: String { say("찾은 사람이 없습니다.", "Nobody found.") }
    var gateTypeSomething: String {
        say("이름, 초성, 연락처 끝자리, 번호를 치세요.", "Type a name, 초성, last digits or a serial.")
    }
    /// After Enter, where it is not clear who is meant.
    var gateChoose: String { say("누구인지 고르고 Enter를 누르세요.", "Choose who it is, then press Enter.") }
    var gateSlash: String { say("사람 찾기는 / 키입니다.", "/ finds somebody.") }

    /// Below a list that ends before all who were found.
    func gateMoreFound(_ shown: Int) -> String {
        say("\(count(shown))명까지 보입니다. 더 치세요.", "The first \(count(shown)) are shown. Type more.")
    }

    /// Where a gate's counters stand elsewhere.
    var gateOnlyRecords: String { say("드나든 기록만 남김", "records passages only") }

    /// The session whose door it was.
    func gateSession(_ session: SessionID) -> String {
        say("회차 \(self.session(session))", "session \(self.session(session))")
    }

    var gateNotYetIn: String { say("입장 전", "not in yet") }

    func gateCheckInThem(_ mode: CheckIn.Mode) -> String {
        say("\(passed(mode)) 처리", mode == .enter ? "Check in" : gateMode(mode))
    }

    /// - Parameter inSession: at the door of a session, not at a gate.
    public func gateMode(_ mode: CheckIn.Mode, inSession: Bool = false) -> String {
        switch mode {
        case .enter: say(inSession ? "입실" : "입장", "Enter")
        case .leave: say(inSession ? "퇴실" : "퇴장", "Leave")
        case .reenter: say(inSession ? "재입실" : "재입장", "Re-enter")
        }
    }

    func gateModeSet(_ mode: CheckIn.Mode, inSession: Bool = false) -> String {
        let name = gateMode(mode, inSession: inSession)
        return say("이제 찍으면 \(name)입니다.", "Scans are now: \(name).")
    }

    func gateModeItem(_ mode: CheckIn.Mode, isSet: Bool) -> String {
        say("모드: \(gateMode(mode))", "Mode: \(gateMode(mode))") + (isSet ? " " + inUseMark : "")
    }

    func gateItem(_ gate: Gate, isSet: Bool) -> String {
        gateName(gate) + (isSet ? " " + inUseMark : "")
    }

    private var inUseMark: String { say("(지금)", "(now)") }

    /// `출입구: 북문 (main)`: the area where it is not the gate's own name.
    func gateName(_ gate: Gate) -> String {
        let area = gate.area == gate.name ? "" : " (\(gate.area))"
        return say("출입구: \(gate.name)\(area)", "Gate: \(gate.name)\(area)")
    }

    func gateSet(_ gate: Gate) -> String {
        say("이제 \(gateName(gate))입니다.", "Now at \(gateName(gate)).")
    }

    /// Marks an answer among the last scans that this desk decided by its copy of the event.
    var gateByCopy: String { say("사본으로", "by copy") }

    /// - Parameters:
    ///   - isByCopy: other desks' people of the meantime are not among them.
    ///   - hasRate: how many come in a minute is said too.
    func gateCounters(_ counters: GateCounters, isByCopy: Bool = false, hasRate: Bool = true) -> String {
        let people = say(
            "오늘 입장 \(count(counters.entered)) · 안에 \(count(counters.inside))",
            "in today \(count(counters.entered)) · inside \(count(counters.inside))")
        let numbers = hasRate ? people + " · " + gateRate(counters) : people
        return isByCopy ? say("사본: \(numbers)", "copy: \(numbers)") : numbers
    }

    private func gateRate(_ counters: GateCounters) -> String {
        let minutes = counters.minutes
        let tenths = counters.lately * 10 / minutes
        let rate = "\(tenths / 10).\(tenths % 10)"
        return say("분당 \(rate) (\(minutes)분)", "\(rate)/min (\(minutes) min)")
    }

    /// Scans that wait for the one that is with the desk.
    func gateQueue(_ length: Int) -> String {
        let checking = say("확인 중…", "checking…")
        return length == 1 ? checking : checking + " " + gateWaiting(length - 1)
    }

    /// Two answers in one line of news, the one that asks for something first.
    func gateThen(_ first: String, _ next: String) -> String {
        say("\(first) · 이어서 \(next)", "\(first) · then \(next)")
    }

    func gateWaiting(_ number: Int) -> String { say("대기 \(count(number))", "\(count(number)) waiting") }

    func gateUndone(_ mode: CheckIn.Mode, _ who: String, inSession: Bool = false) -> String {
        let what = passed(mode, inSession: inSession)
        return say("\(what)을 되돌렸습니다: \(who)", "Taken back (\(what)): \(who)")
    }

    func gateNotUndone(_ who: String, _ why: String) -> String {
        say("되돌리지 못했습니다: \(who). \(why)", "Not taken back: \(who). \(why)")
    }

    func gateUndoRefusal(_ reason: Refusal.Reason) -> String {
        switch reason {
        case .conflict:
            say("그 뒤에 다시 출입했습니다.", "They have passed a gate again since.")
        case .notCheckedIn: say("이미 되돌려져 있습니다.", "It was taken back already.")
        default: gateRefusal(reason)
        }
    }

    func leaveWhileScanning(_ number: Int) -> String {
        say("아직 답하지 않은 스캔이 \(count(number))개 있습니다.", "\(plural(number, "scan is", "scans are")) not answered yet.")
    }

    /// Where somebody stands at a gate, in a word or two.
    func gateState(_ candidate: GateCandidate, minutesAheadOfUTC: Int) -> String {
        if candidate.row.status != .approved { return status(candidate.row.status) }
        guard let admission = candidate.admission else { return gateNotYetIn }
        let at = hour(admission.moved.at, minutesAheadOfUTC: minutesAheadOfUTC)
        return admission.isInside ? say("안에 있음 \(at)", "inside \(at)") : say("나감 \(at)", "left \(at)")
    }
}
