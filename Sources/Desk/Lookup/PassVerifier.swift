// Verifying passes anywhere: the event's number and keys as a value.

public import Domain

/// Verifies passes of one event.
public struct PassVerifier: Hashable, Sendable {
    let eventNumber: Int
    let keys: [PassKey]

    public func callAsFunction(_ digits: String) throws(PassFault) -> Pass {
        try Pass(verifying: digits, eventNumber: eventNumber, keys: keys, mac: MessageAuthentication.hmacSHA256)
    }

    /// The event's test pass, by the newest key; nil without a key.
    public var testPass: TestPass? {
        keys.first.map { TestPass(eventNumber: eventNumber, key: $0, mac: MessageAuthentication.hmacSHA256) }
    }

    /// Whether these digits are the event's test pass.
    public func isTest(_ digits: String) -> Bool {
        let test = try? TestPass(
            verifying: digits, eventNumber: eventNumber, keys: keys, mac: MessageAuthentication.hmacSHA256)
        return test != nil
    }

    /// Whether they are somebody's pass or the test pass: what only a scanner types.
    public func recognises(_ digits: String) -> Bool {
        (try? self(digits)) != nil || isTest(digits)
    }
}
