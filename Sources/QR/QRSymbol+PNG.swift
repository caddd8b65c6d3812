// One symbol, one PNG file. For thousands keep a PNGWriter.

extension QRSymbol {
    /// The symbol as a 1-bit grayscale PNG file of `(size + 2 * quietZone) * scale` pixels a side; `scale` is pixels a
    /// module, 1…64. Throws `scaleOutOfRange`, `quietZoneOutOfRange` or `outOfMemory`.
    public func png(scale: Int, quietZone: Int = 4) throws(QRError) -> [UInt8] {
        var writer = PNGWriter()
        return try writer.png(self, scale: scale, quietZone: quietZone)
    }
}
