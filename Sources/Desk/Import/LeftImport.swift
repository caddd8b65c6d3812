// Imports whose programs died in the middle, or whose last answer was lost: what became of them.

internal import Domain
public import Journal
internal import Store

/// An import that nobody has been told the end of.
public struct LeftImport: Hashable, Sendable {
    /// Of its file.
    public var path: String
    /// All of it is in the database; else nothing is.
    public var isStored: Bool

    public init(path: String, isStored: Bool) {
        self.path = path
        self.isStored = isStored
    }
}

/// What is written down of an import before it is stored.
struct ImportMark: Codable {
    var command: CommandID
    var event: EventID
    var path: String

    static let name = "import"

    func leave(in journal: Journal) throws(DeskError) -> WorkMark {
        try DeskError.wrap { try WorkMark.make(Self.name, Array(try PayloadCoding.text(self).utf8), in: journal) }
    }

    init(command: CommandID, event: EventID, path: String) {
        self.command = command
        self.event = event
        self.path = path
    }

    init?(_ mark: WorkMark) {
        guard
            let kept = try? PayloadCoding.value(Self.self, from: String(decoding: mark.bytes, as: UTF8.self))
        else { return nil }
        self = kept
    }
}

extension LeftImport {
    /// Whether there may be some, without a database.
    public static func mayBe(in journal: Journal) -> Bool { WorkMark.areLeft(ImportMark.name, in: journal) }
}

extension Desk {
    /// Imports of this desk that a program of it did not live to tell the end of. Each is told once.
    /// - Throws: `unanswered` while one of them may still be on its way into the database.
    public func leftImports() throws(DeskError) -> [LeftImport] {
        let marks = try DeskError.wrap { try WorkMark.left(ImportMark.name, in: journal) }
        var told: [WorkMark] = []
        var left: [LeftImport] = []
        for mark in marks {
            guard let kept = ImportMark(mark) else {
                told.append(mark)
                continue
            }
            // Another event's is for whoever works in that.
            guard kept.event == event.id else { continue }
            let isStored = try withStore { try $0.hasStored(import: kept.command, event: event.id) }
            guard let isStored else { throw .unanswered("") }
            left.append(LeftImport(path: kept.path, isStored: isStored))
            told.append(mark)
        }
        for mark in told { try? mark.remove() }
        return left
    }
}
