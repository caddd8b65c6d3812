// Whose pass it is: a merged registration's is that of the one it became part of.

public import Domain

extension Desk {
    /// The registration that a serial counts as: its own, or what it was merged into, over any number of steps.
    public func survivor(of serial: Serial) throws(DeskError) -> Registration {
        var row = try registration(serial)
        var seen: Set<Serial> = [row.serial]
        while let next = row.mergedInto, seen.insert(next).inserted { row = try registration(next) }
        return row
    }
}
