// Somebody at a desk who never stops working, whatever the line does.

import Desk
import Domain
import Foundation
import Glibc
import Journal
import Store
import Synchronization
import TestSupport

/// A desk on a thread of its own: registers, checks in, saves again what was not stored, sends what waits.
final class Clerk: Sendable {
    let folder = TestRun.shared.makeFolder()
    private let number: Int
    private let expo: Expo
    private let address: String
    private let ledger: Ledger
    private let seed: UInt64
    private let isTold = Atomic<Bool>(false)
    private let done = DispatchSemaphore(value: 0)

    init(_ number: Int, _ expo: Expo, address: String, _ ledger: Ledger, seed: UInt64) {
        self.number = number
        self.expo = expo
        self.address = address
        self.ledger = ledger
        self.seed = seed
    }

    func start() {
        Thread { [self] in
            work()
            done.signal()
        }.start()
    }

    /// Lets the present command come to its end.
    /// - Returns: false when it never does.
    func finish() -> Bool {
        isTold.store(true, ordering: .relaxed)
        return done.wait(timeout: .now() + 60) == .success
    }

    private func work() {
        var random = SeededRandom(seed: seed)
        var open: Desk?
        var unfinished: [Submission] = []
        while !isTold.load(ordering: .relaxed) {
            guard let desk = open ?? (try? expo.desk(folder, name: "desk \(number)", address: address)) else {
                poll(nil, 0, 20)
                continue
            }
            // Every now and then it brings its copy of the event up to date, as a console does all the time.
            if open == nil || random.int(in: 0...15) == 0 { try? desk.refreshCopy() }
            open = desk
            if let again = unfinished.last, random.int(in: 0...3) == 0 {
                if submit(again, on: desk) { unfinished.removeLast() }
            } else if random.int(in: 0...9) == 0 {
                _ = try? desk.sync()
            } else {
                let next = submission(desk, &random)
                if !submit(next, on: desk) { unfinished.append(next) }
            }
        }
    }

    private func submission(_ desk: Desk, _ random: inout SeededRandom) -> Submission {
        let registered = ledger.registered
        if random.int(in: 0...2) == 0, let serial = registered.isEmpty ? nil : random.pick(registered) {
            return Submission(id: desk.makeCommandID(), change: .checkIn(serial: serial, mode: .enter, gate: .main))
        }
        // Now and then a telephone that another desk is registering as well.
        let own = 10_000_000 * (number + 1) + random.int(in: 0...9_999_999)
        let phone = random.int(in: 0...5) == 0 ? 90_000_000 + random.int(in: 0...50) : own
        return Submission(
            id: desk.makeCommandID(),
            change: .register(
                source: .walkIn, form: expo.form,
                answers: [.name: .text("손님"), .phone: .text("010\(phone)"), .consent: .flag(true)]))
    }

    /// - Returns: whether the database has it.
    private func submit(_ submission: Submission, on desk: Desk) -> Bool {
        var entry: Ledger.Entry
        switch submission.change {
        case .register(_, _, let answers, _):
            entry = Ledger.Entry(kind: "register", serial: nil, phone: answers[.phone]?.text, answer: .kept)
        case .checkIn(let serial, _, _):
            entry = Ledger.Entry(kind: "check_in", serial: serial, phone: nil, answer: .kept)
        default: return true
        }
        do {
            switch try desk.submit(submission) {
            // Turned away by the desk's own copy: there is no trace to look for.
            case .applied(let receipt) where receipt.isByCopy: return true
            case .kept(let receipt): entry.serial = receipt.outcome.serial
            case .applied(let receipt):
                if case .registered(let serial) = receipt.outcome { entry.serial = serial }
                entry.answer = .stored(receipt.outcome.word)
            case .queued(let serial): entry.serial = serial
            }
        } catch {
            entry.answer = .failed("\(error)")
        }
        ledger.note(submission.id, entry)
        if case .stored = entry.answer { return true }
        return false
    }

    /// After the accident: sends until nothing waits any more.
    func drain(within milliseconds: Int = 60_000) -> Bool {
        var open: Desk?
        return eventually(within: milliseconds) {
            open = open ?? (try? expo.desk(folder, name: "desk \(number)", address: address))
            return (try? open?.sync().waiting) == 0
        }
    }

    func journal() throws -> Journal {
        try Journal(dataFolder: folder)
    }
}

/// Several clerks at once.
struct Staff {
    let clerks: [Clerk]

    func work() {
        for clerk in clerks { clerk.start() }
    }

    /// Everybody goes home, and what waits is sent.
    /// - Returns: whether all of it was.
    func close() -> Bool {
        let haveEnded = clerks.map { $0.finish() }.allSatisfy(\.self)
        return haveEnded && clerks.allSatisfy { $0.drain() }
    }

    func journals() throws -> [Journal] {
        try clerks.map { try $0.journal() }
    }
}
