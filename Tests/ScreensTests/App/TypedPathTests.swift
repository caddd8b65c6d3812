// A file's path as people give it to the picker.

import Foundation
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite struct TypedPathTests {
    private static let home = ProcessInfo.processInfo.environment["HOME"] ?? ""

    @Test(
        "as a shell takes it",
        arguments: [
            ("/tmp/a.csv", "/tmp/a.csv"), (" /tmp/a.csv \n", "/tmp/a.csv"), ("//tmp///a.csv", "/tmp/a.csv"),
            ("'/tmp/사전 신청.csv' ", "/tmp/사전 신청.csv"), ("\"/tmp/a b.csv\"", "/tmp/a b.csv"),
            ("'/tmp/it'\\''s.csv'", "/tmp/it's.csv"), ("'/tmp/half", "/tmp/half"),
            ("/tmp/a\\ b\\(1\\).csv", "/tmp/a b(1).csv"),
            ("/tmp/it's.csv", "/tmp/it's.csv"), ("file:///tmp/a%20b.csv", "/tmp/a b.csv"),
            ("file://host/tmp/%EA%B0%80.csv", "/tmp/가.csv"), ("a.csv", "a.csv"), ("", ""), ("  ", ""), ("/", "/"),
        ])
    func read(_ typed: String, _ path: String) {
        #expect(FolderListing.expanded(typed) == path)
    }

    @Test("~ is the user's own folder, also in quotes, and however many slashes follow it")
    func home() {
        for typed in ["~/a.csv", "~//a.csv", "'~/a.csv'", " ~/a.csv "] {
            #expect(FolderListing.expanded(typed) == Self.home + "/a.csv", "\(typed)")
        }
        #expect(FolderListing.expanded("~") == Self.home)
    }

    @Test("a path typed from a root takes the place of the folder that was there; one below it does not")
    func typed() {
        func typing(_ keys: String, after folder: String = "~/") -> String {
            var picker = FilePicker(folder: folder)
            for key in keys { _ = picker.handle(KeyPress(.character(key))) }
            return picker.field.text
        }
        #expect(typing("/tmp/a.csv") == "/tmp/a.csv")
        #expect(typing("~/a.csv", after: "/srv/") == "~/a.csv")
        #expect(typing("'/tmp/a b.csv' ") == "'/tmp/a b.csv' ")
        #expect(typing("명단/a.csv") == "~/명단/a.csv" && typing("a/~b") == "~/a/~b")
    }

    @Test("a dropped path takes the place of what was there, a piece of one goes where the caret is")
    func pasted() {
        func pasting(_ text: String) -> String {
            var picker = FilePicker(folder: "~/")
            picker.paste(text)
            return picker.field.text
        }
        #expect(pasting("'/tmp/사전 신청.csv' ") == "/tmp/사전 신청.csv")
        #expect(pasting("file:///tmp/a%20b.csv\r\n") == "/tmp/a b.csv")
        #expect(pasting("/tmp/a\\ b.csv") == "/tmp/a b.csv")
        #expect(pasting("명단.csv") == "~/명단.csv")
    }
}
