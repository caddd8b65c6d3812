// What lies in a folder, for whoever looks for a file to import.

internal import Glibc

/// A folder's folders and its files that may be imported.
public struct FolderListing: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var name: String
        public var isFolder: Bool

        public init(name: String, isFolder: Bool) {
            self.name = name
            self.isFolder = isFolder
        }
    }

    /// As it was asked for.
    public var asked: String
    /// Absolute, without links, ending with a slash.
    public var path: String
    /// The same as people know it.
    public var name: String
    /// Folders first, each kind by name; hidden ones among them.
    public var entries: [Entry]

    public init(asked: String, path: String, name: String? = nil, entries: [Entry]) {
        self.asked = asked
        self.path = path
        self.name = name ?? path
        self.entries = entries
    }

    /// - Parameter asked: `~` is the user's own folder; empty is the one the program was started in.
    public static func read(_ asked: String) throws(PictureFault) -> FolderListing {
        let folder = expanded(asked)
        guard let resolved = realpath(folder.isEmpty ? "." : folder, nil) else { throw fault(asked) }
        defer { free(resolved) }
        var path = String(cString: resolved)
        guard let stream = opendir(path) else { throw fault(asked) }
        defer { closedir(stream) }
        if !path.hasSuffix("/") { path += "/" }
        var entries: [Entry] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            var status = stat()
            guard stat(path + name, &status) == 0 else { continue }
            let kind = status.st_mode & S_IFMT
            if kind == S_IFDIR {
                entries.append(Entry(name: name, isFolder: true))
            } else if kind == S_IFREG, isTable(name) {
                entries.append(Entry(name: name, isFolder: false))
            }
        }
        entries.sort { ($0.isFolder ? 0 : 1, $0.name) < ($1.isFolder ? 0 : 1, $1.name) }
        return FolderListing(asked: asked, path: path, name: shortened(path), entries: entries)
    }

    /// A path as somebody types, pastes or drops it, with `~` at its beginning as their own folder. Looks at no disk.
    public static func expanded(_ typed: String) -> String {
        let path = TypedPath.read(typed)
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME").map({ String(cString: $0) }) else {
            return path
        }
        return home + path.dropFirst()
    }

    /// From the root, where the file is there.
    static func whole(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// With `~` for the user's own folder, as people know it.
    public static func shortened(_ path: String) -> String {
        guard let home = getenv("HOME"), let resolved = realpath(home, nil) else { return path }
        defer { free(resolved) }
        for home in [String(cString: resolved), String(cString: home)] where home != "/" && path.hasPrefix(home + "/") {
            return "~" + path.dropFirst(home.count)
        }
        return path
    }

    private static func isTable(_ name: String) -> Bool {
        let ending = name.lowercased()
        return [".csv", ".xlsx", ".tsv", ".txt"].contains { ending.hasSuffix($0) }
    }

    private static func fault(_ path: String) -> PictureFault {
        PictureFault(path: path, reason: String(cString: strerror(errno)))
    }
}
