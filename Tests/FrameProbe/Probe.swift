// The application of the probe: frames on demand, an echo of events, and every way to end.

import Glibc
import Terminal

/// `n` shows the next random frame, `q` leaves with 7, `t` traps, `z` suspends, `c` copies, `b` rings, `o` and `f` turn the mouse on and off; anything is echoed
/// while the echo is shown.
enum Probe: Application {
    struct Model {
        var frames: RandomFrames
        var seed: UInt64
        var frame: Frame?
        var shown = 0
        var echoes = false
        var events: [String] = []
        var size = Size(columns: 80, rows: 24)
        var mono = false
    }

    enum Request: Sendable {
        case remember(String)
    }

    static func update(_ model: inout Model, _ event: ProgramEvent<Never>) -> [Effect<Request, Never>] {
        switch event {
        case .resized(let size):
            model.size = size
            model.frames = RandomFrames(seed: model.seed, size: size)
            if !model.echoes, model.frame != nil { model.frame = model.frames.next() }
            return []
        case .input(let timed):
            model.events.append(describe(timed.event))
            guard case .key(let press) = timed.event, press.modifiers.isEmpty, case .character(let key) = press.key
            else {
                return []
            }
            return command(key, &model)
        case .message:
            return []
        }
    }

    private static func command(_ key: Character, _ model: inout Model) -> [Effect<Request, Never>] {
        switch key {
        case "n":
            model.frame = model.frames.next()
            model.shown += 1
        case "q": return [.tell(.remember("left")), .quit(7)]
        case "t": preconditionFailure("the probe was told to trap")
        case "z": return [.suspend]
        case "r": return [.redraw]
        case "c": return [.copy("행사")]
        case "b": return [.bell]
        case "m": model.mono.toggle()
        case "o": return [.captureMouse(true)]
        case "f": return [.captureMouse(false)]
        default: break
        }
        return []
    }

    static func view(_ model: Model, _ canvas: inout Canvas) {
        if model.echoes {
            canvas.draw("\(model.size.columns)x\(model.size.rows)", at: Point(column: 0, row: 0), role: .title)
            for (row, event) in model.events.suffix(max(0, model.size.rows - 2)).enumerated() {
                canvas.draw(event, at: Point(column: 0, row: row + 1), role: .text)
            }
            canvas.cursor = Point(column: 0, row: model.size.rows - 1)
        } else if let frame = model.frame {
            copy(frame, to: &canvas)
        }
    }

    private static func copy(_ frame: Frame, to canvas: inout Canvas) {
        let size = frame.buffer.size
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = frame.buffer[column: column, row: row]
                guard cell.width > 0 else { continue }
                canvas.draw(String(cell.glyph), at: Point(column: column, row: row), role: cell.role)
            }
        }
        canvas.cursor = frame.cursor
    }

    static func theme(_ model: Model) -> Theme { model.mono ? .mono : .dark }

    private static func describe(_ event: InputEvent) -> String {
        switch event {
        case .key(let press): "key \(press)"
        case .paste(let text): "paste \(text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " "))"
        case .mouse(let mouse): "mouse \(mouse.action) \(mouse.place.column),\(mouse.place.row)"
        case .reply: "reply"
        }
    }
}
