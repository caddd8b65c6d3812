// Settings: their layers, and what is wrong with them.

import Desk
import Domain
import FoundationEssentials
import Screens
import TestSupport
import Testing

@testable import expodesk

@Suite("Settings")
struct ConfigurationTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private func read(
        _ text: String? = nil, _ environment: [String: String] = [:], _ options: [SettingKey: String] = [:]
    ) throws -> Configuration {
        let path = try text.map { try folder.write(Array($0.utf8), to: "config.toml") }
        return try Configuration(
            configFile: path, options: options,
            environment: Environment(["HOME": "/home/me"].merging(environment) { _, new in new }))
    }

    private func error(
        _ text: String? = nil, _ environment: [String: String] = [:], _ options: [SettingKey: String] = [:]
    ) -> ConfigurationError? {
        #expect(throws: ConfigurationError.self) { _ = try read(text, environment, options) }
    }

    @Test("Without anything there are the built-in defaults")
    func defaults() throws {
        let settings = try read()
        #expect(settings.database.value == .embedded && settings.database.origin == .builtIn)
        #expect(settings.dataFolder.value == "/home/me/.local/share/expodesk")
        #expect(settings.language.value == .english)
        #expect(settings.serialBlock.value == 200 && settings.bell.value && settings.escapeDelay.value == 25)
        #expect(settings.theme.value == .dark && settings.ambiguousWidth.value == .auto)
        #expect(!settings.deskName.value.isEmpty)
    }

    @Test("Views stand in the file beside the settings, and what is wrong with one is told with its line")
    func views() throws {
        let settings = try read("bell = false\n[[view]]\nname = \"학교\"\nfilter = \"상태:대기\"\nsort = \"-name\"\n")
        #expect(settings.views.map(\.view.name) == ["학교"] && settings.views[0].home == .configuration)
        #expect(settings.views[0].view.sort == AttendeeSort(.name, isDescending: true) && !settings.bell.value)
        guard case .file(let errors)? = error("[[view]]\nname = \"a\"\nfilters = \"x\"\n") else {
            Issue.record("no error")
            return
        }
        #expect(errors.errors.map(\.keyPath) == ["view[1].filters"] && errors.errors[0].line == 3)
        #expect(try read().views.isEmpty)
    }

    @Test("File, environment and options follow one another, and each setting knows where it came from")
    func layers() throws {
        let text = "event = \"a\"\ndesk = \"front\"\nlanguage = \"ko\"\n"
        let path = folder.file("config.toml")
        let file = try read(text)
        #expect(file.event.value == "a" && file.event.origin == .file(path: path, line: 1))
        let variable = try read(text, ["EXPODESK_EVENT": "b", "EXPODESK_BELL": "false", "EXPODESK_SERIAL_BLOCK": "7"])
        #expect(variable.event.value == "b" && variable.event.origin == .environment("EXPODESK_EVENT"))
        #expect(!variable.bell.value && variable.serialBlock.value == 7)
        let option = try read(text, ["EXPODESK_EVENT": "b"], [.event: "c"])
        #expect(option.event.value == "c" && option.event.origin == .option("--event"))
        #expect(option.deskName.value == "front" && option.language.value == .korean)
    }

    @Test("The usual file is found, relative paths start at it, and ~ is the home folder")
    func places() throws {
        try folder.write([], to: "marker")
        let settings = try read("data_dir = \"data\"\nscreens = \"~/screens\"\n")
        #expect(settings.dataFolder.value == folder.file("data"))
        #expect(settings.screens.value == "/home/me/screens")
        #expect(try read(nil, ["XDG_DATA_HOME": "/x"]).dataFolder.value == "/x/expodesk")
        #expect(try read(nil, ["LANG": "ko_KR.UTF-8"]).language.value == .korean)
        #expect(try read(nil, ["LANG": "ko_KR.UTF-8", "LC_ALL": "C"]).language.value == .english)
        #expect(try read(nil, ["EXPODESK_DATABASE": ""]).database.value == .embedded)
    }

    @Test("The example file is right, and names every setting")
    func example() throws {
        let path = try #require(ScreenFolder(configured: nil).installed) + "/../config.example.toml"
        let settings = try Configuration(configFile: path, options: [:], environment: Environment(["HOME": "/h"]))
        #expect(settings.database.value == .embedded && settings.serialBlock.value == 200)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for key in SettingKey.allCases {
            #expect(text.contains("\n\(key.rawValue) = ") || text.contains("\n# \(key.rawValue) = "), "\(key)")
        }
    }

    @Test("A misspelt key is told with its line and the right one")
    func misspelt() {
        let path = folder.file("config.toml")
        #expect(
            error("event = \"a\"\ndatbase = \"x\"\n")
                == .file(
                    ScreenFileErrors([
                        ScreenFileError(
                            file: path, line: 2, keyPath: "datbase", problem: .unknownKey(nearest: "database"))
                    ])))
    }

    @Test(
        "A value its setting cannot take is told with its line",
        arguments: [
            ("bell = \"yes\"", ScreenFileError.Problem.wrongShape(expected: .flag, found: .text)),
            ("serial_block = \"50\"", .wrongShape(expected: .number, found: .text)),
            ("serial_block = 0", .outOfRange(1...10_000)), ("event = 3", .wrongShape(expected: .text, found: .number)),
            ("theme = \"drak\"", .unknownWord("drak", allowed: ["dark", "light", "mono"], nearest: "dark")),
            ("escape_delay = 5000", .outOfRange(1...1_000)),
        ])
    func wrong(text: String, problem: ScreenFileError.Problem) {
        guard case .file(let errors)? = error("\n" + text) else {
            Issue.record("no error of the file")
            return
        }
        #expect(errors.errors.map(\.problem) == [problem])
        #expect(errors.errors.map(\.line) == [2])
    }

    @Test("A variable its setting cannot take is told by its name, in both languages")
    func variables() throws {
        for (name, value) in [("EXPODESK_BELL", "maybe"), ("EXPODESK_ESCAPE_DELAY", "x"), ("EXPODESK_THEME", "pink")] {
            let fault = try #require(error(nil, [name: value]))
            for language in Language.allCases {
                let sentence = Words(language).error(fault)
                #expect(sentence.hasPrefix(name + ": ") && sentence.contains(value), "\(sentence)")
            }
        }
    }

    @Test("A variable that no setting reads is told with the right one, and those of the tests are let be")
    func unknownVariables() throws {
        let fault = error(nil, ["EXPODESK_DATBASE": "x", "EXPODESK_COLOUR_OF_THE_HALL": "x", "EXPODESK_EVNT": ""])
        #expect(fault == .unknownVariables(["EXPODESK_COLOUR_OF_THE_HALL", "EXPODESK_DATBASE"]))
        for language in Language.allCases {
            let lines = Words(language).error(try #require(fault)).split(separator: "\n")
            #expect(lines.count == 2 && !lines[0].contains("'") && lines[1].contains("'EXPODESK_DATABASE'"))
        }
        _ = try read(nil, ["EXPODESK_SEED": "1", "EXPODESK_IDLE_FD": "9", "EXPODESK_IDLE_FIFO": "/f", "EXPO": "1"])
    }

    @Test(
        "Passwords in an address stay out of sight",
        arguments: [
            ("postgresql://me:hush@h/db", "postgresql://me:***@h/db"),
            ("postgresql://me:hu@sh@h/db", "postgresql://me:***@h/db"),
            ("postgresql://me@h/db", "postgresql://me@h/db"),
            ("host=h password=hush user=me", "host=h password=*** user=me"),
            ("host=h password='hush hush' user=me", "host=h password=*** user=me"),
            ("postgresql://h/db?password=hush&x=1", "postgresql://h/db?password=***&x=1"),
        ])
    func passwords(address: String, shown: String) {
        #expect(Words.withoutPassword(address) == shown)
    }

    @Test("JSON is one line, keys without a value left out, awkward characters escaped")
    func json() {
        let value = JSONValue.object([
            "a": .text("q\"\\\n\u{1}\u{2028}가"), "b": nil, "c": .number(-3), "d": .list([.flag(true), .object([])]),
        ])
        #expect(value.line == #"{"a":"q\"\\\n\u0001\u2028가","c":-3,"d":[true,{}]}"#)
    }
}
