// The process's environment, as bytes first: a variable need not be text.

import CLinux
import Glibc

/// The environment variables of the process, or of a test.
struct Environment: Sendable {
    enum Value: Hashable, Sendable {
        case text(String)
        case notUTF8
    }

    private let values: [String: Value]

    init(_ values: [String: String]) {
        self.values = values.mapValues { .text($0) }
    }

    private init(raw: [String: Value]) {
        values = raw
    }

    /// An empty variable is as good as none.
    subscript(name: String) -> Value? {
        guard let value = values[name], value != .text("") else { return nil }
        return value
    }

    func text(_ name: String) -> String? {
        if case .text(let text)? = self[name] { text } else { nil }
    }

    /// What begins like a setting and is none: a slip of the pen, which would go unnoticed. Sorted.
    var unknownNames: [String] {
        let known = SettingKey.allCases.map(\.environmentName) + Self.forTests
        return values.keys.filter {
            $0.hasPrefix(SettingKey.environmentPrefix) && !known.contains($0) && self[$0] != nil
        }
        .sorted()
    }

    /// Read by the terminal's handshake with tests, and by the tests themselves.
    private static let forTests = ["EXPODESK_IDLE_FD", "EXPODESK_IDLE_FIFO", "EXPODESK_SEED"]

    /// Only the variables a setting can depend on, and those that look like one.
    static var process: Environment {
        let names =
            namesLikeSettings
            + [
                "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "TERM",
                "NO_COLOR",
            ]
        var values: [String: Value] = [:]
        for name in names {
            guard let pointer = getenv(name) else { continue }
            values[name] = String(validatingCString: pointer).map { .text($0) } ?? .notUTF8
        }
        return Environment(raw: values)
    }

    private static var namesLikeSettings: [String] {
        var names: [String] = []
        var entry = cl_environment()
        while let text = entry?.pointee {
            let name = String(cString: text).prefix { $0 != "=" }
            if name.hasPrefix(SettingKey.environmentPrefix) { names.append(String(name)) }
            entry = entry?.successor()
        }
        return names
    }
}
