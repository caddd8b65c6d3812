// Reading a script and saving its screens.

import FoundationEssentials

enum ScriptFiles {
    /// Nil when it cannot be read or is not UTF-8.
    static func read(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }

    /// Writes `NAME.screen` into `folder`, which is made when it is missing.
    static func save(_ dump: String, as name: String, in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try dump.write(toFile: "\(folder)/\(name).screen", atomically: true, encoding: .utf8)
    }
}
