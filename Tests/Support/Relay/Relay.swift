// A line to the server that a test can break where it hurts: after the commit, before its reply, in the middle of a word.

import Foundation
import Glibc
import Synchronization

/// Listens on a socket of its own and hands everything on to a server's. What becomes of the bytes on the way is the
/// test's to say, at any time.
public final class Relay: Sendable {
    /// What the line does.
    public enum Weather: Sendable, Equatable {
        /// Hands everything on at once.
        case clear
        /// Cuts everything up, and each piece waits up to this many milliseconds after the one before it.
        case slow(Int)
        /// Takes lines and carries nothing, either way, and cuts nothing: a server that hangs, a net that drops packets.
        case hung
        /// Requests arrive, and no reply to them ever does: on a line that has lost one, not in better weather either.
        case mute
        /// Takes no new lines. Those that there are go on.
        case refusing
    }

    /// How the client comes here.
    public enum Way: Sendable { case unix, tcp }

    /// Which end is told that nothing more comes, while the other still talks.
    public enum End: Sendable { case client, server }

    /// What a client gives as its host.
    public let folder: String
    /// The parts of a conninfo that lead here, to be put behind the server's own.
    public var address: String { "host=\(folder) port=\(port)" }

    private let port: Int
    private let way: Way
    private let upstream: String
    private let isDeaf: Bool
    private let seed: UInt64

    private struct State {
        var weather = Weather.clear
        var isArmed = false
        var hangsAtCommit = false
        var swallowed = 0
        var isClosed = false
        var count: UInt64 = 0
        var listener: Int32 = -1
        var lines: [UInt64: (client: Int32, server: Int32)] = [:]
        var cut: Set<UInt64> = []
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - conninfo: of the server behind, with its socket's folder in quotes.
    ///   - isDeaf: takes other sessions' notices out, as a pooler does.
    ///   - seed: of the slow weather's cuts and delays.
    public init(to conninfo: String, over way: Way = .unix, isDeaf: Bool = false, seed: UInt64 = 1) throws {
        self.isDeaf = isDeaf
        self.way = way
        self.seed = seed
        guard let folder = conninfo.split(separator: "'").dropFirst().first else {
            throw SupportError("no socket folder in \(conninfo)")
        }
        upstream = "\(folder)/.s.PGSQL.5432"
        self.folder = way == .unix ? TestRun.shared.makeFolder() : "127.0.0.1"
        let listener = way == .unix ? try Self.listen(inside: self.folder) : try Self.listen(onPort: 0)
        port = way == .unix ? 5432 : try Self.port(of: listener)
        var state = State()
        state.listener = listener
        self.state = Mutex(state)
        serve(listener)
    }

    // MARK: What a test does to the line

    /// Changes the weather, for the lines that there are too.
    public func set(_ weather: Weather) throws {
        let old = state.withLock { state in
            defer { state.weather = weather }
            return state.weather
        }
        guard (old == .refusing) != (weather == .refusing) else { return }
        if weather == .refusing { return stopListening() }
        let listener = way == .unix ? try Self.listen(inside: folder) : try Self.listen(onPort: port)
        state.withLock { $0.listener = listener }
        serve(listener)
    }

    /// The next commit of a command reaches the server; its reply reaches nobody, and the line is cut.
    public func swallowNextCommit() {
        state.withLock { $0.isArmed = true }
    }

    /// The next commit of a command reaches nobody: from then on the line is `hung`.
    public func hangAtNextCommit() {
        state.withLock { $0.hangsAtCommit = true }
    }

    public var swallowed: Int { state.withLock { $0.swallowed } }

    /// How many lines it has taken.
    public var taken: Int { state.withLock { Int($0.count) } }

    /// `.hung` or `.clear`.
    public func hang(_ isHung: Bool) {
        state.withLock { $0.weather = isHung ? .hung : .clear }
    }

    /// Cuts every line there is, with whatever is on its way.
    public func cut() {
        state.withLock { state in
            for (number, line) in state.lines {
                state.cut.insert(number)
                for end in [line.client, line.server] { shutdown(end, Int32(SHUT_RDWR)) }
            }
        }
    }

