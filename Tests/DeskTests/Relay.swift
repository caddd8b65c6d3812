// A line to the server that a test can break where it hurts: after the commit, before its reply.

import Foundation
import Glibc
import Synchronization
import TestSupport

/// Listens on a socket of its own and hands everything on to the real one.
final class Relay: Sendable {
    /// What a desk gives as its host.
    let folder = TestRun.shared.makeFolder()
    private let upstream: String
    private let listener: Int32
    private let isDeaf: Bool

    private struct State {
        var isArmed = false
        var swallowed = 0
        var isClosed = false
        var isHung = false
        var lines: [Int32] = []
    }

    private let state = Mutex(State())

    /// - Parameters:
    ///   - conninfo: of the server behind, with its socket's folder in quotes.
    ///   - isDeaf: takes other sessions' notices out, as a pooler does.
    init(to conninfo: String, isDeaf: Bool = false) throws {
        self.isDeaf = isDeaf
        guard let folder = conninfo.split(separator: "'").dropFirst().first else { throw RelayError.conninfo }
        upstream = "\(folder)/.s.PGSQL.5432"
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let path = self.folder + "/.s.PGSQL.5432"
        guard Self.withAddress(path, { bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0 else {
            throw RelayError.socket(errno)
        }
        Thread { [self] in serve() }.start()
    }

    enum RelayError: Error {
        case conninfo
        case socket(Int32)
    }

    /// The next commit of a command reaches the server; its reply reaches nobody, and the line is cut.
    func swallowNextCommit() {
        state.withLock { $0.isArmed = true }
    }

    var swallowed: Int { state.withLock { $0.swallowed } }

    /// Carries nothing any more, either way, and cuts nothing: a server that hangs. Until told otherwise.
    func hang(_ isHung: Bool) {
        state.withLock { $0.isHung = isHung }
    }

    /// Cuts every line and takes no more.
    func close() {
        unlink(folder + "/.s.PGSQL.5432")
        state.withLock { state in
            state.isClosed = true
            for line in state.lines { shutdown(line, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            let isOpen = state.withLock { state in
                state.lines += [client, server]
                return !state.isClosed
            }
            guard isOpen, Self.withAddress(upstream, { connect(server, $0, $1) }) == 0 else {
                Glibc.close(client)
                Glibc.close(server)
                continue
            }
            Thread { [self] in carry(client, server) }.start()
        }
    }

    private func carry(_ client: Int32, _ server: Int32) {
        defer {
            state.withLock { state in state.lines.removeAll { $0 == client || $0 == server } }
            Glibc.close(client)
            Glibc.close(server)
        }
        var notices = NoticeFilter()
        var isSwallowing = false
        var unanswered: [UInt8] = []
        while true {
            var ends = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&ends, 2, -1) > 0 || errno == EINTR else { return }
            if state.withLock({ $0.isHung && !$0.isClosed }) {
                usleep(2_000)
                continue
            }
            if ends[0].revents != 0 {
                guard let bytes = Self.read(client) else { return }
                if Self.contains(bytes, "apply.commit") {
                    isSwallowing = state.withLock { state in
                        defer { state.isArmed = false }
                        return state.isArmed
                    }
                }
                guard Self.write(bytes, to: server) else { return }
            }
            if ends[1].revents != 0 {
                guard var bytes = Self.read(server) else { return }
                if isDeaf { bytes = notices.pass(bytes) }
                guard isSwallowing else {
                    guard Self.write(bytes, to: client) else { return }
                    continue
                }
                unanswered += bytes
                if Self.contains(unanswered, "COMMIT\0") {
                    state.withLock { $0.swallowed += 1 }
                    return
                }
            }
        }
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }

    private static func read(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
