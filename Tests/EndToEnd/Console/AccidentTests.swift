// Consoles and servers die, and consoles share a desk: nothing typed is lost, nothing is stored twice.

import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct AccidentTests {
        @Test("what was being typed outlives a kill -9, and Ctrl-Q")
        func drafts() throws {
            let venue = try Venue()
            let first = try venue.openInTmux()
            // A category other than the usual one: its options come with the database, later than the draft.
            try first.type("한가온\r\r\r2")
            try first.send(KeyBytes.backTab + KeyBytes.backTab)
            try first.type("0101234")
            let form = try first.expect("010-1234")[1...6]
            #expect(form.contains { $0.contains("[2 ") })
            try first.killProgram()
            let second = try venue.openInTmux()
            #expect(try second.expect("이어서")[1...6] == form)
            try second.type("5678")
            try second.expect("010-1234-5678")
            #expect(try second.leave() == 0)
            let third = try venue.openInTmux()
            try third.expect("010-1234-5678")
            try third.type("\r\r\r ")
            try third.send(KeyBytes.save)
            try third.expect("등록했습니다")
            #expect(try venue.newRegistrations() == 1)
            let person = try #require(try venue.show(Venue.sampleCount + 1))
            #expect(person.phone == "+821012345678" && person.category == "elementary")
        }

        @Test("two consoles on one desk have a draft each, and save each their own")
        func twoConsoles() throws {
            let venue = try Venue()
            var consoles = [try venue.openInTmux(), try venue.openInTmux()]
            let names = ["첫째사람", "둘째사람"]
            for (console, name) in zip(consoles, names) { try console.type(name) }
            // In turns, so that each would overwrite the other's.
            for (console, name) in zip(consoles, names) {
                try console.type("\r")
                try console.expect(name)
            }
            for console in consoles { try console.killProgram() }
            consoles = [try venue.openInTmux(), try venue.openInTmux()]
            var found: Set<String> = []
            for console in consoles {
                let rows = try console.expect("째사람")
                for name in names where rows.contains(where: { $0.contains(name) }) { found.insert(name) }
            }
            #expect(found == Set(names))
            // Both save at once: neither waits for the other's rest.
            for console in consoles { try console.type("\r\r\r\r ") }
            for console in consoles { try console.run(["send-keys", "C-s"]) }
            for console in consoles { try console.expect("등록했습니다") }
            for name in names { #expect(try venue.registrations(named: name) == 1) }
        }

        @Test("a server killed under an open console comes back, and a save afterwards happens once")
        func killedServer() throws {
            let venue = try Venue()
            let tmux = try venue.openInTmux()
            try tmux.expect("연결됨")
            try tmux.type("권별\r\r\r\r ")
            let server = try venue.serverProcess()
            kill(server, SIGKILL)
            try tmux.send(KeyBytes.save)
            let rows = try tmux.screen(within: 30_000) {
                $0.contains { $0.contains("등록했습니다") || $0.contains("여기 보관") }
            }
            #expect(
                rows.contains { $0.contains("등록했습니다") || $0.contains("여기 보관") }, "\(rows.joined(separator: "\n"))")
            // Kept or stored, in the end everybody can see them, and once.
            let synced = try venue.run("sync")
            #expect(synced.code == 0, "\(synced.errors)")
            #expect(try venue.registrations(named: "권별") == 1)
            #expect(try venue.serverProcess() != server)

            kill(try venue.serverProcess(), SIGKILL)
            try tmux.send(KeyBytes.function(4))
            try tmux.type("/권별")
            try tmux.expect("000041")
            try tmux.expect("연결됨")
        }
    }
}
