// A party at a gate: who came with somebody and is not in yet, and letting them in at once.

import Desk
import Domain
import Store
import Terminal

/// A party, as it stood when one of it was scanned.
struct GateParty: Equatable, Sendable {
    /// All of them, the one scanned among them.
    private let members: [Registration]
    /// Who is in at the gate's place, or kept at this desk.
    private var entered: Set<Serial>

    init(_ members: [PartyMember], of holder: Serial, at place: Domain.Place) {
        self.members = members.map(\.row)
        entered = Set(
            members.filter { member in
                member.row.serial == holder || member.admissions.contains { $0.place == place }
            }.map(\.row.serial))
    }

    /// How many they are.
    var count: Int { members.count }
    /// Those who are not in yet.
    var left: [Registration] { members.filter { !entered.contains($0.serial) } }

    mutating func letIn(_ serial: Serial) { entered.insert(serial) }
    mutating func putBack(_ serial: Serial) { entered.remove(serial) }
}

/// What became so far of the others of a party.
struct GatePartyRun: Equatable, Sendable {
    /// Scans that are not answered yet.
    var waiting: Set<CommandID>
    /// How many were asked for.
    let count: Int
    /// Those who are not in, with the reason.
    var failures: [String] = []
    /// Those who are in and have to see the desk.
    var held: [String] = []
    /// The first that is not in, else the first that has to see the desk.
    private(set) var foremost: CommandID?
    private var isForemostIn = false

    init(_ asked: Set<CommandID>) {
        waiting = asked
        count = asked.count
    }

    /// One of them asks for something.
    mutating func note(_ scan: CommandID, isIn: Bool) {
        guard foremost == nil || isForemostIn && !isIn else { return }
        (foremost, isForemostIn) = (scan, isIn)
    }
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
        case .failure(let error): return tellLasting(words.notDone(error), .warning)
        case .success(let members):
            guard members.count > 1 else { return [] }
            let told = gate.past.first { $0.scan.id == scan }.map(gateNews)
            gate.change(scan) { $0.party = GateParty(members, of: holder, at: $0.scan.gate.place) }
            // Where the answer is a line of news, the party belongs to it as long as it stands there.
            guard let told, banner?.text == told, let past = gate.past.first(where: { $0.scan.id == scan }) else {
                return []
            }
            let isUnread = banner?.isAnswer == true
            return isUnread
                ? tellAnswer(gateNews(past), past.verdict.role) : tellSilently(gateNews(past), past.verdict.role)
        }
    }

    // MARK: Letting them in

    /// The party that a key lets in: that of the selected scan, or of the last.
    var partyToCheckIn: GateParty? { partyScan?.party }

    private var partyScan: PastScan? {
        guard gate.partyRun == nil, let past = gate.meant, past.party?.left.isEmpty == false else { return nil }
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
        gate.partyRun = GatePartyRun(asked)
        gate.selected = nil
        return isIdle ? sendFirst(after: GateScreen.lateAfter) : []
    }

    /// One more of the party is answered; after the last it is said who is not in, by name.
    mutating func toldOfParty(_ past: PastScan) -> [ConsoleEffect] {
        switch past.verdict {
        case .good, .hold, .warning, .undecided: gate.changeParties(of: past) { $0.letIn($1) }
        case .bad, .undone, .tested: break
        }
        guard var run = gate.partyRun, run.waiting.remove(past.scan.id) != nil else { return [] }
        switch past.verdict {
        case .good, .warning: break
        case .hold:
            run.held.append(past.person?.name ?? past.serial.map(words.serial) ?? "")
            run.note(past.scan.id, isIn: true)
        case .bad, .undecided, .undone, .tested:
            let who = past.person.map(words.person) ?? past.serial.map(words.serial) ?? ""
            run.failures.append("\(who) \(gateWord(past))")
            run.note(past.scan.id, isIn: false)
        }
        gate.partyRun = run.waiting.isEmpty ? nil : run
        guard run.waiting.isEmpty else { return [] }
        // Not the last of them, but the one who asks for something; whoever was scanned since is not of the party.
        if let foremost = run.foremost, gate.answer?.scan.id == past.scan.id { gate.show(foremost) }
        let told = words.gatePartyDone(run.count, failures: run.failures, held: run.held)
        return tell(told, !run.failures.isEmpty ? .bad : run.held.isEmpty ? .good : .warning)
    }
}

extension GateScreen {
    /// Tells the parties at the place of a scan what became of whose scan it was. A session's door lets nobody in there.
    mutating func changeParties(of scan: PastScan, _ change: (inout GateParty, Serial) -> Void) {
        guard scan.scan.session == nil, let serial = scan.serial else { return }
        for other in past where other.scan.gate.place == scan.scan.gate.place {
            self.change(other.scan.id) { past in
                guard var party = past.party else { return }
                change(&party, serial)
                past.party = party
            }
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

    /// Where the key is that lets a party in.
    enum PartyKey {
        /// On the screen in front.
        case here
        /// On the check-in screen.
        case atGate
        /// Nowhere: keys are typed into a field.
        case none
    }

    /// With the key that lets them in.
    func gateParty(_ size: Int, left: Int, _ key: PartyKey) -> String {
        guard left > 0 else { return say("일행 \(count(size))명 모두 입장", "party of \(count(size)), all in") }
        let standing = say(
            "일행 \(count(size))명 중 \(count(left))명 입장 전", "party of \(count(size)), \(count(left)) not in yet")
        return switch key {
        case .here: standing + say(": p 키로 모두 입장", ": p lets them in")
        case .atGate: standing + say(": F5에서 p", ": F5, then p")
        case .none: standing
        }
    }

    func gatePartyItem(_ left: Int) -> String {
        say("일행 \(count(left))명 입장 (Enter)", "Let in the party: \(count(left)) (Enter)")
    }

    /// - Parameters:
    ///   - failures: who is not in, with the reason.
    ///   - held: who is in and has to see the desk.
    func gatePartyDone(_ asked: Int, failures: [String], held: [String]) -> String {
        let desk = held.isEmpty ? "" : say("데스크로: ", "to the desk: ") + held.joined(separator: ", ")
        guard !failures.isEmpty else {
            let done = say("일행 \(count(asked))명 입장", "Party let in: \(count(asked))")
            return [done, desk].filter { !$0.isEmpty }.joined(separator: " · ")
        }
        let names = failures.joined(separator: ", ")
        let failed = say(
            "일행 \(count(asked))명 중 \(count(failures.count))명 확인 필요: \(names)",
            "Party of \(count(asked)): look after \(count(failures.count)): \(names)")
        return [failed, desk].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
