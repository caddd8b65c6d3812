// What `sync` says of journal files and passphrases, beside what the console says of them too.

import Desk
import Domain
import Screens

extension Words {
    /// How the desk stands, a line each: what came of the sync is said after it.
    /// - Parameter isOutOfReach: the database has not answered; when it last did is said then.
    func standing(
        _ figures: DeskFigures, clockAhead ahead: Int?, isOutOfReach: Bool, minutesAheadOfUTC minutes: Int?
    ) -> [String] {
        let contact = figures.lastContact.map { lastContact($0, minutesAheadOfUTC: minutes) }
        let line = isOutOfReach ? [disconnected, contact].compactMap(\.self).joined(separator: " · ") : nil
        let lines: [(Finding.Check, String?)] = [
            (.server, line), (.clock, ahead.map { clock(ahead: $0) }),
            (
                .lease,
                figures.serialsLeft.map { serialsLeft($0, block: figures.blockSize, isConnected: !isOutOfReach) }
            ),
            (.copy, copy(figures, minutesAheadOfUTC: minutes)), (.disk, figures.diskFree.map { disk(free: $0) }),
            (.printer, printer(figures.printer)),
            (.journalGuard, guarded(by: figures.journalGuard)),
            (.journalFile, figures.exported.map { exported($0, minutesAheadOfUTC: minutes) }),
        ]
        return lines.compactMap { check, sentence in sentence.map { "\(name(check)): \($0)" } }
    }

    /// What was not sent, since when it waits, and why.
    /// - Parameter reason: a sentence, or what the system said; empty where nothing was said.
    func unsent(_ figures: DeskFigures, because reason: String, minutesAheadOfUTC minutes: Int?) -> String {
        guard figures.waiting > 0 else { return say("보낼 것이 없습니다.", "Nothing waits to be sent.") }
        let since = waitingSince(figures, minutesAheadOfUTC: minutes)
        let why = reason.isEmpty ? "" : ": " + firstLine(reason)
        return say(
            "보내지 못하고 기다리는 것 \(count(figures.waiting))건\(since)\(why)",
            "Not sent and waiting: \(count(figures.waiting))\(since)\(why)")
    }

    var passphraseNeedsFile: String {
        say(
            "암호를 물어볼 터미널이 없습니다. --passphrase-file로 첫 줄에 암호가 있는 파일을 적어 주세요.",
            "There is no terminal to ask for a passphrase. Name a file whose first line it is with --passphrase-file.")
    }

    var noPassphrase: String { say("암호를 적지 않아 그만두었습니다.", "No passphrase: nothing was done.") }

    var oneWayOnly: String {
        say("--export와 --import 가운데 하나만 적어 주세요.", "Write --export or --import, not both.")
    }

    var notSent: String {
        say("데이터베이스에 닿지 않아 더 보내지 못했습니다.", "The database cannot be reached: nothing more was sent.")
    }

    var waitsForLine: String {
        say(
            "데이터베이스에 닿지 않아 이 데스크에 적어 두었습니다. 닿으면 expodesk sync를 실행해 주세요.",
            "The database cannot be reached: it is kept at this desk. Run expodesk sync when it is within reach.")
    }
}
