// `expodesk init`: sets up an event.

import ArgumentParser
import Desk
import Domain
import Glibc
import Screens
import Text

/// Sets up an event; migrates; asks only in a terminal.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Set up an event.",
        discussion: "Without options: one event from today to tomorrow. An event that is there is left as it is.")

    @OptionGroup var options: GlobalOptions

    @Option(help: "The event's name in commands: lower-case letters, digits, hyphens.")
    var slug: String?

    @Option(help: "The event's title.")
    var title: String?

    @Option(help: "The first day, 2026-05-01.")
    var from: String?

    @Option(help: "The last day.")
    var to: String?

    @Option(help: "The event's time zone.")
    var timeZone: String?

    @Option(help: "How many made-up people to register, 1...100000; marks the event as a sample.")
    var sample: Int?

    func run() throws {
        let session = try Session(options)
        let setup = try self.setup(session)
        let form = try session.walkInForm()
        let database = Database(session.configuration.desk)
        // Only the sample's people need a journal. Its passphrase is asked for before anything is done.
        if setup.sampleCount > 0 { _ = try session.openJournal() }
        let made = try session.withDesk { () throws(DeskError) in
            try session.startServer(create: true)
            return try setup.run(
                database, form: form,
                desk: { slug throws(DeskError) in
                    var settings = session.configuration.desk
                    settings.eventSlug = slug
                    return try Desk(settings, journal: try session.door.open())
                },
                progress: { count in
                    if count.isMultiple(of: 50) { Stream.progress(session.words.sampleProgress(count)) }
                })
        }
        Stream.endProgress()
        report(made.event, isNew: made.isNew, session)
        // From the second event on, commands that have worked so far do not know which one is meant.
        if made.isNew, made.slugs.count == 2, session.configuration.event.value == nil {
            Stream.note(session.words.nowSeveralEvents(made.slugs))
        }
    }

    private func report(_ event: Event, isNew: Bool, _ session: Session) {
        guard session.json else {
            print(session.words.eventSetUp(event, isNew: isNew))
            return
        }
        print(
            JSONValue.object([
                "outcome": .text(isNew ? "created" : "unchanged"), "event": .text(event.slug),
                "title": .text(event.title), "from": .text(event.firstDay.description),
                "to": .text(event.lastDay.description), "timeZone": .text(event.timeZone),
                "sample": event.isSample ? .flag(true) : nil,
            ]).line)
    }

    private func setup(_ session: Session) throws(Failure) -> EventSetup {
        let words = session.words
        let slug = self.slug ?? session.configuration.event.value ?? "expo"
        guard Self.isSlug(slug) else { throw Failure(.usage, words.badSlug(slug)) }
        if let sample, !(1...100_000).contains(sample) { throw Failure(.usage, words.badSample) }
        let zone = timeZone ?? "Asia/Seoul"
        let today = Self.today(in: zone)
        var first = try date(from, "--from", words)
        var last = try date(to, "--to", words)
        var name = title.map { TextCleaning.line($0).text }
        if shouldAsk(session) {
            name = Question.ask(words.askTitle, default: words.defaultTitle).map { TextCleaning.line($0).text }
            let start =
                Question.ask(
                    words.askFirstDay, default: today, hint: words.problem(.notADate), read: CalendarDate.init(_:))
                ?? today
            first = start
            last = Question.ask(
                words.askLastDay, default: Self.day(after: start), hint: words.problem(.tooEarly(earliest: start)),
                read: { CalendarDate($0).flatMap { $0 < start ? nil : $0 } })
        }
        let firstDay = first ?? last.map { min($0, today) } ?? today
        let lastDay = last ?? Self.day(after: firstDay)
        guard firstDay <= lastDay else { throw Failure(.usage, words.daysReversed(firstDay, lastDay)) }
        let finalTitle = name ?? (self.slug == nil ? words.defaultTitle : slug)
        guard (1...80).contains(finalTitle.count) else { throw Failure(.usage, words.badTitle) }
        return EventSetup(
            slug: slug, title: finalTitle, firstDay: firstDay, lastDay: lastDay, timeZone: zone,
            sampleCount: sample ?? 0)
    }

    /// Only a person who gave nothing is asked.
    private func shouldAsk(_ session: Session) -> Bool {
        Stream.inputIsTerminal && Stream.errorIsTerminal && !session.json
            && slug == nil && title == nil && from == nil && to == nil && sample == nil
    }

    private func date(_ text: String?, _ option: String, _ words: Words) throws(Failure) -> CalendarDate? {
        guard let text else { return nil }
        guard let date = CalendarDate(text) else { throw Failure(.usage, words.badDay(option, text)) }
        return date
    }

    private static func isSlug(_ text: String) -> Bool {
        let isEnd = { (byte: UInt8?) in byte.map { $0 != 0x2D } ?? false }
        return (1...40).contains(text.utf8.count) && isEnd(text.utf8.first) && isEnd(text.utf8.last)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func day(after day: CalendarDate) -> CalendarDate {
        CalendarDate(daysSince1970: day.daysSince1970 + 1) ?? day
    }

    /// Today in `zone`, as the C library knows it; the database checks the name itself.
    private static func today(in zone: String) -> CalendarDate {
        setenv("TZ", zone, 1)
        tzset()
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        let days = Int(now) / 86_400
        return CalendarDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
            ?? CalendarDate(daysSince1970: days) ?? Self.epoch
    }

    private static var epoch: CalendarDate {
        guard let day = CalendarDate(year: 2000, month: 1, day: 1) else { preconditionFailure("a day of the calendar") }
        return day
    }
}
