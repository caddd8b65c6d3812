// Finding a file: a path to type, with what its folder has below it.

import Desk
import Terminal
import Text

/// A path being typed and the folder it is in.
struct FilePicker: Equatable, Sendable {
    enum Outcome: Equatable {
        case consumed, dismissed
        case entered(String)
    }

    var field: TextField
    private(set) var listing: FolderListing?
    /// Why the folder cannot be read, by its own words.
    var fault: PictureFault?
    /// Of `matches`; nil while somebody types.
    private(set) var selected: Int?
    /// What stood there first: whoever types a path from a root does not mean one below it.
    private let given: String

    init(folder: String) {
        given = folder
        field = TextField(folder, maxClusters: 1_000)
    }

    /// The part of the path up to the last slash, which is in it.
    var folder: String { field.text.lastIndex(of: "/").map { String(field.text[...$0]) } ?? "" }

    /// What is typed of a name.
    private var stem: String { String(field.text.dropFirst(folder.count)) }

    /// What the folder has that begins as what was typed does; the folder above it first.
    var matches: [FolderListing.Entry] {
        guard let listing, listing.asked == folder else { return [] }
        let key = stem.foldedForSearch
        let found = listing.entries.filter { entry in
            (stem.hasPrefix(".") || !entry.name.hasPrefix(".")) && entry.name.foldedForSearch.hasPrefix(key)
        }
        let isRoot = listing.path == "/"
        return (stem.isEmpty && !isRoot ? [FolderListing.Entry(name: "..", isFolder: true)] : []) + found
    }

    mutating func take(_ asked: String, _ result: Result<FolderListing, PictureFault>) {
        guard asked == folder else { return }
        switch result {
        case .success(let found):
            listing = found
            fault = nil
        case .failure(let why):
            listing = nil
            fault = why
        }
        selected = nil
    }

    mutating func handle(_ press: KeyPress) -> Outcome {
        let matches = self.matches
        switch (press.key, press.modifiers) {
        case (.escape, []): return .dismissed
        case (.up, []): move(by: -1, matches.count)
        case (.down, []): move(by: 1, matches.count)
        case (.pageUp, []): move(by: -10, matches.count)
        case (.pageDown, []): move(by: 10, matches.count)
        case (.tab, []): complete(matches)
        case (.enter, []): return enter(matches)
        default:
            selected = nil
            if field.text == given, let typed = press.typed, "/~'\"".contains(typed) { field.replace(with: "") }
            _ = field.handle(press)
        }
        return .consumed
    }

    /// A path from a root, as file managers give it, takes the place of what was there.
    mutating func paste(_ text: String) {
        selected = nil
        let path = FolderListing.expanded(text)
        if path.hasPrefix("/") { field.replace(with: path) } else { _ = field.paste(text) }
    }

    private mutating func move(by step: Int, _ count: Int) {
        guard count > 0 else { return }
        selected = max(min((selected ?? (step > 0 ? -1 : count)) + step, count - 1), 0)
    }

    /// As much of the name as all that match have in common.
    private mutating func complete(_ matches: [FolderListing.Entry]) {
        if let selected, matches.indices.contains(selected) { return fill(matches[selected]) }
        let real = matches.filter { $0.name != ".." }
        guard let first = real.first else { return }
        if real.count == 1 { return fill(first) }
        let common = real.dropFirst().reduce(first.name.nfc) { common, entry in
            String(zip(common, entry.name.nfc).prefix { $0 == $1 }.map(\.0))
        }
        if common.count > stem.count { field.replace(with: folder + common) }
    }

    private mutating func enter(_ matches: [FolderListing.Entry]) -> Outcome {
        if let selected, matches.indices.contains(selected) {
            return open(matches[selected])
        }
        let stem = self.stem
        if let exact = matches.first(where: { $0.name.nfc == stem }) { return open(exact) }
        if !stem.isEmpty, matches.count == 1 { return open(matches[0]) }
        return .entered(field.text)
    }

    private mutating func open(_ entry: FolderListing.Entry) -> Outcome {
        fill(entry)
        return entry.isFolder ? .consumed : .entered(folder + entry.name)
    }

    private mutating func fill(_ entry: FolderListing.Entry) {
        selected = nil
        guard entry.name == "..", let listing else {
            return field.replace(with: folder + entry.name + (entry.isFolder ? "/" : ""))
        }
        let above = listing.path.dropLast().lastIndex(of: "/").map { listing.path[...$0] } ?? "/"
        field.replace(with: String(above))
    }
}
