// A way to stop a statement from another thread.

import CPostgres

/// Cancels whatever its connection is doing at the time. Good until the connection is reset or closed; afterwards it does
/// no harm. Its thread waits for the server to take the request.
public final class CancelHandle: @unchecked Sendable {
    // PQcancel only reads its argument, so that several threads may use one handle (libpq, "Canceling Queries").
    private let pointer: OpaquePointer

    init?(connection: OpaquePointer?) {
        guard let pointer = PQgetCancel(connection) else { return nil }
        self.pointer = pointer
    }

    deinit {
        PQfreeCancel(pointer)
    }

    /// Asks the server to cancel. True when the request was handed over, which does not mean that it came in time: the
    /// statement then fails with an error that `isCancelled`, or succeeds.
    @discardableResult
    public func cancel() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            PQcancel(pointer, message.baseAddress, Int32(message.count)) == 1
        }
    }
}
