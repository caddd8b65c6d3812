// `expodesk [console]`.

import ArgumentParser
import Domain
import Screens
import Terminal

/// Opens the console.
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "console", abstract: "Open the console (the default).")

    @OptionGroup var options: GlobalOptions

    @Option(help: "Play a script of keys instead of reading a keyboard.")
    var script: String?

    @Option(help: "Columns and rows, for a script: 80x24.")
    var size: String?

    @Option(help: "The desk's clock, for a script: 2026-05-01T09:00:00+09:00.")
    var at: String?

    @Option(help: "dark, light or mono.")
    var theme: String?

    @Option(help: "The folder for a script's save-screen.")
    var out = "."

    @Flag(help: "Questions and answers in lines, for screen readers and pipes.")
    var plain = false

    func run() throws {
        var more: [SettingKey: String] = [:]
        more[.theme] = theme
        var session = try Session(options, more: more)
        let code: Int32
        if let script {
            code = try play(script, session)
        } else if isPlain(session) {
            session.isPlain = true
            code = try PlainConsole(session).run()
        } else {
            code = try Console(session).run()
        }
        if code != 0 { throw ExitCode(code) }
    }

    /// Also where nothing could be drawn: into a pipe, and on a terminal that says it is dumb.
    private func isPlain(_ session: Session) -> Bool {
        if plain || !Stream.inputIsTerminal || !Stream.outputIsTerminal { return true }
        guard Environment.process.text("TERM") == "dumb" else { return false }
        PlainLines.say(session.words.plainByItself)
        return true
    }

    private func play(_ file: String, _ session: Session) throws(Failure) -> Int32 {
        let words = session.words
        guard let text = ScriptFiles.read(file) else { throw Failure(.usage, words.unreadableScript(file)) }
        let parsed: Script
        do throws(ScriptError) {
            parsed = try Script(parsing: text)
        } catch {
            throw Failure(.badInput, words.error(error))
        }
        guard let size = Self.size(size ?? "80x24") else { throw Failure(.usage, words.notASize(size ?? "")) }
        let start: Timestamp?
        if let at {
            guard let moment = Timestamp(iso8601: at) else { throw Failure(.usage, words.notATime(at)) }
            start = moment
        } else {
            start = nil
        }
        let folder = out
        return try Console(session).play(parsed, size: size, at: start) { name, dump in
            try ScriptFiles.save(dump, as: name, in: folder)
        }
    }

    private static func size(_ text: String) -> Size? {
        let numbers = text.split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2, numbers.allSatisfy({ (1...1_000).contains($0) }) else { return nil }
        return Size(columns: numbers[0], rows: numbers[1])
    }
}
