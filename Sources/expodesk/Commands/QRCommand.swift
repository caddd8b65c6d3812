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

    @Option(help: "The folder for --all; files that are right already are left.")
    var out: String?

    func run() throws {
        let session = try Session(options)
        let isOne = person != nil && !all && out == nil && !(art && png != nil)
        let isAll = person == nil && all && out != nil && !art && png == nil
        guard isOne || isAll else { throw Failure(.usage, session.words.qrUsage) }
        guard PNGWriter.scales.contains(scale) else { throw Failure(.usage, session.words.badScale) }
        let desk = try session.openDesk()
        if let out {
            try QRFolder(session: session, desk: desk, folder: out, scale: scale).write()
        } else {
            try show(try session.registration(person ?? "", desk), desk, session)
        }
    }

    private func show(_ row: Registration, _ desk: Desk, _ session: Session) throws {
        let pass = try session.withDesk { () throws(DeskError) in try desk.pass(of: row.serial) }
        if row.status != .approved { Stream.note(session.words.passNotHonoured(row)) }
        let symbol = try QRSymbol(digits: pass.digits)
        if let png {
            let bytes = try symbol.png(scale: scale)
            do throws(PictureFault) {
                try PictureFile.write(bytes, to: png)
            } catch {
                throw Failure(.outOfReach, session.words.cannotWrite(error.path, error.reason))
            }
        }
        guard !session.json else {
            print(
                JSONValue.object([
                    "serial": .number(row.serial.rawValue), "pass": .text(pass.digits),
                    "file": png.map { .text($0) },
                ]).line)
            return
        }
        if let png {
            print(session.words.written(png, row))
        } else {
            try TerminalArt(symbol).print()
        }
    }
}
