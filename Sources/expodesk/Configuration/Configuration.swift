// The settings in force, and where each of them came from.

import Desk
import Domain
import Glibc
import Screens

/// A setting's value with the place that set it.
struct Setting<Value: Sendable>: Sendable {
    let value: Value
    let origin: SettingOrigin
}

/// The settings in force: built-in defaults, the configuration file, the environment, the options; the last wins.
struct Configuration: Sendable {
    /// The file that was read, nil where there is none.
    let file: String?
    let database: Setting<DeskSettings.Database>
    let dataFolder: Setting<String>
    let event: Setting<String?>
    let language: Setting<Language>
    let deskName: Setting<String>
    let serialBlock: Setting<Int>
    /// Whether the desk keeps a copy of the event to go on with.
    let offlineCopy: Setting<Bool>
    /// The file whose first line is the passphrase that the desk's key lies under; a person is asked without.
    let passphraseFile: Setting<String?>
    let theme: Setting<ThemeChoice>
    /// The event's own screen files.
    let screens: Setting<String?>
    let ambiguousWidth: Setting<AmbiguousWidthSetting>
    let bell: Setting<Bool>
    /// Milliseconds after which a lone ESC is the key and not the start of a sequence.
    let escapeDelay: Setting<Int>
    /// Whether the console takes the mouse.
    let mouse: Setting<Bool>

    /// Views of the attendee table, beside those saved from the screen.
    let views: [SavedView]
    /// Never empty; the first is the one that counts unless another is named.
    let gates: Setting<[Gate]>
    /// Ready reasons for decisions on applications.
    let reasons: [ReasonTemplate]

    static let serialBlocks = 1...10_000
    static let escapeDelays = 1...1_000

    /// - Parameters:
    ///   - configFile: from `--config`; it must be there. Without it the usual place is looked at.
    ///   - options: what the command line set.
    init(
        configFile: String?, options: [SettingKey: String], environment: Environment
    ) throws(ConfigurationError) {
        let layers = try SettingLayers(configFile: configFile, options: options, environment: environment)
        file = layers.file
        views = layers.views
        let database = try layers.text(.database)
        self.database = Setting(
            value: database.value.flatMap { $0.isEmpty ? nil : .server($0) } ?? .embedded, origin: database.origin)
        let folder = try layers.path(.dataDir)
        if let path = folder.value {
            dataFolder = Setting(value: path, origin: folder.origin)
        } else {
            dataFolder = Setting(value: try Self.defaultDataFolder(environment), origin: .builtIn)
        }
        event = try layers.text(.event)
        let language = try layers.choice(.language, default: Self.language(from: environment))
        let locale = Self.localeVariable(environment)
        self.language = Setting(
            value: language.value,
            origin: language.origin == .builtIn ? locale.map { .environment($0) } ?? .builtIn : language.origin)
        let desk = try layers.text(.desk)
        deskName = Setting(value: desk.value ?? Self.hostName(), origin: desk.origin)
        serialBlock = try layers.number(.serialBlock, in: Self.serialBlocks, default: 200)
        offlineCopy = try layers.flag(.offlineCopy, default: true)
        passphraseFile = try layers.path(.passphraseFile)
        theme = try layers.choice(.theme, default: .dark)
        screens = try layers.path(.screens)
        ambiguousWidth = try layers.choice(.ambiguousWidth, default: .auto)
        bell = try layers.flag(.bell, default: true)
        escapeDelay = try layers.number(
            .escapeDelay, in: Self.escapeDelays, default: Self.defaultEscapeDelay(environment))
        mouse = try layers.flag(.mouse, default: false)
        gates = layers.gates
        reasons = layers.reasons
    }

    /// What a desk needs to open.
    var desk: DeskSettings {
        DeskSettings(
            dataFolder: dataFolder.value, database: database.value, deskName: deskName.value, eventSlug: event.value,
            blockSize: serialBlock.value, gates: gates.value, keepsCopy: offlineCopy.value)
    }

    var screenFolder: ScreenFolder {
        ScreenFolder(configured: screens.value)
    }

    /// The language of the locale; English where it says neither.
    static func language(from environment: Environment) -> Language {
        let locale = localeVariable(environment).flatMap { environment.text($0) }
        return locale?.hasPrefix("ko") == true ? .korean : .english
    }

    /// A key is one packet on a good line; a bad one splits it, and its parts come as far apart as its delays vary.
    private static func defaultEscapeDelay(_ environment: Environment) -> Int {
        environment.text("SSH_CONNECTION") == nil ? 25 : 200
    }

    private static func localeVariable(_ environment: Environment) -> String? {
        ["LC_ALL", "LC_MESSAGES", "LANG"].first { environment.text($0) != nil }
    }

    private static func defaultDataFolder(_ environment: Environment) throws(ConfigurationError) -> String {
        if let folder = environment.text("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder + "/expodesk" }
        guard let home = environment.text("HOME") else { throw .noHome }
        return home + "/.local/share/expodesk"
    }

    private static func hostName() -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "desk" }
        let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return name.isEmpty ? "desk" : name
    }
}
