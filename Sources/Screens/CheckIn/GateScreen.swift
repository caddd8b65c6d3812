// The check-in screen's state: the gate, the scans that wait, those that were answered, and the look-up by hand.

import Desk
import Domain
import Store
import Terminal

struct GateScreen: Equatable, Sendable {
    /// How many answered scans are kept to be looked at and taken back.
    static let mostPast = 10
    /// How many people a look-up shows.
    static let mostFound = 20

    /// At least one.
    let gates: [Gate]
    private(set) var gateIndex = 0
    var mode = CheckIn.Mode.enter
    /// Scans in their order: the first is with the desk, the others wait for its answer.
    var queue: [GateScan] = []
    /// The newest first.
    private(set) var past: [PastScan] = []
    /// The answered scan that keys go to.
    var selected: Int?
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

    /// Puts an answered scan on top. A selection stays on the scan it is on, and goes when that one does.
    mutating func add(_ scan: PastScan) {
        past.insert(scan, at: 0)
        if past.count > Self.mostPast { past.removeLast() }
        selected = selected.flatMap { $0 + 1 < past.count ? $0 + 1 : nil }
    }

    mutating func change(_ scan: CommandID, _ change: (inout PastScan) -> Void) {
        guard let index = past.firstIndex(where: { $0.scan.id == scan }) else { return }
        change(&past[index])
    }

    /// The scan whose undoing has this id.
    func undoing(_ id: CommandID) -> PastScan? {
        past.first { $0.undo == .asked(id) }
    }

    /// What an undo would take back: the selected scan, or the newest that can be.
    var undoable: PastScan? {
        if let selected { return past[selected].movement == nil ? nil : past[selected] }
        return past.first { $0.movement != nil }
    }
}

/// Finding somebody who has no pass at hand.
struct GateLookUp: Equatable, Sendable {
    var isOpen = false
    var field = TextField(maxClusters: 100)
    /// What was found, and for which text.
    var found: [GateCandidate] = []
    var foundFor = ""
    var selected = 0
    /// Why nothing could be read.
    var failure: String?

    /// The answer to what stands in the field has come.
    var isCurrent: Bool { foundFor == field.text }
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
