// What is wrong with the settings somebody gave.

import Screens

/// What is wrong with the settings.
enum ConfigurationError: Error, Hashable {
    /// The configuration file, read like any TOML file.
    case file(ScreenFileErrors)
    /// A variable or option whose value its setting cannot take.
    case badValue(origin: SettingOrigin, key: SettingKey, value: String, expected: Expected)
    /// A variable that is not UTF-8.
    case notUTF8(origin: SettingOrigin)
    /// Variables that begin like ours and that nothing reads, sorted.
    case unknownVariables([String])
    /// There is no home folder to put data into, and none was named.
    case noHome

    enum Expected: Hashable {
        case oneOf([String])
        case number(ClosedRange<Int>)
        case flag
    }
}
