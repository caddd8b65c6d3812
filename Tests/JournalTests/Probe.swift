// Another desk process: JournalProbe, built beside the tests, with its standard input and output in our hands.

import Foundation

final class Probe {
    struct Promise: Equatable {
        let desk: String
        let id: String
        let sequence: Int64
        let serial: Int64
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread: [UInt8] = []

    init(_ arguments: String...) throws {
        // The test runner's own file lies in the folder of the build's products.
        let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        process.executableURL = products.appendingPathComponent("JournalProbe")
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// The next line, waiting for it; nil when the process has ended.
    func line() -> String? {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            // What is left without its newline was never said.
            if more.isEmpty { return nil }
            unread += more
        }
    }

    func promise() -> Promise? {
        guard let words = line()?.split(separator: " ").map(String.init), words.count == 4,
            let sequence = Int64(words[2]), let serial = Int64(words[3])
        else { return nil }
        return Promise(desk: words[0], id: words[1], sequence: sequence, serial: serial)
    }

    /// All promises from here to the end of the process.
    func promises() -> [Promise] {
        var all: [Promise] = []
        while let promise = promise() {
            all.append(promise)
        }
        return all
    }

    /// SIGKILL: the process gets no chance to do anything more.
    func kill9() {
        kill(process.processIdentifier, SIGKILL)
    }

    /// Ends its standard input and waits for its end; gives its exit status.
    @discardableResult
    func finish() throws -> Int32 {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
