// What doctor looks at, in the order in which one thing rests on another.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Printing
import Screens
import Store

/// One round of looking. Changes nothing, but starts an embedded server that is there and does not run, as any
/// subcommand would.
struct Examination {
    let session: Session

    private var words: Words { session.words }
    private var configuration: Configuration { session.configuration }

    func run(_ report: (Finding) -> Void) {
        report(Finding(.settings, .note, words.settings(configuration)))
        report(dataFolder())
        let (findings, figures) = journal()
        findings.forEach(report)
        database(figures, report)
        report(printer())
        report(screens())
        report(terminal())
    }

    private func dataFolder() -> Finding {
        let path = configuration.dataFolder.value
        guard access(path, F_OK) == 0 else { return Finding(.dataFolder, .note, words.folderMissing(path)) }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            return Finding(.dataFolder, .bad, words.cannotWrite(path, String(cString: strerror(errno))))
        }
        return Finding(.dataFolder, .good, path)
    }

    /// The journal, and what else the desk keeps beside it.
    /// - Returns: also how the desk stands by them; nil where they do not say.
    private func journal() -> ([Finding], DeskFigures?) {
        guard session.hasJournal else { return ([], nil) }
        do throws(Failure) {
            guard let journal = try session.openJournalUnasked() else { return (lockedJournal(), nil) }
            try? journal.examine()
            let figures = try session.withDesk { () throws(DeskError) in
                try DeskFigures(reading: journal, configuration.desk)
            }
            return (findings(figures), figures)
        } catch {
            // Also where the configured file says another passphrase, the key file tells how it lies.
            let found = try? session.door.readGuard()
            let sentence = openingFault.map(words.examined) ?? error.message
            return ([Finding(.journal, .bad, sentence)] + (found.map { [guardFinding($0)] } ?? []), nil)
        }
    }

    /// Why the journal does not open; nil where that is a matter of its passphrase.
    private var openingFault: DeskError? {
        do throws(DeskError) {
            _ = try session.door.open()
            return nil
        } catch {
            if case .journal(.passphraseNeeded) = error { return nil }
            return error
        }
    }

    /// What is known of a journal that only a passphrase opens, which doctor asks nobody for.
    private func lockedJournal() -> [Finding] {
        [Finding(.journal, .note, words.journalIsLocked), guardFinding(.passphrase)]
            + (DiskSpace.free(in: configuration.dataFolder.value).map { [disk(free: $0)] } ?? [])
    }

    private func guardFinding(_ way: JournalGuard) -> Finding {
        Finding(
            .journalGuard, .note,
            words.guardAdvice(way, isEmbedded: configuration.database.value == .embedded), JSONValue.journalGuard(way))
    }

    private func disk(free: Int64) -> Finding {
        let isShort = DeskWarnings(diskFree: free).diskFree != nil
        return Finding(.disk, isShort ? .bad : .good, words.disk(free: free), JSONValue.disk(free: free))
    }

    private func findings(_ figures: DeskFigures) -> [Finding] {
        let open = figures.waiting + figures.setAside
        // People are told the event's time, or that it is not: only a copy knows the event's zone.
        let zone = figures.copy?.minutesAheadOfUTC
        let minutes = zone ?? 0
        var findings = [
            Finding(
                .journal, open > 0 ? .bad : .good, words.journal(figures, minutesAheadOfUTC: zone),
                JSONValue.queue(figures, minutesAheadOfUTC: minutes))
        ]
        if !figures.rebuilds.isEmpty {
            let isWhole = figures.rebuilds.allSatisfy(\.isWhole)
            findings.append(
                Finding(
                    .rebuilds, isWhole ? .note : .bad,
                    words.rebuilt(figures, minutesAheadOfUTC: zone).joined(separator: "\n"),
                    JSONValue.rebuilds(figures, minutesAheadOfUTC: minutes)))
        }
        if !figures.lost.isEmpty {
            findings.append(
                Finding(
                    .lost, .note, words.lost(figures.lost, of: figures.lostCount, minutesAheadOfUTC: zone),
                    JSONValue.lost(figures, minutesAheadOfUTC: minutes)))
        }
        if let exported = figures.exported {
            findings.append(
                Finding(
                    .journalFile, .note, words.exported(exported, minutesAheadOfUTC: zone),
                    JSONValue.exported(figures, minutesAheadOfUTC: minutes)))
        }
        findings.append(guardFinding(figures.journalGuard))
        if let left = figures.serialsLeft {
            findings.append(
                Finding(
                    .lease, .note, words.serialsLeft(left, block: figures.blockSize), JSONValue.lease(figures)))
        }
        findings.append(
            Finding(
                .copy, .note,
                words.copy(figures, minutesAheadOfUTC: zone),
                JSONValue.copy(figures, minutesAheadOfUTC: minutes)))
        if let free = figures.diskFree { findings.append(disk(free: free)) }
        if let said = figures.dayByHand {
            findings.append(
                Finding(
                    .day, .note, words.dayByHand(said, minutesAheadOfUTC: zone),
                    JSONValue.day(said, minutesAheadOfUTC: minutes)))
        }
        return findings
    }

    /// Server, schema, event and clock: opening a desk needs them all, and says which is missing.
    private func database(_ figures: DeskFigures?, _ report: (Finding) -> Void) {
        let zone = figures?.copy?.minutesAheadOfUTC
        do throws(DeskError) {
            try session.startServer(create: false)
            let connection = try Database(configuration.desk).connectAsDesk()
            let version = connection.parameter("server_version") ?? "?"
            report(
                Finding(
                    .server, .good, words.server(configuration.database.value, version: version),
                    JSONValue.contact(Timestamp.now(), minutesAheadOfUTC: zone ?? 0)))
            report(Finding(.schema, .good, words.migrated([])))
        } catch {
            let contact = figures?.lastContact
            let said = contact.map { "\n" + words.lastContact($0, minutesAheadOfUTC: zone) }
            report(
                Finding(
                    Self.check(error), .bad, words.examined(error) + (said ?? ""),
                    JSONValue.contact(contact, minutesAheadOfUTC: zone ?? 0)))
            return
        }
        do throws(DeskError) {
            let reading = try EventReading(configuration.desk)
            report(Finding(.event, .good, words.event(reading.event)))
            gates(at: reading.event).forEach(report)
            let flaws = try reading.counterFlaws()
            report(Finding(.counters, flaws.isEmpty ? .good : .bad, words.counters(flaws)))
            let ahead = try reading.clockAhead()
            let isClose = DeskWarnings(clockAhead: ahead).clockAhead == nil
            report(Finding(.clock, isClose ? .good : .bad, words.clock(ahead: ahead), JSONValue.clock(ahead)))
            let hears = try Database(configuration.desk).hearsNotices()
            report(Finding(.live, hears ? .good : .note, words.live(hears: hears)))
        } catch {
            report(Finding(Self.check(error), .bad, words.examined(error)))
        }
    }

    /// What is wrong with the configuration's gates, which only the event tells.
    private func gates(at event: Event) -> [Finding] {
        configuration.gates.value.flatMap { gate in
            gate.categoriesUnknown(to: event).map {
                Finding(.gates, .bad, words.strangeCategory($0, at: gate, of: event))
            }
        }
    }

    private static func check(_ error: DeskError) -> Finding.Check {
        switch error {
        case .outOfReach, .unanswered, .server: .server
        case .journal: .journal
        case .store(.schemaOlder), .store(.schemaNewer), .store(.schemaChanged): .schema
        case .store: .server
        case .noEvent, .severalEvents, .unknownEvent, .unknownTimeZone, .notFound: .event
        }
    }

    private func printer() -> Finding {
        let reading = session.readPrinter()
        let state: Finding.State =
            switch reading {
            case .printer, .missing: reading?.isStuck == true ? .bad : .good
            case .noService, .noPrinter, nil: .note
            }
        return Finding(.printer, state, words.printer(reading), JSONValue.printer(reading))
    }

    private func screens() -> Finding {
        do throws(ScreenFileErrors) {
            let folder = configuration.screenFolder
            _ = try folder.form("walk-in")
            return Finding(.screens, .good, try folder.path(of: "walk-in.form.toml"))
        } catch {
            return Finding(.screens, .bad, words.errors(error))
        }
    }

    private func terminal() -> Finding {
        let environment = Environment.process
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment.text($0) }.first ?? ""
        let folded = locale.lowercased()
        guard folded.hasSuffix("utf-8") || folded.hasSuffix("utf8") else {
            // Only the console minds; a script's locale is its own business.
            return Finding(.terminal, Stream.outputIsTerminal ? .bad : .note, words.localeNotUTF8(locale))
        }
        let name = environment.text("TERM") ?? ""
        guard !name.isEmpty, name != "dumb" else { return Finding(.terminal, .note, words.plainTerminal(locale)) }
        return Finding(.terminal, .good, "LANG \(locale), TERM \(name)")
    }
}
