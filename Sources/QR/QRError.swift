// Why a symbol or its picture could not be made.

/// A refusal of `QRSymbol` or `PNGWriter`.
public enum QRError: Error, Equatable, Sendable {
    /// There is nothing to encode.
    case empty
    /// The character at `position` (a count of characters from 0) is not one of 0…9.
    case notADigit(position: Int)
    /// More than the largest QR symbol holds at level M.
    case tooLong(limit: Int)
    /// Pixels a module must be within `PNGWriter.scales`.
    case scaleOutOfRange(Int)
    /// Modules of quiet zone must be within `QRSymbol.quietZones`.
    case quietZoneOutOfRange(Int)
    /// The system gave no memory.
    case outOfMemory
}
