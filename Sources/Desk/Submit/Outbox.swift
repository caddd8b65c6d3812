// What sending a command stands on: a place that keeps promises, and a book in which they are kept.

public import Domain
public import Journal
import Store

/// Keeps what a desk has promised until it is done. The desk's journal is one.
public protocol Outbox {
    func append(
        id: [UInt8], event: Int32, takesSerial: Bool, madeAt: Int64, make: (Int64, Int64?) throws -> [UInt8]
    ) throws(JournalError) -> (entry: JournalEntry, isNew: Bool)
    /// Another payload for an entry that is pending; false for any other.
    func amend(id: [UInt8], payload: [UInt8]) throws(JournalError) -> Bool
    func settle(id: [UInt8]) throws(JournalError)
    /// Settles what the database has accepted, and keeps `payload` for as long as a database may lose it again.
    func confirm(id: [UInt8], of origin: String, payload: [UInt8]) throws(JournalError)
    /// What was confirmed after an id, in that order; all that is kept where that one is not there any more.
    func confirmed(of origin: String, after id: [UInt8]) throws(JournalError) -> [(id: [UInt8], payload: [UInt8])]
    /// The id of what was confirmed last; empty where nothing is kept.
    func lastConfirmed() throws(JournalError) -> [UInt8]
    func setAside(id: [UInt8], note: String) throws(JournalError)
    func entry(id: [UInt8]) throws(JournalError) -> JournalEntry?
    func pending(limit: Int) throws(JournalError) -> [JournalEntry]
    /// Those behind a place in the order.
    func pending(after sequence: Int64) throws(JournalError) -> [JournalEntry]
    func pendingIDs() throws(JournalError) -> [[UInt8]]
    func pendingCount() throws(JournalError) -> Int
    func aside(limit: Int) throws(JournalError) -> [JournalEntry]
    func serialsLeft(event: Int32) throws(JournalError) -> Int
    func addBlock(event: Int32, first: Int64, last: Int64) throws(JournalError)
    func dropBlocks(event: Int32) throws(JournalError)
    /// Gives up a free serial and those before it in its block.
    func passOver(serial: Int64, event: Int32) throws(JournalError)
    func withDrainLock<T>(_ body: () throws -> T) throws -> T?
    /// How a command lies in it.
    func payload(of command: Command) throws(DeskError) -> [UInt8]
    /// The command that lies in it so.
    func command(in payload: [UInt8]) throws(DeskError) -> Command
}

extension Outbox {
    public func payload(of command: Command) throws(DeskError) -> [UInt8] {
        try DeskError.wrap { Array(try PayloadCoding.text(command).utf8) }
    }

    public func command(in payload: [UInt8]) throws(DeskError) -> Command {
        try Command(payload: payload)
    }
}

extension Command {
    /// As JSON, as a desk's journal has it.
    init(payload: [UInt8]) throws(DeskError) {
        self = try DeskError.wrap {
            try PayloadCoding.value(Command.self, from: String(decoding: payload, as: UTF8.self))
        }
    }
}

extension Journal: Outbox {}

/// Where commands are applied: the database, within the time that somebody at a desk waits.
protocol Book {
    /// Throws `outOfReach` where nobody answers in time.
    func apply(_ command: Command) throws(DeskError) -> Receipt
    func receipt(of id: CommandID) throws(DeskError) -> Receipt?
    func lease(_ size: Int) throws(DeskError) -> SerialBlock
    /// Makes the server's time known to the desk's clock.
    func askTheTime() throws(DeskError)
    /// Lets another program of this desk go on for some milliseconds.
    func giveWay()
    /// It was out of reach a moment ago: nobody is to wait for it.
    var isOutOfReach: Bool { get }
    /// Makes sure that somebody is there to be handed a command. Throws `outOfReach` where nobody is, which is known
    /// then for whatever comes next.
    /// - Parameter asks: waits for an answer, where it would do to see that the line was not closed.
    func makeSure(byAsking asks: Bool) throws(DeskError)
}

extension Book {
    func giveWay() {}
}
