// config.example.toml against the settings there are: it lists them all, no others, and every default is the real one.

import Foundation
import Screens
import TestSupport
import Testing

@testable import expodesk

@Suite("The example configuration")
struct ConfigExampleTests {
    private let path: String
    private let lines: [Substring]

    init() throws {
        path = try #require(ScreenFolder(configured: nil).installed) + "/../config.example.toml"
        lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    /// The key a line sets, whether the line counts or stands in a comment.
    private func key(in line: Substring) -> String? {
        line.firstMatch(of: #/^(?:# )?([a-z_]+) = /#).map { String($0.1) }
    }

    @Test("It lists exactly the settings there are, each under a comment that says why")
    func keys() {
        #expect(Set(lines.compactMap(key)) == Set(SettingKey.allCases.map(\.rawValue)))
        for (before, line) in zip(lines, lines.dropFirst()) where key(in: line) != nil {
            #expect(before.hasPrefix("# "), "\(line)")
        }
        // What counts is set once; a second example of it may stand in the comment.
        let counting = lines.filter { !$0.hasPrefix("#") }.compactMap(key)
        #expect(counting.count == Set(counting).count)
    }

    @Test("What it sets is what counts without it")
    func defaults() throws {
        let environment = Environment(["HOME": "/nowhere"])
        let example = try Configuration(configFile: path, options: [:], environment: environment)
        let builtIn = try Configuration(configFile: nil, options: [:], environment: environment)
        #expect(example.file?.hasSuffix("config.example.toml") == true)
        #expect(builtIn.file == nil)
        #expect(example.desk == builtIn.desk)
        #expect(example.language.value == builtIn.language.value)
        #expect(example.passphraseFile.value == builtIn.passphraseFile.value)
        #expect(example.theme.value == builtIn.theme.value)
        #expect(example.screens.value == builtIn.screens.value)
        #expect(example.ambiguousWidth.value == builtIn.ambiguousWidth.value)
        #expect(example.bell.value == builtIn.bell.value)
        #expect(example.escapeDelay.value == builtIn.escapeDelay.value)
        #expect(example.mouse.value == builtIn.mouse.value && !builtIn.mouse.value)
    }

    @Test("Over ssh a lone ESC waits longer, unless somebody has set how long")
    func escapeDelayOverSSH() throws {
        let remote = ["HOME": "/nowhere", "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"]
        func delay(_ environment: [String: String]) throws -> Int {
            try Configuration(configFile: nil, options: [:], environment: Environment(environment)).escapeDelay.value
        }
        #expect(try delay(["HOME": "/nowhere"]) == 25)
        #expect(try delay(remote) == 200)
        #expect(try delay(remote.merging(["EXPODESK_ESCAPE_DELAY": "40"]) { $1 }) == 40)
    }

    @Test("Settings with one fixed default are set to it, so that the default can be read off")
    func fixedDefaults() {
        // These follow from the machine, the line, the locale or the event, or have none.
        let open: Set<SettingKey> = [.dataDir, .event, .language, .desk, .passphraseFile, .screens, .escapeDelay]
        let fixed = Set(SettingKey.allCases).subtracting(open).map(\.rawValue)
        #expect(Set(lines.filter { !$0.hasPrefix("#") }.compactMap(key)) == Set(fixed))
    }

    @Test("The built program takes it, and says where each value came from")
    func program() throws {
        let program = try Program()
        let said = try program.run("doctor", "--config", path)
        for (number, line) in try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).enumerated() {
            guard !line.hasPrefix("#"), let key = key(in: line) else { continue }
            let shown = said.output.split(separator: "\n").first { $0.contains(" \(key) = ") }
            #expect(shown?.hasSuffix("config.example.toml:\(number + 1))") == true, "\(key): \(said)")
        }
    }
}
