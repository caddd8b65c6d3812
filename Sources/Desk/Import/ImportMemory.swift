// What somebody said of a file's columns, kept in the data folder for the next file with the same headings.

internal import Domain
internal import Journal
internal import Store

/// The remembered columns of a desk's event.
struct ImportMemory {
    private let file: OwnFile
    private let event: String

    /// By event, by the file's headings, by heading: the field's id.
    private typealias Kept = [String: [String: [String: String]]]

    init(_ desk: Desk) {
        file = OwnFile("import-columns.json", of: desk.journal)
        event = desk.event.slug
    }

    /// How a file's columns are understood.
    struct Understanding {
        var heading: ImportHeading
        /// The headings whose fields are remembered.
        var remembered: [String] = []
        /// All that was said of these columns, then and now.
        var said: [String: ImportTarget]
    }

    /// Finds the heading, with what is said now going before what was said then. Remembers nothing.
    func heading(of work: ImportWork, form: FormDefinition) throws -> Understanding {
        let (rows, byHand) = (work.file.rows, work.byHand)
        let kept = work.hasHeading == false ? [:] : read(try DeskError.wrap { try file.read() })[event] ?? [:]
        // The heading may be found by what was said alone, so each remembered set is tried where it belongs.
        for (key, targets) in kept.sorted(by: { $0.key < $1.key }) {
            let known = targets.compactMapValues { ImportTarget($0) }
            let all = known.merging(byHand) { $1 }
            guard
                let heading = try? ImportHeading.find(in: rows, form: form, byHand: all, isThere: work.hasHeading),
                heading.mapping.key == key
            else { continue }
            return Understanding(
                heading: heading, remembered: known.keys.filter { byHand[$0] == nil }.sorted(), said: all)
        }
        let heading = try ImportHeading.find(in: rows, form: form, byHand: byHand, isThere: work.hasHeading)
        return Understanding(heading: heading, said: byHand)
    }

    /// Remembers what was said of these columns. A row that may be somebody's data is no heading to be kept on disk.
    func keep(_ found: Understanding, form: FormDefinition) throws {
        guard !found.said.isEmpty, found.heading.isNobody(form) else { return }
        try keep(found.said, for: found.heading)
    }

    private func keep(_ targets: [String: ImportTarget], for heading: ImportHeading) throws {
        do {
            try file.change { bytes in
                var kept = read(bytes)
                kept[event, default: [:]][heading.mapping.key] = targets.mapValues(\.text)
                return Array(try PayloadCoding.text(kept).utf8) + [0x0A]
            }
        } catch let error as JournalError {
            throw DeskError.journal(error)
        }
    }

    /// A file that cannot be read any more has nothing to remember.
    private func read(_ bytes: [UInt8]?) -> Kept {
        bytes.flatMap { try? PayloadCoding.value(Kept.self, from: String(decoding: $0, as: UTF8.self)) } ?? [:]
    }
}
