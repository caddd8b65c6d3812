// The dashboard's figures as lines, for scripts and screen readers.

import Domain
import Screens

extension Words {
    /// Every figure a line; one of several parts has a line each below it.
    func figures(_ numbers: EventNumbers, of event: Event) -> [String] {
        var lines = [numbersAt(numbers)]
        for figure in Figure.allCases {
            switch figure.value(numbers) {
            case .text(let text): lines.append("\(name(figure)): \(text)")
            case .number(let number): lines.append("\(name(figure)): \(count(number))")
            case .parts(let parts) where !parts.isEmpty:
                lines.append("\(name(figure)):")
                lines += parts.map { "  \(part($0.name, of: figure, event)): \(count($0.count))" }
            case .parts, .minutes: continue
            }
        }
        return lines
    }
}
