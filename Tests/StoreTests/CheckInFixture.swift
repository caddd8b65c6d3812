// Scans at the gates of the store's tests.

import Domain
import Postgres
import Store

extension Fixture {
    /// 09:12 in Seoul on the event's first day.
    static let morning = Timestamp(milliseconds: 1_777_594_320_000)

    func scan(
        _ serial: Int64, _ mode: CheckIn.Mode = .enter, gate: Domain.Gate = .main,
        at moment: Timestamp = Fixture.morning,
        desk: DeskID = Fixture.desk
    ) -> Command {
        command(
            .checkIn(CheckIn(serial: Self.serial(serial), mode: mode, gate: gate, at: moment)), desk: desk)
    }

    func undo(_ serial: Int64, _ admission: Admission, desk: DeskID = Fixture.desk) -> Command {
        command(
            .undoCheckIn(
                CheckInUndo(
                    serial: Self.serial(serial), place: admission.place, day: admission.day,
                    movement: admission.moved.command, at: admission.moved.at)),
            desk: desk)
    }

    /// Makes a registration the later half of another one, as syncing two desks that were apart will.
    func merge(_ serial: Int64, into survivor: Int64) throws {
        try owner().script(
            "UPDATE expo.registration SET status = 'merged', merged_into = \(survivor) WHERE serial = \(serial)")
    }
}

extension Receipt {
    /// The admission that was made, changed or run into.
    var admission: Admission? {
        switch outcome {
        case .passed(_, _, let admission): admission
        case .passageUndone(_, let admission): admission
        case .refused(let refusal): refusal.admission
        default: nil
        }
    }
}
