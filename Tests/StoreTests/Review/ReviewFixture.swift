// Applications and decisions for the store's tests.

import Domain
import Postgres
import Store

extension Fixture {
    /// Applications with these serials, all of one category.
    func apply(_ serials: ClosedRange<Int64>, category: String? = nil, at store: Store) throws {
        for serial in serials {
            var command = registration(serial, name: "사람\(serial)", category: category)
            guard case .register(var new) = command.action else { continue }
            new.source = .preApplication
            command.action = .register(new)
            _ = try store.apply(command)
        }
    }

    func review(
        _ decision: Review.Decision, _ rows: [(Int64, Int)], reason: String? = "사유"
    ) -> Command {
        command(
            .review(
                Review(
                    decision, rows.map { Review.Row(serial: Self.serial($0.0), version: $0.1) }, reason: reason)))
    }

    /// As the rows are now.
    func review(_ decision: Review.Decision, _ serials: [Int64], at store: Store) throws -> Receipt {
        let rows = try serials.map { ($0, try store.registration(Self.serial($0), event: event)?.version ?? 0) }
        return try store.apply(review(decision, rows))
    }

    func capacity(_ capacity: Int?, _ category: String? = nil) -> Command {
        command(.setCapacity(CapacityChange(category: category, capacity: capacity)))
    }

    func status(_ serial: Int64, at store: Store) throws -> Registration.Status? {
        try store.registration(Self.serial(serial), event: event)?.status
    }
}

extension Receipt {
    var review: ReviewResult? {
        switch outcome {
        case .reviewed(let result), .reviewUndone(let result): result
        default: nil
        }
    }
}
