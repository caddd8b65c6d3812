// Asking a person at a terminal.

/// Questions with a default, on standard error, so that standard output stays for answers.
enum Question {
    /// What was typed, the default for nothing; nil at the end of input.
    static func ask(_ question: String, default builtIn: String) -> String? {
        Stream.prompt("\(question) [\(builtIn)]: ")
        guard let line = readLine() else { return nil }
        return line.isEmpty ? builtIn : line
    }

    /// Asks again, saying `hint`, until `read` takes the answer.
    static func ask<Answer: CustomStringConvertible>(
        _ question: String, default builtIn: Answer, hint: String, read: (String) -> Answer?
    ) -> Answer? {
        while let line = ask(question, default: builtIn.description) {
            if let answer = read(line) { return answer }
            Stream.note(hint)
        }
        return nil
    }
}
