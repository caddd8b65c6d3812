// What a real CUPS answers about its printers.

import Glibc
import TestSupport
import Testing

@testable import Printing

@Suite("The print service", .serialized)
struct PrintServiceTests {
    init() {
        // Which printer is standard is this user's to say, except here.
        for name in ["LPDEST", "PRINTER"] { unsetenv(name) }
        setenv("HOME", TestRun.shared.makeFolder(), 1)
    }

    private func read(_ server: String) -> PrinterReading { PrintService.read(within: 2_000, at: server) }

    @Test("nobody listens: there is no service")
    func nobody() {
        #expect(read(TestRun.shared.makeFolder() + "/cups.sock") == .noService)
        #expect(!PrinterReading.noService.isStuck)
    }

    @Test(
        "no printer, one, one that was stopped with jobs on it, one that takes none", .enabled(if: PrintServer.canRun))
    func states() throws {
        let server = try PrintServer()
        #expect(read(server.socket) == .noPrinter)
        try server.run("lpadmin", "-p", "Badge", "-E", "-v", "file:///dev/null")
        #expect(read(server.socket) == .noPrinter)
        try server.run("lpadmin", "-d", "Badge")
        let ready = read(server.socket)
        #expect(ready == .printer(Printer(name: "Badge", state: .idle)))
        #expect(!ready.isStuck)

        try server.run("cupsdisable", "-r", "라벨을 갈아 주세요", "Badge")
        for _ in 0..<2 { try server.run("lp", "-d", "Badge", "/etc/hostname") }
        let stopped = read(server.socket)
        #expect(
            stopped
                == .printer(
                    Printer(
                        name: "Badge", state: .stopped, reasons: ["paused"], message: "라벨을 갈아 주세요", jobs: 2)))
        #expect(stopped.isStuck)

        try server.run("cupsreject", "Badge")
        guard case .printer(let refusing) = read(server.socket) else {
            Issue.record("\(read(server.socket))")
            return
        }
        #expect(!refusing.takesJobs && refusing.jobs == 2)
    }

    @Test("the printer that this user prints on has gone", .enabled(if: PrintServer.canRun))
    func missing() throws {
        let server = try PrintServer()
        setenv("LPDEST", "Zebra", 1)
        defer { unsetenv("LPDEST") }
        #expect(read(server.socket) == .missing(name: "Zebra"))
        #expect(PrinterReading.missing(name: "Zebra").isStuck)
    }
}
