// The gates of a configuration file: `[[gate]]` tables to Gate values.

public import Domain

/// Reads gates.
///
///     [[gate]]
///     name = "east"
///     area = "main"
///     categories = ["teacher", "student-teacher"]
///     opens = "09:00"
///     closes = "18:00"
///     entry = "once"
public enum GateList {
    /// The list's key in the file.
    public static let key = "gate"
    /// The keys of a gate.
    public static let gateKeys = ["name", "area", "categories", "opens", "closes", "entry"]

    /// The gates of a document, nil where it says nothing of gates.
    public static func read(_ document: TOMLDocument) throws(ScreenFileErrors) -> [Gate]? {
        let collector = ErrorCollector(document)
        let root = TableReader(values: document.values, path: "", collector: collector)
        guard root.has(key) else { return nil }
        var gates: [Gate] = []
        for table in root.tables(key) ?? [] {
            guard let gate = gate(table) else { continue }
            if gates.contains(where: { $0.name == gate.name }) { table.add("name", .gate(.nameTaken(gate.name))) }
            gates.append(gate)
        }
        if gates.isEmpty, collector.errors.isEmpty { root.add(key, .gate(.none)) }
        guard collector.errors.isEmpty else { throw ScreenFileErrors(collector.errors) }
        return gates
    }

    private static func gate(_ table: TableReader) -> Gate? {
        table.checkKeys(gateKeys)
        table.require("name")
        let (opens, closes) = (time("opens", table), time("closes", table))
        if let opens, let closes, closes <= opens { table.add("closes", .gate(.closesBeforeOpening)) }
        let area = name("area", table) ?? Gate.main.area
        let categories = table.words("categories") ?? []
        let entry = table.choice("entry", of: Gate.Entry.self) ?? .once
        return name("name", table).map {
            Gate(name: $0, area: area, categories: categories, opens: opens, closes: closes, entry: entry)
        }
    }

    private static func name(_ key: String, _ table: TableReader) -> String? {
        let name = table.text(key)
        if let name, name.count > Gate.maximumNameLength { table.add(key, .gate(.nameTooLong)) }
        return name
    }

    private static func time(_ key: String, _ table: TableReader) -> TimeOfDay? {
        guard let text = table.text(key) else { return nil }
        let time = TimeOfDay(text)
        if time == nil { table.add(key, .gate(.badTime(text))) }
        return time
    }
}
