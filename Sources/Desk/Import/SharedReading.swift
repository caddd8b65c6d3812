// Reading a file's rows on several cores: what a row is depends on no other.

import Domain
internal import Glibc
internal import Synchronization

/// Rows that this thread and others read, block by block.
final class SharedReading: Sendable {
    private static let block = 512
    private static let mostThreads = 4

    private let rows: ArraySlice<ImportRow>
    private let reader: ImportReader
    private let nextBlock = Atomic(0)
    private let read: Mutex<[Int: [ImportReading]]> = Mutex([:])
    private let ended = Semaphore()

    init(_ rows: ArraySlice<ImportRow>, _ reader: ImportReader) {
        self.rows = rows
        self.reader = reader
    }

    private var blockCount: Int { (rows.count + Self.block - 1) / Self.block }

    /// - Parameter isWanted: told on this thread, now and then, how many are read; false ends it early.
    /// - Returns: in the order of the rows; nil when it was ended early.
    func all(isWanted: (Int) -> Bool) -> [ImportReading]? {
        let others = max(0, min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), Self.mostThreads, blockCount) - 1)
        for _ in 0..<others {
            Thread { [self] in
                while readBlock() {}
                ended.signal()
            }.start(name: "desk-read")
        }
        repeat {
            guard isWanted(min(nextBlock.load(ordering: .relaxed) * Self.block, rows.count)) else {
                nextBlock.store(blockCount, ordering: .relaxed)
                return nil
            }
        } while readBlock()
        for _ in 0..<others { ended.wait() }
        return read.withLock { read in (0..<blockCount).flatMap { read.removeValue(forKey: $0) ?? [] } }
    }

    /// - Returns: false when there was none left.
    private func readBlock() -> Bool {
        let number = nextBlock.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < blockCount else { return false }
        let readings = rows.dropFirst(number * Self.block).prefix(Self.block).map(reader.read)
        read.withLock { $0[number] = readings }
        return true
    }
}
