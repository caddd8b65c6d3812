// `expodesk applications` and `capacity` as managers' scripts use them.

import Foundation
import TestSupport
import Testing

@Suite("expodesk applications", .serialized)
struct ApplicationsCommandTests {
    let program: Program

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--language", "en")
        #expect(made.status == 0, "\(made)")
        for name in ["Ann", "Ben", "Cho", "Dan"] {
            #expect(try program.run("register", "--name", name, "--application", "--consent").status == 0)
        }
    }

    @Test("from application to admission: not approved at the gate, approved, let in")
    func wholeWay() throws {
        let listed = try program.run("applications", "--json").objects()
        #expect(listed.map { $0["status"] as? String } == ["applied", "applied", "applied", "applied"])
        let pass = try #require(listed[0]["pass"] as? String)
        #expect(try program.run("check-in", pass, "--json").objects().first?["reason"] as? String == "not_approved")
        #expect(try program.run("applications", "approve", "1").status == 0)
        #expect(try program.run("check-in", pass).status == 0)
        let rest = try program.run("applications", "list", "--limit", "2", "--after", "2", "--json").objects()
        #expect(rest.map { $0["serial"] as? Int } == [3, 4])
    }

    @Test(
        "one answer for each serial, exit code 1 if any was refused; over the limit they wait at a place of their own")
    func answers() throws {
        #expect(try program.run("capacity", "1").status == 0)
        let said = try program.run("applications", "approve", "1", "2", "9", "--json")
        #expect(said.status == 1)
        let answers = try said.objects()
        #expect(answers.map { $0["outcome"] as? String } == ["approved", "waitlisted", "refused"])
        #expect(answers.map { $0["reason"] as? String } == [nil, "full", "not_found"])
        #expect(answers.map { $0["place"] as? Int } == [nil, 1, nil])
        #expect(answers.map { $0["serial"] as? Int } == [1, 2, 9])
        let walkIn = try program.run("register", "--name", "Eve", "--consent", "--json")
        #expect(walkIn.status == 1)
        #expect(try walkIn.objects().first?["reason"] as? String == "full")
        let waits = try program.run("register", "--name", "Eve", "--consent", "--wait", "--json")
        #expect(waits.status == 0)
        #expect(try waits.objects().first?["outcome"] as? String == "waitlisted")
        #expect(try waits.objects().first?["place"] as? Int == 2)
        let rejected = try program.run("applications", "reject", "1", "--reason", "twice")
        #expect(rejected.status == 0 && rejected.errors.contains("moved up: 000002 Ben"), "\(rejected)")
        #expect(try program.run("show", "2", "--json").objects().first?["status"] as? String == "approved")
        #expect(try program.run("capacity", "--json").objects().first?["taken"] as? Int == 1)
        let again = try program.run("applications", "approve", "2", "--json")
        #expect(try again.objects().first?["reason"] as? String == "already_decided")
        let raised = try program.run("capacity", "2")
        #expect(raised.output.contains("moved up: ") && raised.output.contains("Eve"), "\(raised)")
    }

    @Test("a rejection needs a reason, typed or named in the configuration; wrong usage is exit code 2")
    func reasons() throws {
        #expect(try program.run("applications", "reject", "1").status == 1)
        let path = program.file("config.toml")
        let text = "[[reason]]\nid = \"late\"\nko = \"늦음\"\nen = \"Too late\"\nfor = [\"reject\"]\n"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try program.run("applications", "reject", "1", "--reason", "late", "--config", path).status == 0)
        try (text + "fro = 1\n").write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try program.run("applications", "--config", path).status == 2)
        for arguments in [
            ["approve"], ["approv", "1"], ["list", "1"], ["approve", "x"], ["list", "--status", "approved"],
        ] {
            #expect(try program.run(["applications"] + arguments).status == 2, "\(arguments)")
        }
        for arguments in [["-1"], ["many"], ["--category", "nobody", "3"]] {
            #expect(try program.run(["capacity"] + arguments).status == 2, "\(arguments)")
        }
    }

    @Test("the list shows each place in line, and show the last decision with its reason, until that is taken back")
    func placesAndReasons() throws {
        #expect(try program.run("capacity", "1").status == 0)
        #expect(try program.run("applications", "approve", "1", "3", "2").status == 0)
        let listed = try program.run("applications", "--json").objects()
        #expect(listed.map { $0["serial"] as? Int } == [2, 3, 4])
        #expect(listed.map { $0["place"] as? Int } == [2, 1, nil])
        let lines = try program.run("applications").output.split(separator: "\n")
        #expect(lines.filter { $0.contains("no. ") }.map { $0.contains("no. 2") } == [true, false], "\(lines)")
        let waiting = try program.run("show", "2")
        #expect(waiting.output.contains("Place in line: 2"), "\(waiting)")
        #expect(try program.run("applications", "reject", "4", "--reason", "too late").status == 0)
        let shown = try program.run("show", "4")
        #expect(shown.output.contains("Decision: ") && shown.output.contains("too late"), "\(shown)")
        #expect(try program.run("show", "4", "--json").objects().first?["decisionReason"] as? String == "too late")
        let applied = try program.run("applications", "hold", "4")
        #expect(applied.status == 0)
        #expect(try program.run("show", "4", "--json").objects().first?["decisionReason"] == nil)
    }
}
