// A pass as a PNG file's bytes.

public import Domain
import QR

/// Draws passes as pictures, many with one writer.
public struct PassPicture: ~Copyable {
    private var writer = PNGWriter()
    private let scale: Int

    /// - Parameter scale: pixels a module, 1...64.
    public init(scale: Int = 8) {
        self.scale = scale
    }

    /// The file's bytes, the same for the same pass; nil when there is no memory.
    public mutating func png(_ pass: Pass) -> [UInt8]? {
        guard let symbol = try? QRSymbol(digits: pass.digits) else { return nil }
        return try? writer.png(symbol, scale: scale)
    }
}
