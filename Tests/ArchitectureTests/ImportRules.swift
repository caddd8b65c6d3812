// Who may import whom. Package.swift gives the order; what it cannot say is here.

import Foundation

/// Checks the imports of one file against the order of the rooms and their particular vows.
struct ImportRules {
    let list: RoomList

    /// The order the design gives. Package.swift has to have it too.
    static let designed = [
        "CNcurses", "CPostgres", "CQREncode", "CSodium", "CUTF8Proc", "CZip", "CExpat", "CXLSXWriter", "CCUPS",
        "CLinux",
        "CPNG", "Text", "Domain", "Postgres", "Store", "Journal", "QR", "Sheets", "Printing", "Terminal", "Desk",
        "Screens", "expodesk", "Bench",
    ]

    /// The system's own modules, free for every room that has not sworn them off.
    private static let system = ["Glibc", "Synchronization", "FoundationEssentials", "Foundation", "Dispatch"]

    /// Rooms that do without Foundation.
    private static let withoutFoundation = ["Text", "Domain", "Terminal"]

    /// Rooms that know nothing of expos, or of screens, and whom they therefore must not see.
    private static let strangers = [
        "Terminal": ["Domain", "Postgres", "Store", "Journal", "QR"],
        "Postgres": ["Text", "Domain"],
        "Store": ["Journal", "QR", "Terminal"],
        "QR": ["Text", "Domain", "Postgres", "Store", "Journal"],
        "Sheets": ["Domain", "Postgres", "Store", "Journal", "QR"],
        "Printing": ["Domain", "Postgres", "Store", "Journal", "QR", "Sheets"],
        "Desk": ["QR", "Terminal"],
    ]

    /// Modules that only one place may import: a folder below Sources.
    private static let keepers = [
        "CNcurses": "Sources/Terminal/Curses/", "CPostgres": "Sources/Postgres/", "CQREncode": "Sources/QR/",
        "CPNG": "Sources/QR/", "CUTF8Proc": "Sources/Text/", "GRDB": "Sources/Journal/", "TOMLKit": "Sources/Screens/",
        "ArgumentParser": "Sources/expodesk/", "CZip": "Sources/Sheets/", "CExpat": "Sources/Sheets/",
        "CXLSXWriter": "Sources/Sheets/", "CCUPS": "Sources/Printing/",
    ]

    /// Complaints about one file of the room `name`, a sentence each.
    func complaints(about file: SwiftSource, in name: String) -> [String] {
        guard let room = list[name] else { return ["\(file.path): \(name) is not a room of Package.swift"] }
        return Self.imports(file).flatMap { module in
            complaints(module, room, file.path).map { "\(file.path) imports \(module): \($0)" }
        }
    }

    private func complaints(_ module: String, _ room: Room, _ path: String) -> [String] {
        var found: [String] = []
        if let own = list.place(of: room.name), let other = list.place(of: module), other >= own {
            found.append("it stands below \(room.name)")
        }
        if !Self.system.contains(module), !room.dependencies.contains(module) {
            found.append("\(room.name) does not name it as a dependency")
        }
        if Self.strangers[room.name]?.contains(module) == true {
            found.append("\(room.name) knows nothing of it")
        }
        if module.hasPrefix("Foundation"), Self.withoutFoundation.contains(room.name) {
            found.append("\(room.name) does without Foundation")
        }
        if room.name == "Domain", module == "Glibc" || list[module]?.isC == true {
            found.append("Domain does without C")
        }
        if let keeper = Self.keepers[module], !path.hasPrefix(keeper) {
            found.append("only \(keeper) does")
        }
        return found
    }

    /// The modules a file imports.
    static func imports(_ file: SwiftSource) -> [String] {
        let line =
            /(?m)^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?import[ \t]+(?:(?:typealias|struct|class|enum|protocol|let|var|func)[ \t]+)?(?<module>\w+)/
        return file.codeText.matches(of: line).map { String($0.module) }
    }
}
