// A QR symbol as plain modules. Pictures of it live in QRSymbol+Art and QRSymbol+PNG; what it says is the caller's.

import CQREncode
import Glibc

/// The modules of one QR symbol (ISO/IEC 18004, error correction level M), made by libqrencode.
public struct QRSymbol: Equatable, Sendable {
    /// Quiet zones that can be asked for, in modules a side. The standard wants 4; readers refuse less.
    public static let quietZones = 0...16
    /// The most digits and the most UTF-8 bytes that version 40 holds at level M (ISO/IEC 18004, table 7).
    public static let mostDigits = 5_596
    public static let mostBytes = 2_331

    /// 1…40; version 1 is 21 x 21 modules.
    public let version: Int
    /// Modules a side: 17 + 4 x version.
    public let size: Int
    /// `size * size` modules, row by row from the top left; true is dark.
    public let modules: [Bool]

    /// The smallest symbol for a run of the digits 0…9 in numeric mode: up to 34 of them give version 1.
    /// Throws `empty`, `notADigit`, `tooLong` or `outOfMemory`.
    public init(digits: String) throws(QRError) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.utf8.count)
        for (position, character) in digits.enumerated() {
            guard let byte = character.asciiValue, (0x30...0x39).contains(byte) else {
                throw .notADigit(position: position)
            }
            bytes.append(byte)
        }
        guard bytes.count <= Self.mostDigits else { throw .tooLong(limit: Self.mostDigits) }
        try self.init(bytes, mode: QR_MODE_NUM, characterSet: nil)
    }

    /// The smallest symbol for `text` in byte mode, as UTF-8; text beyond ASCII says so with an ECI header.
    /// Throws `empty`, `tooLong` or `outOfMemory`.
    public init(text: String) throws(QRError) {
        let bytes = Array(text.utf8)
        // ECI assignment 26 is UTF-8 (AIM ECI register); without it readers guess, some of them Shift-JIS.
        let characterSet: UInt32? = bytes.allSatisfy { $0 < 0x80 } ? nil : 26
        guard bytes.count <= Self.mostBytes else { throw .tooLong(limit: Self.mostBytes) }
        try self.init(bytes, mode: QR_MODE_8, characterSet: characterSet)
    }

    /// Whether the module is dark. Everything outside the symbol is light, as in its quiet zone.
    public func isDark(column: Int, row: Int) -> Bool {
        guard (0..<size).contains(column), (0..<size).contains(row) else { return false }
        return modules[row * size + column]
    }

    private init(_ bytes: [UInt8], mode: QRencodeMode, characterSet: UInt32?) throws(QRError) {
        guard !bytes.isEmpty else { throw .empty }
        guard let input = QRinput_new2(0, QR_ECLEVEL_M) else { throw .outOfMemory }
        defer { QRinput_free(input) }
        if let characterSet, QRinput_appendECIheader(input, characterSet) != 0 {
            throw Self.refusal(mode)
        }
        guard QRinput_append(input, mode, Int32(bytes.count), bytes) == 0, let code = QRcode_encodeInput(input) else {
            throw Self.refusal(mode)
        }
        defer { QRcode_free(code) }
        guard let data = code.pointee.data else { throw .outOfMemory }
        version = Int(code.pointee.version)
        size = Int(code.pointee.width)
        let count = size * size
        modules = [Bool](unsafeUninitializedCapacity: count) { target, filled in
            // The lowest bit is the colour; the others say what the module is for.
            for index in 0..<count {
                target.initializeElement(at: index, to: data[index] & 1 == 1)
            }
            filled = count
        }
    }

    private static func refusal(_ mode: QRencodeMode) -> QRError {
        guard errno == ERANGE else { return .outOfMemory }
        return .tooLong(limit: mode == QR_MODE_NUM ? mostDigits : mostBytes)
    }
}
