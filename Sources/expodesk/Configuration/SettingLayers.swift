// The layers settings come in: file, environment, options. The last one that says something wins.

import Domain
import Glibc
import Screens

/// What each layer says, and the types asked of it.
struct SettingLayers {
    /// The file that was read.
    let file: String?
    /// Views of the attendee table.
    let views: [SavedView]
    /// Only the file has gates; the usual one without.
    let gates: Setting<[Gate]>
    /// Only the file has ready reasons.
    let reasons: [ReasonTemplate]
    private let values: [SettingKey: (value: ValueTree, origin: SettingOrigin)]
    private let home: String?

    init(
        configFile: String?, options: [SettingKey: String], environment: Environment
    ) throws(ConfigurationError) {
        let unknown = environment.unknownNames
        guard unknown.isEmpty else { throw .unknownVariables(unknown) }
        var values: [SettingKey: (value: ValueTree, origin: SettingOrigin)] = [:]
        let document = try Self.document(configFile, environment)
        if let document {
            try Self.checkKeys(document)
            for key in SettingKey.allCases {
                guard let value = document.values[key.rawValue] else { continue }
                values[key] = (value, .file(path: document.file, line: document.line(of: key.rawValue)))
            }
        }
        for key in SettingKey.allCases {
            switch environment[key.environmentName] {
            case nil: break
            case .notUTF8: throw .notUTF8(origin: .environment(key.environmentName))
            case .text(let text): values[key] = (.text(text), .environment(key.environmentName))
            }
        }
        for (key, text) in options {
            values[key] = (.text(text), .option(key.optionName ?? key.rawValue))
        }
        do throws(ScreenFileErrors) {
            views =
                try document.map { (found) throws(ScreenFileErrors) in
                    try ViewFile.views(in: found, home: .configuration, alone: false)
                } ?? []
        } catch {
            throw .file(error)
        }
        file = document?.file
        gates = try Self.gates(document)
        do throws(ScreenFileErrors) {
            reasons = try document.map { (found) throws(ScreenFileErrors) in try ReasonList.read(found) } ?? []
        } catch {
            throw .file(error)
        }
        home = environment.text("HOME")
        self.values = values
    }

