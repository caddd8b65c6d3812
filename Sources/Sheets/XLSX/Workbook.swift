// A workbook: where its sheets lie in its archive.

/// The parts of a workbook (ECMA-376), found by way of its relationships.
final class Workbook {
    struct Sheet {
        let name: String
        let isHidden: Bool
        fileprivate let relation: String
    }

    private let archive: ZipArchive
    /// The part that lists the sheets.
    let path: String
    private(set) var sheets: [Sheet] = []
    private var relations: [String: Relations.Target] = [:]
    private var countsFrom1904 = false

    init(archive: ZipArchive) throws(SheetError) {
        self.archive = archive
        let root = try Relations.read("_rels/.rels", of: archive)
        path = root.values.first { $0.kind == "officeDocument" }?.path ?? "xl/workbook.xml"
        let list = SheetList()
        guard try XMLReading.read(path, of: archive, with: list), list.isWorkbook else { throw .notATable }
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        relations = try Relations.read("\(path[..<cut])_rels/\(path[cut...]).rels", of: archive)
        countsFrom1904 = list.countsFrom1904
        // Charts have sheets of their own, without cells.
        sheets = list.sheets.filter { relations[$0.relation]?.kind == "worksheet" }
    }

    /// Gives the rows of a sheet until there are no more or `body` returns false. Rows without a value are left out.
    func rows(of name: String, _ body: (SheetRow) throws -> Bool) throws {
        guard let sheet = sheets.first(where: { $0.name == name }), let target = relations[sheet.relation] else {
            throw SheetError.noSheet(name: name)
        }
        let strings = SharedStrings()
        if let part = relations.values.first(where: { $0.kind == "sharedStrings" }) {
            _ = try XMLReading.read(part.path, of: archive, with: strings)
        }
        let styles = CellStyles()
        if let part = relations.values.first(where: { $0.kind == "styles" }) {
            _ = try XMLReading.read(part.path, of: archive, with: styles)
        }
        let rows = SheetRows(strings: strings.all, dates: styles.dates, countsFrom1904: countsFrom1904)
        var failure: (any Error)?
        let found = try XMLReading.read(target.path, of: archive, with: rows) {
            do {
                return try rows.take().allSatisfy(body)
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        if !found { throw SheetError.damaged(part: target.path) }
    }

    /// Reads the list of sheets.
    private final class SheetList: XMLHandler {
        var sheets: [Sheet] = []
        var isWorkbook = false
        var countsFrom1904 = false

        func began(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
            switch name {
            case "workbook": isWorkbook = true
            case "workbookPr": countsFrom1904 = ["1", "true"].contains(attributes["date1904"])
            case "sheet":
                guard sheets.count < SheetLimits.sheets else { throw .tooLarge }
                guard let name = attributes["name"], let relation = attributes["id"] else { return }
                let state = attributes["state"] ?? "visible"
                sheets.append(Sheet(name: name, isHidden: state != "visible", relation: relation))
            default: break
            }
        }

        func ended(_ name: String) {}
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }
}

/// What a part refers to, by the ids it uses.
enum Relations {
    struct Target {
        /// The last word of its type: `worksheet`, `styles`, `sharedStrings`, …
        let kind: String
        /// The part's name in the archive.
        let path: String
    }

    /// The relationships in a part `…/_rels/name.rels`; none where there is no such part.
    static func read(_ part: String, of archive: ZipArchive) throws(SheetError) -> [String: Target] {
        let folder = part.split(separator: "/").dropLast(2)
        let list = List(folder: folder.map(String.init))
        _ = try XMLReading.read(part, of: archive, with: list)
        return list.targets
    }

    private final class List: XMLHandler {
        let folder: [String]
        var targets: [String: Target] = [:]

        init(folder: [String]) {
            self.folder = folder
        }

        func began(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
            guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
                let type = attributes["Type"], let target = attributes["Target"]
            else { return }
            guard targets.count < SheetLimits.entries else { throw .tooLarge }
            var steps = target.hasPrefix("/") ? [] : folder
            for step in target.split(separator: "/") {
                switch step {
                case "..": _ = steps.popLast()
                case ".": break
                default: steps.append(String(step))
                }
            }
            let kind = type.split(separator: "/").last.map(String.init) ?? ""
            targets[id] = Target(kind: kind, path: steps.joined(separator: "/"))
        }

        func ended(_ name: String) {}
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }
}
