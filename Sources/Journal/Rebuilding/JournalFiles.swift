// The files of a journal as they lie there, damaged or not.

import Glibc

/// What is in a journal's file, page by page, and in the log beside it.
struct JournalFiles {
    /// Nil for what the disk does not give.
    private(set) var pages: [[UInt8]?]
    private(set) var log: [UInt8]

    /// No program may be writing to it. Throws `cannotWrite` where a file cannot be opened.
    init(_ path: String) throws(JournalError) {
        // First: a program that ends meanwhile takes the log into the file.
        log = try Self.log(of: path)
        pages = try Self.read(path)
    }

    /// The log beside a journal's file; empty where there is none.
    static func log(of path: String) throws(JournalError) -> [UInt8] {
        // Zeros stand for what is missing: they are no frame.
        try read(path + "-wal").flatMap { $0 ?? [UInt8](repeating: 0, count: SQLitePages.size) }
    }

    /// Empty where there is no such file.
    private static func read(_ path: String) throws(JournalError) -> [[UInt8]?] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw DeskFolder.failure(path) }
            return []
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DeskFolder.failure(path) }
        return stride(from: 0, to: Int(status.st_size), by: SQLitePages.size).map { place in
            var page = [UInt8](repeating: 0, count: min(SQLitePages.size, Int(status.st_size) - place))
            while true {
                let count = pread(descriptor, &page, page.count, off_t(place))
                if count == page.count { return page }
                if count >= 0 || errno != EINTR { return nil }
            }
        }
    }
}
