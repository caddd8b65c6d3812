// What somebody at a gate wants to know besides the answer to a scan.

public import Domain
public import Store

/// Somebody found by hand at a gate, and whether they are in already.
public struct GateCandidate: Hashable, Sendable {
    public var row: Registration
    /// Their admission to the gate's place today.
    public var admission: Admission?

    public init(row: Registration, admission: Admission?) {
        self.row = row
        self.admission = admission
    }
}

extension Desk {
    /// How a place fills today. Its cost grows with those who went in today: about ten milliseconds for fifty thousand.
    public func gateCounters(place: Place) throws(DeskError) -> GateCounters {
        let moment = eventTime()
        return try read({ try $0.gateCounters(of: place, at: moment, event: event.id) }) {
            $0.gateCounters(of: place, at: moment)
        }
    }

    /// Those whom a search finds, in the order of their serials, each with their admission to `place` today.
    /// - Parameters:
    ///   - text: any part of a name, initial consonants, the end of a telephone, a serial.
    ///   - limit: how many at the most.
    public func gateCandidates(_ text: String, place: Place, limit: Int) throws(DeskError) -> [GateCandidate] {
        let rows = try attendees(text, limit: limit).rows.map(\.registration).filter { $0.status != .merged }
        let moment = eventTime()
        let serials = rows.map(\.serial)
        let admissions = try read({ try $0.admissions(of: serials, to: place, at: moment, event: event.id) }) { copy in
            var found: [Serial: Admission] = [:]
            for serial in serials {
                found[serial] = copy.admissions(of: serial, at: moment).first { $0.place == place }
            }
            return found
        }
        return rows.map { GateCandidate(row: $0, admission: admissions[$0.serial]) }
    }
}
