// The table as a file: from the palette, as long work that never stands in anybody's way.

import Desk
import Domain
import Sheets
import Terminal

extension ConsoleState {
    /// Asks for the file; while an export runs, stops it.
    mutating func exportPressed(_ table: ExportRecord.Table, _ kind: SheetKind) -> [ConsoleEffect] {
        if work != nil { return stopWork() }
        guard desk != nil else { return tell(words.notOpenYet, .warning) }
        var field = TextField(maxClusters: 400, placeholder: words.exportFileLabel)
        field.replace(with: today.map { words.exportFile(table, kind, $0) } ?? "export.\(kind.rawValue)")
        layers.push(
            .export(
                table, kind,
                Dialog(title: words.exportTitle(table, kind), body: words.exportBody, content: .prompt(field))))
        return []
    }

    mutating func pressExport(
        _ table: ExportRecord.Table, _ kind: SheetKind, _ dialog: Dialog, _ press: KeyPress
    ) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed:
            overlay = nil
            return []
        case .entered(let text):
            let file = String(text.drop { $0 == " " })
            guard !file.isEmpty else {
                dialog.fault = words.exportNoFile
                overlay = .export(table, kind, dialog)
                return []
            }
            overlay = nil
            let order = ExportWork(
                table, kind, path: file, filter: attendees.filter, filterText: attendees.search.text)
            work = RunningWork(folder: order.path, isExport: true)
            return [.ask(.work, .export(order, language))]
        case .chosen, .consumed, .ignored:
            overlay = .export(table, kind, dialog)
            return []
        }
    }

    mutating func takeExportEnd(_ result: Result<ExportReport, ExportError>) -> [ConsoleEffect] {
        work = nil
        switch result {
        case .success(let report) where report.wasStopped: return tell(words.exportStopped, .warning)
        case .success(let report): return tell(words.exported(report))
        case .failure(let error): return tell(words.error(error), .bad)
        }
    }
}
