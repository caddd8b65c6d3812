// Lines in, lines out: nothing moves a cursor, nothing is coloured.

/// Standard input and output as lines.
enum PlainLines {
    static func say(_ text: String) {
        print(text)
        _ = Stream.flush()
    }

    /// A question, and the line that answers it; nil at the end of input. A person types behind the question; in a pipe,
    /// where nothing is echoed, the question is a line of its own.
    static func ask(_ question: String) -> String? {
        print(question, terminator: Stream.inputIsTerminal ? " " : "\n")
        _ = Stream.flush()
        let line = readLine()
        // The end of input leaves the cursor behind the question.
        if line == nil, Stream.inputIsTerminal { say("") }
        return line
    }
}
