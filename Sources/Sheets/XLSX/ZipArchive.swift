// The archive that a workbook is.

internal import CZip

/// An archive open for reading (libzip). Stays on its thread.
final class ZipArchive {
    private let archive: OpaquePointer
    let chunk: Int

    /// - Parameter chunk: how many bytes are unpacked at a time.
    init(path: String, chunk: Int) throws(SheetError) {
        var code: Int32 = 0
        guard let opened = zip_open(path, ZIP_RDONLY, &code) else {
            var error = zip_error_t()
            zip_error_init_with_code(&error, code)
            defer { zip_error_fini(&error) }
            if zip_error_system_type(&error) == ZIP_ET_SYS, code != ZIP_ER_NOZIP {
                throw .unreadable(reason: String(cString: zip_error_strerror(&error)))
            }
            throw .damaged(part: "ZIP")
        }
        archive = opened
        self.chunk = chunk
        guard zip_get_num_entries(archive, 0) <= SheetLimits.entries else { throw .tooLarge }
    }

    deinit { zip_discard(archive) }

    /// Unpacks an entry piece by piece, until there are no more or `body` returns false.
    /// - Returns: false where there is no such entry.
    /// - Throws: `SheetError`: an entry that is damaged, sealed by a password, or out of all proportion.
    func read(_ name: String, _ body: (UnsafeRawBufferPointer) throws(SheetError) -> Bool) throws(SheetError) -> Bool {
        let found = zip_name_locate(archive, name, ZIP_FL_NOCASE)
        guard found >= 0 else { return false }
        let index = UInt64(found)
        var facts = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &facts) == 0 else { throw .damaged(part: name) }
        guard facts.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted }
        let packed = Int(min(facts.comp_size, UInt64(SheetLimits.file)))
        let limit = min(SheetLimits.entry, max(SheetLimits.smallEntry, packed * SheetLimits.ratio))
        guard facts.size <= UInt64(limit) else { throw .tooLarge }
        guard let entry = zip_fopen_index(archive, index, 0) else { throw .damaged(part: name) }
        defer { zip_fclose(entry) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
        defer { buffer.deallocate() }
        var total = 0
        while let start = buffer.baseAddress {
            let count = Int(zip_fread(entry, start, UInt64(buffer.count)))
            guard count >= 0 else { throw .damaged(part: name) }
            if count == 0 { break }
            total += count
            // What the directory says of the size need not be so.
            guard total <= limit else { throw .tooLarge }
            if try !body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { break }
        }
        return true
    }
}
