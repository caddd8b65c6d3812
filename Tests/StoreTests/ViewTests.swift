// Shared views: saved, overtaken, deleted, and by whom.

import Domain
import Postgres
import Store
import Testing

@Suite("Shared views")
struct ViewTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
    }

    private func view(_ name: String, filter: String = "상태:대기") -> AttendeeView {
        AttendeeView(
            name: name, filter: filter, columns: [.init(.serial), .init(.name, width: 20)],
            sort: AttendeeSort(.registeredAt, isDescending: true))
    }

    private func save(_ view: AttendeeView, over version: Int? = nil, by desk: String = "desk 1") throws -> ViewChange {
        try store.save(view, over: version, desk: desk, event: fixture.event)
    }

    /// Version and desk of what was saved; nil when nothing was.
    private func home(_ change: ViewChange) -> (version: Int, desk: String)? {
        guard case .saved(let saved) = change, case .shared(let version, let desk, _) = saved.home else { return nil }
        return (version, desk)
    }

    @Test("What is saved comes back as it was, with who saved it and when")
    func roundTrip() throws {
        let change = try save(view("대기 중"))
        #expect(home(change)?.version == 1 && home(change)?.desk == "desk 1")
        let all = try store.views(event: fixture.event)
        #expect(all.map(\.view) == [view("대기 중")] && all[0].unknownColumns.isEmpty)
        guard case .shared(_, _, let at) = all[0].home else { return #expect(Bool(false)) }
        #expect(at.milliseconds > 1_700_000_000_000)
    }

    @Test("Two desks saving one name: the second is told whose it would overwrite, and changes nothing")
    func overtaken() throws {
        _ = try save(view("대기 중"))
        let mine = view("대기중", filter: "상태:보류")
        guard case .overtaken(let found) = try save(mine, by: "desk 2") else { return #expect(Bool(false)) }
        #expect(found.view.filter == "상태:대기")
        guard case .shared(1, "desk 1", _) = found.home else { return #expect(Bool(false)) }
        #expect(try store.views(event: fixture.event).map(\.view.filter) == ["상태:대기"])
        // Having been told, it may.
        #expect(home(try save(mine, over: 1, by: "desk 2"))?.version == 2)
        // And now the first one is behind.
        guard case .overtaken(let later) = try save(view("대기 중", filter: "김"), over: 1) else {
            return #expect(Bool(false))
        }
        #expect(later.view == mine)
    }

    @Test("A saving that is sent again after its reply was lost is the same saving")
    func again() throws {
        #expect(home(try save(view("a")))?.version == 1)
        #expect(home(try save(view("a")))?.version == 1)
        #expect(home(try save(view("a", filter: "김"), over: 1))?.version == 2)
        #expect(home(try save(view("a", filter: "김"), over: 1))?.version == 2)
    }

    @Test("A view that was deleted meanwhile is saved as a new one")
    func deletedMeanwhile() throws {
        _ = try save(view("a"))
        #expect(try store.deleteView("A", version: 1, event: fixture.event) == .deleted)
        #expect(home(try save(view("a"), over: 1))?.version == 1)
    }

    @Test("Only what was read is deleted; what is gone already counts as deleted")
    func delete() throws {
        _ = try save(view("a"))
        _ = try save(view("a", filter: "김"), over: 1, by: "desk 2")
        guard case .overtaken(let found) = try store.deleteView("a", version: 1, event: fixture.event) else {
            return #expect(Bool(false))
        }
        #expect(found.view.filter == "김")
        #expect(try store.deleteView("a", version: 2, event: fixture.event) == .deleted)
        #expect(try store.deleteView("a", version: 2, event: fixture.event) == .deleted)
        #expect(try store.views(event: fixture.event).isEmpty)
    }

    @Test("A column and an order that this program does not know are kept apart, and the rest holds")
    func unknown() throws {
        _ = try save(view("a"))
        try fixture.owner().script(
            "UPDATE expo.view SET columns = '{name,shoe_size,answer.diet:12}', sort = '-shoe_size'")
        let found = try #require(try store.views(event: fixture.event).first)
        #expect(found.unknownColumns == ["shoe_size", "-shoe_size"])
        let diet = try #require(FieldID("diet"))
        #expect(found.view.columns == [.init(.name), .init(.answer(diet), width: 12)])
        #expect(found.view.sort == .standard)
    }
}
