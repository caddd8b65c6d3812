// The test pass: the whole way of a scan, without a command, a journal entry or a row.

public import Domain
import Store

/// What a scanned test pass has shown: scanner, keyboard layout, key and database are in order.
public struct PassTest: Hashable, Sendable {
    /// The desk it was scanned at.
    public var desk: String
    /// How long the database took to answer, in milliseconds.
    public var milliseconds: Int

    public init(desk: String, milliseconds: Int) {
        self.desk = desk
        self.milliseconds = milliseconds
    }
}

extension Desk {
    /// The event's test pass, by the newest key.
    public func testPass() throws(DeskError) -> TestPass {
        guard let pass = verifier.testPass else { throw .store(.unreadable("event_key")) }
        return pass
    }

    /// Answers a test pass: asks the database for this event and measures that. Nothing is written anywhere.
    public func answerTest() throws(DeskError) -> PassTest {
        let begin = Monotonic.milliseconds()
        guard try withStore({ try $0.hasEvent(event.id) }) else { throw .unknownEvent(event.slug, known: []) }
        return PassTest(desk: settings.deskName, milliseconds: Int(Monotonic.milliseconds() - begin))
    }
}
