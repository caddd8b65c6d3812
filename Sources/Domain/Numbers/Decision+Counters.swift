// A decision's share of the dashboard's numbers.

extension Decision {
    /// What is to be added to the counters once `command` has come to this over `facts`. Nothing is added for a command
    /// that is told its first outcome again.
    public func counterDeltas(_ command: Command, _ facts: Facts) -> [CounterDelta] {
        changes.flatMap { deltas($0, facts) } + .deed(command, outcome)
    }

    private func deltas(_ change: Change, _ facts: Facts) -> [CounterDelta] {
        switch change {
        case .insert(let row):
            let hasEntered = carried.contains { $0.to == row.serial && facts.entered.contains($0.from) }
            return .registration(from: nil, to: CountedPerson(row, hasEntered: hasEntered))
        case .update(let row, _):
            let hasEntered = facts.entered.contains(row.serial)
            let isCarriedAway = carried.contains { $0.from == row.serial }
            return .registration(
                from: facts.known(row.serial).map { CountedPerson($0, hasEntered: hasEntered) },
                to: CountedPerson(row, hasEntered: hasEntered && !isCarriedAway))
        case .admit(let serial, let admission):
            return .admission(of: serial, status(of: serial, facts), from: nil, to: admission)
        case .move(let serial, let admission):
            return .admission(
                of: serial, status(of: serial, facts), from: facts.checkIn?.admission ?? admission, to: admission)
        case .takeBack(let serial, let admission):
            return .admission(of: serial, status(of: serial, facts), from: admission, to: nil)
        // Decisions on several are booked by what they write; seats, passes and programs are no number here.
        case .status, .seat, .putProgram, .putSession, .carry, .revoke: return []
        }
    }

    /// Whose admissions go on under whose serial.
    private var carried: [(from: Serial, to: Serial)] {
        changes.compactMap { if case .carry(let from, let to) = $0 { (from, to) } else { nil } }
    }

    private func status(of serial: Serial, _ facts: Facts) -> Registration.Status {
        // An admission that lies with a serial from before a merge.
        if serial == facts.checkIn?.admittedAs { return .merged }
        return row(of: serial)?.status ?? facts.known(serial)?.status ?? .approved
    }
}

extension Facts {
    /// The registration of `serial` before the command, where it was read.
    func known(_ serial: Serial) -> Registration? {
        ([subject, checkIn?.survivor, samePhone].compactMap(\.self) + others).first { $0.serial == serial }
    }
}
