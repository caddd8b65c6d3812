// Which journals of a desk were made anew: of its own beside them, so that the next one that is damaged does not take it along.

import FoundationEssentials

struct RebuildLog {
    private let note: SealedNote

    init(_ folder: DeskFolder, _ seals: Seal) {
        note = SealedNote("rebuilds.sealed", in: folder, seals)
    }

    /// The oldest first; what cannot be read was never known.
    func read() -> [JournalRebuild] {
        Self.decode(try? note.read())
    }

    private static func decode(_ bytes: [UInt8]?) -> [JournalRebuild] {
        bytes.flatMap { try? JSONDecoder().decode([JournalRebuild].self, from: Data($0)) } ?? []
    }

    /// Of one file there is one: whoever was cut off while making a journal anew begins from the start.
    func add(_ rebuild: JournalRebuild) throws {
        try note.change { bytes in
            let others = Self.decode(bytes).filter { $0.file != rebuild.file }
            return Array(try JSONEncoder().encode(others + [rebuild]))
        }
    }
}
