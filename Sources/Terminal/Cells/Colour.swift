// A colour in the two palettes terminals have.

/// A colour of the 256-colour palette and the one of the first eight that stands for it on poorer terminals.
public struct Colour: Hashable, Sendable {
    /// 0…255 in the xterm palette.
    public let index: UInt8
    /// 0…7.
    public let fallback: UInt8

    public init(_ index: UInt8, fallback: UInt8) {
        self.index = index
        self.fallback = fallback
    }
}
