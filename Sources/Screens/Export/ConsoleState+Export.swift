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
        if let fault = filterFault { return tell(words.filterStandsInTheWay(fault), .bad) }
        var field = TextField(maxClusters: 400, placeholder: words.exportFileLabel)
        field.replace(with: today.map { words.exportFile(table, kind, $0) } ?? "export.\(kind.rawValue)")
        layers.push(
            .export(
                table, kind,
                Dialog(title: words.exportTitle(table, kind), body: exportBody, content: .prompt(field))))
        if case .exactly = exportTotal { return [] }
        // The filter may be another screen's: whoever exports is to know how many it leaves.
        guard !attendees.survey.isCounting else { return [] }
        attendees.survey.isChecking = true
        return [.ask(.count, .count(attendees.filter))]
    }

    private var exportBody: String { words.exportBody(words.exportScope(filter: exportFilterText, exportTotal)) }

    /// The rows at hand may still be those of the filter before: then they say nothing of this one.
    private var exportTotal: AttendeeSurvey.Total? {
        attendees.isOutdated ? attendees.survey.count.map { .exactly($0) } : attendees.total
    }

    /// What holds back who is exported, as it could be typed: in review the queue is part of it.
    private var exportFilterText: String {
        let queue = place == .review ? review.queue.status.map { "\(words.statusLabel):\(words.status($0))" } : nil
        return [queue, attendees.search.text].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// It is known now how many there are.
    mutating func sayExportScope() {
        guard case .export(let table, let kind, let dialog) = overlay else { return }
        overlay = .export(table, kind, Dialog(title: dialog.title, body: exportBody, content: dialog.content))
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
            let file = FolderListing.expanded(text)
            guard !file.isEmpty else {
                dialog.fault = words.exportNoFile
                overlay = .export(table, kind, dialog)
                return []
            }
            guard let path = kind.named(file) else {
                dialog.fault = words.exportEndsOtherwise(kind)
                overlay = .export(table, kind, dialog)
                return []
            }
            overlay = nil
            var order = ExportWork(table, kind, path: path, filter: attendees.filter, filterText: exportFilterText)
            order.keepsExisting = true
            begin(RunningWork(folder: order.path, isExport: true))
            return [.ask(.work, .export(order, language))]
        case .chosen, .consumed, .ignored:
            overlay = .export(table, kind, dialog)
            return []
        }
    }

    mutating func takeExportEnd(_ result: Result<ExportReport, ExportError>) -> [ConsoleEffect] {
        work = nil
        switch result {
        case .success(let report) where report.wasStopped: return tellLasting(words.exportStopped, .warning)
        case .success(let report):
            tellUnasked(words.exported(report))
            return []
        case .failure(let error): return tellLasting(words.error(error), .bad)
        }
    }
}
