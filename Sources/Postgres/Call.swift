// One step of a pipeline.

/// A statement with its parameters, for `Connection.pipeline`.
public struct Call: Sendable, Equatable {
    public var statement: Statement
    public var values: [Value]

    public init(_ statement: Statement, _ values: [Value] = []) {
        self.statement = statement
        self.values = values
    }
}
