// postmaster.pid: what a server says of itself in its data directory (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_…).

import Glibc

struct PostmasterFile: Equatable {
    let processID: Int32
    /// The first folder of `unix_socket_directories`; empty until the socket is there.
    let socketFolder: String
    let port: String
    /// `starting`, `stopping`, `ready` or `standby`; empty in its first moments.
    let state: String

    /// Nil when there is none, or it is empty: the server writes the file right after making it.
    init?(cluster: String) {
        guard let text = Files.text(cluster + "/postmaster.pid") else { return nil }
        self.init(text: text)
    }

    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let number = Int32(first.filter { !$0.isWhitespace }), number != 0 else {
            return nil
        }
        // A single-user backend writes its number negated.
        processID = number.magnitude <= UInt32(Int32.max) ? Int32(number.magnitude) : 0
        func line(_ number: Int) -> String {
            lines.count >= number ? String(lines[number - 1].filter { $0 != "\r" }) : ""
        }
        port = line(4)
        socketFolder = line(5)
        state = line(8).filter { !$0.isWhitespace }
    }

    var isReady: Bool { state == "ready" || state == "standby" }
}
