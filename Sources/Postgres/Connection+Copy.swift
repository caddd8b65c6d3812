// COPY … FROM STDIN: many rows at the server's own speed.

import CPostgres

extension Connection {
    /// Streams `rows` into a `COPY … FROM STDIN`. Each element is a piece of COPY data, usually one line with its newline
    /// (`CopyLine` writes them); pieces need not end where lines do. All or nothing.
    /// - Returns: how many rows the server took.
    @discardableResult
    public func copyIn(_ sql: String, rows: some Sequence<[UInt8]>) throws(PostgresError) -> Int {
        try beginCopy(sql)
        var isTaken = true
        for row in rows where isTaken { isTaken = put(row) }
        return try endCopy(isTaken)
    }

    /// Streams rows into a `COPY … FROM STDIN` as `body` makes them: the server works on the earlier ones meanwhile. All or
    /// nothing.
    /// - Parameter body: calls its argument with the values of each row in the order of COPY's columns. What it throws
    ///   ends the COPY with nothing taken, and is thrown.
    /// - Returns: how many rows the server took.
    @discardableResult
    public func copyIn(_ sql: String, body: (_ row: ([Value]) throws -> Void) throws -> Void) throws -> Int {
        try beginCopy(sql)
        var piece: [UInt8] = []
        piece.reserveCapacity(2 * Self.copyPiece)
        var isTaken = true
        do {
            try body { values in
                try CopyLine.append(values, to: &piece)
                guard piece.count >= Self.copyPiece else { return }
                if isTaken { isTaken = put(piece) }
                piece.removeAll(keepingCapacity: true)
            }
        } catch {
            // The server's complaint about it is no news.
            _ = try? endCopy(false)
            throw error
        }
        if isTaken, !piece.isEmpty { isTaken = put(piece) }
        return try endCopy(isTaken)
    }

    /// Bytes that are sent together.
    private static let copyPiece = 32_768

    private func beginCopy(_ sql: String) throws(PostgresError) {
        let start = PQexec(handle, sql)
        let status = PQresultStatus(start)
        defer { PQclear(start) }
        guard status == PGRES_COPY_IN else {
            if status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH { abandonCopy() }
            if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_OUT {
                throw .violation("The statement is not a COPY from the client")
            }
            throw PostgresError(result: start, connection: handle, statement: nil)
        }
    }

    private func put(_ piece: [UInt8]) -> Bool {
        piece.withUnsafeBytes { bytes in
            PQputCopyData(handle, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count)) == 1
        }
    }

    private func endCopy(_ isTaken: Bool) throws(PostgresError) -> Int {
        // The server's own error, if there is one, comes with the results.
        PQputCopyEnd(handle, isTaken ? nil : "the data could not be sent")
        return try copyOutcome()
    }

    private func copyOutcome() throws(PostgresError) -> Int {
        var count = 0
        var failure: PostgresError?
        while let result = PQgetResult(handle) {
            if PQresultStatus(result) == PGRES_COMMAND_OK {
                count = String(optional: PQcmdTuples(result)).flatMap { Int($0) } ?? 0
            } else if failure == nil {
                failure = PostgresError(result: result, connection: handle, statement: nil)
            }
            PQclear(result)
            if PQstatus(handle) == CONNECTION_BAD { break }
        }
        if let failure { throw failure }
        guard PQstatus(handle) == CONNECTION_OK else { throw PostgresError(connection: handle) }
        return count
    }
}
