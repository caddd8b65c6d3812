// The rules themselves: each catches a file that breaks it and leaves one alone that does not.

import Testing

@Suite("The rules about the shape of the project")
struct RuleTests {
    private let list: RoomList

    init() throws {
        list = try RoomList(
            manifest: """
                let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
                let rooms: [Target] = [
                    .systemLibrary(name: "CNcurses"),
                    .systemLibrary(name: "CLinux"),
                    .target(name: "Text", swiftSettings: strict),
                    .target(name: "Domain", dependencies: ["Text", "CLinux"], swiftSettings: strict),
                    .target(name: "Terminal", dependencies: ["CNcurses", "Text", "Domain"]),
                    .target(
                        name: "Screens", dependencies: ["Text", "Domain", toml],
                        swiftSettings: strict),
                    .executableTarget(
                        name: "expodesk",
                        dependencies: [
                            "Text", toml,
                        ], swiftSettings: strict),
                ]
                """)
    }

    private func complaints(_ text: String, at path: String) -> [String] {
        let room = path.split(separator: "/")[1]
        return ImportRules(list: list).complaints(about: SwiftSource(path: path, text: text), in: String(room))
    }

    @Test("the manifest is read with its order, its dependencies and the products behind names")
    func manifestIsRead() {
        #expect(
            list.rooms.map(\.name) == ["CNcurses", "CLinux", "Text", "Domain", "Terminal", "Screens", "expodesk"])
        #expect(list["Screens"]?.dependencies == ["Text", "Domain", "TOMLKit"])
        #expect(list["expodesk"]?.dependencies == ["Text", "TOMLKit"])
        #expect(list["CLinux"]?.isC == true && list["Text"]?.isC == false)
    }

    @Test("an import of what stands below is caught", arguments: ["import Screens", "@testable import Screens"])
    func upwardImport(text: String) {
        #expect(complaints(text, at: "Sources/Domain/A.swift").contains { $0.contains("stands below") })
    }

    @Test("an import that the room does not name as a dependency is caught")
    func undeclaredImport() {
        #expect(complaints("import Domain", at: "Sources/expodesk/A.swift").contains { $0.contains("does not name") })
        #expect(complaints("import Logging", at: "Sources/Screens/A.swift").contains { $0.contains("does not name") })
    }

    @Test("a toolkit that knows of expos is caught, whatever the manifest says")
    func terminalKnowsNothing() {
        #expect(complaints("public import Domain", at: "Sources/Terminal/A.swift").contains { $0.contains("knows") })
    }

    @Test(
        "Foundation is caught where it is sworn off",
        arguments: ["import Foundation", "internal import FoundationEssentials", "import struct Foundation.Date"])
    func foundation(text: String) {
        #expect(complaints(text, at: "Sources/Text/A.swift").contains { $0.contains("without Foundation") })
        #expect(complaints(text, at: "Sources/Screens/A.swift") == [])
    }

    @Test("C in the domain is caught", arguments: ["import Glibc", "import CLinux"])
    func domainWithC(text: String) {
        #expect(complaints(text, at: "Sources/Domain/A.swift").contains { $0.contains("without C") })
    }

    @Test("curses outside its folder is caught")
    func cursesKeepsToItsFolder() {
        #expect(complaints("import CNcurses", at: "Sources/Terminal/Cells/A.swift").contains { $0.contains("only") })
        #expect(complaints("import CNcurses", at: "Sources/Terminal/Curses/A.swift") == [])
    }

    @Test("imports in comments and strings are none")
    func onlyCodeCounts() {
        let text = """
            // import Screens
            /* import Screens /* import Screens */ import Screens */
            let a = "import Screens"
            let b = \"\"\"
            import Screens
            \"\"\"
            import Text
            """
        #expect(ImportRules.imports(SwiftSource(path: "A.swift", text: text)) == ["Text"])
    }

    @Test("a file of 401 lines is caught, one of 400 is not")
    func longFile() {
        let lines = { (count: Int) in
            SizeRules.complaints(
                about: SwiftSource(path: "A.swift", text: String(repeating: "let a = 1\n", count: count)))
        }
        #expect(lines(400) == [])
        #expect(lines(401).count == 1)
    }

    @Test(
        "a function of 61 lines is caught, one of 60 is not, whatever it is made of",
        arguments: [
            "func f(_ a: [Int] = [], b: () -> Void = {}) throws(E) -> Int where T: A", "init?<T>(a: T)", "deinit",
        ])
    func longFunction(head: String) {
        let lines = { (count: Int) in
            let body = (1...(count - 2)).map { "    let a\($0) = \"} \\(b(\"{\")) {\" // }" }.joined(separator: "\n")
            let text = "protocol P {\n func g()\n init(a: Int)\n}\nstruct A {\n\(head) {\n\(body)\n}\n}\n"
            return SizeRules.complaints(about: SwiftSource(path: "A.swift", text: text))
        }
        #expect(lines(60) == [])
        #expect(lines(61).count == 1)
        #expect(lines(61).allSatisfy { $0.hasPrefix("A.swift:6:") && $0.hasSuffix("61 lines") })
    }

    @Test("calls and requirements are no functions")
    func functionsHaveBodies() {
        let text =
            "struct A { var b = B.init(1)\n func c() { self.init(2) }\n}\nprotocol P { init(x: Int)\nfunc d()\n}\n"
        let found = SizeRules.functions(in: SwiftSource(path: "A.swift", text: text))
        #expect(found.map(\.name) == ["c"])
    }

    @Test(
        "SQL in a string is caught, in a comment or a sentence it is not",
        arguments: [
            ("let a = \"SELECT 1\"", true), ("let a = \"\"\"\nINSERT INTO x\n\"\"\"", true),
            ("let a = \"\\(b)UPDATE \\(c) x SET y\"", true), ("let a = #\"DELETE FROM \"x\"\"#", true),
            ("// SELECT 1", false), ("let a = \"Select a row to update\"", false), ("let selectAll = 1", false),
        ])
    func sqlInStrings(text: String, isCaught: Bool) {
        #expect(TextRules.sqlComplaints(about: SwiftSource(path: "A.swift", text: text)).isEmpty != isCaught)
    }

    @Test(
        "a path of one machine is caught, one that every machine has is not",
        arguments: [
            (["", "home", "kim", "expo"], true), (["", "root", ".config"], true), (["see ", "work", "main"], true),
            (["\"", "tmp", "mine"], true), (["", "Users", "kim"], true), (["(", "opt", "tool", "bin)"], true),
            (["", "tmp", "expodesk-tests-0"], false), (["", "tmp\""], false),
            (["", "usr", "lib", "postgresql"], false),
            (["https:", "", "example.org", "opt", "a"], false), (["$HOME", "work", "a"], false),
            (["", "mnt\""], false), (["", "home", "me", ".config"], false), (["", "home", "meg"], true),
        ])
    func machinePaths(parts: [String], isCaught: Bool) {
        let text = "first line\n" + parts.joined(separator: "/")
        let found = TextRules.pathComplaints(about: text, in: "a.md")
        #expect(found.isEmpty != isCaught)
        #expect(found.allSatisfy { $0.hasPrefix("a.md:2:") })
    }

    @Test(
        "a particle behind a quoted word that may be any is caught, one behind a word that is always the same is not",
        arguments: [
            (#"say("'\(word)'은 없습니다")"#, true), (#"say("'\(name)'이(가) 또 있습니다")"#, true),
            (#"say("\(Particle.topic.after("'\(word)'")) 숫자가 아닙니다")"#, true), (#"say("\(name)(으)로 저장")"#, true),
            (#"say("'\(name)' 보기를 지웁니다")"#, false), (#"say("'\(word)': 숫자가 아닙니다")"#, false),
            (#"say("혹시 '\(nearest)'인가요?")"#, false), (#"say("\(people(number))을 표시합니다")"#, false),
        ])
    func particles(text: String, isCaught: Bool) {
        #expect(TextRules.particleComplaints(about: text, in: "A.swift").isEmpty != isCaught)
    }
}
