// What doctor says.

import Desk
import Domain
import Journal
import Screens
import Store

extension Words {
    func mark(_ state: Finding.State) -> String {
        switch state {
        case .good: "✓"
        case .note: "·"
        case .bad: "✗"
        }
    }

    func name(_ check: Finding.Check) -> String {
        switch check {
        case .settings: say("설정", "Settings")
        case .dataFolder: say("데이터 폴더", "Data folder")
        case .disk: say("디스크", "Disk")
        case .journal: say("저널", "Journal")
        case .journalFile: say("저널 파일", "Journal file")
        case .journalGuard: say("저널 보호", "Guard")
        case .rebuilds: say("깨진 저널", "Damaged")
        case .lost: say("잃어버린 것", "Lost")
        case .lease: say("받아 둔 번호", "Serials")
        case .copy: say("행사 사본", "Copy")
        case .day: dayLabel
        case .server: say("데이터베이스", "Database")
        case .schema: say("스키마", "Schema")
        case .event: say("행사", "Event")
        case .gates: say("출입구", "Gates")
        case .counters: say("집계", "Counters")
        case .clock: say("시계", "Clock")
        case .live: say("실시간", "Live")
        case .printer: printerLabel
        case .screens: say("화면 파일", "Screen files")
        case .terminal: say("터미널", "Terminal")
        }
    }

    func verdict(_ bad: Int) -> String {
        bad == 0
            ? say("모두 좋습니다.", "Everything is fine.")
            : say("고칠 것: \(count(bad))가지", "To mend: \(count(bad))")
    }

    /// Every setting with the place it came from. Passwords in a database address stay out of sight.
    func settings(_ configuration: Configuration) -> String {
        let database =
            switch configuration.database.value {
            case .embedded: say("내장", "embedded")
            case .server(let address): Self.withoutPassword(address)
            }
        func line<Value>(_ key: SettingKey, _ setting: Setting<Value>, _ text: String) -> String {
            "\n    \(key.rawValue) = \(text)  (\(name(setting.origin)))"
        }
        let none = say("없음", "none")
        return (configuration.file ?? say("설정 파일 없음", "no configuration file"))
            + line(.database, configuration.database, database)
            + line(.dataDir, configuration.dataFolder, configuration.dataFolder.value)
            + line(.event, configuration.event, configuration.event.value ?? none)
            + line(.language, configuration.language, configuration.language.value.rawValue)
            + line(.desk, configuration.deskName, configuration.deskName.value)
            + line(.serialBlock, configuration.serialBlock, String(configuration.serialBlock.value))
            + line(.offlineCopy, configuration.offlineCopy, String(configuration.offlineCopy.value))
            + line(.passphraseFile, configuration.passphraseFile, configuration.passphraseFile.value ?? none)
            + line(.theme, configuration.theme, configuration.theme.value.rawValue)
            + line(.screens, configuration.screens, configuration.screens.value ?? none)
            + line(.ambiguousWidth, configuration.ambiguousWidth, configuration.ambiguousWidth.value.rawValue)
            + line(.bell, configuration.bell, String(configuration.bell.value))
            + line(.escapeDelay, configuration.escapeDelay, String(configuration.escapeDelay.value))
            + line(.mouse, configuration.mouse, configuration.mouse.value ? "true" : "false")
            + configuration.gates.value.map { "\n    gate = \($0.name)  (\(name(configuration.gates.origin)))" }
            .joined()
    }

    /// The address with whatever stands for a password hidden: `user:secret@`, `password=secret`.
    static func withoutPassword(_ address: String) -> String {
        var text = address
        if let scheme = text.firstRange(of: "://"),
            let at = text[scheme.upperBound...].prefix(while: { $0 != "/" }).lastIndex(of: "@"),
            let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
        {
            text.replaceSubrange(text.index(after: colon)..<at, with: "***")
        }
        while let key = text.firstRange(of: "password="), !text[key.upperBound...].hasPrefix("***") {
            let rest = text[key.upperBound...]
            let end =
                rest.first == "'"
                ? rest.dropFirst().firstIndex(of: "'").map { text.index(after: $0) } ?? text.endIndex
                : rest.firstIndex { $0 == " " || $0 == "&" } ?? text.endIndex
            text.replaceSubrange(key.upperBound..<end, with: "***")
        }
        return text
    }

