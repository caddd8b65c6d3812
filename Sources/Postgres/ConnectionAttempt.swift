// One connection on its way, driven step by step.

import CPostgres
import Glibc

/// An attempt at one endpoint. Whoever makes it finishes it, or keeps what has become of it.
struct ConnectionAttempt {
    enum Progress {
        case goesOn
        case connected
        case failed(PostgresError)
    }

    let handle: OpaquePointer
    // libpq says to begin as if it had asked to write.
    private var wanted = PGRES_POLLING_WRITING

    /// Begins to connect.
    /// - Parameter settings: libpq's keywords; of one that stands there twice the later counts.
    init(_ settings: [(keyword: String, value: String)]) throws(PostgresError) {
        guard let handle = Self.start(settings) else {
            throw PostgresError(kind: .connection, message: "Out of memory")
        }
        guard PQstatus(handle) != CONNECTION_BAD else {
            defer { PQfinish(handle) }
            throw PostgresError(refusalOf: handle)
        }
        self.handle = handle
        cp_swallow_notices(handle)
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
    }

    /// `PQconnectStartParams`, with a connection string among the settings.
    static func start(_ settings: [(keyword: String, value: String)]) -> OpaquePointer? {
        var keywords = settings.map { UnsafePointer(strdup($0.keyword)) }
        var values = settings.map { UnsafePointer(strdup($0.value)) }
        defer {
            for text in keywords + values { free(UnsafeMutableRawPointer(mutating: text)) }
        }
        keywords.append(nil)
        values.append(nil)
        return PQconnectStartParams(keywords, values, 1)
    }

    /// What to wait for; another socket after each step, it may be.
    var descriptor: pollfd {
        pollfd(fd: PQsocket(handle), events: Int16(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
    }

    mutating func step() -> Progress {
        wanted = PQconnectPoll(handle)
        switch wanted {
        case PGRES_POLLING_OK:
            PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
            return .connected
        case PGRES_POLLING_FAILED: return .failed(PostgresError(refusalOf: handle))
        default: return .goesOn
        }
    }

    /// Whom it calls, as people write it.
    var name: String {
        [String(optional: PQhost(handle)), String(optional: PQport(handle))].compactMap(\.self)
            .joined(separator: " port ")
    }

    /// The server follows another one.
    var isStandby: Bool { String(optional: PQparameterStatus(handle, "in_hot_standby")) == "on" }

    func finish() {
        PQfinish(handle)
    }
}

extension PostgresError {
    /// Why a connection was not made. With the verbosity set above, a refusal reads `FATAL:  53300: sorry, too many clients
    /// already`.
    fileprivate init(refusalOf handle: OpaquePointer) {
        self.init(connection: handle)
        kind = .connection
        let words = message.split(separator: " ")
        for word in words where word.utf8.count == 6 && word.hasSuffix(":") {
            let state = word.dropLast()
            guard state.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }),
                state.utf8.contains(where: { (48...57).contains($0) })
            else { continue }
            sqlState = String(state)
            break
        }
        // What VERBOSE adds about the server's source code helps nobody at a desk.
        let lines = message.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }
        message = lines.joined(separator: "\n")
        if !sqlState.isEmpty, let code = message.firstRange(of: "\(sqlState): ") {
            message.removeSubrange(code)
        }
    }
}
