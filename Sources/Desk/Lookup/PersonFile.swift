// Everything there is about one person: the row, its pass, its history, and who has to do with them.

public import Domain

/// Everything there is about one person.
public struct PersonFile: Hashable, Sendable {
    public var row: Registration
    public var pass: Pass
    /// Their pass opens no door any more, whatever their registration is.
    public var isRevoked: Bool
    public var history: PersonHistory
    /// Each form that any of their answers was given to, with the event's categories put in.
    public var forms: [FormReference: FormDefinition]
    public var related: [RelatedPerson]
    /// Those they are enrolled in, by time.
    public var sessions: [PersonSession] = []
    /// The desk has no line and tells what its copy of the event holds: no history, no sessions.
    public var isByCopy = false

    public init(
        row: Registration, pass: Pass, isRevoked: Bool = false, history: PersonHistory,
        forms: [FormReference: FormDefinition],
        related: [RelatedPerson]
    ) {
        self.row = row
        self.pass = pass
        self.isRevoked = isRevoked
        self.history = history
        self.forms = forms
        self.related = related
    }
}

/// Somebody who has to do with somebody.
public struct RelatedPerson: Hashable, Sendable {
    public enum Tie: Hashable, Sendable, Comparable {
        /// The person became part of them.
        case mergedInto
        /// They became part of the person.
        case mergedFrom
        /// They go on under this serial, with another pass.
        case reissuedAs
        /// This was their serial before they were given another pass.
        case reissuedFrom
        case samePhone
        /// They have a telephone that the person once had.
        case formerPhone
        /// They gave the same party.
        case sameParty
        case sameNameAndAffiliation
    }

    public var row: Registration
    public var tie: Tie

    public init(row: Registration, tie: Tie) {
        self.row = row
        self.tie = tie
    }
}
