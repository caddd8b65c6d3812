// One cell of the screen.

public struct Cell: Equatable, Sendable {
    /// One cluster in NFC; a space in the right half of a wide glyph.
    public var glyph: Character
    /// 0 is the right half of the glyph to the left, otherwise the columns of the glyph: 1 or 2.
    public var width: UInt8
    public var role: Role

    public init(glyph: Character, width: UInt8, role: Role) {
        self.glyph = glyph
        self.width = width
        self.role = role
    }

    public static func blank(_ role: Role) -> Cell { Cell(glyph: " ", width: 1, role: role) }
    static func rightHalf(_ role: Role) -> Cell { Cell(glyph: " ", width: 0, role: role) }
}
