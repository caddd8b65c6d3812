// Imports that a console of this desk did not live to tell the end of, or whose last answer was lost.

import Desk
import Terminal

extension ConsoleState {
    /// Milliseconds until an import that may be on its way is asked about again.
    private static let leftDelay: Int64 = 3_000

    func askForLeftImports() -> [ConsoleEffect] {
        hasLeftImports && desk != nil ? [.ask(.leftImports, .importing(.left))] : []
    }

    mutating func takeLeftImports(_ result: Result<[LeftImport], DeskError>) -> [ConsoleEffect] {
        switch result {
        case .success(let left):
            hasLeftImports = false
            guard !left.isEmpty else { return [] }
            // Whoever began it may not be there to see it, and what they had not read yet stays.
            let before = banner?.standsUntilKey == true ? [banner?.text].compactMap(\.self) : []
            let sentences = before + left.map(words.importLeft)
            tellUnasked(sentences.joined(separator: " "), left.allSatisfy(\.isStored) ? .good : .warning)
            return []
        case .failure(.unanswered): return [.after(milliseconds: Self.leftDelay, .leftImports, .importing(.askAgain))]
        // It is asked again when the line is back.
        case .failure: return []
        }
    }
}

extension Slot {
    static let leftImports: Slot = "import.left"
}
