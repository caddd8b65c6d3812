// XML as it streams by.

internal import CExpat
internal import Glibc

/// What wants to hear of a part's elements. Names come without their prefix.
protocol XMLHandler: AnyObject {
    /// - Throws: what is wrong with the part; reading ends.
    func began(_ name: String, _ attributes: XMLAttributes) throws(SheetError)
    func ended(_ name: String) throws(SheetError)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError)
}

/// The attributes of an element, readable while it begins.
struct XMLAttributes {
    fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of the attribute of this name, whatever its prefix.
    subscript(name: String) -> String? {
        guard var pair = pairs else { return nil }
        while let key = pair[0], let value = pair[1] {
            if strcmp(localPart(key), name) == 0 { return String(cString: value) }
            pair += 2
        }
        return nil
    }
}

/// A name without its prefix.
private func localPart(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
    strchr(name, 0x3A).map { UnsafePointer($0) + 1 } ?? name
}

/// Parses one part of a workbook (expat). Workbooks have no document type, so one is refused: with it go all tricks
/// with entities.
final class XMLReading {
    private let handler: any XMLHandler
    private let parser: XML_Parser
    private var failure: SheetError?
    private var depth = 0
    private var fed = 0

    init(_ handler: any XMLHandler) throws(SheetError) {
        guard let made = XML_ParserCreate(nil) else { throw .tooLarge }
        self.handler = handler
        parser = made
        XML_SetUserData(made, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            made,
            { user, name, attributes in
                XMLReading.of(user)?.begin(name, attributes)
            },
            { user, name in
                XMLReading.of(user)?.end(name)
            })
        XML_SetCharacterDataHandler(made) { user, text, count in
            guard let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
                let piece = UnsafeBufferPointer(start: bytes, count: Int(count))
                XMLReading.of(user)?.perform { handler throws(SheetError) in try handler.text(piece) }
            }
        }
        XML_SetStartDoctypeDeclHandler(made) { user, _, _, _, _ in
            XMLReading.of(user)?.perform { _ throws(SheetError) in throw .notATable }
        }
    }

    deinit { XML_ParserFree(parser) }

    /// Reads a part to its end, calling `after` when a piece has been read; false there ends it early.
    /// - Returns: false where the archive has no such part.
    static func read(
        _ name: String, of archive: ZipArchive, with handler: any XMLHandler,
        after: () throws(SheetError) -> Bool = { true }
    ) throws(SheetError) -> Bool {
        let reading = try XMLReading(handler)
        var isWhole = true
        let found = try archive.read(name) { piece throws(SheetError) in
            try reading.feed(piece, of: name)
            isWhole = try after()
            return isWhole
        }
        if found, isWhole { try reading.finish(name) }
        return found
    }

    private func feed(_ piece: UnsafeRawBufferPointer, of part: String) throws(SheetError) {
        let bytes = piece.bindMemory(to: CChar.self)
        let status = XML_Parse(parser, bytes.baseAddress, Int32(bytes.count), 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw .damaged(part: part) }
        fed += bytes.count
        // expat holds a tag until it is whole, however long it is.
        if fed - Int(XML_GetCurrentByteIndex(parser)) > SheetLimits.tag { throw .tooLarge }
    }

    private func finish(_ part: String) throws(SheetError) {
        let status = XML_Parse(parser, nil, 0, 1)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw .damaged(part: part) }
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReading? {
        user.map { Unmanaged<XMLReading>.fromOpaque($0).takeUnretainedValue() }
    }

    private func begin(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        guard let name else { return }
        depth += 1
        let isTooDeep = depth > SheetLimits.depth
        perform { handler throws(SheetError) in
            if isTooDeep { throw .tooLarge }
            try handler.began(String(cString: localPart(name)), XMLAttributes(pairs: attributes))
        }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard let name else { return }
        depth -= 1
        perform { handler throws(SheetError) in try handler.ended(String(cString: localPart(name))) }
    }

    /// Errors must not cross expat's frames: they are kept, and thrown when it has returned.
    private func perform(_ work: (any XMLHandler) throws(SheetError) -> Void) {
        guard failure == nil else { return }
        do {
            try work(handler)
        } catch {
            failure = error
            cx_stop(parser)
        }
    }
}
