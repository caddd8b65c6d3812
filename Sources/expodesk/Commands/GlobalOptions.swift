// The options that every subcommand takes.

import ArgumentParser

/// The options that every subcommand takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: "The configuration file.")
    var config: String?

    @Option(help: "The database, in libpq's own syntax; empty for the embedded one.")
    var database: String?

    @Option(help: "The data folder: one folder is one desk.")
    var dataDir: String?

    @Option(help: "The event; needed only where there are several.")
    var event: String?

    @Option(help: "ko or en.")
    var language: String?

    @Flag(help: "Print one JSON object a line.")
    var json = false

    /// What the options set.
    var settings: [SettingKey: String] {
        var settings: [SettingKey: String] = [:]
        settings[.database] = database
        settings[.dataDir] = dataDir
        settings[.event] = event
        settings[.language] = language
        return settings
    }
}
