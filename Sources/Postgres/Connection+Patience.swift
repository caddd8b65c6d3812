// Answers that are waited for only so long: a server that hangs must not take its clients' threads along.

import CPostgres
import Glibc

extension Connection {
    /// Runs one statement without preparing it, and gives up when its answer takes longer than `milliseconds`.
    ///
    /// Whoever gave up does not know whether it was carried out, and its answer would be taken for the next one's: the
    /// connection is of no use any more. `reset()` it, or let go of it.
    /// - Throws: an error that `isConnectionLoss` when the time was over.
    @discardableResult
    public func run(
        _ statement: Statement, _ values: [Value] = [], within milliseconds: Int
    ) throws(PostgresError) -> Rows {
        let range = try parameters.load(values)
        let sent = parameters.withArrays(range) { count, values, lengths, formats in
            PQsendQueryParams(handle, statement.sql, count, nil, values, lengths, formats, 0)
        }
        guard sent == 1 else { throw PostgresError(connection: handle, statement: statement.name) }
        let deadline = Deadline(milliseconds: milliseconds)
        var answer: OpaquePointer?
        while true {
            try awaitResult(until: deadline, statement)
            guard let result = PQgetResult(handle) else { break }
            PQclear(answer)
            answer = result
        }
        switch PQresultStatus(answer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            guard let answer else { throw PostgresError(connection: handle, statement: statement.name) }
            return Rows(taking: answer)
        default:
            defer { PQclear(answer) }
            throw PostgresError(result: answer, connection: handle, statement: statement.name)
        }
    }

    /// Begins to wait for the answer to a call.
    /// - Returns: when it must be there.
    func beginWaiting() -> Deadline {
        working = WorkingServer(handle, milliseconds: workingPatience)
        return Deadline(milliseconds: answerPatience ?? -1)
    }

    /// The next result of what was sent, nil at its end. Gives the connection up where it does not come in time: what is
    /// left to take is then the loss of the connection, as if the server had closed it.
    func nextResult(until deadline: Deadline) -> OpaquePointer? {
        var deadline = deadline
        while answerPatience != nil, !hasGivenUp, PQisBusy(handle) == 1 {
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, deadline.remainingMilliseconds)
            if ready == 0 {
                if working.isWorking() {
                    deadline = Deadline(milliseconds: WorkingServer.pause)
                } else if poll(&descriptor, 1, 0) == 0 {
                    // Nothing has come since either: a server that has just done its work sleeps, too.
                    hasGivenUp = true
                    shutdown(PQsocket(handle), Int32(SHUT_RDWR))
                }
            } else if ready > 0 {
                guard PQconsumeInput(handle) == 1 else { break }
            } else if errno != EINTR {
                break
            }
        }
        return PQgetResult(handle)
    }

    /// The last result of what was sent, or the first that wants COPY, as PQexec has it.
    func lastResult() -> OpaquePointer? {
        let deadline = beginWaiting()
        var last: OpaquePointer?
        while let result = nextResult(until: deadline) {
            PQclear(last)
            last = result
            switch PQresultStatus(result) {
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: return result
            default: if PQstatus(handle) == CONNECTION_BAD { return result }
            }
        }
        return last
    }

    /// libpq says that the server closed what was given up here.
    func truth(of error: PostgresError) -> PostgresError {
        guard hasGivenUp, error.isConnectionLoss else { return error }
        var error = error
        error.message = PostgresError.silence + " from the server"
        return error
    }

    /// Waits until the next result can be taken without waiting.
    private func awaitResult(until deadline: Deadline, _ statement: Statement) throws(PostgresError) {
        while PQisBusy(handle) == 1 {
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, deadline.remainingMilliseconds)
            if ready == 0 {
                throw PostgresError(
                    kind: .connection, message: PostgresError.silence + " from the server", statement: statement.name)
            }
            if ready < 0 {
                if errno == EINTR { continue }
                throw PostgresError(kind: .connection, message: String(cString: strerror(errno)))
            }
            guard PQconsumeInput(handle) == 1 else {
                throw PostgresError(connection: handle, statement: statement.name)
            }
        }
    }
}
