// SQLite's write-ahead log, read without SQLite: the pages that were written last, and whether it breaks off where it
// should not. Source: https://www.sqlite.org/fileformat2.html, section 4.

/// The file beside a database that holds the pages of its last transactions.
struct WriteAheadLog {
    struct Frame {
        /// Of the page, from 1.
        var number: Int
        var page: ArraySlice<UInt8>
        /// It ends a transaction.
        var isCommit: Bool
    }

    /// Of the transactions that were ended, in the order in which they were written: also of those behind a place that is
    /// damaged, which SQLite leaves out.
    private(set) var frames: [Frame] = []
    /// Whether transactions were ended behind a place that is damaged. SQLite goes on without them and says nothing.
    private(set) var isBroken = false
    /// Whether nobody can tell what was in it.
    private(set) var isUnreadable = false

    private static let headerLength = 32
    private static let frameHeaderLength = 24

    init(_ bytes: [UInt8], pageSize: Int) {
        guard bytes.count > Self.headerLength else { return }
        let header = Header(bytes)
        // Before anything is written it is zeros.
        guard header.isWhole || bytes.contains(where: { $0 != 0 }) else { return }
        // Frames of an earlier time lie behind those of the last one, and have other salts.
        let frameLength = Self.frameHeaderLength + pageSize
        let starts = Array(stride(from: Self.headerLength, through: bytes.count - frameLength, by: frameLength))
        func salts(_ start: Int) -> ArraySlice<UInt8> { bytes[start + 8..<start + 16] }
        func follows(_ start: Int, _ before: Int) -> Bool {
            var sum = Checksum(written: bytes, at: before)
            sum.add(bytes[start..<start + 8], header.isBigEndian)
            sum.add(bytes[start + Self.frameHeaderLength..<start + frameLength], header.isBigEndian)
            return sum == Checksum(written: bytes, at: start + 16)
        }
        // Without the header, of the first frame that follows the one before it: the first may be destroyed with the header.
        let pairs = zip(starts.dropFirst(), starts)
        let first = header.isWhole ? nil : pairs.first { salts($0) == salts($1) && follows($0, $1 + 16) }?.0
        guard let current = header.isWhole ? bytes[16..<24] : first.map(salts) else {
            // Something was written, and what there is does not say what.
            isUnreadable = true
            return
        }
        var runs: [[Frame]] = [[]]
        for (start, before) in zip(starts, [24] + starts.map { $0 + 16 }) {
            guard salts(start).elementsEqual(current) else {
                runs.append([])
                continue
            }
            if !follows(start, before) { runs.append([]) }
            runs[runs.count - 1].append(
                Frame(
                    number: Int(Self.word(bytes, at: start)),
                    page: bytes[start + Self.frameHeaderLength..<start + frameLength],
                    isCommit: Self.word(bytes, at: start + 4) != 0))
        }
        take(runs, isHeaderWhole: header.isWhole)
        isUnreadable = !header.isWhole && !isBroken
    }

    /// - Parameter runs: of frames each of which follows the one before it.
    private mutating func take(_ runs: [[Frame]], isHeaderWhole: Bool) {
        // What a killed program leaves behind the end is of one transaction, which nobody was told of, and others write
        // over it from the front.
        let least = isHeaderWhole ? 2 : 1
        let last = runs.indices.last { index in
            (index > 0 || !isHeaderWhole) && runs[index].count(where: \.isCommit) >= least
        }
        isBroken = last != nil
        let end = last ?? 0
        // Before a damaged place it is not known which transaction a frame belongs to.
        frames = runs[..<end].flatMap(\.self) + runs[end].prefix((runs[end].lastIndex(where: \.isCommit) ?? -1) + 1)
    }

    private struct Header {
        var isWhole: Bool
        var isBigEndian: Bool

        init(_ bytes: [UInt8]) {
            isBigEndian = bytes[3] & 1 == 1
            var sum = Checksum()
            sum.add(bytes[..<24], isBigEndian)
            isWhole =
                bytes[..<3].elementsEqual([0x37, 0x7F, 0x06]) && bytes[3] & 0xFE == 0x82
                && sum == Checksum(written: bytes, at: 24)
            // SQLite writes the order of the machine.
            if !isWhole { isBigEndian = UInt16(1).bigEndian == 1 }
        }
    }

    private static func word(_ bytes: [UInt8], at place: Int) -> UInt32 {
        bytes[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }

    /// Of the header and of all frames up to one, each over what was before it.
    private struct Checksum: Equatable {
        private var first: UInt32 = 0
        private var second: UInt32 = 0

        init() {}

        init(written bytes: [UInt8], at place: Int) {
            (first, second) = (WriteAheadLog.word(bytes, at: place), WriteAheadLog.word(bytes, at: place + 4))
        }

        mutating func add(_ bytes: ArraySlice<UInt8>, _ isBigEndian: Bool) {
            bytes.withUnsafeBytes { raw in
                for place in stride(from: 0, to: raw.count - 7, by: 8) {
                    let (one, two) = (
                        raw.loadUnaligned(fromByteOffset: place, as: UInt32.self),
                        raw.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
                    )
                    first &+= (isBigEndian ? one.bigEndian : one.littleEndian) &+ second
                    second &+= (isBigEndian ? two.bigEndian : two.littleEndian) &+ first
                }
            }
        }
    }
}
