// `expodesk capacity`: how many people the event and its categories take.

import ArgumentParser
import Desk
import Domain
import Screens
import Store

/// Shows the limits, or sets one.
struct CapacityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capacity", abstract: "Show or set how many people the event or a category takes.",
        discussion: """
            Without a number it shows every limit and what is taken of it. A limit below what is taken keeps everybody; a \
            higher one gives the new seats to those who have waited longest.
            """)

    @OptionGroup var options: GlobalOptions

    @Option(help: "One of the event's categories, by its id; the event as a whole without.")
    var category: String?

    @Argument(help: ArgumentHelp("How many; none lifts the limit.", valueName: "number|none"))
    var number: String?

    func run() throws {
        let session = try Session(options)
        let capacity = try number.map { (text) throws(Failure) in try Self.capacity(text, session.words) }
        let desk = try session.openDesk(takesLong: true)
        let ids = desk.event.categories.map(\.id)
        if let category, !ids.contains(category) {
            throw Failure(
                .usage, "--category: " + session.words.unknownWord(category, ids, NearestWord.of(category, in: ids)))
        }
        var promoted: [Serial] = []
        if let capacity {
            defer { desk.tellOthers() }
            let receipt = try session.withDesk { () throws(DeskError) in
                try desk.setCapacity(
                    CapacityChange(category: category, capacity: capacity), id: desk.makeCommandID())
            }
            if case .refused(let refusal) = receipt.outcome {
                throw session.refusal(
                    refusal.reason.rawValue, session.words.refusal(refusal, existing: nil, form: nil))
            }
            promoted = receipt.promoted
        }
        let seats = try session.withDesk { () throws(DeskError) in try desk.seats() }
        show(seats, desk.event, promoted, session)
        if !promoted.isEmpty, !session.json {
            let named = desk.registrations(promoted, most: Self.mostNamed)
            print(session.words.promoted(promoted.count, named))
        }
        if let capacity, let limit = capacity, let scope = category.map({ seats.categories[$0] }) ?? seats.event,
            scope.taken > limit
        {
            Stream.note(session.words.keepsEverybody(scope.taken, limit: limit))
        }
    }

    /// More people than these are only counted.
    private static let mostNamed = 20

    /// Nil lifts the limit.
    private static func capacity(_ text: String, _ words: Words) throws(Failure) -> Int? {
        if text == "none" { return nil }
        guard let number = Int(text), CapacityChange.range.contains(number) else {
            throw Failure(.usage, words.badCapacity(text))
        }
        return number
    }

    /// Those that were asked for: one, or all there are.
    private func show(_ seats: Seats, _ event: Event, _ promoted: [Serial], _ session: Session) {
        let words = session.words
        var lines: [(id: String?, label: String, scope: Seats.Scope?)] = []
        if category == nil { lines.append((nil, words.wholeEvent, seats.event)) }
        for kind in event.categories where category == kind.id || (category == nil && seats.categories[kind.id] != nil)
        {
            lines.append((kind.id, kind.label[words.language], seats.categories[kind.id]))
        }
        for line in lines {
            if session.json {
                print(
                    JSONValue.object([
                        "category": line.id.map { .text($0) },
                        "capacity": line.scope?.capacity.map { .number(Int64($0)) },
                        "taken": (line.scope?.taken).map { .number(Int64($0)) },
                        "promoted": promoted.isEmpty || line.id != category
                            ? nil : .list(promoted.map { .number($0.rawValue) }),
                    ]).line)
            } else {
                print("\(line.label): \(line.scope.map { words.seats($0) } ?? words.noLimit)")
            }
        }
    }
}
