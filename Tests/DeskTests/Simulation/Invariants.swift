// What is true in every world, whatever has happened in it.

import Domain
import Journal

@testable import Desk

extension World {
    /// Everything that is wrong once all lines have healed and everything was sent.
    func findings() throws -> [String] {
        var found = flaws + server.flaws
        found += try nothingWaits()
        found += try answersWereTrue()
        found += oncePerPerson()
        found += inOrder()
        found += serialsAreOnce()
        found += timesAreTrue()
        found += copiesAreTrue()
        return found
    }

    // MARK: Journals

    /// What was promised is done, set aside with a reason, or withdrawn; what is done, the server has.
    private func nothingWaits() throws -> [String] {
        var found: [String] = []
        for desk in desks {
            for entry in try desk.outbox.pending(limit: .max) { found.append("\(desk.name): \(entry.sequence) waits") }
        }
        for (id, told) in told {
            guard let entry = try desks[told.desk - 1].outbox.entry(id: id.bytes) else { continue }
            let isRecorded = server.recorded(id) != nil
            switch entry.state {
            case .pending: break
            case .done: if !isRecorded { found.append("\(short(id)) is done, and never happened") }
            case .aside: if entry.note?.isEmpty != false { found.append("\(short(id)) is aside without a reason") }
            }
        }
        return found
    }

    // MARK: Answers

    private func answersWereTrue() throws -> [String] {
        var found: [String] = []
        for (id, told) in told {
            let entry = try desks[told.desk - 1].outbox.entry(id: id.bytes)
            let next = server.recorded(id.successor)
            let recorded = server.recorded(id)
            switch told.answer {
            case .applied(.refused, isByCopy: true):
                if recorded?.outcome.happened == true || (next?.outcome.happened == true && entry?.note == nil) {
                    found.append("\(short(id)) was refused here, and happened")
                }
            case .applied(let outcome, _):
                if recorded?.outcome != outcome, next?.outcome != outcome {
                    found.append("\(short(id)) was told \(Self.brief(outcome)), and it is not recorded so")
                }
                found += passesWork(id, outcome)
            case .kept(let outcome):
                found += kept(id, outcome, [recorded, next].compactMap(\.self), entry)
                found += passesWork(id, outcome)
            case .queued:
                if recorded == nil, next == nil, entry?.state != .aside {
                    found.append("\(short(id)) was to be sent, and never was")
                }
            }
        }
        return found
    }

    /// What a desk told by itself is recorded as told, or a manager hears of it.
    private func kept(
        _ id: CommandID, _ outcome: Outcome, _ records: [SimServer.Recorded], _ entry: JournalEntry?
    ) -> [String] {
        if records.contains(where: { $0.conflict != nil || Self.agree(outcome, $0.outcome) }) { return [] }
        if case .passed = outcome {} else if entry?.state == .aside { return [] }
        return [
            "\(short(id)) was told \(Self.brief(outcome)), and is \(records.map { Self.brief($0.outcome) }), without a conflict"
        ]
    }

    private static func agree(_ told: Outcome, _ recorded: Outcome) -> Bool {
        switch (told, recorded) {
        case (.passed(_, let mode, _), .passed(_, let other, _)): mode == other
        case (.passageUndone, .passageUndone): true
        case (.passed(_, .leave, _), .refused(let refusal)): refusal.reason == .alreadyLeft
        case (.cancelled, .refused(let refusal)): refusal.reason == .cancelled
        case (.restored, .refused(let refusal)): refusal.reason == .notCancelled
        case (.reissued(let old, let new, _), .reissued(let same, let one, _)): old == same && new == one
        default: told == recorded
        }
    }

    /// Whoever holds a pass that was printed for a registration is somebody.
    private func passesWork(_ id: CommandID, _ outcome: Outcome) -> [String] {
        guard let serial = outcome.printed else { return [] }
        guard server.rows[serial] != nil else { return ["the pass \(serial) of \(short(id)) is nobody's"] }
        guard server.survivor(of: serial) != nil else { return ["the pass \(serial) of \(short(id)) leads nowhere"] }
        return []
    }

