// docs/keys.md is made from the bindings; this says when it was forgotten.

import Foundation
import Screens
import Testing

@Suite("The page of keys")
struct KeysPageTests {
    @Test("docs/keys.md is what `make docs` makes of the bindings as they are now")
    func isFresh() throws {
        let root = try #require(ScreenFolder(configured: nil).installed) + "/.."
        let process = Process()
        process.executableURL = URL(fileURLWithPath: root + "/scripts/docs")
        process.arguments = [Program.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let made = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let page = try String(contentsOfFile: root + "/docs/keys.md", encoding: .utf8)
        #expect(page == String(decoding: made, as: UTF8.self), "Run: make docs")
    }
}
