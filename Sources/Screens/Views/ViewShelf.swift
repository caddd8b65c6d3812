// What screens ask about views, and what they are answered.

public import Desk
public import Domain

/// The views somebody saved, from both places they are kept in.
public struct ViewShelf: Sendable {
    public var personal: Result<[SavedView], ViewFault>
    public var shared: Result<[SavedView], ViewFault>

    public init(personal: Result<[SavedView], ViewFault>, shared: Result<[SavedView], ViewFault>) {
        self.personal = personal
        self.shared = shared
    }
}

/// Where a view is to be saved.
public enum ViewTarget: Hashable, Sendable {
    /// In this desk's file.
    case personal
    /// With the event; `over` is the version of the one it replaces, as it was read.
    case shared(over: Int?)
}

/// Why views cannot be read or kept.
public enum ViewFault: Error, Sendable {
    case desk(DeskError)
    /// The desk's own file has mistakes in it.
    case file(ScreenFileErrors)
}
