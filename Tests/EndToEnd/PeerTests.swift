// What `make bench` compares the store with has to be the store's own statements, also after they have changed.

import Foundation
import TestSupport
import Testing

@Suite("What the store is measured against")
struct PeerTests {
    @Test("pgbench takes the statements of a walk-in and of a check-in as the store sends them now")
    func statements() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Product.path("Bench"))
        process.arguments = ["--quick", "store", "check-in"]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let table = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let notes = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(notes)")
        #expect(table.contains("walk-in through the store") && table.contains("check-in through the store"), "\(notes)")
    }
}
