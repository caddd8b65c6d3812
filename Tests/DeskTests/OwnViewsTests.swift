// A desk's own file of views: whole or not at all, its owner's only.

import Foundation
import Journal
import TestSupport
import Testing

@Suite("A desk's own files")
struct OwnViewsTests {
    @Test("A file is made readable by its owner only, replaced whole, and left alone when the change fails")
    func change() throws {
        let folder = try ScratchFolder()
        let file = OwnFile("views.toml", of: try Journal(dataFolder: folder.path))
        #expect(file.path == folder.file("views.toml"))
        #expect(try file.read() == nil)
        try file.change { before in
            #expect(before == nil)
            return Array("a".utf8)
        }
        try file.change { ($0 ?? []) + Array("b".utf8) }
        #expect(try file.read() == Array("ab".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        struct Refusal: Error {}
        #expect(throws: Refusal.self) { try file.change { _ in throw Refusal() } }
        #expect(try file.read() == Array("ab".utf8))
    }
}
