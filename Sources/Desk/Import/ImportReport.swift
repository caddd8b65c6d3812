// What an import did, or would do.

public import Domain
public import Sheets

/// What an import did, or would do.
public struct ImportReport: Sendable {
    public enum Ending: Hashable, Sendable {
        /// Nobody was asked to store anything.
        case previewed
        case stored
        /// Everybody was there already.
        case nothingToStore
        /// Rows were refused, so none was stored.
        case refused
    }

    public var path: String
    public var format: SheetFormat
    public var heading: ImportHeading
    /// The headings whose fields are remembered from another import of this kind of file.
    public var remembered: [String]
    public var options: ImportOptions
    /// With the event's categories.
    public var form: FormDefinition
    /// Row by row, in the file's order, blank ones left out.
    public var verdicts: [ImportVerdict]
    public var counts: ImportCounts
    public var ending: Ending
    /// What of the sheet is hidden.
    public var hidden: HiddenCells
    /// And was left out.
    public var skipsHidden: Bool

    /// Who is there with other data than the list has.
    public var changed: [(line: Int, before: Registration, after: Registration)] {
        verdicts.compactMap { verdict in
            if case .changed(let row, let before, let after, _) = verdict { (row.line, before, after) } else { nil }
        }
    }

    /// Who stands elsewhere than the list says, and is left there.
    public var standsElsewhere: [(line: Int, row: Registration, said: Registration.Status)] {
        verdicts.compactMap { verdict in
            if case .standsElsewhere(let row, let person, let said) = verdict { (row.line, person, said) } else { nil }
        }
    }

    /// Who was rejected before, and is left so.
    public var rejectedBefore: [(line: Int, serial: Serial)] {
        verdicts.compactMap { verdict in
            if case .rejectedBefore(let row, let serial) = verdict { (row.line, serial) } else { nil }
        }
    }

    /// The rows that are not taken.
    public var refused: [(row: ImportRow, refusals: [ImportRefusal])] {
        verdicts.compactMap { verdict in
            if case .refused(let row, let refusals) = verdict { (row, refusals) } else { nil }
        }
    }
}

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
    public enum Phase: Hashable, Sendable {
        /// Rows are held against the form, then against the database.
        case checking, comparing, storing
    }

    public var phase: Phase
    public var work: WorkProgress
}
