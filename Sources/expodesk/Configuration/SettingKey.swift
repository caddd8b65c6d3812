// The settings there are, and the three names each goes by.

/// A setting: its raw value is its key in the configuration file.
enum SettingKey: String, CaseIterable, Hashable, Sendable {
    case database
    case dataDir = "data_dir"
    case event
    case language
    case desk
    case serialBlock = "serial_block"
    case offlineCopy = "offline_copy"
    case passphraseFile = "passphrase_file"
    case theme
    case screens
    case ambiguousWidth = "ambiguous_width"
    case bell
    case escapeDelay = "escape_delay"
    case mouse

    /// `EXPODESK_DATA_DIR`.
    var environmentName: String { Self.environmentPrefix + rawValue.uppercased() }

    static let environmentPrefix = "EXPODESK_"

    /// `--data-dir`; nil for what only the file and the environment set.
    var optionName: String? {
        switch self {
        case .database, .dataDir, .event, .language, .theme: "--" + rawValue.replacing("_", with: "-")
        case .desk, .serialBlock, .offlineCopy, .passphraseFile, .screens, .ambiguousWidth, .bell, .escapeDelay, .mouse:
            nil
        }
    }
}

/// Where a setting came from.
enum SettingOrigin: Hashable, Sendable {
    case builtIn
    case file(path: String, line: Int?)
    case environment(String)
    case option(String)
}

/// How wide the characters are that Unicode leaves open.
enum AmbiguousWidthSetting: String, CaseIterable, Hashable, Sendable {
    /// Asks the terminal.
    case auto
    case narrow, wide
}
