// What screens ask of the desk, and what they are answered. Values only: the performer does the work.

public import Desk
public import Domain
public import Store

/// What screens ask of the desk.
public enum DeskRequest: Hashable, Sendable {
    /// Open the desk: reach the database, find the event, publish the form.
    case open
    /// People who may be the one being typed.
    case similar(name: String, phone: String)
    case submit(Submission, SubmitPurpose)
    case page(AttendeePageRequest)
    case person(Serial)
    /// Let somebody in or out.
    case checkIn(GateScan)
    /// How full a place is.
    case gateCounters(Place)
    /// People found by hand at a gate, with what is known of them there.
    case gateCandidates(String, Place)
    /// Who came with somebody, for the scan of this id.
    case gateParty(CommandID, Serial)
    case saveDraft(Draft)
    case clearDraft
    /// Send what waits in the journal.
    case sync
    case saveEdit(EditDraft)
    case clearEdit
    case saveReview(ReviewDraft)
    case clearReview
    /// Exactly how many people a filter leaves. Slow.
    case count(AttendeeFilter)
    /// About how many.
    case estimate(AttendeeFilter)
    /// The places that cut a table into hundredths.
    case landmarks(AttendeeFilter, AttendeeSort)
    /// QR pictures of many people into a folder: long work, which reports on its way and can be cancelled.
    case pictures(PictureWork)
    /// A table as a file, its headings and cells in this language: long work as well.
    case export(ExportWork, Language)
    /// What the steps of an import need.
    case importing(ImportTask)
    /// This desk's views and the event's.
    case views
    case saveView(AttendeeView, ViewTarget)
    case deleteView(SavedView)
    /// Everything there is about one person: history, forms, related people.
    case personFile(Serial)
    /// How the event stands.
    case numbers
    /// What the queue of review shows and decides.
    case review(ReviewTask)
    /// What F8 shows and does.
    case desk(DeskTask)
    /// What F7 shows and does.
    case programs(ProgramsTask)
}

/// A page of the attendee table: everything that decides what it holds, so that an answer tells what it answers.
public struct AttendeePageRequest: Hashable, Sendable {
    public var filter: AttendeeFilter
    public var sort: AttendeeSort
    public var start: AttendeeQuery.Start
    /// How many rows at the most.
    public var limit: Int

    public init(filter: AttendeeFilter, sort: AttendeeSort, start: AttendeeQuery.Start, limit: Int) {
        self.filter = filter
        self.sort = sort
        self.start = start
        self.limit = limit
    }
}

/// Which part of a screen a submission came from.
public enum SubmitPurpose: Hashable, Sendable {
    case walkIn
    case edit
    case cancel
    case reissue
    case undo
    /// Taking back what happened at a gate.
    case passage
}

/// The desk's answer to a submission.
public struct SubmitAnswer: Hashable, Sendable {
    public var result: SubmissionResult
    /// The pass of whom it is about, where there is somebody.
    public var pass: Pass?
    /// Their place in line, where they wait.
    public var place: Int?
    /// Who got a seat by it.
    public var promoted = Promotions()

    public init(result: SubmissionResult, pass: Pass?) {
        self.result = result
        self.pass = pass
    }
}

/// Those who moved up from the waiting list because of what somebody did: all that is seen of it.
public struct Promotions: Hashable, Sendable {
    /// More than these are not named.
    public static let mostNamed = 3

    public var count = 0
    /// The first of them.
    public var named: [Registration] = []

    public init() {}

    public init(_ serials: [Serial], _ desk: Desk) {
        count = serials.count
        named = desk.registrations(serials, most: Self.mostNamed)
    }
}

/// What opening the desk found.
public struct OpenDesk: Hashable, Sendable {
    public var event: Event
    /// The walk-in form with the event's categories put in.
    public var form: FormDefinition
    public var formReference: FormReference
    public var verifier: PassVerifier
    public var minutesAheadOfUTC: Int
    /// Whether the database has answered; else this is what the desk's copy says.
    public var isAnswered = true
    /// What the machine's clock shows, where nobody has said which day it is; nil where it is known.
    public var dayToConfirm: CalendarDate?
    /// Other versions and other forms, newest first: answers to them are there still.
    public var earlierForms: [(reference: FormReference, form: FormDefinition)] {
        earlier.map { ($0.reference, $0.form) }
    }
    private var earlier: [Version] = []
    /// What the event's sessions are called; none where they could not be read.
    public var sessionNames: [SessionID: SessionName] = [:]

    private struct Version: Hashable, Sendable {
        var reference: FormReference
        var form: FormDefinition
    }

    /// What the form asked once, and does no more.
    var removedFields: [Domain.FormField] { form.fieldsRemoved(since: earlier.map(\.form)) }

    public mutating func learn(_ forms: [(reference: FormReference, form: FormDefinition)]) {
        earlier = forms.filter { $0.reference != formReference }.map { Version(reference: $0.reference, form: $0.form) }
    }

    public mutating func learn(_ sessions: [SessionOverview]) {
        sessionNames = Dictionary(sessions.map { ($0.session.id, SessionName($0)) }) { $1 }
    }

    public init(
        event: Event, form: FormDefinition, formReference: FormReference, verifier: PassVerifier,
        minutesAheadOfUTC: Int
    ) {
        self.event = event
        self.form = form
        self.formReference = formReference
        self.verifier = verifier
        self.minutesAheadOfUTC = minutesAheadOfUTC
    }
}

/// One person with everything a card shows.
public struct PersonCard: Hashable, Sendable {
    public var row: Registration
    /// The form their answers were given to; nil when it is no longer there.
    public var form: FormDefinition?
    public var pass: Pass

    public init(row: Registration, form: FormDefinition?, pass: Pass) {
        self.row = row
        self.form = form
        self.pass = pass
    }
}
