// The application: one update and one view over all screens.

public import Terminal

/// The console as the runtime runs it.
public enum ConsoleApp: Application {
    public typealias Model = ConsoleModel
    public typealias Message = ConsoleMessage
    public typealias Request = DeskRequest

    public static func update(
        _ model: inout ConsoleModel, _ event: ProgramEvent<ConsoleMessage>
    ) -> [Effect<DeskRequest, ConsoleMessage>] {
        respond(&model, event) + model.state.wantFiles()
    }

    private static func respond(
        _ model: inout ConsoleModel, _ event: ProgramEvent<ConsoleMessage>
    ) -> [Effect<DeskRequest, ConsoleMessage>] {
        switch event {
        case .resized(let size):
            model.amendPast { _ = $0.resize(to: size) }
            return model.state.resize(to: size)
        case .message(.scanPause): return model.endBurst()
        case .message(.commandPause): return model.endBurst() + model.endCommands()
        case .message(let message):
            // It happened before a scan's keys as well: putting back what was before them must not undo it.
            model.amendPast { _ = $0.take(message) }
            return model.state.take(message)
        case .input(let timed):
            switch timed.event {
            case .key(let press): return model.press(press, at: timed.at)
            case .paste(let text):
                model.scans.reset()
                model.enters.reset()
                let effects = model.endCommands()
                return effects + model.state.paste(text)
            case .mouse(let mouse):
                // No scanner has one: whatever was being typed is over.
                model.scans.reset()
                model.enters.reset()
                let effects = model.endCommands()
                return effects + model.state.take(mouse, at: timed.at)
            case .reply: return []
            }
        }
    }

    public static func view(_ model: ConsoleModel, _ canvas: inout Canvas) {
        model.state.draw(in: &canvas)
    }

    public static func theme(_ model: ConsoleModel) -> Theme {
        model.state.theme
    }

    /// What to start with, after the first frame.
    public static func initialEffects(_ start: ConsoleState.Start) -> [Effect<DeskRequest, ConsoleMessage>] {
        [.ask(.open, .open), .after(milliseconds: 8_000, .banner, .bannerEnds(0))]
            + (start.mouse ? [.captureMouse(true)] : [])
    }
}
