// Where a private server that runs can be reached.

/// A running private server.
public struct RunningServer: Sendable, Equatable {
    /// The postmaster.
    public let processID: Int32
    /// The folder its socket lies in.
    public let socketFolder: String
    /// The major version of the cluster: 15, 16, …
    public let majorVersion: Int

    public init(processID: Int32, socketFolder: String, majorVersion: Int) {
        self.processID = processID
        self.socketFolder = socketFolder
        self.majorVersion = majorVersion
    }

    /// What `Connection` takes. Nobody is asked for a password: the socket's folder is closed to others.
    public func conninfo(database: String = "postgres", user: String = PrivateServer.owner) -> String {
        "host=\(Self.quoted(socketFolder)) port=5432 dbname=\(Self.quoted(database)) user=\(Self.quoted(user))"
    }

    /// libpq's quoting of a value.
    private static func quoted(_ value: String) -> String {
        var text = "'"
        for character in value.unicodeScalars {
            if character == "'" || character == "\\" { text += "\\" }
            text.unicodeScalars.append(character)
        }
        return text + "'"
    }
}
