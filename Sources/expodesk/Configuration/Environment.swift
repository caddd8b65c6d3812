// The process's environment, as bytes first: a variable need not be text.

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

    /// Only the variables a setting can depend on.
    static var process: Environment {
        let names =
            SettingKey.allCases.map(\.environmentName)
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
}
