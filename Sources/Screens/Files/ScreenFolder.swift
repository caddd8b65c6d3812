// Where screen files lie: the event's own folder before those that came with the program.

public import Domain
internal import Glibc

/// The folders screen files are looked for in, in this order: a file in the first hides one of the same name after it.
public struct ScreenFolder: Hashable, Sendable {
    /// The event's own folder, from the configuration.
    public private(set) var configured: String?
    /// The folder of the files installed with the program; nil where there is none.
    public let installed: String?

    /// - Parameters:
    ///   - configured: the folder that the configuration names, if any.
    ///   - executable: the path of the running program.
    public init(configured: String?, executable: String = ScreenFolder.runningExecutable) {
        self.configured = configured
        installed = Self.installedCandidates(executable).first(where: Self.isFolder)
    }

    /// The files that came with the program alone.
    public var shipped: ScreenFolder {
        var folder = self
        folder.configured = nil
        return folder
    }

    /// Those there are.
    public var folders: [String] { [configured, installed].compactMap(\.self) }

    /// Reads the form `name`, from `<name>.form.toml`.
    public func form(_ name: String) throws(ScreenFileErrors) -> FormDefinition {
        try FormFile.read(path: try path(of: name + ".form.toml"))
    }

    /// The file that counts for `name`.
    public func path(of name: String) throws(ScreenFileErrors) -> String {
        // A folder that was named and is not there is a slip of the pen, and no reason to take other forms instead.
        if let configured, !Self.isFolder(configured) {
            throw Self.missing(configured)
        }
        for folder in folders where access(folder + "/" + name, F_OK) == 0 {
            return folder + "/" + name
        }
        throw Self.missing((folders.first ?? "share/expodesk/screens") + "/" + name)
    }

    /// The paths of a folder's screen files, sorted.
    public static func files(in folder: String) throws(ScreenFileErrors) -> [String] {
        guard let names = FileBytes.names(in: folder) else { throw missing(folder) }
        return names.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map { folder + "/" + $0 }
    }

    /// The path of the running program, with links followed.
    public static var runningExecutable: String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Installed (`bin` beside `share`), unpacked (`screens` beside the program), or built (`screens` beside the
    /// package somewhere above the program).
    private static func installedCandidates(_ executable: String) -> [String] {
        var folder = parent(of: executable)
        var candidates = [parent(of: folder) + "/share/expodesk/screens", folder + "/screens"]
        while folder.count > 1 {
            if access(folder + "/Package.swift", F_OK) == 0 { candidates.append(folder + "/screens") }
            folder = parent(of: folder)
        }
        return candidates
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func missing(_ path: String) -> ScreenFileErrors {
        ScreenFileErrors([
            ScreenFileError(file: path, problem: .unreadable(reason: String(cString: strerror(ENOENT))))
        ])
    }
}
