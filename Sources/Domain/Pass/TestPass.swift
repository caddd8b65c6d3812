// A pass that belongs to nobody: what a volunteer scans before doors to see that scanner, key and database work.

/// The test pass of an event: digits like any pass's, signed by the event's key, with the serial 000000000.
///
/// No registration can have that serial: `Serial` begins at 1, and so does the database's own check. So whatever reads
/// it as somebody's pass finds it malformed, a program from before it was invented included.
public struct TestPass: Hashable, Sendable {
    public let digits: String

    /// - Parameter eventNumber: 1000...9999.
    public init(eventNumber: Int, key: PassKey, mac: MACFunction) {
        digits = Pass.signed(Self.serial, eventNumber: eventNumber, key: key, mac: mac)
    }

    /// Verifies what a scanner read, by the event's keys like every pass; `malformed` for digits that are not a test
    /// pass.
    public init(verifying text: String, eventNumber: Int, keys: [PassKey], mac: MACFunction) throws(PassFault) {
        let bytes = Array(text.utf8)
        guard Pass.isCode(bytes), bytes[5..<14].allSatisfy({ $0 == 0x30 }) else { throw .malformed }
        try Pass.verify(bytes, eventNumber: eventNumber, keys: keys, mac: mac)
        digits = text
    }

    private static let serial: Int64 = 0
}
