// Patience with a server that is slow.

/// How long a server is waited for that is seen to be at work. Nothing is looked at before somebody asks.
struct WorkingServer {
    /// Milliseconds between two looks.
    static let pause = 250

    private let connection: OpaquePointer?
    private let milliseconds: Int
    private var backend: LocalBackend?
    private var end: Deadline?

    init(_ connection: OpaquePointer?, milliseconds: Int) {
        self.connection = connection
        self.milliseconds = milliseconds
    }

    mutating func isWorking() -> Bool {
        guard milliseconds > 0 else { return false }
        if end == nil { (end, backend) = (Deadline(milliseconds: milliseconds), LocalBackend(of: connection)) }
        return end?.isOver == false && backend?.isWorking() == true
    }
}
