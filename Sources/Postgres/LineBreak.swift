// Ends another thread's wait for a server that does not answer.

import CPostgres
import Glibc

/// Breaks a connection from any thread: whoever waits on it is told at once that it is lost. For a line that is known to be
/// down; a statement at a server that answers is cancelled instead.
public final class LineBreak: Sendable {
    /// The connection's socket under a number of its own, so that it cannot be somebody else's by then.
    private let socket: Int32

    init?(connection: OpaquePointer?) {
        let descriptor = PQsocket(connection)
        guard descriptor >= 0 else { return nil }
        socket = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard socket >= 0 else { return nil }
    }

    deinit {
        close(socket)
    }

    public func callAsFunction() {
        shutdown(socket, Int32(SHUT_RDWR))
    }
}

extension Connection {
    /// A way to break this connection from another thread; nil without a connection.
    public func makeBreak() -> LineBreak? {
        LineBreak(connection: handle)
    }
}
