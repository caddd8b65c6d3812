// The controls a form can hold.

import Text

public enum FormControl: Equatable, Sendable {
    case text(TextField)
    case area(TextArea)
    case choice(ChoiceField)
    case choices(ChoicesField)
    case check(CheckField)

    public var value: FormValue {
        switch self {
        case .text(let field): .text(field.text)
        case .area(let area): .text(area.text)
        case .choice(let field): .choice(field.selectedID)
        case .choices(let field): .choices(field.selectedIDs)
        case .check(let field): .flag(field.isOn)
        }
    }

    /// Takes a value of the control's own kind; another kind changes nothing.
    mutating func set(_ value: FormValue) {
        switch (self, value) {
        case (.text(var field), .text(let text)):
            field.replace(with: text)
            self = .text(field)
        case (.area(var area), .text(let text)):
            area.replace(with: text)
            self = .area(area)
        case (.choice(var field), .choice(let id)):
            field.select(id)
            self = .choice(field)
        case (.choices(var field), .choices(let ids)):
            field.select(ids)
            self = .choices(field)
        case (.check(var field), .flag(let isOn)):
            field.isOn = isOn
            self = .check(field)
        default:
            break
        }
    }

    mutating func handle(_ press: KeyPress) -> Handled {
        switch self {
        case .text(var field):
            defer { self = .text(field) }
            return field.handle(press)
        case .area(var area):
            defer { self = .area(area) }
            return area.handle(press)
        case .choice(var field):
            defer { self = .choice(field) }
            return field.handle(press)
        case .choices(var field):
            defer { self = .choices(field) }
            return field.handle(press)
        case .check(var field):
            defer { self = .check(field) }
            return field.handle(press)
        }
    }

    mutating func paste(_ text: String) -> Handled {
        switch self {
        case .text(var field):
            defer { self = .text(field) }
            return field.paste(text)
        case .area(var area):
            defer { self = .area(area) }
            return area.paste(text)
        case .choice, .choices, .check:
            return .ignored
        }
    }

    func draw(in canvas: inout Canvas, at rect: Rect, focused: Bool) {
        switch self {
        case .text(let field): field.draw(in: &canvas, at: rect, focused: focused)
        case .area(let area): area.draw(in: &canvas, at: rect, focused: focused)
        case .choice(let field): field.draw(in: &canvas, at: rect, focused: focused)
        case .choices(let field): field.draw(in: &canvas, at: rect, focused: focused)
        case .check(let field): field.draw(in: &canvas, at: rect, focused: focused)
        }
    }

    /// The rows it takes of the `most` it may have: options those they need, everything else all.
    func rows(of most: Int, columns: Int, _ ambiguous: AmbiguousWidth) -> Int {
        let texts: [String]
        switch self {
        case .choice(let field): texts = field.texts
        case .choices(let field): texts = field.texts
        case .text, .area, .check: return most
        }
        return min(most, ChoiceStrip.rows(of: texts, columns: columns, ambiguous: ambiguous))
    }

    /// Whether there is nothing more to type after `press`: the mask is full, or a digit has picked an option.
    func isComplete(after press: KeyPress) -> Bool {
        guard let typed = press.typed else { return false }
        switch self {
        case .text(let field): return field.isFull && field.caret == field.text.count
        case .choice(let field): return typed.isASCII && typed.wholeNumberValue.map { $0 - 1 } == field.selected
        case .area, .choices, .check: return false
        }
    }
}
