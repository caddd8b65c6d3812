// Several statements in one round trip (libpq's pipeline mode).

import CPostgres

extension Connection {
    /// Runs `calls` in order in one round trip, preparing those new to this connection on the way.
    ///
    /// Outside a transaction they are one (unless they hold BEGIN and COMMIT themselves): all or nothing. When one fails,
    /// those after it are not run, every answer is still taken from the wire, and the first error is thrown; inside an
    /// explicit transaction the caller rolls back then.
    @discardableResult
    public func pipeline(_ calls: [Call]) throws(PostgresError) -> [Rows] {
        guard !calls.isEmpty else { return [] }
        try renewStatements()
        let mayRetry = transactionStatus == .idle
        let attempt = try attemptPipeline(calls)
        guard let failure = attempt.failure else { return attempt.rows }
        guard failure.error.isStatementStale else { throw truth(of: failure.error) }
        areStatementsStale = true
        guard mayRetry, transactionStatus == .idle, attempt.isUndone else { throw failure.error }
        try renewStatements()
        let second = try attemptPipeline(calls)
        if let failure = second.failure { throw truth(of: failure.error) }
        return second.rows
    }

    private struct Attempt {
        var rows: [Rows] = []
        var failure: (call: Int, error: PostgresError)?

        /// After a failure outside an explicit transaction: is it sure that nothing was committed on the way?
        var isUndone: Bool {
            rows.allSatisfy { rows in
                let tag = rows.commandTag
                return ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"].contains { tag.hasPrefix($0) }
            }
        }
    }

    /// What was sent, in order: each answers with results of its own.
    private enum Step {
        case prepare(call: Int)
        case execute(call: Int)
    }

    private func attemptPipeline(_ calls: [Call]) throws(PostgresError) -> Attempt {
        let ranges = try parameters.load(calls.lazy.map(\.values))
        guard PQenterPipelineMode(handle) == 1 else { throw PostgresError(connection: handle) }
        defer { PQexitPipelineMode(handle) }
        let steps = try send(calls, ranges)
        let deadline = beginWaiting()
        var attempt = Attempt()
        attempt.rows.reserveCapacity(calls.count)
        for step in steps { collect(step, of: calls, until: deadline, into: &attempt) }
        takeSync(until: deadline, into: &attempt, lastCall: calls.count - 1)
        return attempt
    }

    private func send(_ calls: [Call], _ ranges: [Range<Int>]) throws(PostgresError) -> [Step] {
        var steps: [Step] = []
        steps.reserveCapacity(calls.count)
        var preparing: [String: String] = [:]
        for (index, call) in calls.enumerated() {
            let statement = call.statement
            if !isPrepared(statement) {
                if !statement.name.isEmpty, let sql = preparing[statement.name] {
                    precondition(sql == statement.sql, "Two statements share the name \(statement.name)")
                } else {
                    guard PQsendPrepare(handle, statement.name, statement.sql, 0, nil) == 1 else {
                        throw PostgresError(connection: handle, statement: statement.name)
                    }
                    preparing[statement.name] = statement.sql
                    steps.append(.prepare(call: index))
                }
            }
            let sent = parameters.withArrays(ranges[index]) { count, values, lengths, formats in
                PQsendQueryPrepared(handle, statement.name, count, values, lengths, formats, 0)
            }
            guard sent == 1 else { throw PostgresError(connection: handle, statement: statement.name) }
            steps.append(.execute(call: index))
        }
        guard PQpipelineSync(handle) == 1 else { throw PostgresError(connection: handle) }
        return steps
    }

    /// Takes everything one step answered: results up to a nil.
    private func collect(_ step: Step, of calls: [Call], until deadline: Deadline, into attempt: inout Attempt) {
        while let result = nextResult(until: deadline) {
            switch (PQresultStatus(result), step) {
            case (PGRES_COMMAND_OK, .prepare(let call)):
                prepared[calls[call].statement.name] = calls[call].statement.sql
                PQclear(result)
            case (PGRES_COMMAND_OK, .execute), (PGRES_TUPLES_OK, .execute), (PGRES_EMPTY_QUERY, .execute):
                attempt.rows.append(Rows(taking: result))
            case (PGRES_PIPELINE_ABORTED, _):
                PQclear(result)
            case (_, .prepare(let call)), (_, .execute(let call)):
                if attempt.failure == nil {
                    attempt.failure = (
                        call,
                        PostgresError(result: result, connection: handle, statement: calls[call].statement.name)
                    )
                }
                PQclear(result)
                // A lost connection would go on answering with made-up errors.
                if PQstatus(handle) == CONNECTION_BAD { return }
            }
        }
    }

    private func takeSync(until deadline: Deadline, into attempt: inout Attempt, lastCall: Int) {
        // An error at the end (a deferred constraint fails when the server commits) is followed by a nil of its own.
        var nils = 0
        while PQstatus(handle) == CONNECTION_OK, nils < 2 {
            guard let result = nextResult(until: deadline) else {
                nils += 1
                continue
            }
            let status = PQresultStatus(result)
            if status != PGRES_PIPELINE_SYNC, attempt.failure == nil {
                attempt.failure = (lastCall, PostgresError(result: result, connection: handle, statement: nil))
            }
            PQclear(result)
            if status == PGRES_PIPELINE_SYNC { return }
        }
        if attempt.failure == nil { attempt.failure = (lastCall, PostgresError(connection: handle)) }
    }
}
