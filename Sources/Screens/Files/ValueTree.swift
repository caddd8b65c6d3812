// A TOML document as plain Swift values.

public import Domain

/// What a value in a file looks like, for saying which was expected and which was found.
public enum ValueShape: String, Hashable, Sendable, CaseIterable {
    case text, number, decimal, flag, date, list, table, other
}

/// A value of a TOML document. All texts and keys are NFC.
public indirect enum ValueTree: Hashable, Sendable {
    case text(String)
    case number(Int)
    case decimal(Double)
    case flag(Bool)
    case date(CalendarDate)
    case list([ValueTree])
    case table([String: ValueTree])
    /// A time of day, or a date and time: nothing here asks for one.
    case other

    public var shape: ValueShape {
        switch self {
        case .text: .text
        case .number: .number
        case .decimal: .decimal
        case .flag: .flag
        case .date: .date
        case .list: .list
        case .table: .table
        case .other: .other
        }
    }
}
