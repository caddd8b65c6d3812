// Presses keys and answers what the console asks, without threads, files or a database.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

/// A console under test: keys and answers go in, its requests come out and wait to be answered.
struct Driver {
    var model: ConsoleModel
    /// The time of the next key, milliseconds.
    var now: Int64 = 1_000
    /// What the console asked for and nobody has looked at yet, in order.
    private(set) var effects: [ConsoleEffect] = []

    /// Slower than any scanner.
    static let humanPace: Int64 = 150
    static let scannerPace: Int64 = 5

    init(_ language: Language = .korean, draft: Draft? = nil, edit: EditDraft? = nil, isOpen: Bool = true) {
        model = ConsoleModel(
            ConsoleState(
                ConsoleState.Start(
                    language: language, theme: .dark, deskName: "desk", form: Fixture.form, draft: draft,
                    edit: edit, ids: CommandIDMaker(seed: (1, 2), wallClockOffset: 0, now: 0), bell: true)))
        deliver(.resized(Size(columns: 80, rows: 24)))
        if isOpen { answer(.opened(.success(Fixture.desk))) }
        effects = []
    }

    var state: ConsoleState { model.state }

    // MARK: In

    mutating func deliver(_ event: ProgramEvent<ConsoleMessage>) {
        effects += ConsoleApp.update(&model, event)
    }

    mutating func answer(_ message: ConsoleMessage) {
        deliver(.message(message))
    }

    /// Answers whichever page of the table is on its way.
    mutating func answerPage(_ page: AttendeePage, sourceLocation: SourceLocation = #_sourceLocation) {
        guard let loading = state.attendees.loading else {
            Issue.record("no page is on its way", sourceLocation: sourceLocation)
            return
        }
        answer(.page(loading.request, .success(page)))
    }

    /// At a hand's pace the pause after the key has come before the next one, and before anybody looks.
    mutating func press(_ press: KeyPress, pace: Int64 = humanPace) {
        now += pace
        deliver(.input(TimedEvent(event: .key(press), at: now)))
        if pace >= Self.humanPace, model.commands.isKeeping { deliver(.message(.commandPause)) }
    }

    /// Presses keys by their names: `press("F4", "Ctrl-S", "q")`.
    mutating func press(_ names: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        for name in names {
            guard let key = KeyPress(name) else {
                Issue.record("no key is called \(name)", sourceLocation: sourceLocation)
                return
            }
            press(key)
        }
    }

    mutating func type(_ text: String) {
        for character in text { press(KeyPress(.character(character))) }
    }

    /// Digits at a scanner's pace, then Enter. `between` is done after that many digits.
    mutating func scan(_ digits: String, after count: Int = 17, between: (inout Driver) -> Void = { _ in }) {
        now += Self.humanPace
        for (index, digit) in digits.enumerated() {
            if index == count { between(&self) }
            press(KeyPress(.character(digit)), pace: Self.scannerPace)
        }
        press(KeyPress(.enter), pace: Self.scannerPace)
    }

    /// A whole registration up to the save, not yet answered.
    mutating func fillAndSave(_ name: String = "김민준", phone: String = "01012345678") {
        type(name)
        press("Enter")
        type(phone)
        press("Enter", "Enter", "Enter", "Space", "Ctrl-S")
    }

    /// Lets time pass: timers set since the last look that have run by then ring, each once.
    mutating func pass(milliseconds: Int64) {
        let known = effects
        effects = known.filter { effect in
            if case .after(let delay, _, _) = effect { delay > milliseconds } else { true }
        }
        for case .after(let delay, _, let message) in known where delay <= milliseconds { answer(message) }
    }

    // MARK: Out

    /// Everything that was asked for since the last look.
    mutating func takeEffects() -> [ConsoleEffect] {
        defer { effects = [] }
        return effects
    }

    /// What was asked for since the last look, without timers.
    mutating func takeRequests() -> [DeskRequest] {
        let requests = effects.compactMap { effect -> DeskRequest? in
            switch effect {
            case .ask(_, let request), .tell(let request): request
            default: nil
            }
        }
        effects = []
        return requests
    }

    /// The scans among what was asked for since the last look.
    mutating func takeScans() -> [GateScan] {
        takeRequests().compactMap { request in
            if case .checkIn(let scan) = request { scan } else { nil }
        }
    }

    /// The submissions among what was asked for since the last look.
    mutating func takeSubmissions() -> [Submission] {
        takeRequests().compactMap { request in
            if case .submit(let submission, _) = request { submission } else { nil }
        }
    }

    /// The screen's rows, without the blanks at their ends.
    func screen() -> [String] {
        var canvas = Canvas(size: state.size)
        ConsoleApp.view(model, &canvas)
        let frame = canvas.finish()
        return (0..<frame.buffer.size.rows).map { row in
            var text = Substring(frame.buffer.text(row: row))
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }

    func shows(_ text: String) -> Bool {
        screen().contains { $0.contains(text) }
    }
}
