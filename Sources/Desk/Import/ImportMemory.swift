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

    /// Finds the heading, with what is said now going before what was said then, and remembers both.
    /// - Returns: also the headings that were remembered.
    func heading(
        of rows: [ImportRow], form: FormDefinition, byHand: [String: ImportTarget]
    ) throws -> (ImportHeading, remembered: [String]) {
        let kept = read(try DeskError.wrap { try file.read() })[event] ?? [:]
        // The heading may be found by what was said alone, so each remembered set is tried where it belongs.
        for (key, targets) in kept.sorted(by: { $0.key < $1.key }) {
            let known = targets.compactMapValues { ImportTarget($0) }
            let all = known.merging(byHand) { $1 }
            guard let heading = try? ImportHeading.find(in: rows, form: form, byHand: all),
                heading.mapping.key == key
            else { continue }
            if !byHand.isEmpty { try keep(all, for: heading) }
            return (heading, known.keys.filter { byHand[$0] == nil }.sorted())
        }
        let heading = try ImportHeading.find(in: rows, form: form, byHand: byHand)
        if !byHand.isEmpty { try keep(byHand, for: heading) }
        return (heading, [])
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