    private static func document(
        _ named: String?, _ environment: Environment
    ) throws(ConfigurationError) -> TOMLDocument? {
        do throws(ScreenFileErrors) {
            if let named { return try TOMLDocument(path: absolute(named, from: nil)) }
            let configHome = environment.text("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
            guard let folder = configHome ?? environment.text("HOME").map({ $0 + "/.config" }) else { return nil }
            let path = folder + "/expodesk/config.toml"
            guard access(path, F_OK) == 0 else { return nil }
            return try TOMLDocument(path: path)
        } catch {
            throw .file(error)
        }
    }

    private static func gates(_ document: TOMLDocument?) throws(ConfigurationError) -> Setting<[Gate]> {
        do throws(ScreenFileErrors) {
            guard let document, let gates = try GateList.read(document) else {
                return Setting(value: [.main], origin: .builtIn)
            }
            let line = document.line(of: GateList.key + "[1]")
            return Setting(value: gates, origin: .file(path: document.file, line: line))
        } catch {
            throw .file(error)
        }
    }

    private static func checkKeys(_ document: TOMLDocument) throws(ConfigurationError) {
        let known = SettingKey.allCases.map(\.rawValue) + ["view", GateList.key, ReasonList.key]
        let errors = document.values.keys.filter { !known.contains($0) }.sorted().prefix(100)
            .map { key in
                ScreenFileError(
                    file: document.file, line: document.line(of: key), keyPath: key,
                    problem: .unknownKey(nearest: NearestWord.of(key, in: known)))
            }
            .sorted { ($0.line ?? 0, $0.keyPath) < ($1.line ?? 0, $1.keyPath) }
        guard errors.isEmpty else { throw .file(ScreenFileErrors(errors)) }
    }

    func text(_ key: SettingKey) throws(ConfigurationError) -> Setting<String?> {
        guard let (value, origin) = values[key] else { return Setting(value: nil, origin: .builtIn) }
        guard case .text(let text) = value else { throw wrongShape(key, .text, value, origin) }
        return Setting(value: text, origin: origin)
    }

    /// A path; in the file relative to the file's folder, elsewhere to the working folder.
    func path(_ key: SettingKey) throws(ConfigurationError) -> Setting<String?> {
        let setting = try text(key)
        guard let path = setting.value, !path.isEmpty else { return Setting(value: nil, origin: setting.origin) }
        if let home, path == "~" || path.hasPrefix("~/") {
            return Setting(value: home + path.dropFirst(), origin: setting.origin)
        }
        guard case .file(let file, _) = setting.origin else {
            return Setting(value: Self.absolute(path, from: nil), origin: setting.origin)
        }
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) }
        return Setting(value: Self.absolute(path, from: folder), origin: setting.origin)
    }

    func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ key: SettingKey, default builtIn: Choice
    ) throws(ConfigurationError) -> Setting<Choice> where Choice.RawValue == String {
        let setting = try text(key)
        guard let word = setting.value else { return Setting(value: builtIn, origin: .builtIn) }
        if let choice = Choice(rawValue: word) { return Setting(value: choice, origin: setting.origin) }
        throw bad(key, word, .oneOf(Choice.allCases.map(\.rawValue)), setting.origin)
    }

    func number(
        _ key: SettingKey, in range: ClosedRange<Int>, default builtIn: Int
    ) throws(ConfigurationError) -> Setting<Int> {
        guard let (value, origin) = values[key] else { return Setting(value: builtIn, origin: .builtIn) }
        switch (value, origin) {
        case (.number(let number), _) where range.contains(number): return Setting(value: number, origin: origin)
        case (.number(let number), _): throw bad(key, String(number), .number(range), origin)
        case (.text(let text), .environment), (.text(let text), .option):
            guard let number = Int(text), range.contains(number) else { throw bad(key, text, .number(range), origin) }
            return Setting(value: number, origin: origin)
        default: throw wrongShape(key, .number, value, origin)
        }
    }

    func flag(_ key: SettingKey, default builtIn: Bool) throws(ConfigurationError) -> Setting<Bool> {
        guard let (value, origin) = values[key] else { return Setting(value: builtIn, origin: .builtIn) }
        switch (value, origin) {
        case (.flag(let flag), _): return Setting(value: flag, origin: origin)
        case (.text("true"), .environment), (.text("1"), .environment): return Setting(value: true, origin: origin)
        case (.text("false"), .environment), (.text("0"), .environment): return Setting(value: false, origin: origin)
        case (.text(let text), .environment): throw bad(key, text, .flag, origin)
        default: throw wrongShape(key, .flag, value, origin)
        }
    }

    private func wrongShape(
        _ key: SettingKey, _ expected: ValueShape, _ found: ValueTree, _ origin: SettingOrigin
    ) -> ConfigurationError {
        inFile(key, .wrongShape(expected: expected, found: found.shape), origin)
    }

    private func bad(
        _ key: SettingKey, _ value: String, _ expected: ConfigurationError.Expected, _ origin: SettingOrigin
    ) -> ConfigurationError {
        guard case .file = origin else { return .badValue(origin: origin, key: key, value: value, expected: expected) }
        return switch expected {
        case .oneOf(let words):
            inFile(key, .unknownWord(value, allowed: words, nearest: NearestWord.of(value, in: words)), origin)
        case .number(let range): inFile(key, .outOfRange(range), origin)
        case .flag: inFile(key, .wrongShape(expected: .flag, found: .text), origin)
        }
    }

    private func inFile(
        _ key: SettingKey, _ problem: ScreenFileError.Problem, _ origin: SettingOrigin
    ) -> ConfigurationError {
        // Only files hold values of other shapes than text, so there is always a path.
        var place = (path: key.rawValue, line: Int?.none)
        if case .file(let path, let line) = origin { place = (path, line) }
        return .file(
            ScreenFileErrors([
                ScreenFileError(file: place.path, line: place.line, keyPath: key.rawValue, problem: problem)
            ]))
    }

    private static func absolute(_ path: String, from folder: String?) -> String {
        guard !path.hasPrefix("/") else { return path }
        if let folder { return folder + "/" + path }
        guard let working = getcwd(nil, 0) else { return path }
        defer { free(working) }
        return String(cString: working) + "/" + path
    }
}
