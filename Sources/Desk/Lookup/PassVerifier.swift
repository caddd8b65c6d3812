// Verifying passes anywhere: the event's number and keys as a value.

public import Domain

/// Verifies passes of one event.
public struct PassVerifier: Hashable, Sendable {
    let eventNumber: Int
    let keys: [PassKey]

    public func callAsFunction(_ digits: String) throws(PassFault) -> Pass {
        try Pass(verifying: digits, eventNumber: eventNumber, keys: keys, mac: MessageAuthentication.hmacSHA256)
    }
}
