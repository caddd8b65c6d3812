// Where screen files are found.

import Domain
import Foundation
import Screens
import TestSupport
import Testing

@Suite("The folders of screen files")
struct ScreenFolderTests {
    private static let form = """
        kind = "form"
        id = "walk-in"
        title = { ko = "가", en = "Own" }
        [[field]]
        id = "name"
        kind = "text"
        label = { ko = "이름", en = "Name" }
        required = true
        [[field]]
        id = "consent"
        kind = "consent"
        label = { ko = "동의", en = "Consent" }
        required = true
        text = { ko = "가", en = "A" }
        version = "1"
        """

    private func make(_ folder: ScratchFolder, _ path: String, _ text: String = form) throws {
        let url = URL(fileURLWithPath: folder.file(path))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    @Test(
        "A program finds its files installed, unpacked, and in a build tree",
        arguments: [
            ("usr/bin/expodesk", "usr/share/expodesk/screens"), ("pack/expodesk", "pack/screens"),
            ("src/.build/debug/expodesk", "src/screens"),
        ])
    func installed(executable: String, screens: String) throws {
        let folder = try ScratchFolder()
        try make(folder, screens + "/walk-in.form.toml")
        try make(folder, "src/Package.swift", "")
        let found = ScreenFolder(configured: nil, executable: folder.file(executable))
        #expect(found.installed == folder.file(screens))
        #expect(try found.form("walk-in").title.en == "Own")
    }

    @Test("The event's own file hides the installed one, and the others are still found")
    func own() throws {
        let folder = try ScratchFolder()
        try make(folder, "pack/screens/walk-in.form.toml")
        try make(folder, "pack/screens/other.form.toml")
        try make(folder, "own/walk-in.form.toml", Self.form.replacing("Own", with: "Mine"))
        let found = ScreenFolder(configured: folder.file("own"), executable: folder.file("pack/expodesk"))
        #expect(try found.form("walk-in").title.en == "Mine")
        #expect(try found.form("other").title.en == "Own")
    }

    @Test("A configured folder that is not there is an error, not a reason to take other forms")
    func missing() throws {
        let folder = try ScratchFolder()
        try make(folder, "pack/screens/walk-in.form.toml")
        let found = ScreenFolder(configured: folder.file("nix"), executable: folder.file("pack/expodesk"))
        let error = #expect(throws: ScreenFileErrors.self) { _ = try found.form("walk-in") }
        #expect(error?.errors.first?.file == folder.file("nix"))
    }
}
