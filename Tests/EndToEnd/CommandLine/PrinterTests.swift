// The printer as the built program tells of it, over a real print service.

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite("The printer")
    struct PrinterTests {
        @Test("doctor, sync and F8 say how the printer stands, and what to do", .enabled(if: PrintServer.canRun))
        func states() throws {
            let venue = try Venue()
            let server = try PrintServer()
            let variables = ["CUPS_SERVER": server.socket]
            #expect(try venue.run("doctor").output.contains("· 프린터: 없음: 인쇄 서비스(CUPS)에 닿지 않음\n"))
            #expect(try venue.run("sync", "--json").output.contains("\"printerState\":\"no_service\""))
            #expect(try venue.run("sync", environment: variables).output.contains("프린터: 기본 프린터 없음."))

            try server.run("lpadmin", "-p", "Badge", "-E", "-v", "file:///dev/null")
            try server.run("lpadmin", "-d", "Badge")
            #expect(try venue.run("doctor", environment: variables).output.contains("✓ 프린터: Badge · 준비됨\n"))

            try server.run("cupsdisable", "-r", "no labels", "Badge")
            try server.run("lp", "-d", "Badge", "/etc/hostname")
            let doctor = try venue.run("doctor", "--json", environment: variables)
            #expect(doctor.code == 1)
            let line = try #require(doctor.output.split(separator: "\n").first { $0.contains("\"printer\"") })
            let found = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(found["state"] as? String == "bad" && found["printerState"] as? String == "stopped")
            #expect(found["printer"] as? String == "Badge" && found["printerJobs"] as? Int == 1)
            #expect(
                try venue.run("sync", "--json", environment: variables).output.contains("\"printerState\":\"stopped\""))

            let tmux = try venue.openInTmux(variables.merging(["EXPODESK_LANGUAGE": "en"]) { $1 })
            try tmux.press("F8")
            let screen = try tmux.screen(until: { $0.contains { $0.contains("Printer") } })
            #expect(
                screen.contains {
                    $0.contains("Printer       Badge · stopped · 1 job waiting · cupsenable Badge · no labels")
                }, "\(screen.joined(separator: "\n"))")
        }
    }
}
