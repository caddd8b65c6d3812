// What an author of a TOML file got wrong, and where. Words makes the sentences.

public import Domain

/// One thing wrong with a screen file, or with the configuration file, which is read the same way.
public struct ScreenFileError: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        /// The file or folder cannot be read; `reason` is the system's own short text.
        case unreadable(reason: String)
        /// More bytes than a screen file may have.
        case tooLarge(limit: Int)
        case notUTF8
        /// A NUL, as itself or written `\u0000`.
        case containsNUL
        /// Not TOML; `reason` is the parser's own text, in English.
        case syntax(reason: String)
        case unknownKey(nearest: String?)
        case missingKey
        case wrongShape(expected: ValueShape, found: ValueShape)
        /// A word that is not one of those allowed here.
        case unknownWord(String, allowed: [String], nearest: String?)
        /// A text that is there but says nothing.
        case emptyText
        case outOfRange(ClosedRange<Int>)
        /// Not a field's id: a lower-case letter, then letters, digits, `-` and `_`, at most 40.
        case badFieldID(String)
        /// Not a day of the calendar.
        case badDate(String)
        /// The key says nothing for a field of this kind.
        case notForKind(FormField.Kind)
        case flaw(FormDefinition.Flaw)
        case gate(Gate.Flaw)
        /// Another entry of the list has this name.
        case taken(String)
        case program(ProgramFlaw)
        case board(Board.Flaw)
    }

    /// As it was named to the reader.
    public var file: String
    /// From 1; nil where only the key path is known.
    public var line: Int?
    /// From 1, in characters; only for syntax errors.
    public var column: Int?
    /// The key it is about, lists counted from 1: `field[3].when.field`. Empty for the whole file.
    public var keyPath: String
    public var problem: Problem

    public init(file: String, line: Int? = nil, column: Int? = nil, keyPath: String = "", problem: Problem) {
        self.file = file
        self.line = line
        self.column = column
        self.keyPath = keyPath
        self.problem = problem
    }
}

/// Everything wrong with a file, never empty, in the order of the file as far as that is known.
public struct ScreenFileErrors: Error, Hashable, Sendable {
    public var errors: [ScreenFileError]

    public init(_ errors: [ScreenFileError]) {
        self.errors = errors
    }
}
