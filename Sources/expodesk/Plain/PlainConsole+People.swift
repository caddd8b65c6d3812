// Finding people, showing them, and their QR codes.

import Desk
import Domain
import QR
import Screens
import Store

extension PlainConsole {
    private static let pageSize = 20

    func find(_ search: String) {
        let read = session.filter(search, desk)
        // What could be understood is searched for all the same, as on the screen.
        for fault in read.faults { refuse(words.misread(fault, in: read.text)) }
        list(read.filter, from: .first)
    }

    func more() {
        guard let listing else { return refuse(words.plainNothingMore) }
        list(listing.filter, from: listing.start)
    }

    private func list(_ filter: AttendeeFilter, from start: AttendeeQuery.Start) {
        listing = nil
        let page = withDesk { () throws(DeskError) in
            try desk.attendees(filter: filter, sort: .standard, start: start, limit: Self.pageSize)
        }
        guard let page else { return }
        guard !page.rows.isEmpty else { return PlainLines.say(words.plainNobody) }
        for row in page.rows { PlainLines.say(summary(row.registration)) }
        guard page.hasMoreAfter, let last = page.rows.last else { return PlainLines.say(words.plainEnd) }
        listing = (filter, .after(last.key))
        PlainLines.say(words.plainMore)
    }

    /// One person in a line: what is missing is left out.
    func summary(_ row: Registration) -> String {
        [
            words.person(row), row.phone?.display, row.affiliation,
            row.category.map { words.category($0, of: desk.event) }, words.status(row.status),
        ].compactMap(\.self).joined(separator: ", ")
    }

    func show(_ text: String) {
        guard let row = person(text) else { return }
        let form = withDesk { () throws(DeskError) in try desk.form(askedOf: row) }
        let isRevoked = withDesk { () throws(DeskError) in try desk.isRevoked(row.serial) } ?? false
        let details = words.details(
            row, pass: try? desk.pass(of: row.serial), isRevoked: isRevoked, form: form, desk)
        for (label, value) in details {
            PlainLines.say("\(label): \(value)")
        }
    }

    /// The pass as digits, which can be read aloud; with a file's name behind the serial, as a picture.
    func showQR(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let row = person(parts.first ?? ""),
            let pass = withDesk({ () throws(DeskError) in try desk.pass(of: row.serial) })
        else { return }
        if row.status != .approved { PlainLines.say(words.passNotHonoured(row)) }
        PlainLines.say("\(words.passLabel): \(pass.digits)")
        guard parts.count == 2 else { return PlainLines.say(words.plainQRFile) }
        guard let bytes = try? QRSymbol(digits: pass.digits).png(scale: 8) else {
            return refuse(words.error(PictureWorkError.symbol))
        }
        do throws(PictureFault) {
            try PictureFile.write(bytes, to: parts[1])
            PlainLines.say(words.written(parts[1], row))
        } catch {
            refuse(words.cannotWrite(error.path, error.reason))
        }
    }
}
