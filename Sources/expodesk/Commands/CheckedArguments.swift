// The command line as text, or a sentence about the argument that is none.

import Screens

/// The arguments of the process, checked before anything reads them.
enum CheckedArguments {
    /// `CommandLine.arguments` repairs what is not UTF-8, and a repaired name is another name.
    static func ofProcess(_ words: Words) throws(Failure) -> [String] {
        var texts: [String] = []
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let pointer = CommandLine.unsafeArgv[index] else { break }
            guard let text = String(validatingCString: pointer) else {
                throw Failure(.usage, words.notUTF8(argument: name(of: String(cString: pointer), after: texts.last)))
            }
            texts.append(text)
        }
        return texts
    }

    /// What to call an argument that cannot be printed: its option, or the readable part of it.
    static func name(of repaired: String, after last: String?) -> String {
        if repaired.hasPrefix("--"), let equals = repaired.firstIndex(of: "=") { return String(repaired[..<equals]) }
        if let last, last.hasPrefix("--"), !last.contains("=") { return last }
        return repaired
    }
}
