// The outbox as one program of a desk has it: the program may die at any of its calls, before it or after it.

import Desk
import Domain
import Journal

/// Passes everything on to the desk's outbox, until the program is dead.
final class MortalOutbox: Outbox {
    private let inner: any Outbox
    private let life: Life

    init(_ inner: any Outbox, _ life: Life) {
        self.inner = inner
        self.life = life
    }

    private func written<T>(_ body: () throws(JournalError) -> T) throws(JournalError) -> T {
        try life.step()
        let value = try body()
        try life.step()
        return value
    }

    private func read<T>(_ body: () throws(JournalError) -> T) throws(JournalError) -> T {
        guard life.isAlive else { throw Life.death }
        return try body()
    }

    func append(
        id: [UInt8], event: Int32, takesSerial: Bool, madeAt: Int64, make: (Int64, Int64?) throws -> [UInt8]
    ) throws(JournalError) -> (entry: JournalEntry, isNew: Bool) {
        try written { () throws(JournalError) in
            try inner.append(id: id, event: event, takesSerial: takesSerial, madeAt: madeAt, make: make)
        }
    }

    func amend(id: [UInt8], payload: [UInt8]) throws(JournalError) -> Bool {
        try written { () throws(JournalError) in try inner.amend(id: id, payload: payload) }
    }

    func settle(id: [UInt8]) throws(JournalError) {
        try written { () throws(JournalError) in try inner.settle(id: id) }
    }

    func confirm(id: [UInt8], of origin: String, payload: [UInt8]) throws(JournalError) {
        try written { () throws(JournalError) in try inner.confirm(id: id, of: origin, payload: payload) }
    }

    func confirmed(of origin: String, after id: [UInt8]) throws(JournalError) -> [(id: [UInt8], payload: [UInt8])] {
        try read { () throws(JournalError) in try inner.confirmed(of: origin, after: id) }
    }

    func lastConfirmed() throws(JournalError) -> [UInt8] {
        try read { () throws(JournalError) in try inner.lastConfirmed() }
    }

    func setAside(id: [UInt8], note: String) throws(JournalError) {
        try written { () throws(JournalError) in try inner.setAside(id: id, note: note) }
    }

    func entry(id: [UInt8]) throws(JournalError) -> JournalEntry? {
        try read { () throws(JournalError) in try inner.entry(id: id) }
    }

    func pending(limit: Int) throws(JournalError) -> [JournalEntry] {
        try read { () throws(JournalError) in try inner.pending(limit: limit) }
    }

    func pending(after sequence: Int64) throws(JournalError) -> [JournalEntry] {
        try read { () throws(JournalError) in try inner.pending(after: sequence) }
    }

    func pendingIDs() throws(JournalError) -> [[UInt8]] {
        try read { () throws(JournalError) in try inner.pendingIDs() }
    }

    func pendingCount() throws(JournalError) -> Int {
        try read { () throws(JournalError) in try inner.pendingCount() }
    }

    func aside(limit: Int) throws(JournalError) -> [JournalEntry] {
        try read { () throws(JournalError) in try inner.aside(limit: limit) }
    }

    func serialsLeft(event: Int32) throws(JournalError) -> Int {
        try read { () throws(JournalError) in try inner.serialsLeft(event: event) }
    }

    func addBlock(event: Int32, first: Int64, last: Int64) throws(JournalError) {
        try written { () throws(JournalError) in try inner.addBlock(event: event, first: first, last: last) }
    }

    func dropBlocks(event: Int32) throws(JournalError) {
        try written { () throws(JournalError) in try inner.dropBlocks(event: event) }
    }

    func passOver(serial: Int64, event: Int32) throws(JournalError) {
        try written { () throws(JournalError) in try inner.passOver(serial: serial, event: event) }
    }

    /// The lock of a program that dies is free: by the time another one asks, its call has come back.
    func withDrainLock<T>(_ body: () throws -> T) throws -> T? {
        guard life.isAlive else { throw Life.death }
        return try inner.withDrainLock(body)
    }

    func payload(of command: Command) throws(DeskError) -> [UInt8] { try inner.payload(of: command) }

    func command(in payload: [UInt8]) throws(DeskError) -> Command { try inner.command(in: payload) }
}

/// A program's life: it ends at a step that is set beforehand, or never.
final class Life {
    static let death = JournalError.cannotWrite(path: "", reason: "dead")

    private(set) var isAlive = true
    /// How many steps are left; nil for a program that does not die by itself.
    var stepsLeft: Int?

    func step() throws(JournalError) {
        if let left = stepsLeft {
            stepsLeft = left - 1
            if left <= 0 { isAlive = false }
        }
        if !isAlive { throw Self.death }
    }

    func end() { isAlive = false }
}
