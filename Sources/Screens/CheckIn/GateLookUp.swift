// Finding somebody by hand, at a gate and in a session: what was typed, by whom, and whom it found.

import Desk
import Terminal

/// Finding somebody who has no pass at hand.
struct GateLookUp: Equatable, Sendable {
    /// What Enter comes to.
    enum Choice: Equatable {
        case nothing
        case chosen(GateCandidate)
        /// The answer has not come: Enter is remembered until it does.
        case remembered
        /// A scanner has pressed it, or there are several people to choose from: a hand has to say who it is.
        case unclear
    }

    /// How many people a look-up shows.
    static let mostFound = 20
    /// Milliseconds after which nobody is typing any more.
    private static let handRests: Int64 = 5_000
    /// Milliseconds within which an Enter belongs to what a scanner typed.
    private static let scannerEnds: Int64 = 1_000

    var isOpen = false
    private(set) var field = TextField(maxClusters: 100)
    /// What was found, at most `mostFound`, and for which text.
    private(set) var found: [GateCandidate] = []
    private(set) var foundFor = ""
    /// There are more than are shown.
    private(set) var hasMore = false
    var selected = 0
    /// Why nothing could be read.
    private(set) var failure: String?
    /// Enter was pressed before the answer had come.
    private(set) var isEntered = false
    /// It was gone on with since the last answer to a scan, which is about somebody else.
    private(set) var isNewerThanAnswer = false
    /// What a scanner has left here goes with the next key.
    private var isLeftover = false
    private var keys = 0
    private var firstKeyAt: Int64 = 0
    private var lastKeyAt: Int64 = 0
    private var touchedAt: Int64?

    /// The answer to what stands in the field has come.
    var isCurrent: Bool { foundFor == field.text }

    /// Digits faster than any hand types them: what is left of a pass, too little to be told for one.
    private var isTypedByScanner: Bool {
        keys > 1 && field.text.allSatisfy(\.isNumber)
            && lastKeyAt - firstKeyAt < ScanReader<Bool>.handPace * Int64(keys - 1)
    }

    // MARK: Keys

    /// - Parameter time: milliseconds, monotonic.
    mutating func open(at time: Int64) {
        isOpen = true
        touch(at: time)
    }

    /// Takes a key for the field. True where its text has changed.
    mutating func type(_ press: KeyPress, at time: Int64) -> Bool {
        if isLeftover, press.typed != nil { field = TextField(maxClusters: 100) }
        isLeftover = false
        if field.isEmpty { (keys, firstKeyAt) = (0, time) }
        guard field.handle(press) == .changed else { return false }
        keys += 1
        lastKeyAt = time
        touch(at: time)
        startAnew()
        return true
    }

    mutating func paste(_ text: String, at time: Int64) -> Bool {
        open(at: time)
        guard field.paste(text) == .changed else { return false }
        keys = 0
        startAnew()
        return true
    }

    mutating func move(by rows: Int, at time: Int64) {
        touch(at: time)
        // A hand has chosen: whatever typed this, the next Enter is its.
        keys = 0
        isLeftover = false
        isEntered = false
        selected = max(min(selected + rows, found.count - 1), 0)
    }

    /// Takes Enter: whoever is selected, from the answer to what stands in the field.
    mutating func enter(at time: Int64) -> Choice {
        guard !field.isEmpty else { return .nothing }
        if isTypedByScanner, time - lastKeyAt <= Self.scannerEnds {
            isLeftover = true
            return .unclear
        }
        touch(at: time)
        guard isCurrent else {
            isEntered = true
            return .remembered
        }
        return found.indices.contains(selected) ? .chosen(found[selected]) : .nothing
    }

    private mutating func touch(at time: Int64) {
        touchedAt = time
        isNewerThanAnswer = true
    }

    private mutating func startAnew() {
        selected = 0
        failure = nil
        isEntered = false
    }

    // MARK: Answers

    /// Takes whom a text has found, one more than are shown where there are more.
    /// - Returns: what an Enter before the answer comes to now; `nothing` without one.
    mutating func take(_ people: [GateCandidate], for text: String) -> Choice {
        found = Array(people.prefix(Self.mostFound))
        hasMore = people.count > Self.mostFound
        foundFor = text
        failure = nil
        guard isEntered else { return .nothing }
        isEntered = false
        guard let only = found.first else { return .nothing }
        return found.count == 1 ? .chosen(only) : .unclear
    }

    mutating func fail(_ reason: String) {
        failure = reason
        isEntered = false
    }

    /// A scan was answered: unless somebody is typing here, it is over.
    /// - Parameter time: of the last key, milliseconds, monotonic.
    /// - Returns: whether it was closed.
    mutating func giveWay(at time: Int64) -> Bool {
        guard isOpen else { return false }
        isNewerThanAnswer = false
        let isInHand = touchedAt.map { time - $0 < Self.handRests } ?? false
        guard isTypedByScanner || !isInHand else { return false }
        self = GateLookUp()
        return true
    }
}
