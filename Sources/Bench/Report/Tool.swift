// Other programs, run to their end.

import CLinux
import Glibc
import TestSupport

/// Runs programs whose output is wanted.
enum Tool {
    /// Runs a program to its end and gives what it printed. Throws when it fails.
    static func run(_ words: [String], environment: [String: String] = [:], seconds: Int = 120) throws -> String {
        var ends: [Int32] = [-1, -1]
        guard cl_pipe(&ends) == 0 else { throw SupportError("no pipe") }
        let reader = Descriptor(ends[0])
        let writer = Descriptor(ends[1])
        let process = try ChildProcess(
            words, environment: variables(environment), descriptors: [1: ends[1], 2: ends[1]])
        writer.close()
        var output: [UInt8] = []
        while let more = reader.read(within: seconds * 1000), !more.isEmpty { output += more }
        let text = String(decoding: output, as: UTF8.self)
        guard process.wait(within: seconds * 1000) == .exited(0) else {
            throw SupportError("\(words.joined(separator: " ")) failed: \(text.suffix(600))")
        }
        return text
    }

    /// How long a program took to its end, and the most memory it ever had, in megabytes. Throws when it fails.
    static func measure(
        _ words: [String], environment: [String: String] = [:], seconds: Int = 600
    ) throws -> (seconds: Double, peak: Double) {
        let silence = Descriptor(open("/dev/null", O_RDWR | O_CLOEXEC))
        let watch = Stopwatch()
        let process = try ChildProcess(
            words, environment: variables(environment), descriptors: [0: silence.number, 1: silence.number])
        var peak = 0.0
        while watch.seconds < Double(seconds) {
            let end = process.wait(within: 10)
            if let end {
                guard end == .exited(0) else { throw SupportError("\(words.joined(separator: " ")): \(end)") }
                return (watch.seconds, peak)
            }
            peak = max(peak, Machine.memory(of: process.id).peak)
        }
        throw SupportError("\(words.joined(separator: " ")) did not end")
    }

    /// One of the server's own programs, the newest there is.
    static func ofPostgres(_ name: String) throws -> String {
        let packaged = (15...99).reversed().map { "/usr/lib/postgresql/\($0)/bin/\(name)" }
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        let others = path.split(separator: ":").map { "\($0)/\(name)" }
        guard let found = (packaged + others).first(where: { access($0, X_OK) == 0 }) else {
            throw SupportError("\(name) is not installed")
        }
        return found
    }

    private static func variables(_ environment: [String: String]) -> [String: String] {
        var variables = environment
        for name in ["PATH", "HOME"] where variables[name] == nil {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        variables["LC_ALL"] = "C.UTF-8"
        return variables
    }
}
