// A desk for a test: a data folder with its own PostgreSQL server and a sample event, and the program over it.

import Foundation
import Glibc
import Postgres
import TestSupport

/// One data folder with a sample event. Made once by `expodesk init`, then copied: a test may kill what it likes.
final class Venue: Sendable {
    /// People in the sample event.
    static let sampleCount = 40

    let folder: String

    private static let template = Result { try makeTemplate() }

    init() throws {
        folder = TestRun.shared.makeFolder()
        let template = try Self.template.get()
        guard try Self.run(["cp", "-a", template + "/.", folder], [:]).code == 0 else {
            throw SupportError("the sample folder was not copied")
        }
    }

    /// One with as many people in it as asked for, made anew.
    init(people: Int) throws {
        folder = try Self.makeTemplate(people)
    }

    /// Ends the server now and not with the test run: every test has one of its own.
    deinit {
        _ = try? PrivateServer(dataFolder: folder).stop()
    }

    private static func makeTemplate(_ people: Int = sampleCount) throws -> String {
        let folder = TestRun.shared.makeFolder()
        let environment = Self.environment(folder)
        let made = try run(
            [Product.path("expodesk"), "init", "--slug", "sample", "--title", "견본 박람회", "--sample", "\(people)"],
            environment)
        guard made.code == 0 else { throw SupportError("init: \(made.errors)") }
        guard try run([Product.path("expodesk"), "stop"], environment).code == 0 else { throw SupportError("stop") }
        return folder
    }

    // MARK: The program

    /// What a command line printed and how it ended.
    struct Output {
        /// The exit status; -1 for a signal or no end.
        let code: Int32
        let output: String
        let errors: String
    }

    /// Runs the program as a command line, without a terminal.
    func run(_ words: String..., environment: [String: String] = [:]) throws -> Output {
        try Self.run([Product.path("expodesk")] + words, variables(environment))
    }

    /// Runs the console in a shell that tells how it ended: tmux itself sometimes misses the end of a pane's program.
    private static let shell = ["sh", "-c", "\"$@\"; echo \"ended with $?\"; read -r answer", "sh"]

    /// The console in tmux, at rest over its first frames.
    /// - Parameter line: a program that runs the console, given as its arguments.
    func openInTmux(
        _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24, behind line: [String] = []
    ) throws -> Tmux {
        let tmux = try Tmux(
            Self.shell + line + [Product.path("expodesk")], columns: columns, rows: rows,
            environment: variables(environment))
        guard tmux.idle.rest(afterFrame: 0) != nil else {
            throw SupportError("the console never came to rest: \(try tmux.screen())")
        }
        return tmux
    }

    /// The console on a pseudo-terminal, at rest over its first frames.
    func openOnPty(
        _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
    ) throws -> Pty {
        let pty = try Pty(
            [Product.path("expodesk")], columns: columns, rows: rows, environment: variables(environment))
        // A terminal of today answers the questions at the start; without answers each start waits for its patience.
        guard pty.expect("\u{1B}[c") else { throw SupportError("the console asked nothing: \(text(pty))") }
        pty.answer("\u{1B}[?2026;0$y\u{1B}[2;2R\u{1B}[?62;22c")
        guard pty.settle() != nil else { throw SupportError("the console never came to rest: \(text(pty))") }
        return pty
    }

    private func text(_ pty: Pty) -> String {
        String(decoding: pty.output, as: UTF8.self)
    }

    func variables(_ more: [String: String]) -> [String: String] {
        Self.environment(folder).merging(more) { $1 }
    }

    private static func environment(_ folder: String) -> [String: String] {
        [
            "EXPODESK_DATA_DIR": folder, "EXPODESK_LANGUAGE": "ko", "EXPODESK_DESK": "desk", "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color", "HOME": folder, "XDG_CONFIG_HOME": folder + "/no-configuration",
            // Nobody listens there: this machine's printer is none of the tests' business.
            "CUPS_SERVER": "/dev/null",
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
        ]
    }

    static func run(
        _ words: [String], _ environment: [String: String], input path: String = "/dev/null"
    ) throws -> Output {
        let scratch = try ScratchFolder()
        let input = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        let output = Descriptor(open(scratch.file("out"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
        let errors = Descriptor(open(scratch.file("err"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
        let child = try ChildProcess(
            words, environment: environment,
            descriptors: [0: input.number, 1: output.number, 2: errors.number])
        let end = child.wait(within: 60_000)
        let code: Int32 = if case .exited(let code) = end { code } else { -1 }
        return Output(
            code: code, output: try String(contentsOfFile: scratch.file("out"), encoding: .utf8),
            errors: try String(contentsOfFile: scratch.file("err"), encoding: .utf8))
    }

    // MARK: The data

    /// Somebody as `expodesk show --json` has them; nil when there is nobody.
    func show(_ serial: Int) throws -> ShownPerson? {
        let shown = try run("show", "\(serial)", "--json")
        guard shown.code == 0 else { return nil }
        return try JSONDecoder().decode(ShownPerson.self, from: Data(shown.output.utf8))
    }

    /// A number from the database, as its owner.
    func number(_ sql: String, _ values: [Value] = []) throws -> Int {
        let running = try PrivateServer(dataFolder: folder).ensureRunning()
        let connection = try Connection(running.conninfo(), applicationName: "tests")
        return try Int(connection.run(Statement("count", sql), values)[0].int(0))
    }

    /// How many registrations of this name there are, whatever their status.
    func registrations(named name: String) throws -> Int {
        try number("SELECT count(*) FROM expo.registration WHERE name = $1", [.text(name)])
    }

    /// How many registrations there are beyond the sample.
    func newRegistrations() throws -> Int {
        try number("SELECT count(*) FROM expo.registration") - Self.sampleCount
    }

    /// The process id of the server's parent process, from its own file.
    func serverProcess() throws -> Int32 {
        guard case .running(let running) = try PrivateServer(dataFolder: folder).status() else {
            throw SupportError("the server is not running")
        }
        return running.processID
    }
}

/// What `show --json` says of somebody.
struct ShownPerson: Decodable, Equatable {
    var serial: Int
    var pass: String
    var name: String
    var phone: String?
    var affiliation: String?
    var category: String?
    var status: String
    var source: String
}
