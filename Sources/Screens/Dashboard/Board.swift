// What a dashboard shows and where: tiles in rows.

public import Domain

/// A dashboard as its screen file has it.
public struct Board: Hashable, Sendable {
    public struct Tile: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable, CaseIterable {
            case number, bar, sparkline, histogram, table
        }

        public var kind: Kind
        public var figure: Figure
        /// Nil for the figure's own name.
        public var title: Localized?
        /// The one area to count; nil for all.
        public var area: String?
        /// Its row, from 1; tiles of one row stand in the order of the file.
        public var row: Int
        /// Its share of the row.
        public var width: Int
        /// The lines it takes at the least, the blank one below it included.
        public var height: Int
    }

    public var title: Localized
    public var tiles: [Tile]

    public init(title: Localized, tiles: [Tile]) {
        self.title = title
        self.tiles = tiles
    }

    /// Without any tile: before a file is read.
    public static let empty = Board(title: Localized(ko: "현황", en: "Dashboard"), tiles: [])

    /// The tiles by rows, from the top.
    public var rows: [[Tile]] {
        Set(tiles.map(\.row)).sorted().map { row in tiles.filter { $0.row == row } }
    }

    /// What is wrong with a tile.
    public enum Flaw: Hashable, Sendable {
        /// This kind of tile cannot show that figure; those it can follow.
        case kindCannotShow(Tile.Kind, fitting: [String])
    }
}

extension Board.Tile.Kind {
    /// What a tile of this kind can show.
    public func fits(_ figure: Figure) -> Bool {
        switch figure {
        case .registered, .approved, .waiting, .arrived, .noShows, .enteredToday, .insideNow, .rate, .forecast:
            self == .number
        case .byStatus, .bySource, .byCategory, .byGate, .byDesk, .insideByArea: self == .bar || self == .table
        case .perHour: self == .histogram || self == .bar || self == .table
        case .lastHour: self == .sparkline
        }
    }

    /// The lines a tile of this kind takes where the file says nothing.
    var usualHeight: Int {
        switch self {
        case .number: 3
        case .sparkline: 4
        case .histogram: 7
        case .bar, .table: 8
        }
    }

    /// Whether it shows more in more lines.
    var grows: Bool { self == .bar || self == .table || self == .histogram }
}
