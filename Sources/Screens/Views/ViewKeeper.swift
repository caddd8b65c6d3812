// Carrying out what is asked about views, on a desk's thread.

import Desk
import Domain
import Journal
import Store

/// The views of an open desk: its own file, and the event's table.
struct ViewKeeper {
    private let desk: Desk

    private init(_ desk: Desk) {
        self.desk = desk
    }

    static func shelf(_ desk: Result<Desk, DeskError>) -> ViewShelf {
        switch desk {
        case .success(let desk): ViewKeeper(desk).shelf()
        case .failure(let error): ViewShelf(personal: .success([]), shared: .failure(.desk(error)))
        }
    }

    static func save(
        _ view: AttendeeView, _ target: ViewTarget, _ desk: Result<Desk, DeskError>
    ) -> Result<ViewChange, ViewFault> {
        desk.mapError { .desk($0) }.flatMap { desk in
            Result { () throws(ViewFault) in try ViewKeeper(desk).save(view, target) }
        }
    }

    static func delete(_ saved: SavedView, _ desk: Result<Desk, DeskError>) -> Result<ViewChange, ViewFault> {
        desk.mapError { .desk($0) }.flatMap { desk in
            Result { () throws(ViewFault) in try ViewKeeper(desk).delete(saved) }
        }
    }

    private func shelf() -> ViewShelf {
        ViewShelf(
            personal: Result { () throws(ViewFault) in try personal() },
            shared: Result { () throws(ViewFault) in
                try Self.wrap { () throws(DeskError) in try desk.sharedViews() }
            })
    }

    private func save(_ view: AttendeeView, _ target: ViewTarget) throws(ViewFault) -> ViewChange {
        switch target {
        case .shared(let version):
            return try Self.wrap { () throws(DeskError) in try desk.share(view, over: version) }
        case .personal:
            let saved = SavedView(view, home: .personal)
            try changeFile { views in
                if let index = views.firstIndex(where: { Self.isSame($0, view.name) }) {
                    views[index] = saved
                } else {
                    views.append(saved)
                }
            }
            return .saved(saved)
        }
    }

    private func delete(_ saved: SavedView) throws(ViewFault) -> ViewChange {
        if case .shared(let version, _, _) = saved.home {
            return try Self.wrap { () throws(DeskError) in
                try desk.deleteShared(saved.view.name, version: version)
            }
        }
        try changeFile { views in views.removeAll { Self.isSame($0, saved.view.name) } }
        return .deleted
    }

    private static func isSame(_ saved: SavedView, _ name: String) -> Bool {
        AttendeeView.key(of: saved.view.name) == AttendeeView.key(of: name)
    }

    private func personal() throws(ViewFault) -> [SavedView] {
        let file = desk.viewsFile
        do {
            return try Self.read(try file.read(), file.path)
        } catch {
            throw Self.fault(error)
        }
    }

    private static func read(_ bytes: [UInt8]?, _ path: String) throws -> [SavedView] {
        guard let bytes else { return [] }
        return try ViewFile.views(in: TOMLDocument(bytes: bytes, file: path), home: .personal, alone: true)
    }

    /// A file with mistakes in it is left as it is: what somebody wrote there is not lost.
    private func changeFile(_ body: (inout [SavedView]) -> Void) throws(ViewFault) {
        let file = desk.viewsFile
        do {
            try file.change { bytes in
                var views = try Self.read(bytes, file.path)
                body(&views)
                return Array(ViewFile.text(of: views).utf8)
            }
        } catch {
            throw Self.fault(error)
        }
    }

    private static func wrap<T>(_ body: () throws(DeskError) -> T) throws(ViewFault) -> T {
        do throws(DeskError) {
            return try body()
        } catch {
            throw .desk(error)
        }
    }

    private static func fault(_ error: any Error) -> ViewFault {
        switch error {
        case let error as ScreenFileErrors: .file(error)
        case let error as JournalError: .desk(.journal(error))
        case let error as DeskError: .desk(error)
        default: .desk(.store(.unreadable(String(describing: error))))
        }
    }
}
