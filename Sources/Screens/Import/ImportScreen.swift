// The steps of an import, one after the other; each can be gone back from.

import Desk
import Domain
import Terminal

/// An import that is being prepared, runs or has ended.
struct ImportScreen: Equatable, Sendable {
    enum Step: Equatable, Sendable {
        case file, sheet, columns, preview, running, done
    }

    /// A line of the preview that does something.
    enum Choice: Equatable, Sendable, CaseIterable {
        case begin, approves, updates, isPartial, hasConsent, skipsHidden, saveRefused
    }

    var step = Step.file
    var picker: FilePicker
    var path = ""
    var sheets: [ImportSheet] = []
    var layout: ImportLayout?
    /// The layout's, as changed here.
    var columns: [ImportLayout.Column] = []
    /// The marked line of a step.
    var selected = 0
    var sheet = 0
    /// Whether the file has a heading; nil where nobody said.
    var hasHeading: Bool?
    /// The first line shown of what is said of rows.
    var scroll = 0
    var options = ImportOptions()
    /// Rows and columns that nobody sees in the workbook are left out.
    var skipsHidden = false
    var look: ImportLook?
    /// An answer is on its way.
    var isBusy = false
    var progress: ImportProgress?
    var fault: String?

    init(folder: String) {
        picker = FilePicker(folder: folder)
    }

    var ask: ImportAsk {
        var byHand: [String: ImportTarget] = [:]
        for column in columns where column.isByHand { byHand[column.heading] = column.target ?? .nothing }
        return ImportAsk(
            path: path, sheet: sheets.count > 1 ? sheets[sheet].name : nil, options: options, skipsHidden: skipsHidden,
            byHand: byHand, hasHeading: hasHeading)
    }

    /// Takes over a layout; what was said of columns here stays.
    mutating func take(_ layout: ImportLayout) {
        let byHand = columns.filter(\.isByHand)
        self.layout = layout
        columns = layout.columns.map { column in
            var column = column
            if let said = byHand.first(where: { $0.heading == column.heading }) {
                column.target = said.target
                column.isByHand = true
            }
            return column
        }
    }

    /// Says that the file has a heading, or none: other columns than before, so nothing is said of them yet.
    mutating func changeHeading() {
        hasHeading = layout?.headingLine == nil
        columns = []
    }

    /// Gives the marked column the next field that no other has; after the last one nothing.
    mutating func changeColumn(by step: Int, _ form: FormDefinition) {
        guard columns.indices.contains(selected) else { return }
        let taken = Set(columns.indices.filter { $0 != selected }.compactMap { columns[$0].target })
        let free =
            [.nothing]
            + (form.fields.map { ImportTarget.field($0.id) } + [.status, .consentAt, .consentVersion])
            .filter { !taken.contains($0) }
        let place = free.firstIndex(of: columns[selected].target ?? .nothing) ?? 0
        columns[selected].target = free[(place + step + free.count) % free.count]
        columns[selected].isByHand = true
    }

    mutating func clearColumn() {
        guard columns.indices.contains(selected) else { return }
        columns[selected].target = .nothing
        columns[selected].isByHand = true
    }

    /// The choices that mean something now.
    var choices: [Choice] {
        let refused = look?.counts.refused ?? 0
        return Choice.allCases.filter { choice in
            switch choice {
            case .saveRefused: refused > 0
            case .skipsHidden: !hidden.isEmpty
            case .begin, .approves, .updates, .isPartial, .hasConsent: true
            }
        }
    }

    /// What of the sheet is hidden, as far as it has been looked at.
    var hidden: HiddenCells { look?.hidden ?? layout?.hidden ?? HiddenCells() }

    /// Whether there is anything to store.
    var canBegin: Bool {
        guard let look, !isBusy else { return false }
        return (look.counts.refused == 0 || options.isPartial)
            && look.counts.new + (options.updates ? look.counts.changed : 0) > 0
    }

    /// Changes what a line stands for; false where it is no tick.
    mutating func toggle(_ choice: Choice) -> Bool {
        switch choice {
        case .approves: options.approves.toggle()
        case .updates: options.updates.toggle()
        case .isPartial: options.isPartial.toggle()
        case .hasConsent: options.hasConsent.toggle()
        case .skipsHidden: skipsHidden.toggle()
        case .begin, .saveRefused: return false
        }
        return true
    }
}
