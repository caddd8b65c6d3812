// A decision's share of the dashboard's numbers.

extension Decision {
    /// What is to be added to the counters once `command` has come to this over `facts`. Nothing is added for a command
    /// that is told its first outcome again.
    public func counterDeltas(_ command: Command, _ facts: Facts) -> [CounterDelta] {
        changes.flatMap { deltas($0, facts) } + .deed(command, outcome)
    }

    private func deltas(_ change: Change, _ facts: Facts) -> [CounterDelta] {
        switch change {
        case .insert(let row): return .registration(from: nil, to: CountedPerson(row, hasEntered: false))
        case .update(let row, _):
            let hasEntered = facts.entered.contains(row.serial)
            return .registration(
                from: facts.known(row.serial).map { CountedPerson($0, hasEntered: hasEntered) },
                to: CountedPerson(row, hasEntered: hasEntered))
        case .admit(let serial, let admission):
            return .admission(of: serial, status(of: serial, facts), from: nil, to: admission)
        case .move(let serial, let admission):
            return .admission(
                of: serial, status(of: serial, facts), from: facts.checkIn?.admission ?? admission, to: admission)
        case .takeBack(let serial, let admission):
            return .admission(of: serial, status(of: serial, facts), from: admission, to: nil)
        }
    }

    private func status(of serial: Serial, _ facts: Facts) -> Registration.Status {
        row(of: serial)?.status ?? facts.known(serial)?.status ?? .approved
    }
}

extension Facts {
    /// The registration of `serial` before the command, where it was read.
    func known(_ serial: Serial) -> Registration? {
        ([subject, checkIn?.survivor, samePhone].compactMap(\.self) + others).first { $0.serial == serial }
    }
}