    // MARK: People

    private func oncePerPerson() -> [String] {
        var found: [String] = []
        var entries: [Serial: Set<String>] = [:]
        for (serial, admissions) in server.admissions {
            guard let person = server.survivor(of: serial)?.serial else {
                found.append("\(serial) is in, and nobody")
                continue
            }
            for admission in admissions
            where !entries[person, default: []].insert("\(admission.place.text) \(admission.day)").inserted {
                found.append("\(person) was admitted twice to \(admission.place.text) on \(admission.day)")
            }
        }
        return found
    }

    /// What one desk was done with before it began something else about the same person, the server has in that order.
    private func inOrder() -> [String] {
        var found: [String] = []
        var last: [String: Told] = [:]
        for record in server.log {
            guard let serial = record.command.action.serial, let told = told[record.command.id] else { continue }
            if case .queued = told.answer { continue }
            let key = "\(told.desk) \(serial)"
            if let before = last[key], told.answered < before.asked {
                found.append("\(short(record.command.id)) about \(serial) came too late")
            }
            last[key] = told
        }
        return found
    }

    /// Whatever a desk's clock showed, it happened when it happened: unless its machine was started anew before it was sent.
    private func timesAreTrue() -> [String] {
        server.log.compactMap { record in
            guard case .checkIn(let scan) = record.command.action, let stored = stored[record.command.id],
                let desk = desks.first(where: { $0.id == record.command.desk }), desk.machine.boot == stored.boot,
                scan.at.milliseconds != stored.time
            else { return nil }
            return
                "\(short(record.command.id)) is \(scan.at.milliseconds - stored.time) ms off, apart: \(record.command.apart != nil)"
        }
    }

    private func serialsAreOnce() -> [String] {
        var owners: [Serial: CommandID] = [:]
        return server.log.compactMap { record in
            guard let serial = record.command.action.newSerial else { return nil }
            if let owner = owners[serial], owner.successor != record.command.id {
                return "\(serial) was given to \(short(owner)) and \(short(record.command.id))"
            }
            owners[serial] = record.command.id
            return nil
        }
    }

    // MARK: Copies

    private func copiesAreTrue() -> [String] {
        let everybody = Set(server.rows.keys)
        return consoles.flatMap { console -> [String] in
            let later = Command(
                id: makeID(), event: EventID(rawValue: 1), desk: console.desk.id, deskSequence: 0, actor: "",
                madeAt: Timestamp(milliseconds: 0), action: .setCapacity(CapacityChange(category: nil, capacity: nil)))
            guard let roster = console.copy.local?.roster, console.copy.snapshot?.roster.count == everybody.count else {
                return ["\(console.desk.name): the copy is not whole"]
            }
            if console.copy.hasPromises(before: later) { return ["\(console.desk.name): a promise is left"] }
            return everybody.compactMap { serial in
                if roster.registration(serial) != server.rows[serial] {
                    return "\(console.desk.name): \(serial) differs"
                }
                if Set(roster.admissions(of: serial)) != Set(server.admissions[serial] ?? []) {
                    return "\(console.desk.name): the admissions of \(serial) differ"
                }
                if roster.isRevoked(serial) != server.revoked.contains(serial) {
                    return "\(console.desk.name): the pass \(serial) differs"
                }
                return nil
            }
        }
    }

    private func short(_ id: CommandID) -> Substring { id.description.suffix(4) }
}

extension Outcome {
    fileprivate var happened: Bool { if case .refused = self { false } else { true } }

    /// The serial of a pass that was printed for a new registration.
    fileprivate var printed: Serial? {
        switch self {
        case .registered(let serial), .registeredApart(let serial, _, _): serial
        default: nil
        }
    }
}

extension Command.Action {
    /// The serial it brings from its desk's block.
    fileprivate var newSerial: Serial? {
        switch self {
        case .register(let new): new.serial
        case .reissue(let reissue): reissue.replacement
        default: nil
        }
    }
}
