// Whether somebody in a list agreed to being stored, when, and to which text.

import Text

/// The columns of a file that say so.
struct ImportConsent: Sendable {
    struct Given {
        var flag: Bool?
        var at: Timestamp?
        var version: String?
    }

    struct Fault: Error {
        var place: Int
        var problem: ImportRefusal.Problem
    }

    private let flagPlace: Int?
    private let atPlace: Int?
    private let versionPlace: Int?
    private let clock: ImportClock

    /// A name of a text is short; what is longer is a text itself.
    private static let longestVersion = 80

    init(_ mapping: ImportMapping, _ clock: ImportClock) {
        flagPlace = mapping.place(of: .field(.consent))
        atPlace = mapping.place(of: .consentAt)
        versionPlace = mapping.place(of: .consentVersion)
        self.clock = clock
    }

    /// Some column says whether people agreed.
    var isAsked: Bool { flagPlace != nil || atPlace != nil }

    /// A column for yes and no may say when, and one for when may say yes or no only.
    func given(in row: ImportRow) throws(Fault) -> Given {
        var given = Given()
        if let flagPlace {
            (given.flag, given.at) = try read(row, flagPlace, otherwise: .unclear)
        }
        if let atPlace {
            let (flag, at) = try read(row, atPlace, otherwise: .notAMoment)
            given.flag = given.flag ?? flag
            given.at = at ?? given.at
        }
        if let versionPlace {
            if row.isFormula(versionPlace) { throw Fault(place: versionPlace, problem: .formula) }
            let version = TextCleaning.line(row.text(versionPlace)).text
            guard version.count <= Self.longestVersion else {
                throw Fault(place: versionPlace, problem: .field(.tooLong(maximum: Self.longestVersion)))
            }
            given.version = version.isEmpty ? nil : version
        }
        return given
    }

    private func read(
        _ row: ImportRow, _ place: Int, otherwise problem: ImportRefusal.Problem
    ) throws(Fault) -> (Bool?, Timestamp?) {
        if row.isFormula(place) { throw Fault(place: place, problem: .formula) }
        let text = row.text(place)
        guard !text.isEmpty else { return (nil, nil) }
        if let flag = ImportValue.flag(text) { return (flag, nil) }
        guard let moment = ImportMoment.read(text, clock) else { throw Fault(place: place, problem: problem) }
        return (true, moment)
    }
}
