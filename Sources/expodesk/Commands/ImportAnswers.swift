// What `import` answers: for people a summary with the first refused rows, for programs a line for each row that is not
// new.

import Desk
import Domain
import Screens
import Sheets

struct ImportAnswers {
    let report: ImportReport
    let session: Session

    /// So many refused rows are shown; all of them are in the file.
    private static let shown = 20

    func tell(_ refused: RefusedFile.Written) {
        if session.json {
            for verdict in report.verdicts {
                for value in values(verdict) { print(value.line) }
            }
            print(summary(refused).line)
        } else {
            for line in lines(refused.path) { print(line) }
        }
        if let fault = refused.fault { Stream.note(session.words.refusedNotWritten(fault)) }
    }

    // MARK: For people

    private func lines(_ refusedPath: String?) -> [String] {
        let words = session.words
        var lines = [
            words.fileRead(report.path, words.sheetFormat(report.format), rows: report.counts.rows)
        ]
        if let hidden = words.hidden(report.hidden, isSkipped: report.skipsHidden) {
            lines.append("  " + (report.skipsHidden ? hidden : hidden + words.howToSkipHidden))
        }
        lines += words.importColumns(report).map { "  " + $0 }
        let refused = report.refused
        for (row, refusals) in refused.prefix(Self.shown) {
            for refusal in refusals {
                lines.append("\(words.lineNumber(row.line)): \(words.refusal(refusal, in: report.form))")
            }
        }
        if refused.count > Self.shown { lines.append(words.moreRefused(refused.count - Self.shown)) }
        lines += changedLines + elsewhereLines + rejectedLines
        lines.append(words.importCounts(report.counts, updates: report.options.updates))
        if let refusedPath { lines.append(words.refusedWritten(refusedPath)) }
        lines.append(words.importEnding(report))
        return lines
    }

    private var changedLines: [String] {
        let words = session.words
        let changed = report.changed
        guard !changed.isEmpty else { return [] }
        var lines = changed.prefix(Self.shown).map { change in
            words.importChanged(line: change.line, change.before, change.after, in: report.form)
        }
        if changed.count > Self.shown { lines.append(words.moreChanged(changed.count - Self.shown)) }
        if !report.options.updates { lines.append(words.howToUpdate(changed.count)) }
        return lines
    }

    private var elsewhereLines: [String] {
        let elsewhere = report.standsElsewhere
        let more = elsewhere.count - Self.shown
        return elsewhere.prefix(Self.shown).map { session.words.importElsewhere(line: $0.line, $0.row, said: $0.said) }
            + (more > 0 ? [session.words.moreChanged(more)] : [])
    }

    private var rejectedLines: [String] {
        let rejected = report.rejectedBefore
        let more = rejected.count - Self.shown
        return rejected.prefix(Self.shown).map { session.words.importRejectedBefore(line: $0.line, $0.serial) }
            + (more > 0 ? [session.words.moreRejectedBefore(more)] : [])
    }

    // MARK: For programs

    private func values(_ verdict: ImportVerdict) -> [JSONValue] {
        switch verdict {
        case .new, .same, .repeated: []
        case .standsElsewhere(let row, let person, let said):
            [
                .object([
                    "outcome": .text("stands_elsewhere"), "line": .number(Int64(row.line)),
                    "serial": .number(person.serial.rawValue), "status": .text(person.status.rawValue),
                    "said": .text(said.rawValue),
                ])
            ]
        case .rejectedBefore(let row, let serial):
            [
                .object([
                    "outcome": .text("rejected_before"), "line": .number(Int64(row.line)),
                    "serial": .number(serial.rawValue),
                ])
            ]
        case .changed(let row, let before, let after, _):
            [
                .object([
                    "outcome": .text("changed"), "line": .number(Int64(row.line)),
                    "serial": .number(before.serial.rawValue),
                    "fields": .list(Self.changed(before, after).map { .text($0.text) }),
                    "existing": .object(JSONValue.person(before, pass: nil)),
                ])
            ]
        case .refused(let row, let refusals):
            refusals.map { refusal in
                .object([
                    "outcome": .text("refused"), "line": .number(Int64(row.line)),
                    "column": refusal.column.isEmpty ? nil : .text(refusal.column),
                    "field": .text(refusal.field.text),
                    "value": refusal.value.isEmpty ? nil : .text(refusal.value),
                    "reason": .text(Self.code(refusal)),
                    "message": .text(session.words.refusal(refusal, in: report.form)),
                ])
            }
        }
    }

    private static func changed(_ before: Registration, _ after: Registration) -> [FieldID] {
        let (old, new) = (before.formAnswers, after.formAnswers)
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    }

    /// The same words as everywhere else.
    private static func code(_ refusal: ImportRefusal) -> String {
        switch refusal.problem {
        case .sameAsLine: return "duplicate"
        case .notAnUpdate: return Refusal.Reason.conflict.rawValue
        case .notAMoment: return Refusal.Reason.invalidField.rawValue
        default: break
        }
        return switch refusal.field {
        case .consent: Refusal.Reason.consentMissing.rawValue
        case .name: Refusal.Reason.invalidName.rawValue
        case .phone: Refusal.Reason.invalidPhone.rawValue
        default: Refusal.Reason.invalidField.rawValue
        }
    }

    private func summary(_ refused: RefusedFile.Written) -> JSONValue {
        let counts = report.counts
        let hidden = report.hidden
        let columns = report.heading.mapping.columns.compactMap { column in
            column.target.map { JSONValue.Member(key: column.heading, value: .text($0.text)) }
        }
        return .object([
            "outcome": .text(outcome), "format": .text(format.kind), "encoding": format.encoding.map { .text($0) },
            "separator": format.separator.map { .text($0) }, "sheet": format.sheet.map { .text($0) },
            "headingLine": report.heading.isThere ? .number(Int64(report.heading.line)) : nil,
            "columns": .object(columns),
            "unmapped": report.heading.mapping.unmapped.isEmpty
                ? nil : .list(report.heading.mapping.unmapped.map { .text($0) }),
            "rows": .number(Int64(counts.rows)), "new": .number(Int64(counts.new)),
            "waiting": .number(Int64(counts.waiting)),
            "same": .number(Int64(counts.same)), "standsElsewhere": .number(Int64(counts.elsewhere)),
            "rejectedBefore": .number(Int64(counts.rejectedBefore)),
            "changed": .number(Int64(counts.changed)),
            "refused": .number(Int64(counts.refused)), "blank": .number(Int64(counts.blank)),
            "hiddenRows": hidden.rows.isEmpty ? nil : .number(Int64(hidden.rows.count)),
            "hiddenColumns": hidden.columns.isEmpty ? nil : .number(Int64(hidden.columns.count)),
            "hiddenSkipped": hidden.isEmpty ? nil : .flag(report.skipsHidden),
            "refusedFile": refused.path.map { .text($0) },
            "refusedFileError": refused.fault.map { .text(session.words.refusedNotWritten($0)) },
        ])
    }

    private var format: (kind: String, encoding: String?, separator: String?, sheet: String?) {
        switch report.format {
        case .csv(let encoding, let separator): ("csv", encoding.rawValue, String(separator), nil)
        case .xlsx(let sheet): ("xlsx", nil, nil, sheet)
        }
    }

    private var outcome: String {
        switch report.ending {
        case .previewed: "previewed"
        case .stored: "imported"
        case .nothingToStore: "unchanged"
        case .refused: "refused"
        }
    }
}
