// A desk over a database of a test's own, and the lists that are imported there.

import Domain
import TestSupport

@testable import Desk

/// What tests of imports begin with.
struct ImportRig {
    let rig: DeskRig
    let desk: Desk
    let scratch: ScratchFolder

    init() throws {
        rig = try DeskRig()
        desk = try rig.desk()
        scratch = try ScratchFolder()
    }
}

/// A suite of tests of imports.
protocol ImportSuite {
    var lists: ImportRig { get }
}

extension ImportSuite {
    var rig: DeskRig { lists.rig }
    var desk: Desk { lists.desk }
    var scratch: ScratchFolder { lists.scratch }

    static var yes: ImportOptions { ImportOptions(hasConsent: true) }

    func work(
        _ text: String, _ options: ImportOptions = ImportOptions(hasConsent: true),
        byHand: [String: ImportTarget] = [:], name: String = "list.csv"
    ) throws -> ImportWork {
        let path = try scratch.write(Array(text.utf8), to: name)
        return ImportWork(try ImportFile(path: path), form: People.form, options: options, byHand: byHand)
    }

    func crowd(_ count: Int) -> String {
        "이름,연락처,소속\n" + (1...count).map { "사람\($0),010\(30_000_000 + $0),소속 \($0 % 50)\n" }.joined()
    }
}
