// What `check-in` says besides its answers.

import Domain
import Screens

extension Words {
    var checkedInLabel: String { say("오늘 입장 시각", "Checked in today") }

    var notAnswered: String { say("판정하지 못함", "Not decided") }

    var partyOfOnePass: String {
        say("--party는 입장권 하나에만 됩니다. -와 함께 쓸 수 없습니다.", "--party works with one pass, not with -.")
    }

    var undoOfStream: String {
        say("--undo: 입장권이나 번호 하나를 적어 주세요.", "--undo: write one pass or one serial.")
    }

    func onlyRecorded(_ gate: Gate) -> String {
        say(
            "'\(gate.name)' 출입구는 드나든 기록만 남깁니다. 되돌릴 입장이 없습니다.",
            "Gate '\(gate.name)' only records passages: there is no entry to take back.")
    }

    /// Whether it was taken back already or there never was an entry: nobody is in.
    /// - Parameter inSession: `name` is a session, not a gate's area.
    func nothingToTakeBack(_ who: String, at name: String, inSession: Bool) -> String {
        let entry = passed(.enter, inSession: inSession)
        return say(
            "되돌릴 \(name) \(entry)이 없습니다: \(who). 이미 되돌렸거나 \(inSession ? "이 회차에" : "오늘") \(entry)한 적이 없습니다.",
            "No entry to \(name) to take back: \(who). It was taken back already, or they have not "
                + (inSession ? "entered this session." : "come in today."))
    }

    /// - Parameter remains: what the passage that was taken back leaves; nil where that was the entry.
    func passageUndone(_ who: String, remains: Admission?, at name: String, inSession: Bool) -> String {
        func korean(_ mode: CheckIn.Mode) -> String {
            "\(who)의 \(name) \(passed(mode, inSession: inSession))을 되돌렸습니다."
        }
        guard let remains else { return say(korean(.enter), "Entry to \(name) taken back: \(who).") }
        return remains.isInside
            ? say(korean(.leave), "Leaving of \(name) taken back: \(who).")
            : say(korean(.reenter), "Re-entry to \(name) taken back: \(who).")
    }

    var cannotReadScans: String {
        say("스캔을 더 읽을 수 없습니다. 스캐너 연결을 확인해 주세요.", "No more scans can be read. Check the scanner's connection.")
    }
}
