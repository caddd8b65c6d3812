// The words of conflicts: what happened between desks that did not know of each other, and what to do about it.

public import Desk
public import Domain

extension Words {
    func conflictsTitle(_ number: Int) -> String {
        say("확인할 것 \(count(number))건", "To look into: \(count(number))")
    }

    /// Where the database could not be asked yet.
    var conflictsUnknown: String {
        say("확인할 것: 연결이 없어 아직 모름", "To look into: not known without a line")
    }

    /// Behind those that were read.
    func conflictsUnread(_ number: Int) -> String {
        say(
            "그 전 것 \(count(number))건은 위의 것을 처리하면 올라옵니다.",
            "\(count(number)) older \(number == 1 ? "one comes" : "ones come") up as these are dealt with.")
    }

    /// Before those that were read, where they are not all.
    public func conflictsShown(_ number: Int, of all: Int) -> String {
        say(
            "확인할 것 \(count(all))건 가운데 최근 \(count(number))건. 나머지는 이것을 처리하면 올라옵니다.",
            "To look into: the latest \(count(number)) of \(count(all)); the older ones come up as these are dealt with."
        )
    }

    /// The news when a sync has met some.
    func conflictsMet(_ number: Int) -> String {
        say("확인할 것 \(count(number))건: F8에서 보세요.", "\(count(number)) to look into: see F8.")
    }

    var conflictTitle: String { say("확인할 것", "To look into") }
    var conflictSettle: String { say("처리했음", "Dealt with") }
    func conflictsSettle(_ number: Int) -> String {
        say("\(count(number))건 모두 처리했음", "All \(count(number)) dealt with")
    }
    func conflictSettled(_ number: Int) -> String {
        number == 1
            ? say("처리한 것으로 적었습니다.", "Noted as dealt with.")
            : say("\(count(number))건을 처리한 것으로 적었습니다.", "Noted as dealt with: \(count(number)).")
    }
    /// How many more people there are than the menu names; nil where it names all.
    func notNamed(of conflict: OpenConflict) -> String? {
        let rest = conflict.serials.count - conflict.people.count
        guard conflict.count > 1, rest > 0 else { return nil }
        return say("이름을 보이지 않은 사람 \(count(rest))명", "\(plural(rest, "person", "people")) more than are named here")
    }
    var conflictIsAboutNobody: String { say("열 사람이 없습니다.", "There is nobody to open.") }

    /// `09:12 desk-2 · 000041 김민준: 같은 연락처가 000007 김민준에게 있어 합쳤습니다.`
    public func openConflict(_ open: OpenConflict, minutesAheadOfUTC minutes: Int) -> String {
        let head = "\(hour(open.madeAt, minutesAheadOfUTC: minutes)) \(open.deskName)"
        let who = open.count == 1 ? named(open.conflict.serial, open.person) : several(open)
        let claimed = open.conflict.kind == .otherDay ? nil : open.conflict.claimedDay.map(claimedDay)
        let sentence = ([happened(open, minutes)] + [claimed]).compactMap(\.self).joined(separator: " · ")
        return "\(head) · \([who, sentence].compactMap(\.self).joined(separator: ": "))"
    }

    /// `37건 (31명)`.
    private func several(_ open: OpenConflict) -> String {
        let people = open.serials.count
        return say(
            "\(count(open.count))건 (\(count(people))명)",
            "\(count(open.count)) (\(plural(people, "person", "people")))")
    }

    /// Their desk took it for a day to come.
    private func claimedDay(_ date: CalendarDate) -> String {
        say("그 데스크의 날짜는 \(day(date))", "that desk's date was \(day(date))")
    }

