// The answer to one statement.

import CPostgres

/// The rows a statement returned, in the server's order. They stay readable after the connection is gone.
public struct Rows: RandomAccessCollection, Sendable {
    let result: Result

    /// Owns libpq's result. Reading a finished PGresult changes nothing in it, so threads may share it.
    final class Result: @unchecked Sendable {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }

        deinit {
            PQclear(pointer)
        }
    }

    public let startIndex = 0
    public let endIndex: Int

    init(taking pointer: OpaquePointer) {
        result = Result(pointer)
        endIndex = Int(PQntuples(pointer))
    }

    public subscript(index: Int) -> Row {
        precondition(index >= 0 && index < endIndex, "The answer has \(endIndex) rows, not one at \(index)")
        return Row(result: result, index: Int32(truncatingIfNeeded: index))
    }

    /// How many rows an INSERT, UPDATE, DELETE, MERGE or COPY touched, or a SELECT returned; 0 for other commands.
    public var affected: Int {
        String(optional: PQcmdTuples(result.pointer)).flatMap { Int($0) } ?? 0
    }

    /// What the server says it did, as `INSERT 0 1`. A COMMIT of a failed transaction answers `ROLLBACK`.
    public var commandTag: String {
        String(optional: PQcmdStatus(result.pointer)) ?? ""
    }

    /// The number of a column, nil when there is none of that name.
    public func column(_ name: String) -> Int? {
        let number = PQfnumber(result.pointer, name)
        return number < 0 ? nil : Int(number)
    }
}
