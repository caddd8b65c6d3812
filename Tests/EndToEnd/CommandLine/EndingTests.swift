// How the program ends when it is done.

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite("The end of the program")
    struct EndingTests {
        @Test("no library is cleaned up under a thread that still runs, and what was printed has arrived")
        func ending() throws {
            let venue = try Venue()
            let scratch = try ScratchFolder()
            // ld.so(8): what the loader does with libraries, in a file that ends with the process's number.
            let loader = ["LD_DEBUG": "files", "LD_DEBUG_OUTPUT": scratch.file("loader")]
            for (words, code) in [(["attendees", "--limit", "3"], 0), (["show", "999999"], 1)] as [([String], Int32)] {
                let said = try Venue.run([Product.path("expodesk")] + words, venue.variables(loader))
                #expect(said.code == code)
                #expect(code == 0 ? said.output.contains("000003") : !said.errors.isEmpty, "\(said)")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
            let told = try names.map { try String(contentsOfFile: scratch.file($0), encoding: .utf8) }.filter {
                $0.contains("calling init: ") && $0.contains("libpq")
            }
            #expect(told.count == 2)
            #expect(told.allSatisfy { !$0.contains("calling fini: ") })
        }
    }
}
