// Several hosts tried beside each other, as browsers do: one that hangs must not keep the others, nor the desk, waiting.

import CPostgres
import Glibc

/// Opens one connection to whichever of several endpoints takes it first, within one time for all of them.
///
/// The first is called at once, each next one when the one before has failed or has been silent for a moment. What libpq
/// says of one host holds for each: `target_session_attrs` not met is a failure of that host, and so is a server that is
/// starting up; any other refusal by a server ends the trying of hosts behind it. The losers are hung up on.
struct ConnectionRace {
    /// An endpoint that has been begun with.
    private struct Runner {
        enum Way {
            case lookup(HostLookup)
            case attempt(ConnectionAttempt)
        }

        var endpoint: ConnectionEndpoint
        var way: Way

        var descriptor: pollfd {
            switch way {
            case .lookup(let lookup): lookup.descriptor
            case .attempt(let attempt): attempt.descriptor
            }
        }

        /// Who has not answered.
        var name: String {
            switch way {
            case .lookup: "the name service for \(endpoint.host ?? "")"
            case .attempt(let attempt): attempt.name
            }
        }

        func finish() {
            if case .attempt(let attempt) = way { attempt.finish() }
        }
    }

    /// Milliseconds of silence after which the next host is called as well.
    private static let silence = 250

    private let settings: [(keyword: String, value: String)]
    private let prefersStandby: Bool
    private let deadline: Deadline
    /// Milliseconds: all of many hosts are to be called within half the time.
    private let pause: Int

    private var waiting: [ConnectionEndpoint]
    private var running: [Runner] = []
    private var nextStart = Deadline(milliseconds: 0)
    private var failures: [(place: [Int], error: PostgresError)] = []
    /// A connection to a server that is no standby, for where there is none.
    private var secondChoice: (place: [Int], attempt: ConnectionAttempt)?

    /// - Parameters:
    ///   - endpoints: in the order of preference.
    ///   - settings: of the connection, to each endpoint.
    ///   - milliseconds: for everything.
    init(
        to endpoints: [ConnectionEndpoint], settings: [(keyword: String, value: String)], prefersStandby: Bool,
        milliseconds: Int
    ) {
        self.settings = settings
        self.prefersStandby = prefersStandby
        waiting = endpoints
        pause = min(Self.silence, milliseconds / (2 * endpoints.count))
        deadline = Deadline(milliseconds: milliseconds)
    }

    mutating func run() throws(PostgresError) -> OpaquePointer {
        defer { for runner in running { runner.finish() } }
        while true {
            while !waiting.isEmpty, running.isEmpty || nextStart.isOver { startNext() }
            guard !running.isEmpty, !deadline.isOver else { break }
            for place in readyPlaces() {
                guard let winner = step(place) else { continue }
                secondChoice?.attempt.finish()
                return winner
            }
        }
        guard let secondChoice else { throw failure() }
        return secondChoice.attempt.handle
    }

    // MARK: One turn

    private mutating func startNext() {
        let endpoint = waiting.removeFirst()
        do throws(PostgresError) {
            let way: Runner.Way
            if endpoint.isName {
                way = .lookup(try HostLookup(endpoint.host ?? ""))
            } else {
                let attrs = prefersStandby ? [(keyword: "target_session_attrs", value: "any")] : []
                way = .attempt(try ConnectionAttempt(settings + endpoint.settings + attrs))
            }
            running.append(Runner(endpoint: endpoint, way: way))
            nextStart = Deadline(milliseconds: pause)
        } catch {
            fail(endpoint.place, error)
        }
    }

    /// The places of those that have something to do, the preferred first. Empty when it is time for something else.
    private mutating func readyPlaces() -> [[Int]] {
        var descriptors = running.map(\.descriptor)
        let remaining = deadline.remainingMilliseconds
        let count = poll(
            &descriptors, nfds_t(descriptors.count),
            waiting.isEmpty ? remaining : min(remaining, nextStart.remainingMilliseconds))
        if count < 0, errno != EINTR {
            failures.append(([], PostgresError(kind: .connection, message: String(cString: strerror(errno)))))
            giveUp { _ in true }
        }
        guard count > 0 else { return [] }
        return zip(running, descriptors).filter { $1.revents != 0 }.map(\.0.endpoint.place)
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// - Returns: the connection, where it is made.
    private mutating func step(_ place: [Int]) -> OpaquePointer? {
        // An earlier one of the same turn may have ended it.
        guard let index = running.firstIndex(where: { $0.endpoint.place == place }) else { return nil }
        switch running[index].way {
        case .lookup(let lookup):
            let endpoint = running.remove(at: index).endpoint
            do throws(PostgresError) {
                waiting.insert(contentsOf: endpoint.at(try lookup.addresses()), at: 0)
                nextStart = Deadline(milliseconds: 0)
            } catch {
                fail(place, error)
            }
        case .attempt(var attempt):
            let progress = attempt.step()
            running[index].way = .attempt(attempt)
            switch progress {
            case .goesOn:
                // Whoever speaks is not silent; only the latest is what the next one waits for.
                if index == running.count - 1 { nextStart = Deadline(milliseconds: pause) }
            case .connected:
                running.remove(at: index)
                guard prefersStandby, !attempt.isStandby else { return attempt.handle }
                keep(attempt, place)
            case .failed(let error):
                running.remove(at: index).finish()
                fail(place, error)
            }
        }
        return nil
    }

    private mutating func keep(_ attempt: ConnectionAttempt, _ place: [Int]) {
        nextStart = Deadline(milliseconds: 0)
        guard let kept = secondChoice else {
            secondChoice = (place, attempt)
            return
        }
        let isPreferred = place.lexicographicallyPrecedes(kept.place)
        (isPreferred ? kept.attempt : attempt).finish()
        if isPreferred { secondChoice = (place, attempt) }
    }

    private mutating func fail(_ place: [Int], _ error: PostgresError) {
        failures.append((place, error))
        nextStart = Deadline(milliseconds: 0)
        guard !error.sqlState.isEmpty, !error.isServerNotReady else { return }
        // What one server refuses, libpq does not ask of the next ones.
        giveUp { place.lexicographicallyPrecedes($0.place) }
    }

    private mutating func giveUp(_ isMeant: (ConnectionEndpoint) -> Bool) {
        waiting.removeAll(where: isMeant)
        for runner in running where isMeant(runner.endpoint) { runner.finish() }
        running.removeAll { isMeant($0.endpoint) }
    }

    // MARK: The end

    /// Nobody took the connection. Those who said nothing are named first: that is what somebody has to look into, and a
    /// standby's refusal beside it only follows from it.
    private func failure() -> PostgresError {
        let refusals = failures.sorted { $0.place.lexicographicallyPrecedes($1.place) }.map(\.error)
        var silent: [String] = []
        for name in running.sorted(by: { $0.endpoint.place.lexicographicallyPrecedes($1.endpoint.place) }).map(\.name)
        where !silent.contains(name) { silent.append(name) }
        guard !silent.isEmpty else {
            return PostgresError(
                kind: .connection, sqlState: refusals.map(\.sqlState).first { !$0.isEmpty } ?? "",
                message: refusals.map(\.message).joined(separator: "\n"))
        }
        // Without a SQLSTATE: nobody is to try for long because one of them asks for patience, while another is silent.
        let others = refusals.map { String($0.message.prefix { $0 != "\n" }) }
        return PostgresError(
            kind: .connection,
            message: (["\(PostgresError.silence) from \(silent.joined(separator: ", "))"] + others)
                .joined(separator: "; "))
    }
}
