// What `applications` and `capacity` say.

import Domain
import Screens

extension Words {
    var listTakesNoSerials: String {
        say("list에는 번호를 적지 않습니다. 한 사람은 expodesk show로 봅니다.", "list takes no serials. One person: expodesk show.")
    }

    var nobodyToDecide: String { say("번호를 하나 이상 적어 주세요.", "Write at least one serial.") }

    func badReason(_ fault: FieldFault, _ decision: Review.Decision, given: String?) -> String {
        guard case .tooLong(let maximum) = fault.problem else {
            return say(
                "--reason: \(self.decision(decision))에는 사유가 필요합니다.", "--reason: say why, to \(self.decision(decision))."
            )
        }
        return say("--reason: \(count(maximum))자까지 적을 수 있습니다.", "--reason: at most \(count(maximum)) characters.")
    }

    var lineLabel: String { say("대기 순서", "Place in line") }
    var decisionLabel: String { say("심사", "Decision") }
    func placeInLine(_ place: Int) -> String { say("\(place)번째", "no. \(place)") }

    func badCapacity(_ text: String) -> String {
        let most = count(CapacityChange.range.upperBound)
        return say(
            "\(text): 0부터 \(most)까지의 숫자나 none을 적어 주세요.", "\(text): write a number from 0 to \(most), or none.")
    }

    func keepsEverybody(_ taken: Int, limit: Int) -> String {
        say(
            "이미 승인된 \(count(taken))명은 그대로입니다. \(count(taken - limit + 1))명이 빠질 때까지 새 자리는 없습니다.",
            "The \(count(taken)) who are approved stay. No new seat until \(count(taken - limit + 1)) of them have left."
        )
    }
}
