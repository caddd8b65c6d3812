// The test pass: the whole way of a scan, without a command, a journal entry or a row.

public import Domain
import Store

/// What a scanned test pass has shown: scanner, keyboard layout and key are in order, and so is the database where it has
/// answered.
public struct PassTest: Hashable, Sendable {
    /// The desk it was scanned at.
    public var desk: String
    /// How long the database took to answer, in milliseconds; nil where it is out of reach.
    public var milliseconds: Int?

    public init(desk: String, milliseconds: Int?) {
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

    /// Answers a test pass: asks the database for this event and measures that. Nothing is written anywhere. A database out
    /// of reach is an answer too: the pass has been read and verified without it.
    public func answerTest() throws(DeskError) -> PassTest {
        let begin = Monotonic.milliseconds()
        do throws(DeskError) {
            guard try withStore({ try $0.hasEvent(event.id) }) else { throw .unknownEvent(event.slug, known: []) }
        } catch {
            guard case .outOfReach = error else { throw error }
            return PassTest(desk: settings.deskName, milliseconds: nil)
        }
        return PassTest(desk: settings.deskName, milliseconds: Int(Monotonic.milliseconds() - begin))
    }
}
