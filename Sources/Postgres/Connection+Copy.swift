// COPY … FROM STDIN: many rows at the server's own speed.

import CPostgres

extension Connection {
    /// Streams `rows` into a `COPY … FROM STDIN`. Each element is a piece of COPY data, usually one line with its newline
    /// (`CopyLine` writes them); pieces need not end where lines do. All or nothing.
    /// - Returns: how many rows the server took.
    @discardableResult
    public func copyIn(_ sql: String, rows: some Sequence<[UInt8]>) throws(PostgresError) -> Int {
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
        var isTaken = true
        for row in rows where isTaken {
            isTaken = row.withUnsafeBytes { bytes in
                PQputCopyData(handle, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count)) == 1
            }
        }
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
