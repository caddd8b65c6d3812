// `expodesk console --plain`: the console as questions and answers, line by line, for screen readers and pipes.

import Desk
import Domain
import Screens
import Store
import Text

/// One session of questions and answers over a desk. Drafts, rules and sentences are those of the screen.
final class PlainConsole {
    let session: Session
    let desk: Desk
    let form: FormDefinition
    let reference: FormReference
    let drafts: DraftKeeper
    var words: Words { session.words }

    /// The last record's answers, for fields that carry them.
    var last: Answers = [:]
    var undoable: [PlainUndo] = []
    /// What `more` goes on with.
    var listing: (filter: AttendeeFilter, start: AttendeeQuery.Start)?
    /// Something was refused: what a script wants to know at the end.
    var hasRefused = false
    /// Whether it was said that the line is lost.
    private var lineWasLost = false

    init(_ session: Session) throws(Failure) {
        let file = try session.walkInForm()
        let desk = try session.openDesk()
        self.session = session
        self.desk = desk
        form = file.resolved(with: desk.event.categories)
        (reference, drafts) = try session.withDesk { () throws(DeskError) in
            (try desk.publish(file), try DraftKeeper(desk.journal))
        }
    }

    /// Reads commands until somebody leaves or the input ends.
    /// - Returns: the exit status: 1 where a script's command was refused.
    func run() -> Int32 {
        session.sayClock(of: desk)
        session.examine(desk.journal)
        PlainLines.say(words.plainGreeting(desk.event))
        for gate in session.configuration.gates.value {
            for id in gate.categoriesUnknown(to: desk.event) {
                PlainLines.say(words.strangeCategory(id, at: gate, of: desk.event))
            }
        }
        sayLine()
        if let draft = try? drafts.load() { PlainLines.say(words.plainDraft(draft.answers[.name]?.text ?? "")) }
        if let edit = try? drafts.loadEdit() { PlainLines.say(words.editKept(edit.serial, edit.name)) }
        while let line = PlainLines.ask(words.plainPrompt) {
            do throws(Interruption) {
                guard try obey(line) else { break }
                sayLine()
            } catch {
                // The input ended in the middle of a command: what was typed is kept.
                break
            }
        }
        return hasRefused && !Stream.inputIsTerminal ? ExitStatus.refused.rawValue : ExitStatus.done.rawValue
    }

    /// Says so when the line was lost since it was said last, and when it is back.
    private func sayLine() {
        let isLost = desk.share.line.isDown
        guard isLost != lineWasLost else { return }
        lineWasLost = isLost
        PlainLines.say(
            isLost
                ? words.answersByCopy(of: desk.copyIsFrom, minutesAheadOfUTC: desk.minutesAheadOfUTC)
                : words.lineIsBack)
    }

    /// The input ended while something was asked.
    struct Interruption: Error {}

    /// - Returns: false to leave.
    private func obey(_ line: String) throws(Interruption) -> Bool {
        let line = TextCleaning.line(line).text
        guard let word = line.split(separator: " ").first.map(String.init) else { return true }
        let rest = TextCleaning.line(String(line.dropFirst(word.count))).text
        // A scanner types a pass and Enter.
        if word.utf8.count == Pass.length, word.allSatisfy(\.isNumber) {
            show(word)
            return true
        }
        guard let command = PlainCommand(word) else {
            refuse(words.plainUnknown(word, PlainCommand.nearest(to: word, words.language)))
            return true
        }
        switch command {
        case .register: try register()
        case .checkIn: checkIn(rest)
        case .find: find(rest)
        case .more: more()
        case .show: show(rest)
        case .qr: showQR(rest)
        case .edit: try edit(rest)
        case .cancel: try cancel(rest)
        case .undo: try undo()
        case .stats: stats()
        case .sync: sync()
        case .help: PlainLines.say(words.plainHelp)
        case .leave: return false
        }
        return true
    }

    // MARK: Answers

    func refuse(_ sentence: String) {
        hasRefused = true
        PlainLines.say(sentence)
    }

    /// Runs `body`; a fault of the desk is told and gives nil.
    func withDesk<T>(_ body: () throws(DeskError) -> T) -> T? {
        do throws(DeskError) {
            return try body()
        } catch {
            refuse(words.error(error))
            return nil
        }
    }

    /// Whoever a serial or a pass names; a sentence where nobody.
    func person(_ text: String) -> Registration? {
        guard !text.isEmpty else {
            refuse(words.plainWhom)
            return nil
        }
        if let serial = Serial(text) { return withDesk { () throws(DeskError) in try desk.registration(serial) } }
        let pass: Pass
        do throws(PassFault) {
            pass = try desk.verify(text)
        } catch {
            refuse(words.passFault(error))
            return nil
        }
        return withDesk { () throws(DeskError) in try desk.registration(pass.serial) }
    }

    /// Yes or no; nothing but a clear yes is one.
    func confirm(_ question: String) throws(Interruption) -> Bool {
        guard let line = PlainLines.ask(question + " " + words.plainYesOrNo) else { throw Interruption() }
        return words.isYes(line)
    }

    /// The dashboard's figures, as `expodesk stats` prints them.
    private func stats() {
        guard let numbers = withDesk({ () throws(DeskError) in try desk.numbers() }) else { return }
        for line in words.figures(numbers, of: desk.event) { PlainLines.say(line) }
    }

    private func sync() {
        guard let report = withDesk({ () throws(DeskError) in try desk.sync() }) else { return }
        defer { desk.tellOthers() }
        let answered = words.answered(report, minutesAheadOfUTC: desk.minutesAheadOfUTC)
        for line in words.sync(report) + answered { PlainLines.say(line) }
    }
}
