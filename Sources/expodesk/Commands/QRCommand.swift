// `expodesk qr`: a pass as a QR code, on the screen or as files.

import ArgumentParser
import Desk
import Domain
import QR
import Screens
import Store

/// Shows or writes QR codes.
struct QRCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Show a pass's QR code, or write it as PNG.",
        usage: """
            expodesk qr <serial> [--art | --png <file>] [--scale <n>]
            expodesk qr --test [--art | --png <file>] [--scale <n>]
            expodesk qr --all --out <folder> [--scale <n>]
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("A serial, or the 34 digits of a pass.", valueName: "serial"))
    var person: String?

    @Flag(help: "Print it for a terminal (the default).")
    var art = false

    @Option(help: "Write a PNG file.")
    var png: String?

    @Option(help: "Pixels a module, 1...64.")
    var scale = 8

    @Flag(help: "Write everybody who is approved.")
    var all = false

    @Flag(help: "The test pass: it goes the way of every scan, and changes nothing.")
    var test = false

    @Option(help: "The folder for --all; files that are right already are left.")
    var out: String?

    func run() throws {
        let session = try Session(options)
        let isOne = (person != nil) != test && !all && out == nil && !(art && png != nil)
        let isAll = person == nil && !test && all && out != nil && !art && png == nil
        guard isOne || isAll else { throw Failure(.usage, session.words.qrUsage) }
        guard PNGWriter.scales.contains(scale) else { throw Failure(.usage, session.words.badScale) }
        let desk = try session.openDesk(takesLong: all)
        // The test pass is made of the key alone, and is as good without a line.
        if !test { session.sayLine(of: desk) }
        if let out {
            try QRFolder(session: session, desk: desk, folder: out, scale: scale).write()
        } else if test {
            let pass = try session.withDesk { () throws(DeskError) in try desk.testPass() }
            try show(
                QRSymbol(digits: pass.digits),
                [.init(key: "pass", value: .text(pass.digits)), .init(key: "test", value: .flag(true))], nil, session)
        } else {
            try show(person ?? "", desk, session)
        }
    }

    private func show(_ text: String, _ desk: Desk, _ session: Session) throws {
        let named = try session.registration(text, desk)
        let holder = try session.holder(text, desk)
        let isRevoked = try session.withDesk { () throws(DeskError) in try desk.isRevoked(named.serial) }
        // Of two registrations that became one, both passes work; a revoked one never does again.
        let row = isRevoked ? holder : named
        let pass = try session.withDesk { () throws(DeskError) in try desk.pass(of: row.serial) }
        if isRevoked { Stream.note(session.words.passReplaced(named.serial, by: holder)) }
        if holder.status != .approved { Stream.note(session.words.passNotHonoured(holder)) }
        try show(
            QRSymbol(digits: pass.digits),
            [
                .init(key: "serial", value: .number(row.serial.rawValue)),
                .init(key: "pass", value: .text(pass.digits)),
            ], row, session)
    }

    /// - Parameter row: nil for the test pass.
    private func show(
        _ symbol: QRSymbol, _ said: [JSONValue.Member], _ row: Registration?, _ session: Session
    ) throws {
        if let png {
            let bytes = try symbol.png(scale: scale)
            do throws(PictureFault) {
                try PictureFile.write(bytes, to: png)
            } catch {
                throw Failure(.outOfReach, session.words.cannotWrite(error.path, error.reason))
            }
        }
        if session.json {
            let file = png.map { [JSONValue.Member(key: "file", value: .text($0))] } ?? []
            print(JSONValue.object(said + file).line)
        } else if let png {
            print(session.words.written(png, row))
        } else {
            try TerminalArt(symbol).print()
        }
    }
}
