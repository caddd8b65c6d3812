// Statements of one round trip, each found again by where it was put.

import Postgres

/// Collects the calls of one round trip.
struct RoundTrip {
    private(set) var calls: [Call] = []

    /// - Returns: where its rows will be.
    @discardableResult
    mutating func add(_ call: Call) -> Int {
        calls.append(call)
        return calls.count - 1
    }

    /// Nil for nothing.
    mutating func add(_ call: Call?) -> Int? {
        call.map { add($0) }
    }
}
