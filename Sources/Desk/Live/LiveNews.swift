// What a desk hears without having asked.

public import Domain
public import Journal

/// What a desk hears without having asked: other desks' changes, and how the line stands.
public enum LiveNews: Hashable, Sendable {
    /// These were registered or changed by other desks, as they are now.
    case changed([Registration])
    /// These went through a gate, or a passage of theirs was taken back: whatever shows who is in is to be read anew. This
    /// console's own scans are among them, and those of other programs on its data folder.
    case passed([Registration])
    /// More has changed than is told row by row: whatever is shown is to be read anew.
    case muchChanged
    /// The database is out of reach; `lineBack` follows when it is there again.
    case lineLost
    case lineBack
    /// What is wrong with this desk's clock or disk has changed.
    case warnings(DeskWarnings)
    /// So many commands wait in this data folder's journal, and have for some seconds, whoever kept them there.
    case waits(Int)
    /// The journal of this data folder was damaged, and was made anew.
    case journalRebuilt(JournalRebuild)
    /// The database had lost changes that it had confirmed to this desk, and was sent them again.
    case sentAgain(SyncReport)
}
