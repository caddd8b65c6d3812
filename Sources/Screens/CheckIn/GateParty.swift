// A party at a gate: who came with somebody and is not in yet, and letting them in at once.

import Desk
import Domain
import Store
import Terminal

/// A party, as it stood when one of it was scanned.
struct GateParty: Equatable, Sendable {
    /// How many they are, the one scanned among them.
    var count: Int
    /// Those who were not in at the gate's place; who is let in or kept at this desk later is taken out.
    var left: [Registration]

    init(_ members: [PartyMember], of holder: Serial, at place: Domain.Place) {
        count = members.count
        left = members.filter { member in
            member.row.serial != holder && !member.admissions.contains { $0.place == place }
        }.map(\.row)
    }
}

/// What became so far of the others of a party.
struct GatePartyRun: Equatable, Sendable {
    /// Scans that are not answered yet.
    var waiting: Set<CommandID>
    /// How many were asked for.
    let count: Int
    /// Those who are not in, with the reason.
    var failures: [String] = []
}

extension ConsoleState {
    // MARK: Who came with them

    /// Asks who belongs to somebody that was just scanned; the answer to the scan does not wait for it.
    func askForParty(_ past: PastScan) -> [ConsoleEffect] {
        guard past.scan.mode != .leave, gate.partyRun == nil, let person = past.answer?.person,
            person.answers[.party]?.words.isEmpty == false
        else { return [] }
        switch past.verdict {
        case .good, .hold, .warning: return [.ask(.gateParty, .gateParty(past.scan.id, person.serial))]
        case .bad, .undecided, .undone, .tested: return []
        }
    }

    /// A party that cannot be read is said; the scan stays answered as it was.
    mutating func takeParty(
        _ scan: CommandID, _ holder: Serial, _ result: Result<[PartyMember], DeskError>
    ) -> [ConsoleEffect] {
        switch result {
        case .failure(let error): return tell(words.error(error), .warning)
        case .success(let members):
            guard members.count > 1 else { return [] }
            gate.change(scan) { $0.party = GateParty(members, of: holder, at: $0.scan.gate.place) }
            return []
        }
    }

    // MARK: Letting them in

    /// The party that a key lets in: that of the selected scan, or of the last.
    var partyToCheckIn: GateParty? { partyScan?.party }

    private var partyScan: PastScan? {
        let past = gate.selected.map { gate.past[$0] } ?? gate.past.first
        guard gate.partyRun == nil, let past, past.party?.left.isEmpty == false else { return nil }
        return past
    }

    /// Puts everybody of the party who is not in at the end of the queue, each as a scan with an id of its own.
    mutating func checkInParty() -> [ConsoleEffect] {
        guard let past = partyScan, let party = past.party else { return tell(words.gateNoParty, .warning) }
        let isIdle = gate.queue.isEmpty
        var asked: Set<CommandID> = []
        for row in party.left {
            var scan = GateScan(
                id: ids.next(), subject: .person(row.serial), mode: .enter, gate: past.scan.gate, at: ids.wallClock)
            scan.who = row
            asked.insert(scan.id)
            gate.queue.append(scan)
        }
        gate.partyRun = GatePartyRun(waiting: asked, count: asked.count)
        gate.selected = nil
        return isIdle ? gate.queue.first.map { [.tell(.checkIn($0))] } ?? [] : []
    }

    /// One more of the party is answered; after the last it is said who is not in, by name.
    mutating func toldOfParty(_ past: PastScan) -> [ConsoleEffect] {
        switch past.verdict {
        case .good, .hold, .warning, .undecided: if let serial = past.serial { gate.leaveOut(serial) }
        case .bad, .undone, .tested: break
        }
        guard var run = gate.partyRun, run.waiting.remove(past.scan.id) != nil else { return [] }
        switch past.verdict {
        case .good, .warning: break
        case .hold, .bad, .undecided, .undone, .tested:
            let who = past.person.map(words.person) ?? past.serial.map(words.serial) ?? ""
            run.failures.append("\(who) \(gateWord(past))")
        }
        gate.partyRun = run.waiting.isEmpty ? nil : run
        guard run.waiting.isEmpty else { return [] }
        let told = words.gatePartyDone(run.count, run.failures)
        return tell(told, run.failures.isEmpty ? .good : .bad)
    }
}

extension GateScreen {
    /// Somebody is in, or kept at this desk: no party waits for them.
    mutating func leaveOut(_ serial: Serial) {
        for scan in past where scan.party != nil {
            change(scan.scan.id) { $0.party?.left.removeAll { $0.serial == serial } }
        }
    }
}

extension Words {
    var gateHold: String { say("데스크로", "HOLD") }
    var gatePartyKey: String { say("일행", "Party") }
    var gatePartyHelp: String {
        say("찍은 사람의 일행 중 아직 안 들어온 사람을 모두 입장시킵니다.", "Lets in everybody of the scanned person's party who is not in yet.")
    }
    var gateNoParty: String { say("입장시킬 일행이 없습니다.", "There is nobody of a party to let in.") }

    /// With the key that lets them in.
    func gateParty(_ size: Int, left: Int) -> String {
        left == 0
            ? say("일행 \(count(size))명 모두 입장", "party of \(count(size)), all in")
            : say(
                "일행 \(count(size))명 중 \(count(left))명 입장 전: p 키로 모두 입장",
                "party of \(count(size)), \(count(left)) not in yet: p lets them in")
    }

    func gatePartyItem(_ left: Int) -> String {
        say("일행 \(count(left))명 입장 (Enter)", "Let in the party: \(count(left)) (Enter)")
    }

    func gatePartyDone(_ asked: Int, _ failures: [String]) -> String {
        guard !failures.isEmpty else { return say("일행 \(count(asked))명 입장", "Party let in: \(count(asked))") }
        let names = failures.joined(separator: ", ")
        return say(
            "일행 \(count(asked))명 중 \(count(failures.count))명 확인 필요: \(names)",
            "Party of \(count(asked)): look after \(count(failures.count)): \(names)")
    }
}
