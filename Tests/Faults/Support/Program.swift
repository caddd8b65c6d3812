// The built program, over an expo's server and a data folder of its own.

import Foundation
import Glibc
import TestSupport

/// One desk as a user has it: a data folder and the program.
struct Program {
    let folder: String
    private let environment: [String: String]

    struct Output {
        /// The exit status; -1 for a signal or no end.
        var code: Int32
        var output: String
        var errors: String
    }

    /// - Parameter more: variables of the program besides.
    init(_ expo: Expo, folder: String? = nil, _ more: [String: String] = [:]) {
        let folder = folder ?? TestRun.shared.makeFolder()
        self.folder = folder
        environment = [
            "EXPODESK_DATA_DIR": folder, "EXPODESK_DATABASE": expo.conninfo + " user=expo_desk",
            "EXPODESK_LANGUAGE": "ko", "EXPODESK_DESK": "desk", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
            "HOME": folder, "XDG_CONFIG_HOME": folder + "/none", "PATH": "/usr/bin:/bin",
        ].merging(more) { $1 }
    }

    func run(_ words: String...) throws -> Output {
        try start(words).finish()
    }

    func register(_ name: String, phone: String) throws -> Run {
        try start(["register", "--name", name, "--phone", phone, "--consent"])
    }

    /// A run that has begun; what it prints goes to files, which are whole up to where it was killed.
    struct Run {
        let process: ChildProcess
        let scratch: ScratchFolder

        func finish() throws -> Output {
            let end = process.wait(within: 60_000)
            return Output(
                code: end.map { if case .exited(let code) = $0 { code } else { -1 } } ?? -1,
                output: try String(contentsOfFile: scratch.file("out"), encoding: .utf8),
                errors: try String(contentsOfFile: scratch.file("err"), encoding: .utf8))
        }
    }

    func start(_ words: [String]) throws -> Run {
        let scratch = try ScratchFolder()
        let input = Descriptor(open("/dev/null", O_RDONLY | O_CLOEXEC))
        let output = Descriptor(open(scratch.file("out"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
        let errors = Descriptor(open(scratch.file("err"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
        let process = try ChildProcess(
            [Product.path("expodesk")] + words, environment: environment,
            descriptors: [0: input.number, 1: output.number, 2: errors.number])
        return Run(process: process, scratch: scratch)
    }

    /// A gate: `check-in -` with its ends.
    func openGate() throws -> GateStream {
        try GateStream([Product.path("expodesk"), "check-in", "-", "--json"], environment)
    }

    /// The console on a pseudo-terminal, as it starts.
    func startConsole() throws -> Pty { try Pty([Product.path("expodesk")], environment: environment) }

    /// The console on a pseudo-terminal, at rest over its first frames.
    func openConsole() throws -> Pty {
        let pty = try startConsole()
        guard pty.expect("\u{1B}[c") else { throw SupportError("the console asked nothing") }
        pty.answer("\u{1B}[?2026;0$y\u{1B}[2;2R\u{1B}[?62;22c")
        guard pty.settle() != nil else { throw SupportError("the console never came to rest") }
        return pty
    }
}
