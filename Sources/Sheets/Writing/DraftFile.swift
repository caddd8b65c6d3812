// The second name under which a file is written until it is whole.

internal import Glibc

/// Files that are being written, as `000123.png.4711.new`: the name they are to have, the process that writes them, an
/// ending.
public enum DraftFile {
    private static let ending = ".new"

    /// Where this process writes what is to become `path`.
    public static func path(for path: String) -> String { "\(path).\(getpid())\(ending)" }

    /// Removes what killed processes have left half written in a folder: it is full of people.
    /// - Parameter isMeant: whether it may be taken away, by the name it was to have.
    public static func clearLeftovers(in folder: String, where isMeant: (Substring) -> Bool) {
        guard let stream = opendir(folder) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasSuffix(ending) else { continue }
            let rest = name.dropLast(ending.count)
            guard let dot = rest.lastIndex(of: "."), let owner = Int32(rest[rest.index(after: dot)...]), owner > 0,
                isMeant(rest[..<dot]), kill(owner, 0) != 0, errno == ESRCH
            else { continue }
            unlink(folder + "/" + name)
        }
    }
}
