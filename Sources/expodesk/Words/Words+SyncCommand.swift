// What `sync` says of journal files and passphrases, beside what the console says of them too.

import Desk
import Screens

extension Words {
    /// How the desk stands, a line each: what came of the sync is said after it.
    func standing(_ figures: DeskFigures, clockAhead ahead: Int?, minutesAheadOfUTC minutes: Int) -> [String] {
        let lines: [(Finding.Check, String?)] = [
            (.clock, ahead.map { clock(ahead: $0) }),
            (.lease, figures.serialsLeft.map { serialsLeft($0, block: figures.blockSize) }),
            (.copy, copy(figures.copy, minutesAheadOfUTC: minutes)), (.disk, figures.diskFree.map { disk(free: $0) }),
            (.printer, printer(figures.printer)),
            (.journalGuard, guarded(by: figures.journalGuard)),
            (.journalFile, figures.exported.map { exported($0, minutesAheadOfUTC: minutes) }),
        ]
        return lines.compactMap { check, sentence in sentence.map { "\(name(check)): \($0)" } }
    }

    func unreadablePassphrase(_ file: String) -> String {
        say(
            "--passphrase-file \(file): 읽을 수 없습니다. 첫 줄에 암호가 있는 파일을 적어 주세요.",
            "--passphrase-file \(file) cannot be read. Name a file whose first line is the passphrase.")
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

    var waitsForLine: String {
        say(
            "데이터베이스에 닿지 않아 이 데스크에 적어 두었습니다. 닿으면 expodesk sync를 실행해 주세요.",
            "The database cannot be reached: it is kept at this desk. Run expodesk sync when it is within reach.")
    }
}
