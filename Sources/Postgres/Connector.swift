// Opening a connection. libpq's own blocking call is not enough: it prints the server's warnings on standard error before
// anybody can stop it, and does not give the SQLSTATE of a refusal. So this drives the connection step by step.

import CPostgres
import Glibc

struct Connector {
    let conninfo: String
    let applicationName: String
    /// Seconds for each host.
    let timeout: Int

    /// The hosts of a connection string, in order: libpq gives up on one that does not answer only in its blocking call.
    private struct Hosts {
        var hosts: [String]
        var addresses: [String]
        var ports: [String]

        var count: Int { max(hosts.count, addresses.count) }

        mutating func dropFirst(_ count: Int) {
            hosts.removeFirst(min(count, hosts.count))
            addresses.removeFirst(min(count, addresses.count))
            // A single port stands for all hosts.
            if ports.count > 1 { ports.removeFirst(min(count, ports.count)) }
        }
    }

    func open() throws(PostgresError) -> OpaquePointer {
        var hosts: Hosts?
        while true {
            guard let handle = start(hosts) else {
                throw PostgresError(kind: .connection, message: "Out of memory")
            }
            do {
                guard try drive(handle) else {
                    hosts = try hostsLeft(handle)
                    PQfinish(handle)
                    continue
                }
                PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
                return handle
            } catch {
                PQfinish(handle)
                throw error
            }
        }
    }

    /// Our settings stand before the caller's where the caller decides, and after where we do.
    private func start(_ hosts: Hosts?) -> OpaquePointer? {
        var settings = [
            // A network that has silently gone must not hold a desk for minutes.
            ("tcp_user_timeout", "10000"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"),
        ]
        if !conninfo.isEmpty { settings.append(("dbname", conninfo)) }
        settings += [("application_name", applicationName), ("client_encoding", "UTF8")]
        if let hosts {
            settings += [
                ("host", hosts.hosts.joined(separator: ",")), ("hostaddr", hosts.addresses.joined(separator: ",")),
                ("port", hosts.ports.joined(separator: ",")),
            ]
        }
        var keywords = settings.map { UnsafePointer(strdup($0.0)) }
        var values = settings.map { UnsafePointer(strdup($0.1)) }
        defer {
            for text in keywords + values { free(UnsafeMutableRawPointer(mutating: text)) }
        }
        keywords.append(nil)
        values.append(nil)
        return PQconnectStartParams(keywords, values, 1)
    }

    /// True when connected, false when the host at hand did not answer in time.
    private func drive(_ handle: OpaquePointer) throws(PostgresError) -> Bool {
        guard PQstatus(handle) != CONNECTION_BAD else { throw failure(handle) }
        cp_swallow_notices(handle)
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        let milliseconds = max(1, setting("connect_timeout", of: handle).flatMap { Int($0) } ?? timeout) * 1000
        var deadline = Deadline(milliseconds: milliseconds)
        var host = Self.host(handle)
        // libpq says to begin as if it had asked to write.
        var wanted = PGRES_POLLING_WRITING
        while true {
            var descriptor = pollfd(
                fd: PQsocket(handle), events: Int16(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
            let ready = poll(&descriptor, 1, deadline.remainingMilliseconds)
            if ready == 0 { return false }
            if ready < 0 {
                if errno == EINTR { continue }
                throw PostgresError(kind: .connection, message: String(cString: strerror(errno)))
            }
            wanted = PQconnectPoll(handle)
            if wanted == PGRES_POLLING_OK { return true }
            if wanted == PGRES_POLLING_FAILED { throw failure(handle) }
            let current = Self.host(handle)
            if current != host {
                host = current
                deadline = Deadline(milliseconds: milliseconds)
            }
        }
    }

    /// The hosts after the one that did not answer; throws when it was the last.
    private func hostsLeft(_ handle: OpaquePointer) throws(PostgresError) -> Hosts {
        var hosts = Hosts(
            hosts: list("host", of: handle), addresses: list("hostaddr", of: handle), ports: list("port", of: handle))
        let current = Self.host(handle)
        let tried = (0..<hosts.count).firstIndex { index in
            let port = hosts.ports.count == 1 ? hosts.ports.first : hosts.ports.element(at: index)
            return current == [hosts.hosts.element(at: index) ?? hosts.addresses.element(at: index), port ?? "5432"]
        }
        hosts.dropFirst((tried ?? hosts.count - 1) + 1)
        guard hosts.count > 0 else {
            throw PostgresError(
                kind: .connection,
                message: PostgresError.silence + " from \(current.compactMap { $0 }.joined(separator: " port "))")
        }
        return hosts
    }

    /// With the verbosity set above, a refusal reads `FATAL:  53300: sorry, too many clients already`.
    private func failure(_ handle: OpaquePointer) -> PostgresError {
        var error = PostgresError(connection: handle)
        error.kind = .connection
        let words = error.message.split(separator: " ")
        for word in words where word.utf8.count == 6 && word.hasSuffix(":") {
            let state = word.dropLast()
            guard state.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }),
                state.utf8.contains(where: { (48...57).contains($0) })
            else { continue }
            error.sqlState = String(state)
            break
        }
        // What VERBOSE adds about the server's source code helps nobody at a desk.
        let lines = error.message.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") }
        error.message = lines.joined(separator: "\n")
        if !error.sqlState.isEmpty, let code = error.message.firstRange(of: "\(error.sqlState): ") {
            error.message.removeSubrange(code)
        }
        return error
    }

    private static func host(_ handle: OpaquePointer) -> [String?] {
        [String(optional: PQhost(handle)), String(optional: PQport(handle))]
    }

    private func list(_ keyword: String, of handle: OpaquePointer) -> [String] {
        guard let text = setting(keyword, of: handle), !text.isEmpty else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// A setting as it is in force: from the string, a service file, the environment.
    private func setting(_ keyword: String, of handle: OpaquePointer) -> String? {
        guard let options = PQconninfo(handle) else { return nil }
        defer { PQconninfoFree(options) }
        var option = options
        while let name = option.pointee.keyword {
            if String(cString: name) == keyword { return String(optional: option.pointee.val) }
            option += 1
        }
        return nil
    }
}

extension Array {
    fileprivate func element(at index: Int) -> Element? {
        index < count ? self[index] : nil
    }
}
