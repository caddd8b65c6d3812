// People who came together: everybody in at once, by the pass of one of them.

public import Domain
import Store

/// One of a party, and where they are today.
public struct PartyMember: Hashable, Sendable {
    public var row: Registration
    /// Their admissions of today, the earliest entry first.
    public var admissions: [Admission]

    public init(row: Registration, admissions: [Admission]) {
        self.row = row
        self.admissions = admissions
    }
}

/// What became of one of a party. Nobody's failure stops the others.
public struct PartyAnswer: Sendable {
    public var member: Registration
    public var result: Result<CheckInAnswer, DeskError>
}

/// The answer to a party's scan.
public enum PartyResult: Sendable {
    /// The pass itself opens nothing, so nobody was let in by it: no pass, nobody's, revoked, or the test pass.
    case notHonoured(CheckInAnswer)
    /// One answer a member, whose pass it was first.
    case answered([PartyAnswer])
}

extension Desk {
    /// How many of a party are read at a time.
    private static let partyPage = 200

    /// The party of somebody: its living members, themselves included even when they are not, in the order of their
    /// serials. Whoever gave no party, or one that is no id such as `A-12`, is a party of one.
    /// - Throws: `notFound` for a serial that nobody has.
    public func party(of serial: Serial) throws(DeskError) -> [PartyMember] {
        var members: [PartyMember] = []
        for row in try partyRows(of: serial).all {
            members.append(PartyMember(row: row, admissions: try admissionsToday(of: row.serial)))
        }
        return members
    }

    /// Whose pass it is, a merged registration's survivor, and everybody of their party.
    private func partyRows(of serial: Serial) throws(DeskError) -> (holder: Registration, all: [Registration]) {
        var person = try registration(serial)
        if let survivor = person.mergedInto { person = try registration(survivor) }
        guard let word = person.answers[.party]?.words.first, SearchIndex.mark(.party, word) != nil else {
            return (person, [person])
        }
        let filter = AttendeeFilter(clauses: [AttendeeFilter.Clause(.answerIs(.party, [word]))])
        var rows = [person]
        var start = AttendeeQuery.Start.first
        while true {
            let page = try attendees(filter: filter, start: start, limit: Self.partyPage)
            rows += page.rows.map(\.registration).filter { $0.status.isLiving && $0.serial != person.serial }
            guard page.hasMoreAfter, let last = page.rows.last else { break }
            start = .after(last.key)
        }
        return (person, rows.sorted { $0.serial < $1.serial })
    }

    /// Checks a whole party in, out or in again by one of its passes. Each member's is a command of its own, with an id
    /// that follows from `id` and the member: asked again under the same id, everybody gets the same answer.
    ///
    /// The pass scanned is answered first. One that opens nothing lets nobody else in either; one whose holder alone is
    /// refused, by being in already for one, keeps nobody else out.
    /// - Throws: before anybody was let in: the party could not be read.
    public func checkInParty(
        _ scanned: String, mode: CheckIn.Mode, gate: Gate, id: CommandID
    ) throws(DeskError) -> PartyResult {
        let digits = ScannedText.cleaned(scanned)
        if verifier.isTest(digits) {
            return .notHonoured(CheckInAnswer(result: .test(try answerTest()), person: nil))
        }
        let pass: Pass
        do throws(PassFault) {
            pass = try verify(digits)
        } catch {
            return .notHonoured(CheckInAnswer(result: .notAPass(error), person: nil))
        }
        return try checkInParty(pass.serial, mode: mode, gate: gate, id: id)
    }

    /// The same for a party whose member was looked up by hand.
    public func checkInParty(
        _ serial: Serial, mode: CheckIn.Mode, gate: Gate, id: CommandID
    ) throws(DeskError) -> PartyResult {
        let party: (holder: Registration, all: [Registration])
        do throws(DeskError) {
            party = try partyRows(of: serial)
        } catch {
            guard case .notFound = error else { throw error }
            return .notHonoured(try checkIn(serial, mode: mode, gate: gate, id: id.of(serial)))
        }
        let first = try checkIn(serial, mode: mode, gate: gate, id: id.of(serial))
        switch first.result {
        case .refused(.unknownSerial, _), .refused(.revoked, _): return .notHonoured(first)
        case .passed, .alreadyIn, .refused, .notAPass, .queued, .test: break
        }
        var answers = [PartyAnswer(member: party.holder, result: .success(first))]
        for row in party.all where row.serial != party.holder.serial {
            let result = Result { () throws(DeskError) in
                try checkIn(row.serial, mode: mode, gate: gate, id: id.of(row.serial))
            }
            answers.append(PartyAnswer(member: row, result: result))
        }
        return .answered(answers)
    }
}

extension CommandID {
    /// The id of one member's command in a party's scan: made of this id's time and a digest of both, so that it is
    /// always the same and nobody else's.
    fileprivate func of(_ member: Serial) -> CommandID {
        let time = bytes.prefix(6).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let digest = MessageAuthentication.hmacSHA256(
            bytes + [UInt8](repeating: 0, count: 16), Array("party \(member)".utf8))
        return CommandID(at: Timestamp(milliseconds: time), random: Array(digest.prefix(10)))
    }
}
