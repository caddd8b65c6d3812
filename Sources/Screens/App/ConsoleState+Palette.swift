// The palette and the help: lists of what there is to do, and doing what was picked there.

import Domain
import Terminal

extension ConsoleState {
    /// How many commands the palette remembers as used lately.
    private static let mostRecent = 5

    mutating func openPalette() -> [ConsoleEffect] {
        // The key that opens it closes it.
        if case .palette = overlay {
            overlay = nil
            return []
        }
        let listed = paletteCommands
        let entries = listed.map(\.entry)
        layers.push(.palette(Palette(title: words.palette, entries: entries), listed.map(\.command)))
        return []
    }

    /// The last used first, then those of the screen in front, of everywhere, of the other screens. What stands in front of
    /// a screen has keys of its own: the commands behind it are listed as those of another screen, and clear it away.
    private var paletteCommands: [(command: PlacedCommand, entry: CommandEntry)] {
        var ranked: [(rank: Int, command: PlacedCommand, entry: CommandEntry)] = []
        for group in registry {
            let isHere = group.place == place && overlay == nil
            for binding in group.bindings where binding.action != .common(.palette) {
                let recency = recentCommands.firstIndex(of: binding.action)
                if !isHere, group.place != nil, binding.action.isMovement { continue }
                let rank = recency ?? Self.mostRecent + (isHere ? 0 : group.place == nil ? 1 : 2)
                let name = isHere ? "" : group.place == nil ? "" : group.title
                ranked.append(
                    (
                        rank, PlacedCommand(action: binding.action, place: group.place),
                        CommandEntry(binding, place: name)
                    ))
            }
        }
        return ranked.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map { ($0.element.command, $0.element.entry) }
    }

    /// What can be done here, section by section: what has no key comes last.
    func help() -> Overlay {
        let groups = registry.filter { $0.place == place } + registry.filter { $0.place == nil }
        var entries: [CommandEntry] = []
        var commands: [PlacedCommand] = []
        for group in groups {
            for binding in group.bindings {
                entries.append(CommandEntry(binding, place: group.title))
                commands.append(PlacedCommand(action: binding.action, place: group.place))
            }
        }
        return .help(HelpOverlay(title: words.helpTitle, entries: entries), commands)
    }

    mutating func pressPalette(
        _ palette: Palette, _ commands: [PlacedCommand], _ press: KeyPress
    ) -> [ConsoleEffect] {
        var palette = palette
        switch palette.handle(press) {
        case .chosen(let index):
            overlay = nil
            recentCommands.removeAll { $0 == commands[index].action }
            recentCommands = Array(([commands[index].action] + recentCommands).prefix(Self.mostRecent))
            return go(commands[index])
        case .dismissed: overlay = nil
        case .ignored, .consumed, .entered: overlay = .palette(palette, commands)
        }
        return []
    }

    mutating func pressHelp(_ help: HelpOverlay, _ commands: [PlacedCommand], _ press: KeyPress) -> [ConsoleEffect] {
        var help = help
        switch help.handle(press) {
        case .chosen(let index):
            overlay = nil
            return go(commands[index])
        case .dismissed: overlay = nil
        case .ignored, .consumed, .entered: overlay = .help(help, commands)
        }
        return []
    }

    /// Goes to where the command works, and does it if it can be done there now.
    private mutating func go(_ command: PlacedCommand) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        if let wanted = command.place, wanted != place || overlay != nil {
            effects += clearLayers() + forgetPending()
            switch wanted {
            case .walkIn: place = .walkIn
            case .review: effects += goToReview()
            case .attendees: effects += goToAttendees()
            case .checkIn: effects += goToGate()
            case .dashboard: effects += goToDashboard()
            case .desk: effects += goToDesk()
            case .programs: effects += goToPrograms()
            }
        }
        // Asked again: going there, or time, may have changed the answer.
        let binding = registry.flatMap(\.bindings).first { $0.action == command.action }
        guard let binding, let reason = binding.disabledReason else { return effects + run(command.action) }
        return effects + tellHint(words.disabled(binding.title, reason))
    }

    // MARK: Looks and language

    mutating func use(_ choice: ThemeChoice) -> [ConsoleEffect] {
        theme = choice.theme
        return tell(words.themeUsed(choice), .status)
    }

    /// Everything that is made anew with every frame speaks at once; forms keep what is typed in them. A sentence that came
    /// with an answer stays as it was said.
    mutating func speak(_ language: Language) -> [ConsoleEffect] {
        self.language = language
        walkIn.binding.speak(language)
        parked?.binding.speak(language)
        changeLayers { layer in
            guard case .edit(var edit) = layer else { return layer }
            edit.binding.speak(language)
            return .edit(edit)
        }
        return tell(words.languageUsed, .status)
    }
}