    private func happened(_ open: OpenConflict, _ minutes: Int) -> String {
        let conflict = open.conflict
        let other = named(conflict.other, open.other) ?? say("다른 사람", "somebody else")
        let why = conflict.reason.map { reason(Refusal($0)) } ?? ""
        // Those listed together went in at whatever gate.
        let placed = open.count == 1 ? at(conflict) : ""
        switch conflict.kind {
        case .merged where conflict.isSecondPass:
            return say("다른 곳에서도 재발급됨: \(other)", "given another new pass elsewhere: \(other)")
        case .merged:
            return say("같은 연락처의 \(other)에 합쳐짐", "merged into \(other), who has the same telephone")
        case .waitlisted: return say("자리가 없어 대기자가 됨", "no seat was left: on the waiting list")
        case .admittedTwice:
            let right = conflict.isTwiceWithoutRight
            return say(
                "\(right ? "자격 없이(\(why)) " : "")두 번 입장. 여기서 \(gate(conflict.passage, conflict)), "
                    + "먼저 \(gate(conflict.admission?.entered, conflict, minutes))",
                "admitted twice\(right ? " without the right to it (\(why))" : ""): here at "
                    + "\(gate(conflict.passage, conflict)), before at "
                    + gate(conflict.admission?.entered, conflict, minutes))
        case .withoutRight where conflict.isCancelledInside:
            let entered = gate(conflict.admission?.entered, conflict, minutes)
            return say("취소되었는데 안에 있음. 입장 \(entered)", "cancelled, and inside: admitted \(entered)")
        case .withoutRight:
            return say(
                "\(placed)자격 없이 입장 (\(why))", "admitted\(placed) without the right to it (\(why))")
        case .revokedPass:
            return say("\(placed)폐기된 입장권으로 입장", "somebody was admitted\(placed) by a revoked pass")
        case .otherDay:
            let claimed = conflict.claimedDay.map(day) ?? "?"
            let counted = conflict.admission.map { day($0.day) } ?? "?"
            let asked = change(conflict.asked)
            return say(
                "\(placed)\(asked): 그 데스크의 날짜는 \(claimed), \(counted)로 셈",
                "\(asked)\(placed): that desk's date was \(claimed), it counts for \(counted)")
        case .unknown:
            let asked = conflict.asked.isEmpty ? "" : " (\(change(conflict.asked)))"
            return say(
                "이 콘솔이 모르는 일\(asked). 더 새로운 콘솔이 압니다",
                "something that this console does not know\(asked); a newer console knows more")
        case .notCarriedOut:
            return say(
                "\(placed)\(change(conflict.asked)) 안 됨 (\(why))",
                "\(change(conflict.asked))\(placed) not carried out (\(why))")
        }
    }

    /// `북문에서 `, ` at 북문`: the gate that let somebody through; nothing for what happened elsewhere.
    private func at(_ conflict: Conflict) -> String {
        guard let passage = conflict.passage else { return "" }
        let gate = gate(of: passage, at: conflict.admission?.place)
        return say("\(gate)에서 ", " at \(gate)")
    }

    private func named(_ serial: Serial?, _ row: Registration?) -> String? {
        [serial.map(self.serial), row?.name].compactMap(\.self).joined(separator: " ").nilIfEmpty
    }

    /// `09:12 북문 (desk-1)`, without the time where the line begins with it.
    private func gate(_ movement: Movement?, _ conflict: Conflict, _ minutes: Int? = nil) -> String {
        guard let movement else { return "?" }
        let time = minutes.map { hour(movement.at, minutesAheadOfUTC: $0) + " " } ?? ""
        return "\(time)\(gate(of: movement, at: conflict.admission?.place)) (\(movement.by))"
    }

    /// What a manager does about a conflict.
    public func whatToDo(about conflict: Conflict) -> String {
        switch conflict.kind {
        case .merged where conflict.isSecondPass:
            say("할 일 없음: 새로 받은 입장권은 둘 다 쓸 수 있습니다.", "Nothing to do: both new passes work.")
        case .merged:
            say(
                "할 일 없음: 두 입장권 모두 쓸 수 있습니다. 다른 사람이면 한쪽의 연락처를 고쳐 다시 등록하세요.",
                "Nothing to do: both passes work. If they are two people, register one again with their own telephone.")
        case .waitlisted:
            say(
                "자리가 나면 자동으로 승인됩니다. 그때까지 입장권이 통하지 않는다고 알려 주세요.",
                "They are approved when a seat is free. Tell them that their pass opens nothing until then.")
        case .admittedTwice where conflict.isTwiceWithoutRight:
            say(
                "입장은 한 번으로 셌습니다. 찾아서 등록을 바로잡거나 등록 데스크로 보내고, 입장권을 다른 사람이 썼는지 확인하세요.",
                "It counts as one entry. Put their registration right or send them to the desk, and ask whether somebody "
                    + "else has used their pass.")
        case .admittedTwice:
            say(
                "입장은 한 번으로 셌습니다. 입장권을 다른 사람이 썼는지 본인에게 확인하세요.",
                "It counts as one entry. Ask them whether somebody else has used their pass.")
        case .withoutRight:
            say(
                "안에 있는 것으로 셌습니다. 찾아서 등록 데스크로 보내거나 등록을 바로잡아 주세요.",
                "They count as being inside. Send them to the desk, or put their registration right.")
        case .revokedPass:
            say(
                "누가 들어왔는지 모르며 입장으로 세지 않았습니다. 그 출입구에 알려 주세요.",
                "Nobody knows who it was and nobody is counted. Tell the people at that gate.")
        case .otherDay:
            say(
                "이 사람에게는 할 일이 없습니다. 그 데스크에서 시계와 F8의 오늘 날짜를 바로잡아 주세요.",
                "Nothing to do for them. Put that desk's clock right, and its date on F8.")
        case .unknown:
            say(
                "새 판의 expodesk가 있는 데스크의 F8에서 보세요.",
                "Look at it on F8 of a desk with a newer expodesk.")
        case .notCarriedOut:
            say(
                "그 사람을 열어 지금 상태를 보고, 아직 필요하면 다시 하세요.",
                "Open them, look at how they stand, and do it again if it is still wanted.")
        }
    }
}

extension String {
    fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
