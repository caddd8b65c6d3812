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
        var variables = environment
        for name in ["PATH", "HOME"] where variables[name] == nil {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        variables["LC_ALL"] = "C.UTF-8"
        let process = try ChildProcess(words, environment: variables, descriptors: [1: ends[1], 2: ends[1]])
        writer.close()
        var output: [UInt8] = []
        while let more = reader.read(within: seconds * 1000), !more.isEmpty { output += more }
        let text = String(decoding: output, as: UTF8.self)
        guard process.wait(within: seconds * 1000) == .exited(0) else {
            throw SupportError("\(words.joined(separator: " ")) failed: \(text.suffix(600))")
        }
        return text
    }
}
