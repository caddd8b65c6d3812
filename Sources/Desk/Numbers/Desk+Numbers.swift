// How the event stands, and whether its counters are right.

public import Domain
public import Store

extension Desk {
    /// How the event stands at this moment. Cheap however many people there are.
    public func numbers() throws(DeskError) -> EventNumbers {
        let moment = eventTime()
        return try withStore { try $0.numbers(event.id, at: moment) }
    }

    /// Counters that are not what a full count finds. Reads everything.
    public func counterFlaws() throws(DeskError) -> [CounterFlaw] {
        try withStore { try $0.counterFlaws(event.id) }
    }
}

extension Database {
    /// Counts the event anew, as the schema's owner; desks may go on working.
    public func recount(_ event: EventID) throws(DeskError) {
        let store = Store(try connectAsOwner())
        try DeskError.wrap { try store.recount(event) }
    }
}
