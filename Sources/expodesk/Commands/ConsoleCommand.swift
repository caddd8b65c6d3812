// `expodesk [console]`.

import ArgumentParser

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

    @Option(help: "dark or mono.")
    var theme: String?

    func run() throws {
        var more: [SettingKey: String] = [:]
        more[.theme] = theme
        _ = try Session(options, more: more)
    }
}
