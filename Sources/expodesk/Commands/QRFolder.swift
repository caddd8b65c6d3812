// `expodesk qr --all`: everybody's QR code as a folder of files.

import Desk
import Domain
import QR
import Screens
import Store

/// Writes `000123.png` for everybody who is approved. Started again after a break, it leaves what is right already.
struct QRFolder {
    let session: Session
    let desk: Desk
    let folder: String
    let scale: Int

    private static let pageSize = 500

    func write() throws {
        let file = PictureFile(words: session.words)
        try file.makeFolder(folder)
        var writer = PNGWriter()
        var written = 0
        var kept = 0
        var start = AttendeeQuery.Start.first
        while true {
            let page = try session.withDesk { () throws(DeskError) in
                try desk.attendees("", status: .approved, start: start, limit: Self.pageSize)
            }
            for row in page.rows.map(\.registration) {
                let pass = try session.withDesk { () throws(DeskError) in try desk.pass(of: row.serial) }
                let bytes = try writer.png(try QRSymbol(digits: pass.digits), scale: scale)
                let path = folder + "/" + session.words.serial(row.serial) + ".png"
                // By what it holds, not by its name: a folder may be left from another event or another size.
                if file.holds(bytes, at: path) {
                    kept += 1
                } else {
                    try file.write(bytes, to: path)
                    written += 1
                }
            }
            Stream.progress(session.words.qrProgress(written + kept))
            guard page.hasMoreAfter, let last = page.rows.last else { break }
            start = .after(last.key)
        }
        Stream.endProgress()
        report(written: written, kept: kept)
    }

    private func report(written: Int, kept: Int) {
        guard session.json else {
            print(session.words.qrWritten(written, kept: kept, folder: folder))
            return
        }
        print(
            JSONValue.object([
                "written": .number(Int64(written)), "kept": .number(Int64(kept)), "folder": .text(folder),
            ]).line)
    }
}
