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

    /// - Parameter remains: what the passage that was taken back leaves; nil where that was the entry.
    func passageUndone(_ who: String, remains: Admission?, at gate: Gate) -> String {
        guard let remains else {
            return say("\(who)의 \(gate.area) 입장을 되돌렸습니다.", "Entry to \(gate.area) taken back: \(who).")
        }
        return remains.isInside
            ? say("\(who)의 \(gate.area) 퇴장을 되돌렸습니다.", "Leaving of \(gate.area) taken back: \(who).")
            : say("\(who)의 \(gate.area) 재입장을 되돌렸습니다.", "Re-entry to \(gate.area) taken back: \(who).")
    }

    var cannotReadScans: String {
        say("스캔을 더 읽을 수 없습니다. 스캐너 연결을 확인해 주세요.", "No more scans can be read. Check the scanner's connection.")
    }

    func strangeCategory(_ id: String, at gate: Gate, known: [String]) -> String {
        say(
            "'\(gate.name)' 출입구: 이 행사에 '\(id)' 구분이 없습니다. 있는 구분: \(known.joined(separator: ", "))",
            "Gate '\(gate.name)': the event has no category '\(id)'. Categories: \(known.joined(separator: ", "))")
    }
}
