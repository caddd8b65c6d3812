// What is said where no seat is left for a walk-in.

import Domain

extension Words {
    var fullTitle: String { say("정원이 찼습니다", "Every seat is taken") }
    var fullBody: String {
        say(
            "남은 자리가 없어 등록하지 않았습니다. 대기 명단에 올리면 자리가 나는 대로 차례로 승인됩니다. 그때까지 입장권은 쓸 수 없습니다.",
            "Nobody was registered, because no seat is left. On the waiting list they get the next seat in their turn; until "
                + "then their pass opens nothing.")
    }
    var putOnWaitingList: String { say("대기 명단에 올리기", "Put them on the waiting list") }
    var waitingTitle: String { say("대기 명단", "On the waiting list") }

    func waits(_ number: Serial, _ name: String, place: Int?) -> String {
        let line = place.map { inLine($0) }.map { " (\($0))" } ?? ""
        return say(
            "대기 명단에 올렸습니다: \(serial(number)) \(name)\(line)", "On the waiting list: \(serial(number)) \(name)\(line)")
    }
}
