// Carrying out the steps of an import: all of them on the thread for long work, but folders on the one for reading.

import Desk
import Domain
import Sheets
import Terminal

extension DeskPerformer {
    func perform(
        _ task: ImportTask, _ service: DeskService, _ form: FormDefinition, _ ticket: Ticket,
        _ reply: @escaping @Sendable (ConsoleMessage) -> Void, _ done: @escaping @Sendable () -> Void
    ) {
        func work(_ body: @escaping @Sendable (Result<Desk, DeskError>, WorkStop) -> ImportNews) {
            service.work(ticket.number, dropped: done) { desk, stop in
                defer { done() }
                reply(.importing(body(desk, stop)))
            }
        }
        switch task {
        case .folder(let path):
            service.read(ticket.number, dropped: done) { _ in
                defer { done() }
                let listing = Result { () throws(PictureFault) in try FolderListing.read(path) }
                reply(.importing(.folder(asked: path, listing)))
            }
        case .open(let path): work { _, _ in .opened(path: path, Self.sheets(path)) }
        case .columns(let ask): work { desk, stop in .columns(Self.columns(ask, form, desk, stop)) }
        case .preview(let ask, let language, let savesRefused):
            work { desk, stop in
                .previewed(
                    Self.look(ask, form, desk, stop) { desk, work throws(ImportError) in
                        let report = try desk.previewImport(work, stop: stop) { reply(.importing(.progress($0))) }
                        return ImportLook(
                            report, written: savesRefused ? RefusedFile.write(report, Words(language)) : .nothing)
                    })
            }
        case .run(let ask, let language, let handle):
            work { desk, _ in
                .ended(
                    Self.look(ask, form, desk, handle.stop) { desk, work throws(ImportError) in
                        let report = try desk.runImport(work, stop: handle.stop) { reply(.importing(.progress($0))) }
                        return ImportLook(report, written: RefusedFile.write(report, Words(language)))
                    })
            }
        case .stop(let handle):
            handle.stop.ask()
            done()
        case .left:
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                let left = desk.flatMap { desk in Result { () throws(DeskError) in try desk.leftImports() } }
                reply(.importing(.left(left)))
            }
        }
    }

    private static func sheets(_ path: String) -> Result<[ImportSheet], ImportError> {
        Result { () throws(SheetError) in
            let file = try SheetFile(path: path)
            return file.sheets.map { ImportSheet(name: $0, isHidden: file.hiddenSheets.contains($0)) }
        }.mapError { .file($0) }
    }

    private static func columns(
        _ ask: ImportAsk, _ form: FormDefinition, _ desk: Result<Desk, DeskError>, _ stop: WorkStop
    ) -> Result<ImportLayout, ImportError> {
        desk.mapError { ImportError.desk($0) }.flatMap { desk in
            Result { () throws(ImportError) in
                let file = try ImportFile(
                    path: ask.path, sheet: ask.sheet, skipsHidden: ask.skipsHidden, stop: stop)
                let work = ImportWork(file, form: form, byHand: ask.byHand, hasHeading: ask.hasHeading)
                do throws(ImportError) {
                    let (heading, remembered) = try desk.importColumns(work)
                    var layout = ImportLayout(
                        file.format, heading, rows: file.rows.dropFirst(heading.rowCount), remembered: remembered)
                    layout.hidden = file.hidden
                    return layout
                } catch {
                    switch error {
                    case .obstacle(.noHeading), .obstacle(.noNames): break
                    default: throw error
                    }
                    let heading = desk.guessImportColumns(work)
                    var layout = ImportLayout(file.format, heading, rows: file.rows.dropFirst(heading.rowCount))
                    layout.isGuess = true
                    layout.hidden = file.hidden
                    return layout
                }
            }
        }
    }

    private static func look(
        _ ask: ImportAsk, _ form: FormDefinition, _ desk: Result<Desk, DeskError>, _ stop: WorkStop,
        _ body: (Desk, ImportWork) throws(ImportError) -> ImportLook
    ) -> Result<ImportLook, ImportError> {
        desk.mapError { ImportError.desk($0) }.flatMap { desk in
            Result { () throws(ImportError) in
                let file = try ImportFile(
                    path: ask.path, sheet: ask.sheet, skipsHidden: ask.skipsHidden, stop: stop)
                return try body(
                    desk,
                    ImportWork(
                        file, form: form, options: ask.options, byHand: ask.byHand, hasHeading: ask.hasHeading))
            }
        }
    }
}
