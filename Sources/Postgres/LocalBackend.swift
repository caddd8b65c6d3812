// Telling a server that is slow from one that says nothing, where both are on one machine.

import CPostgres
import Glibc

/// The server's process for one connection, seen from outside. There is none to see across a network, a relay or a
/// container.
struct LocalBackend {
    private let processID: Int32
    private var seen: UInt64?

    /// - Parameter connection: is a usable one.
    init?(of connection: OpaquePointer?) {
        var peer: [Int32] = [0, 0, 0]
        var length = socklen_t(MemoryLayout<Int32>.size * peer.count)
        // struct ucred: process, user, group. Only a local socket has one, and names whoever listens there.
        guard getsockopt(PQsocket(connection), SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0, peer[0] > 0 else {
            return nil
        }
        processID = PQbackendPID(connection)
        guard let now = Self.look(processID), now.parent == peer[0] else { return nil }
    }

    /// It wants the processor or waits for the disk, or has had the processor since the last look. A process that was stopped, that sleeps or waits for a
    /// lock does neither.
    mutating func isWorking() -> Bool {
        guard let now = Self.look(processID) else { return false }
        defer { seen = now.ticks }
        return ["R", "D"].contains(now.state) || seen.map { now.ticks > $0 } == true
    }

    /// `/proc/PID/stat`: the parent, the state's letter, and the ticks of processor time.
    private static func look(_ processID: Int32) -> (parent: Int32, state: Substring, ticks: UInt64)? {
        let file = open("/proc/\(processID)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        // The name before may hold anything; behind its last bracket are only letters and numbers.
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let parent = Int32(fields[1]), let user = UInt64(fields[11]),
            let system = UInt64(fields[12])
        else { return nil }
        return (parent, fields[0], user + system)
    }
}
