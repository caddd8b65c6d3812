// What must hold of a table at any time, and when nothing is under way.

import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

extension TableRig {
    /// Nothing is under way: the rows at hand are a run of the database's own, the screen is full of them, and whatever
    /// is said about ends and places is true.
    func expectSound(_ about: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        let (window, all) = (table.window, slice)
        #expect(table.loading == nil && table.due == nil && !window.lacksRows, about, sourceLocation: sourceLocation)
        #expect(window.rows.count <= window.mostRows, about, sourceLocation: sourceLocation)
        guard let first = window.rows.first else {
            #expect(all.isEmpty && window.isEmpty, about, sourceLocation: sourceLocation)
            return
        }
        guard let index = all.firstIndex(where: { $0.registration.serial == first.registration.serial }) else {
            Issue.record(
                "\(first.registration.serial) is not in the database. \(about)", sourceLocation: sourceLocation)
            return
        }
        let rows = all[index...].prefix(window.rows.count).map(\.registration)
        #expect(rows == window.rows.map(\.registration), about, sourceLocation: sourceLocation)
        if let start = window.table.start {
            #expect(window.base - start == index, about, sourceLocation: sourceLocation)
        }
        if let end = window.table.end {
            let after = all.count - index - window.rows.count
            #expect(end - window.range.upperBound == after, about, sourceLocation: sourceLocation)
        }
        #expect(window.selectedRow != nil, about, sourceLocation: sourceLocation)
        #expect(window.table.window.contains(window.table.selected), about, sourceLocation: sourceLocation)
        if case .row(let place)? = table.position {
            #expect(all[place - 1].registration == selected, about, sourceLocation: sourceLocation)
        }
        if case .exactly(let count)? = table.total {
            #expect(count == all.count, about, sourceLocation: sourceLocation)
        }
    }

    /// What is on the screen while things are under way is the database's, as far as it is there: no gap, no row of
    /// another filter or order once those have been answered.
    func expectNothingStale(_ about: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        if let loading = table.loading, loading.purpose.bringsOthers { return }
        let all = slice
        guard let first = table.window.rows.first,
            let index = all.firstIndex(where: { $0.registration.serial == first.registration.serial })
        else {
            #expect(table.window.rows.isEmpty, about, sourceLocation: sourceLocation)
            return
        }
        let rows = all[index...].prefix(table.window.rows.count).map(\.registration)
        #expect(rows == table.window.rows.map(\.registration), about, sourceLocation: sourceLocation)
    }

    /// Something a hurried manager may do.
    mutating func act(_ random: inout SeededRandom) {
        switch random.int(in: 0...29) {
        case 0: press("s")
        case 1: press("Left")
        case 2: press("Right")
        case 3: press("Home")
        case 4: press("End")
        case 5: press("F4")
        case 6: press("Space")
        case 7, 8:
            press("g")
            type("\(random.int(in: 0...100))%")
            press("Enter")
        case 9:
            press("g")
            type("\(random.pick(people.isEmpty ? [1] : people.map(\.serial.rawValue)) + Int64(random.int(in: 0...1)))")
            press("Enter")
            // The offer to clear the filter, should it come up later, is declined.
            answer()
            answer(.missing)
            if table.survey.pendingPercent == nil, state.overlay != nil { press("Escape") }
        case 10:
            let statuses: [Registration.Status] = [.approved, .applied, .cancelled]
            browse(
                filter: random.int(in: 0...2) == 0
                    ? .everybody : AttendeeFilter(clauses: [.init(.status([random.pick(statuses)]))]),
                keeping: random.int(in: 0...1) == 0 ? nil : selected?.serial)
        case 11:
            browse(
                sort: AttendeeSort(
                    random.pick([.serial, .name, .status, .affiliation]), isDescending: random.int(in: 0...1) == 0),
                keeping: selected?.serial)
        case 12: press("#")
        case 13: driver.deliver(.resized(Size(columns: random.int(in: 30...140), rows: random.int(in: 8...60))))
        default: press(random.pick(["Up", "Down", "PgUp", "PgDn", "PgDn", "PgUp"]))
        }
        dismiss()
    }

    private mutating func dismiss() {
        if state.overlay != nil { press("Escape") }
    }

    /// Some of what is under way goes on, some does not; now and then an answer comes that nobody waits for any more.
    mutating func letSomeAnswersCome(_ random: inout SeededRandom) {
        for _ in 0..<random.int(in: 0...3) {
            switch random.int(in: 0...5) {
            case 0, 1: rest()
            case 2, 3: answer()
            case 4: answer(random.pick([.landmarks, .estimate, .count, .missing]))
            default: hearSomethingLate(&random)
            }
        }
        dismiss()
    }

    private mutating func hearSomethingLate(_ random: inout SeededRandom) {
        guard !abandoned.isEmpty else { return }
        let late = random.pick(abandoned)
        if case .page(let request) = late, request == table.loading?.request { return }
        if let message = reply(to: late) { tell(message) }
    }
}