    /// Tells one end of every line that nothing more comes.
    public func halfClose(_ end: End) {
        state.withLock { state in
            for line in state.lines.values {
                shutdown(end == .client ? line.client : line.server, Int32(SHUT_WR))
            }
        }
    }

    /// Cuts every line and takes no more.
    public func close() {
        state.withLock { $0.isClosed = true }
        stopListening()
        cut()
    }

    private func stopListening() {
        if way == .unix { unlink(folder + "/.s.PGSQL.5432") }
        // The thread that accepts on it closes it.
        shutdown(state.withLock { $0.listener }, Int32(SHUT_RDWR))
    }

    // MARK: Carrying

    private func serve(_ listener: Int32) {
        Thread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { break }
                _ = fcntl(client, F_SETFD, FD_CLOEXEC)
                let server = socket(AF_UNIX, Self.stream, 0)
                guard !state.withLock({ $0.isClosed }), Self.withAddress(upstream, { connect(server, $0, $1) }) == 0
                else {
                    Glibc.close(client)
                    Glibc.close(server)
                    continue
                }
                let number = state.withLock { state in
                    state.count += 1
                    state.lines[state.count] = (client, server)
                    return state.count
                }
                Thread { [self] in carry(client, server, number) }.start()
            }
            Glibc.close(listener)
        }.start()
    }

    private func carry(_ client: Int32, _ server: Int32, _ number: UInt64) {
        defer {
            state.withLock { state in
                state.lines[number] = nil
                state.cut.remove(number)
            }
            Glibc.close(client)
            Glibc.close(server)
        }
        var random = SeededRandom(seed: seed &+ number)
        var requests = Direction(from: client, to: server)
        var replies = Direction(from: server, to: client)
        var notices = NoticeFilter()
        var unanswered: [UInt8]?
        var isMute = false
        while requests.isOpen, replies.isOpen {
            let (weather, isCut) = state.withLock { ($0.isClosed ? .clear : $0.weather, $0.cut.contains(number)) }
            if isCut { return }
            if weather == .hung {
                usleep(2_000)
                continue
            }
            var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let due = [requests.nextDue, replies.nextDue].compactMap(\.self).min()
            // Short, because the weather may change meanwhile.
            let patience = min(5, max(0, (due ?? .max) - Direction.now()))
            guard poll(&ends, 2, Int32(patience)) >= 0 || errno == EINTR else { return }
            if ends[0].revents != 0 {
                let bytes = requests.read()
                if Self.contains(bytes, "apply.commit") {
                    if hangsNow() { continue }
                    if takeOrder() { unanswered = [] }
                }
                Self.send(bytes, on: &requests, weather, &random)
            }
            if ends[1].revents != 0 {
                let bytes = replies.read()
                let passed = isDeaf ? notices.pass(bytes) : bytes
                if let held = unanswered {
                    unanswered = held + passed
                    if Self.contains(held + passed, "COMMIT\0") { return state.withLock { $0.swallowed += 1 } }
                } else {
                    isMute = isMute || weather == .mute
                    if !isMute { Self.send(passed, on: &replies, weather, &random) }
                }
            }
            requests.pass()
            replies.pass()
        }
    }

    private func hangsNow() -> Bool {
        state.withLock { state in
            defer { state.hangsAtCommit = false }
            if state.hangsAtCommit { state.weather = .hung }
            return state.hangsAtCommit
        }
    }

    /// Whether this line has the commit whose reply is to be swallowed.
    private func takeOrder() -> Bool {
        state.withLock { state in
            defer { state.isArmed = false }
            return state.isArmed
        }
    }

    private static func send(
        _ bytes: [UInt8], on direction: inout Direction, _ weather: Weather, _ random: inout SeededRandom
    ) {
        if case .slow(let gap) = weather {
            direction.send(bytes, delay: 0, gap: gap, &random)
        } else {
            direction.send(bytes)
        }
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }
}
