// The check-in screen's state: the gate, the scans that wait, those that were answered, and the look-up by hand.

import Desk
import Domain
import Store
import Terminal

struct GateScreen: Equatable, Sendable {
    /// How many answered scans are kept to be looked at and taken back.
    static let mostPast = 10
    /// Milliseconds after which a scan that is not answered takes the place of the answer before it: sooner it would
    /// only flicker.
    static let lateAfter: Int64 = 200
    /// The same where the answer before has come just now, while the next scan waited: somebody has to see it.
    static let lateInQueue: Int64 = 1_000

    /// At least one.
    let gates: [Gate]
    private(set) var gateIndex = 0
    var mode = CheckIn.Mode.enter
    /// Scans in their order: the first is with the desk, the others wait for its answer.
    var queue: [GateScan] = []
    /// None of them has gone out: nobody has said yet which day it is.
    var awaitsDay = false
    /// The scan that the desk has had for so long that the answer before it stands there no more.
    var late: CommandID?
    /// The news that no scan takes away: nobody's key has asked for it.
    var lastingNews: Banner?
    /// The newest first.
    private(set) var past: [PastScan] = []
    /// The answered scan that keys go to.
    var selected: Int?
    /// The scan whose answer is shown although it is not the newest: it was taken back just now.
    private var shown: CommandID?
    var lookUp = GateLookUp()
    var counting = GateCounting()
    /// The party that is being checked in.
    var partyRun: GatePartyRun?

    init(_ gates: [Gate]) {
        self.gates = gates.isEmpty ? [.main] : gates
    }

    var gate: Gate { gates[gateIndex] }

    /// What somebody's hands have set and typed is the same; what was scanned is not looked at.
    func isSetLike(_ other: GateScreen) -> Bool {
        gates == other.gates && gateIndex == other.gateIndex && mode == other.mode && lookUp == other.lookUp
    }

    mutating func choose(gate index: Int) {
        guard gates.indices.contains(index), index != gateIndex else { return }
        gateIndex = index
        // Of another place, perhaps.
        counting.counters = nil
        lookUp = GateLookUp()
    }

    /// Puts an answered scan on top. Keys are for the newest again: whoever was selected has gone on.
    mutating func add(_ scan: PastScan) {
        past.insert(scan, at: 0)
        if past.count > Self.mostPast { past.removeLast() }
        selected = nil
        if scan.scan.session == nil { shown = nil }
    }

    /// The scan whose answer stands on the screen: what was taken back last, else the newest at the gate. What sessions'
    /// doors have answered is not the gate's.
    var answer: PastScan? {
        past.first { $0.scan.id == shown } ?? past.first { $0.scan.session == nil }
    }

    /// The first scan at the gate, or at a session's door, that stands in place of an answer.
    func waiting(at session: SessionID?) -> GateScan? {
        guard let late, late == queue.first?.id else { return nil }
        return queue.first { $0.session == session }
    }

    /// Shows the answer to this scan until the next is answered.
    mutating func show(_ scan: CommandID) {
        shown = scan
    }

    mutating func change(_ scan: CommandID, _ change: (inout PastScan) -> Void) {
        guard let index = past.firstIndex(where: { $0.scan.id == scan }) else { return }
        change(&past[index])
    }

    /// What only this desk had was sent.
    /// - Parameter aside: whoever a command was set aside about.
    mutating func keptWasSent(except aside: Set<Serial>) {
        for index in past.indices where past[index].serial.map({ !aside.contains($0) }) ?? true {
            if past[index].isOnlyHere { past[index].isSent = true }
            if past[index].undo == .waiting { past[index].undo = .done }
        }
    }

    /// What was only kept has been decided: the list of scans says what came of it. When it was scanned stays.
    mutating func take(_ decided: [SyncReport.DecidedScan]) {
        for scan in decided {
            change(scan.id) { past in
                guard case .queued? = past.answer?.result else { return }
                var answer = scan.answer
                answer.answeredAt = past.answer?.answeredAt
                past.outcome = .answered(answer)
            }
        }
    }

    /// Somebody's seat in a session has changed: what its door has answered before may be true no more.
    mutating func overtake(_ serial: Serial, at session: SessionID) {
        for scan in past where scan.scan.session == session && scan.serial == serial {
            change(scan.scan.id) { $0.isOvertaken = true }
        }
    }

    /// The scan whose undoing has this id.
    func undoing(_ id: CommandID) -> PastScan? {
        past.first { $0.undo == .asked(id) }
    }

    /// The scan that keys are for: the selected one, else the one whose answer is on the screen, and nobody else's.
    var meant: PastScan? { selected.map { past[$0] } ?? answer }

    /// What an undo would take back.
    var undoable: PastScan? { meant.flatMap { $0.movement == nil ? nil : $0 } }

    /// Another scan than the one that is meant could be taken back, if it were selected.
    var couldUndoAnother: Bool {
        past.contains { $0.movement != nil }
    }
}

/// The counters of the gate's place, and when to read them anew.
struct GateCounting: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        case idle, asked
        /// Read a moment ago: a busy gate is no reason to read without a pause.
        case resting
    }

    /// Milliseconds between two readings at a busy gate, and at a quiet one.
    static let pause: Int64 = 500
    static let interval: Int64 = 5_000

    var counters: GateCounters?
    var phase = Phase.idle
    /// Something has changed since they were asked for.
    var isDue = false
}
