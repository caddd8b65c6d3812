// An import from the palette: file, sheet, columns, preview, and the import itself as long work.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// Asks for the file; while an import runs, stops it.
    mutating func importPressed() -> [ConsoleEffect] {
        if let handle = work?.importStop { return stopImport(handle) }
        guard work == nil else { return tell(words.importBusy, .warning) }
        guard desk != nil else { return tell(words.notOpenYet, .warning) }
        let screen = ImportScreen(folder: lastImportFolder ?? "~/")
        layers.push(.importing(screen))
        return [.ask(.folder, .importing(.folder(screen.picker.folder)))]
    }

    /// The answer says whether it came in time: nothing is stored, or all is.
    private mutating func stopImport(_ handle: ImportStop) -> [ConsoleEffect] {
        [.tell(.importing(.stop(handle)))] + tell(words.importStopping, .warning)
    }

    mutating func pressImport(_ screen: ImportScreen, _ press: KeyPress) -> [ConsoleEffect] {
        var screen = screen
        // Why there is nothing to look at stands until there is.
        if screen.step != .preview || screen.look != nil { screen.fault = nil }
        switch screen.step {
        case .file: return pressFile(screen, press)
        case .sheet:
            switch press.key {
            case .escape: screen.step = .file
            case .enter: return readColumns(screen)
            default: screen.sheet = moved(screen.sheet, press, screen.sheets.count)
            }
        case .columns: return pressMapping(screen, press)
        case .preview: return pressPreview(screen, press)
        case .running:
            guard press.key == .escape, let handle = work?.importStop else { return [] }
            return stopImport(handle)
        case .done:
            guard press.key != .escape, press.key != .enter else {
                overlay = nil
                return []
            }
            screen.scroll = scrolled(screen, press)
        }
        overlay = .importing(screen)
        return []
    }

    mutating func pasteIntoImport(_ screen: ImportScreen, _ text: String) -> [ConsoleEffect] {
        guard screen.step == .file else { return [] }
        var screen = screen
        let before = screen.picker.folder
        screen.picker.paste(text)
        overlay = .importing(screen)
        return before == screen.picker.folder ? [] : [.ask(.folder, .importing(.folder(screen.picker.folder)))]
    }

    private func moved(_ selected: Int, _ press: KeyPress, _ count: Int) -> Int {
        let step =
            switch press.key {
            case .up: -1
            case .down: 1
            case .home: -count
            case .end: count
            case .pageUp: -10
            case .pageDown: 10
            default: 0
            }
        return max(min(selected + step, count - 1), 0)
    }

    private func scrolled(_ screen: ImportScreen, _ press: KeyPress) -> Int {
        let (page, last) = importPage(screen)
        let step = press.key == .pageDown ? page : press.key == .pageUp ? -page : 0
        return max(min(screen.scroll + step, last), 0)
    }

    // MARK: File

    private mutating func pressFile(_ screen: ImportScreen, _ press: KeyPress) -> [ConsoleEffect] {
        var screen = screen
        let before = screen.picker.folder
        switch screen.picker.handle(press) {
        case .dismissed:
            overlay = nil
            return [.cancel(.folder)] + (screen.isBusy ? [.cancel(.work)] : [])
        case .entered(let text):
            let path = FolderListing.expanded(text)
            guard !path.isEmpty, !path.hasSuffix("/") else {
                screen.fault = words.importNoFile
                break
            }
            screen.path = path
            screen.isBusy = true
            overlay = .importing(screen)
            return [.ask(.work, .importing(.open(path: screen.path)))]
        case .consumed: break
        }
        overlay = .importing(screen)
        return before == screen.picker.folder ? [] : [.ask(.folder, .importing(.folder(screen.picker.folder)))]
    }

    private mutating func readColumns(_ screen: ImportScreen) -> [ConsoleEffect] {
        var screen = screen
        screen.columns = []
        screen.look = nil
        screen.hasHeading = nil
        return askForColumns(screen)
    }

    private mutating func askForColumns(_ screen: ImportScreen) -> [ConsoleEffect] {
        var screen = screen
        screen.isBusy = true
        overlay = .importing(screen)
        return [.ask(.work, .importing(.columns(screen.ask)))]
    }

    // MARK: Columns

    private mutating func pressMapping(_ screen: ImportScreen, _ press: KeyPress) -> [ConsoleEffect] {
        var screen = screen
        switch press.key {
        case .escape:
            screen.step = screen.sheets.count > 1 ? .sheet : .file
            screen.isBusy = false
            overlay = .importing(screen)
            return [.cancel(.work)]
        case .enter:
            guard screen.columns.contains(where: { $0.target == .field(.name) }) else {
                screen.fault = words.importNoName
                break
            }
            screen.step = .preview
            screen.selected = 0
            return preview(screen)
        case .right, .character(" "):
            desk.map { screen.changeColumn(by: 1, $0.form) }
            return askForColumns(screen)
        case .left:
            desk.map { screen.changeColumn(by: -1, $0.form) }
            return askForColumns(screen)
        case .delete, .character("-"):
            screen.clearColumn()
            return askForColumns(screen)
        case .character("n"):
            screen.changeHeading()
            return askForColumns(screen)
        case .character("h") where !screen.hidden.isEmpty:
            screen.skipsHidden.toggle()
            screen.look = nil
            return askForColumns(screen)
        default: screen.selected = moved(screen.selected, press, screen.columns.count)
        }
        overlay = .importing(screen)
        return []
    }

    // MARK: Preview

    private mutating func preview(_ screen: ImportScreen, savesRefused: Bool = false) -> [ConsoleEffect] {
        var screen = screen
        screen.isBusy = true
        screen.progress = nil
        screen.fault = nil
        screen.scroll = 0
        overlay = .importing(screen)
        return [.ask(.work, .importing(.preview(screen.ask, language, savesRefused: savesRefused)))]
    }

    private mutating func pressPreview(_ screen: ImportScreen, _ press: KeyPress) -> [ConsoleEffect] {
        var screen = screen
        let choice = screen.choices.indices.contains(screen.selected) ? screen.choices[screen.selected] : .begin
        switch press.key {
        case .escape:
            screen.step = .columns
            screen.selected = 0
            screen.isBusy = false
            screen.fault = nil
            overlay = .importing(screen)
            return [.cancel(.work)]
        case .enter where choice == .begin:
            if screen.canBegin { return begin(screen) }
            guard screen.isBusy else {
                screen.fault = words.importNothing(screen)
                break
            }
            // How far the look is stands where a fault would.
            overlay = .importing(screen)
            return tell(words.importLooking, .warning)
        case .enter where choice == .saveRefused: return preview(screen, savesRefused: true)
        case .enter, .character(" "): if screen.toggle(choice) { return preview(screen) }
        case .pageUp, .pageDown: screen.scroll = scrolled(screen, press)
        default: screen.selected = moved(screen.selected, press, screen.choices.count)
        }
        overlay = .importing(screen)
        return []
    }

    private mutating func begin(_ screen: ImportScreen) -> [ConsoleEffect] {
        var screen = screen
        let handle = ImportStop()
        screen.step = .running
        screen.progress = nil
        begin(RunningWork(folder: screen.path, importStop: handle))
        overlay = .importing(screen)
        return [.tell(.importing(.run(screen.ask, language, handle)))]
    }

    // MARK: Answers

    mutating func take(_ news: ImportNews) -> [ConsoleEffect] {
        if case .progress(let progress) = news { work?.importing = progress }
        switch news {
        case .ended(let result): return takeImportEnd(result)
        case .left(let result): return takeLeftImports(result)
        case .askAgain: return askForLeftImports()
        default: break
        }
        guard case .importing(var screen) = overlay else { return [] }
        switch news {
        case .folder(let asked, let result): screen.picker.take(asked, result)
        case .progress(let progress): screen.progress = progress
        case .opened(let path, let result): return takeSheets(screen, path, result)
        case .columns(let result):
            screen.isBusy = false
            switch result {
            case .success(let layout):
                screen.selected = screen.step == .columns ? max(min(screen.selected, layout.columns.count - 1), 0) : 0
                screen.take(layout)
                screen.step = .columns
            case .failure(let error): screen.fault = words.importFault(error, screen.path)
            }
        case .previewed(let result):
            screen.isBusy = false
            screen.progress = nil
            switch result {
            case .success(let look): screen.look = look
            case .failure(let error):
                screen.look = nil
                screen.fault = words.importFault(error, screen.path)
            }
            screen.selected = min(screen.selected, screen.choices.count - 1)
        case .ended, .left, .askAgain: break
        }
        overlay = .importing(screen)
        return []
    }

    private mutating func takeSheets(
        _ screen: ImportScreen, _ path: String, _ result: Result<[ImportSheet], ImportError>
    ) -> [ConsoleEffect] {
        var screen = screen
        screen.isBusy = false
        guard path == screen.path, screen.step == .file else { return [] }
        switch result {
        case .success(let sheets):
            if let listing = screen.picker.listing, listing.asked == screen.picker.folder {
                lastImportFolder = listing.name
            }
            screen.sheets = sheets
            screen.sheet = sheets.firstIndex { !$0.isHidden } ?? 0
            guard sheets.count > 1 else { return readColumns(screen) }
            screen.step = .sheet
        case .failure(let error): screen.fault = words.importFault(error, path)
        }
        overlay = .importing(screen)
        return []
    }

    private mutating func takeImportEnd(_ result: Result<ImportLook, ImportError>) -> [ConsoleEffect] {
        let path = work?.folder ?? ""
        work = nil
        switch result {
        case .success(let look):
            if case .importing(var screen) = overlay, screen.step == .running {
                screen.step = .done
                screen.look = look
                screen.scroll = 0
                overlay = .importing(screen)
            }
            if let fault = look.written.fault { return tellLasting(words.refusedNotWritten(fault), .bad) }
            return tellLasting(words.importEnded(look), look.ending == .stored ? .good : .warning)
        case .failure(let error):
            if case .importing(var screen) = overlay, screen.step == .running {
                screen.step = .preview
                overlay = .importing(screen)
            }
            if case .unanswered = error { hasLeftImports = true }
            if case .stopped = error { return tell(words.importFault(error, path), .warning) }
            // Whoever began it may not be there to see it, and it is longer than a line.
            tellUnasked(words.importBroken(error, path), .bad)
            return bell ? [.bell] : []
        }
    }
}
