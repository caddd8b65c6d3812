// What other sessions say with NOTIFY. LISTEN and UNLISTEN are sent with `script`.

import CPostgres
import Glibc

extension Connection {
    /// The notifications that have come in, waiting for the first one when there is none yet.
    /// - Parameters:
    ///   - waitingMilliseconds: how long to wait; 0 only looks, a negative number waits for ever.
    ///   - wake: a file descriptor (an eventfd, say) that ends the wait when it becomes readable; it is not read.
    /// - Returns: nothing when the time is over or `wake` said so.
    public func notifications(
        waitingMilliseconds: Int, wake: Int32? = nil
    ) throws(PostgresError) -> [Notification] {
        let deadline = Deadline(milliseconds: waitingMilliseconds)
        while true {
            guard PQconsumeInput(handle) == 1 else { throw PostgresError(connection: handle) }
            let received = takeNotifications()
            guard received.isEmpty else { return received }
            // Also closes the gap where the server hung up in good order: libpq notices only with the next read.
            guard isUsable else { throw PostgresError(connection: handle) }
            var descriptors = [
                pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&descriptors, 2, deadline.remainingMilliseconds)
            if count == 0 { return [] }
            if count < 0, errno != EINTR {
                throw PostgresError(kind: .connection, message: String(cString: strerror(errno)))
            }
            if count > 0, descriptors[0].revents == 0 { return [] }
        }
    }

    private func takeNotifications() -> [Notification] {
        var received: [Notification] = []
        while let notification = PQnotifies(handle) {
            received.append(
                Notification(
                    channel: String(cString: notification.pointee.relname),
                    payload: String(cString: notification.pointee.extra), processID: notification.pointee.be_pid))
            PQfreemem(notification)
        }
        return received
    }
}
