// Named views: those of this desk, and those its event's desks share.

public import Domain
public import Journal
public import Store

extension Desk {
    public func sharedViews() throws(DeskError) -> [SavedView] {
        try withStore { try $0.views(event: event.id) }
    }

    /// - Parameter version: of the view it replaces, as it was read; nil for a name that is new.
    public func share(_ view: AttendeeView, over version: Int?) throws(DeskError) -> ViewChange {
        try withStore { try $0.save(view, over: version, desk: settings.deskName, event: event.id) }
    }

    public func deleteShared(_ name: String, version: Int) throws(DeskError) -> ViewChange {
        try withStore { try $0.deleteView(name, version: version, event: event.id) }
    }

    /// The file of this desk's own views.
    public var viewsFile: OwnFile { OwnFile("views.toml", of: journal) }
}
