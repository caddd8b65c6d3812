// What `init`, `migrate`, `stop` and `screens check` answer.

import Domain
import Screens

extension Words {
    func eventSetUp(_ event: Event, isNew: Bool) -> String {
        let days = "\(event.title), \(event.firstDay) ~ \(event.lastDay), \(event.timeZone)"
        return isNew
            ? say("행사를 만들었습니다: \(event.slug) (\(days))", "The event is set up: \(event.slug) (\(days))")
            : say(
                "이미 있는 행사라 그대로 두었습니다: \(event.slug) (\(days))",
                "The event is there already, and left as it is: \(event.slug) (\(days))")
    }

    func nowSeveralEvents(_ slugs: [String]) -> String {
        say(
            "이제 행사가 여럿입니다: \(slugs.joined(separator: ", ")). 다른 명령에는 --event로 하나를 골라 주세요.",
            "There are several events now: \(slugs.joined(separator: ", ")). Other commands need --event with one of them."
        )
    }

    func sampleProgress(_ count: Int) -> String {
        say("표본 참가자 \(self.count(count))명…", "Sample people: \(self.count(count))…")
    }

    var defaultTitle: String { say("박람회", "Expo") }
    var askTitle: String { say("행사 이름", "Title of the event") }
    var askFirstDay: String { say("첫날", "First day") }
    var askLastDay: String { say("마지막 날", "Last day") }

    func badSlug(_ slug: String) -> String {
        say(
            "--slug '\(slug)': 영어 소문자, 숫자, 붙임표로 40자까지 적고, 붙임표로 시작하거나 끝내지 마세요.",
            "--slug '\(slug)': use lower-case letters, digits and hyphens, at most 40, no hyphen at either end.")
    }

    var badTitle: String { say("--title: 1자부터 80자까지 적어 주세요.", "--title: write 1 to 80 characters.") }
    var badSample: String { say("--sample: 1부터 100,000까지 적어 주세요.", "--sample: write a number from 1 to 100,000.") }

    func badDay(_ option: String, _ text: String) -> String {
        say(
            "\(option) '\(text)': 날짜가 아닙니다. 2026-05-01처럼 적어 주세요.",
            "\(option) '\(text)' is not a date. Write it like 2026-05-01.")
    }

    func daysReversed(_ first: CalendarDate, _ last: CalendarDate) -> String {
        say(
            "첫날(\(first))이 마지막 날(\(last))보다 늦습니다. --from과 --to를 바꿔 적어 주세요.",
            "The first day (\(first)) is after the last (\(last)). Exchange --from and --to.")
    }

    func migrated(_ steps: [Int]) -> String {
        guard !steps.isEmpty else { return say("데이터베이스는 이미 최신입니다.", "The database is up to date.") }
        let list = steps.map(String.init).joined(separator: ", ")
        return say("데이터베이스를 올렸습니다: \(list)단계", "The database was brought up: step \(list)")
    }

    func stopped(_ outcome: String) -> String {
        switch outcome {
        case "stopped": say("데이터베이스를 멈췄습니다.", "The database was stopped.")
        case "not_running": say("데이터베이스가 돌고 있지 않습니다.", "The database was not running.")
        default:
            say("내장 데이터베이스를 쓰지 않아 멈출 것이 없습니다.", "There is no embedded database to stop: a server of your own is set.")
        }
    }

    func boardIsGood(_ path: String, tiles: Int) -> String {
        say("\(path): 좋습니다 (칸 \(tiles)개)", "\(path): good (\(tiles) tiles)")
    }

    func screenIsGood(_ path: String, fields: Int) -> String {
        say("\(path): 좋습니다 (항목 \(fields)개)", "\(path): good (\(fields) fields)")
    }

    var noScreens: String {
        say(
            "화면 파일이 없습니다. 프로그램을 다시 설치하거나 screens로 폴더를 정해 주세요.",
            "There are no screen files. Install the program again, or name their folder with screens.")
    }
}
