// What comes back to the screens: answers of the desk, and timers.

public import Desk
public import Domain
public import Store

/// Everything but keys that reaches an update.
public enum ConsoleMessage: Sendable {
    case opened(Result<OpenDesk, DeskError>)
    case similar([Candidate])
    case submitted(Submission, SubmitPurpose, Result<SubmitAnswer, DeskError>)
    case page(AttendeePageRequest, Result<AttendeePage, DeskError>)
    case person(Serial, Result<PersonCard, DeskError>)
    case checkedIn(GateScan, Result<CheckInAnswer, DeskError>)
    case gateCounters(Place, Result<GateCounters, DeskError>)
    case gateCandidates(String, Place, Result<[GateCandidate], DeskError>)
    case gateParty(CommandID, Serial, Result<[PartyMember], DeskError>)
    /// The counters of a gate may be read again.
    case gateTick
    /// A scan has been with the desk for a while.
    case gateIsLate(CommandID)
    /// Time for the next rings of the bell, this many.
    case ringGate(Int)
    case synced(Result<SyncReport, DeskError>)
    case draftFailed(DeskError)
    /// Time to try to open the desk again.
    case reopen
    /// Time to send again what waits in the journal.
    case syncAgain
    /// Time to look for people like the one being typed.
    case lookForSimilar
    /// A banner has been seen long enough.
    case bannerEnds(Int)
    /// A burst of digits may have ended by a pause.
    case scanPause
    /// No key has come for so long that those before it are all there are of a code, or were a hand's.
    case commandPause
    /// The keys have rested: time to ask for the rows that the selection needs.
    case pageDue
    case counted(AttendeeFilter, Result<Int, DeskError>)
    case estimated(AttendeeFilter, Result<Int, DeskError>)
    case landmarks(AttendeeFilter, AttendeeSort, Result<[AttendeeKey], DeskError>)
    case working(WorkProgress)
    case workEnded(Result<PictureReport, PictureWorkError>)
    case exportEnded(Result<ExportReport, ExportError>)
    case importing(ImportNews)
    case views(ViewShelf)
    case viewSaved(AttendeeView, Result<ViewChange, ViewFault>)
    case viewDeleted(SavedView, Result<ViewChange, ViewFault>)
    case personFile(Serial, Result<PersonFile, DeskError>)
    /// The selection has rested on somebody long enough to read their file.
    case personRests
    case desk(DeskNews)
    case review(ReviewNews)
    case programs(ProgramsNews)
    /// Other desks' changes, and how the line stands.
    case live(LiveNews)
    /// The table may be read anew for other desks again.
    case livePauseEnds
    case numbers(Result<EventNumbers, DeskError>)
    /// Time to ask for the numbers without having heard anything.
    case numbersDue
    /// The numbers may be read again.
    case numbersPauseEnds
}
