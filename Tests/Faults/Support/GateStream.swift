// A gate of the command line whose scans and answers a test writes and reads.

import CLinux
import Foundation
import Glibc
import TestSupport

/// `expodesk check-in -`, with pipes on both sides.
final class GateStream {
    let process: ChildProcess
    private let scans: Descriptor
    private let answers: Descriptor
    private var pending: [UInt8] = []

    /// One line of the answers.
    struct Answer: Decodable {
        var outcome: String
        var serial: Int64?
    }

    init(_ words: [String], _ environment: [String: String]) throws {
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        guard cl_pipe(&input) == 0, cl_pipe(&output) == 0 else { throw SupportError("no pipe") }
        let (reader, writer) = (Descriptor(input[0]), Descriptor(output[1]))
        scans = Descriptor(input[1])
        answers = Descriptor(output[0])
        let quiet = Descriptor(open("/dev/null", O_WRONLY | O_CLOEXEC))
        process = try ChildProcess(
            words, environment: environment,
            descriptors: [0: reader.number, 1: writer.number, 2: quiet.number])
        reader.close()
        writer.close()
    }

    func scan(_ passes: [String]) {
        scans.write(Array(passes.map { $0 + "\n" }.joined().utf8))
    }

    func endOfScans() {
        scans.close()
    }

    /// The next answer; nil when there will be none.
    func next() throws -> Answer? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                let line = Data(pending[..<end])
                pending.removeFirst(end + 1)
                return try JSONDecoder().decode(Answer.self, from: line)
            }
            guard let more = answers.read(within: 30_000), !more.isEmpty else { return nil }
            pending += more
        }
    }
}
