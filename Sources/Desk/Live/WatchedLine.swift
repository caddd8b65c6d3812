// The watcher's thread: connects, listens, asks, tells, and connects again.

import Domain
import Postgres
import Store

/// What the watcher's thread does. Belongs to that thread.
final class WatchedLine {
    /// Milliseconds between two questions while notices arrive: for those that were lost on the way.
    private static let patientPeriod: Int64 = 5_000
    /// The same while none arrive: they are all there is.
    private static let eagerPeriod: Int64 = 2_000
    /// Milliseconds between two questions however many notices come.
    private static let leastPeriod: Int64 = 200
    /// Milliseconds to wait for the own greeting.
    private static let greetingPatience: Int64 = 1_000
    /// Milliseconds between two looks at the clocks while the line holds.
    private static let clockPeriod: Int64 = 180_000
    private static let firstPause = 250
    private static let longestPause = 5_000

    private let watcher: Watcher
    private let database: Database
    private let line: Line
    private let event: EventID
    private let patience: Int
    private let clock: Clock?
    private let post: (LiveNews) -> Void

    private var horizon: Horizon?
    private var isLost = false
    private var warnings = DeskWarnings()
    private var nextClock: Int64 = 0
    private var pause = WatchedLine.firstPause
    private var lastAsked: Int64 = 0
    private var nextAsk: Int64 = 0
    /// The word by which this listener knows its own greeting, and until when it waits for it.
    private var greeting: (word: String, until: Int64)?

    init(
        _ watcher: Watcher, _ database: Database, _ line: Line, _ event: EventID, from horizon: Horizon?, patience: Int,
        clock: Clock?, post: @escaping (LiveNews) -> Void
    ) {
        self.watcher = watcher
        self.database = database
        self.line = line
        self.event = event
        self.horizon = horizon
        self.patience = patience
        self.clock = clock
        self.post = post
    }

    func run() {
        while !watcher.isClosed {
            do {
                try serve(Store(try database.connectToWatch()))
            } catch {
                guard !watcher.isClosed else { return }
                // A line that was cut says so to everybody who uses it; one that is silent would make each of them wait.
                let fault = DeskError(any: error)
                if fault.isSilence { line.lost(fault) }
                report(lost: true)
                warn(clock: nil)
                rest()
            }
        }
    }

    /// Listens first and asks then, so that nothing falls in between.
    private func serve(_ store: Store) throws {
        try store.listen(within: patience)
        nextClock = 0
        try ask(store)
        report(lost: false)
        pause = Self.firstPause
        greet()
        while !watcher.isClosed {
            let now = Monotonic.milliseconds()
            let next = [greeting?.until, watcher.noticeWait(at: now).map { now + $0 }].compactMap(\.self).min()
            let end = min(nextAsk, next ?? nextAsk)
            let heard = try store.notices(waiting: Int(max(0, end - now)), wake: watcher.wake.descriptor)
            watcher.wake.clear()
            take(heard)
            try tell(store)
            if Monotonic.milliseconds() >= nextAsk { try ask(store) }
        }
    }

    private func take(_ heard: [Notice]) {
        let now = Monotonic.milliseconds()
        for notice in heard {
            switch notice {
            case .greeting(let word):
                guard word == greeting?.word else { continue }
                greeting = nil
                watcher.setHears(true)
            case .changed(let changed, let isOwn):
                guard !isOwn, changed == event else { continue }
                nextAsk = min(nextAsk, max(now, lastAsked + Self.leastPeriod))
            }
        }
        if let greeting, now >= greeting.until {
            self.greeting = nil
            watcher.setHears(false)
        }
    }

    private func ask(_ store: Store) throws {
        guard let horizon else {
            horizon = try store.horizon()
            lastAsked = Monotonic.milliseconds()
            nextAsk = lastAsked + Self.eagerPeriod
            return post(.muchChanged)
        }
        let changes = try store.changes(since: horizon, event: event, within: patience)
        self.horizon = changes.horizon
        lastAsked = Monotonic.milliseconds()
        nextAsk = lastAsked + (watcher.hearsNotices == true ? Self.patientPeriod : Self.eagerPeriod)
        let others = watcher.others(changes.rows)
        guard !watcher.isClosed else { return }
        warn(clock: try compareClocks(store))
        if changes.isMuch {
            post(.muchChanged)
        } else {
            if !others.isEmpty { post(.changed(others)) }
            let passed = changes.rows.filter { changes.passed.contains($0.serial) }
            if !passed.isEmpty { post(.passed(passed)) }
        }
    }

    /// In a transaction of its own, after the change was committed and answered.
    private func tell(_ store: Store) throws {
        let now = Monotonic.milliseconds()
        guard watcher.noticeWait(at: now) == 0 else { return }
        try store.notify(event, within: patience)
        watcher.noticed(at: now)
    }

    /// Greets over a second connection: behind a pooler a connection hears what it says itself, and nothing else.
    private func greet() {
        let word = String(UInt64.random(in: .min ... .max), radix: 36)
        watcher.setHears(nil)
        if let other = try? database.connectToWatch() {
            try? Store(other).greet(word, within: Int(Self.greetingPatience))
        }
        greeting = (word, Monotonic.milliseconds() + Self.greetingPatience)
    }

    // MARK: Clock and disk

    /// Both change without anybody's doing: what is found is news where it has changed.
    /// - Parameter ahead: of the server's clock; nil where it was not compared now.
    private func warn(clock ahead: Int?) {
        var now = warnings
        if let ahead { now.compared(clockAhead: ahead) }
        now.measured(diskFree: DiskSpace.free(in: database.settings.dataFolder))
        guard now != warnings else { return }
        warnings = now
        post(.warnings(now))
    }

    private func compareClocks(_ store: Store) throws -> Int? {
        guard let clock, lastAsked >= nextClock else { return nil }
        nextClock = lastAsked + Self.clockPeriod
        return try store.clockAhead(clock)
    }

    // MARK: A lost line

    private func report(lost: Bool) {
        if !lost { line.answered() }
        guard lost != isLost else { return }
        isLost = lost
        post(lost ? .lineLost : .lineBack)
    }

    /// Longer each time, and never all desks at once.
    private func rest() {
        watcher.setHears(nil)
        let end = Monotonic.milliseconds() + Int64(Int.random(in: pause / 2...pause))
        pause = min(pause * 2, Self.longestPause)
        while !watcher.isClosed {
            let left = end - Monotonic.milliseconds()
            guard left > 0 else { return }
            watcher.wake.wait(milliseconds: Int(left))
            watcher.wake.clear()
        }
    }
}
