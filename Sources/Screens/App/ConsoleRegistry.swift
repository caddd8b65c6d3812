// Every command of the console in one list: help, palette, key table and the documents are made from it.

import Domain
import Terminal

/// Whatever a key or the palette can ask for. A new screen has a case here, a line in `registry` and one in `run`.
enum ConsoleAction: Equatable, Sendable {
    case common(CommonAction)
    case walkIn(WalkInAction)
    case review(ReviewAction)
    case attendees(AttendeeAction)
    case gate(GateAction)
    case dashboard(DashboardAction)
    case desk(DeskAction)
    case programs(ProgramsAction)
}

/// The commands of one place.
struct CommandGroup: Equatable, Sendable {
    var title: String
    /// The screen they work on; nil for those that work everywhere.
    var place: ConsoleState.Place?
    var bindings: [Binding<ConsoleAction>]

    init<Action>(
        _ title: String, _ place: ConsoleState.Place?, _ bindings: [Binding<Action>],
        as action: (Action) -> ConsoleAction
    ) {
        self.title = title
        self.place = place
        self.bindings = bindings.map { $0.map(action) }
    }
}

/// A command, and the screen to go to before it.
struct PlacedCommand: Equatable, Sendable {
    var action: ConsoleAction
    /// Nil for what works wherever one is.
    var place: ConsoleState.Place?
}

extension ConsoleState {
    /// All commands, by where they work.
    var registry: [CommandGroup] {
        [
            CommandGroup(words.everywhere, nil, everywhere) { .common($0) },
            CommandGroup(words.walkIn, .walkIn, walkInBindings) { .walkIn($0) },
            CommandGroup(words.review, .review, reviewBindings) { .review($0) },
            CommandGroup(words.attendees, .attendees, attendeeBindings) { .attendees($0) },
            CommandGroup(words.checkIn, .checkIn, gateBindings) { .gate($0) },
            CommandGroup(words.say(dashboard.board.title), .dashboard, dashboardBindings) { .dashboard($0) },
            CommandGroup(words.programsTitle, .programs, programsBindings) { .programs($0) },
            CommandGroup(words.deskTitle, .desk, deskBindings) { .desk($0) },
            CommandGroup(words.withoutKey, nil, keylessBindings) { .common($0) },
        ]
    }

    /// Does what a command's key does, on the screen that is in front.
    mutating func run(_ action: ConsoleAction) -> [ConsoleEffect] {
        switch action {
        case .common(let action): return run(action)
        case .desk(let action): return run(action)
        case .review(let action):
            attendees.isSearching = false
            return run(action)
        case .programs(let action): return run(action)
        case .attendees(let action):
            attendees.isSearching = false
            return run(action)
        case .gate(let action): return run(action)
        case .dashboard(let action): return run(action)
        case .walkIn(let action):
            // The form's own keys are its commands.
            guard let key = walkInBindings.first(where: { $0.action == action })?.keys.first else { return [] }
            return pressWalkIn(key, at: ids.time)
        }
    }
}

extension ConsoleAction {
    /// Moves within a screen: from another one it means nothing.
    var isMovement: Bool {
        switch self {
        case .walkIn(.nextField), .walkIn(.previousField), .walkIn(.back), .attendees(.back), .gate(.back),
            .desk(.back), .dashboard, .review(.back), .review(.table), .programs(.back):

            true
        case .common, .walkIn, .review, .attendees, .gate, .desk, .programs: false
        }
    }
}
