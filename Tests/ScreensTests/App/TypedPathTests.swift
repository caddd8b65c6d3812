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
            ("/data/a.csv", "/data/a.csv"), (" /data/a.csv \n", "/data/a.csv"), ("//data///a.csv", "/data/a.csv"),
            ("'/data/사전 신청.csv' ", "/data/사전 신청.csv"), ("\"/data/a b.csv\"", "/data/a b.csv"),
            ("'/data/it'\\''s.csv'", "/data/it's.csv"), ("'/data/half", "/data/half"),
            ("/data/a\\ b\\(1\\).csv", "/data/a b(1).csv"),
            ("/data/it's.csv", "/data/it's.csv"), ("file:///data/a%20b.csv", "/data/a b.csv"),
            ("file://host/data/%EA%B0%80.csv", "/data/가.csv"), ("a.csv", "a.csv"), ("", ""), ("  ", ""), ("/", "/"),
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
        #expect(typing("/data/a.csv") == "/data/a.csv")
        #expect(typing("~/a.csv", after: "/srv/") == "~/a.csv")
        #expect(typing("'/data/a b.csv' ") == "'/data/a b.csv' ")
        #expect(typing("명단/a.csv") == "~/명단/a.csv" && typing("a/~b") == "~/a/~b")
    }

    @Test("a dropped path takes the place of what was there, a piece of one goes where the caret is")
    func pasted() {
        func pasting(_ text: String) -> String {
            var picker = FilePicker(folder: "~/")
            picker.paste(text)
            return picker.field.text
        }
        #expect(pasting("'/data/사전 신청.csv' ") == "/data/사전 신청.csv")
        #expect(pasting("file:///data/a%20b.csv\r\n") == "/data/a b.csv")
        #expect(pasting("/data/a\\ b.csv") == "/data/a b.csv")
        #expect(pasting("명단.csv") == "~/명단.csv")
    }
}
