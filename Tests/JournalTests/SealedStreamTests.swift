// Frames of a sealed stream: each is bound to its file and to its place in it.

import Foundation
import Journal
import TestSupport
import Testing

@Suite("A stream of sealed frames")
struct SealedStreamTests {
    private let scratch: ScratchFolder
    private let journal: Journal

    init() throws {
        scratch = try ScratchFolder()
        journal = try Journal(dataFolder: scratch.file("data"))
    }

    private static let frames = (1...4).map { [UInt8](repeating: UInt8($0), count: 10) }

    private func stream(_ name: String = "s") throws -> SealedStream { try SealedStream(name, of: journal) }

    private func url(_ name: String = "s") -> URL { URL(fileURLWithPath: scratch.file("data/desk/\(name)")) }

    /// Two frames by `replace`, two by `append`.
    private func fill(_ name: String = "s") throws {
        let stream = try stream(name)
        try stream.replace { add in for frame in Self.frames.prefix(2) { try add(frame) } }
        for frame in Self.frames.dropFirst(2) { try stream.append(frame) }
    }

    private func read(_ name: String = "s") throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        _ = try stream(name).read { found.append($0) }
        return found
    }

    /// The head, then each frame with its length, as they lie in the file.
    private func parts(_ name: String = "s") throws -> (head: Data, frames: [Data]) {
        let bytes = try Data(contentsOf: url(name))
        var start = 18 + 16
        let head = Data(bytes[..<start])
        var frames: [Data] = []
        while start < bytes.count {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
            frames.append(Data(bytes[start..<start + 4 + length]))
            start += 4 + length
        }
        return (head, frames)
    }

    @Test("what was written comes back in its order, and what is added after reading, too")
    func whole() throws {
        try fill()
        #expect(try read() == Self.frames)
        let stream = try stream()
        _ = try stream.read { _ in }
        try stream.append([9])
        #expect(try read() == Self.frames + [[9]])
    }

    @Test("a frame left out, doubled, moved, or of another file ends it there")
    func moved() throws {
        try fill()
        try fill("other")
        let (head, frames) = try parts()
        let others = try parts("other").frames
        #expect(frames.count == 4 && others.count == 4)
        for (order, count) in [
            ([0, 2, 3], 1), ([1, 2, 3], 0), ([0, 0, 1, 2, 3], 1), ([0, 1, 3, 2], 2), ([1, 0, 2, 3], 0), ([0, 1, 2], 3),
        ] {
            try (order.reduce(head) { $0 + frames[$1] }).write(to: url())
            #expect(try read() == Array(Self.frames.prefix(count)), "\(order)")
        }
        try (head + frames[0] + others[1] + frames[2]).write(to: url())
        #expect(try read() == Array(Self.frames.prefix(1)))
    }
}