    func folderMissing(_ path: String) -> String {
        say(
            "\(path): 아직 없습니다. expodesk init이 만듭니다.", "\(path): not there yet. expodesk init makes it.")
    }

    func journal(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int?) -> String {
        let (waiting, aside) = (figures.waiting, figures.setAside)
        let since = waitingSince(figures, minutesAheadOfUTC: minutes)
        let counts = say(
            "보낼 것 \(count(waiting))건\(since), 제쳐 둔 것 \(count(aside))건",
            "waiting: \(count(waiting))\(since), set aside: \(count(aside))")
        if waiting > 0 { return counts + say(". expodesk sync를 실행해 주세요.", ". Run: expodesk sync") }
        if aside > 0 {
            return counts + say(". 누구의 것인지는 expodesk sync로 봅니다.", ". See whose they are with expodesk sync.")
        }
        return counts
    }

    /// ` (2026-05-01 09:12부터)`; nothing where nothing waits.
    func waitingSince(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int?) -> String {
        guard let moment = figures.waitingSince else { return "" }
        let time = time(moment, minutesAheadOfUTC: minutes)
        return say(" (\(time)부터)", " (since \(time))")
    }

    /// What a database had lost, a line each; the latest ones where there are many.
    /// - Parameter count: of all there were.
    func lost(_ changes: [LostChange], of count: Int, minutesAheadOfUTC minutes: Int?) -> String {
        let shown = changes.prefix(Self.mostLostShown).map { "\n    " + lost($0, minutesAheadOfUTC: minutes) }
        let rest = count - shown.count
        return lostTitle(count) + (rest > 0 ? more(rest) : "") + shown.joined()
    }

    private static let mostLostShown = 10

    /// Of journals that were damaged, each with when and what to do; the lines after the first of each are indented.
    func rebuilt(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int?) -> [String] {
        figures.rebuilds.map {
            rebuilt($0, minutesAheadOfUTC: minutes).split(separator: "\n").joined(separator: "\n    ")
        }
    }

    func server(_ database: DeskSettings.Database, version: String) -> String {
        switch database {
        case .embedded: say("내장 PostgreSQL \(version)", "embedded PostgreSQL \(version)")
        case .server(let address): "PostgreSQL \(version), \(Self.withoutPassword(address))"
        }
    }

    func event(_ event: Event) -> String {
        "\(event.slug): \(event.title), \(event.firstDay) ~ \(event.lastDay), \(event.timeZone)"
            + (event.isSample ? say(" (표본)", " (sample)") : "")
    }

    func counters(_ flaws: [CounterFlaw]) -> String {
        guard !flaws.isEmpty else { return say("모두 세어 본 것과 같습니다.", "The same as a full count.") }
        let shown = flaws.map { flaw in
            let name = ([flaw.measure] + flaw.bucket.split(separator: "\t").map(String.init)).joined(separator: " ")
            return say(
                "\n    \(name): 집계 \(count(flaw.kept)), 실제 \(count(flaw.counted))",
                "\n    \(name): kept \(count(flaw.kept)), counted \(count(flaw.counted))")
        }
        return say(
            "실제와 다릅니다. expodesk doctor --recount를 실행해 주세요.", "Not what is there. Run: expodesk doctor --recount")
            + shown.joined()
    }

    func live(hears: Bool) -> String {
        hears
            ? say("다른 데스크의 변경이 바로 보입니다.", "Other desks' changes show at once.")
            : say(
                "알림이 오지 않아 2초마다 확인합니다. 중간에 풀러가 있으면 PostgreSQL에 바로 연결해 주세요.",
                "Notices do not arrive, so changes are asked for every 2 s. Behind a pooler, connect to PostgreSQL directly."
            )
    }

    func localeNotUTF8(_ locale: String) -> String {
        say(
            "로캘이 UTF-8이 아닙니다('\(locale)'). export LANG=C.UTF-8을 실행해 주세요.",
            "The locale is not UTF-8 ('\(locale)'). Run: export LANG=C.UTF-8")
    }

    func plainTerminal(_ locale: String) -> String {
        say(
            "LANG \(locale). TERM이 없어 콘솔은 열 수 없고 다른 명령은 됩니다.",
            "LANG \(locale). Without TERM the console cannot open; the other commands work.")
    }
}
