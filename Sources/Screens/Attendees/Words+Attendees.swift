// The words of the attendee table: orders, jumps, counts, marks, the clipboard.

import Domain

extension Words {
    var emailLabel: String { say("이메일", "Email") }

    // MARK: Order

    var sortKey: String { say("정렬", "Sort") }
    var sortKeyHelp: String {
        say("지금 열로 정렬합니다. 다시 누르면 거꾸로.", "Sorts by the current column; again reverses.")
    }
    var orderTitle: String { say("정렬 고르기", "Sort by") }
    var orderHelp: String { say("어느 열로든 정렬합니다.", "Sorts by any column.") }

    func sorted(by title: String, isDescending: Bool) -> String {
        isDescending ? say("\(title) 내림차순", "\(title), descending") : say("\(title) 오름차순", "\(title), ascending")
    }

    func notAmongThese(_ number: Serial) -> String {
        say(
            "\(serial(number))번은 여기에 없어서 처음부터 보입니다. Esc로 모두 봅니다.",
            "\(serial(number)) is not among these; this is the top. Esc shows everybody.")
    }

    /// Whoever was selected is not in the rows that came, and the keys wait until somebody is chosen.
    func selectionLost(_ number: Serial) -> String {
        say(
            "\(serial(number))번은 아직 이 목록에 없습니다. 화살표로 사람을 고르고 다시 누르세요.",
            "\(serial(number)) is not in this list yet. Choose somebody with the arrows first.")
    }

    // MARK: Columns

    var previousColumn: String { say("왼쪽 열", "Column left") }
    var previousColumnHelp: String { say("왼쪽 열로 갑니다.", "Goes to the column on the left.") }
    var nextColumn: String { say("오른쪽 열", "Column right") }
    var nextColumnHelp: String {
        say("오른쪽 열로 갑니다. 안 보이는 열은 밀려 나옵니다.", "Goes to the column on the right, scrolling where there is no room.")
    }

    // MARK: Jumps

    var jumpTitle: String { say("가기", "Go to") }
    var jumpHelp: String { say("번호나 몇 퍼센트 자리로 갑니다.", "Goes to a serial, or to a part of the table.") }
    var jumpBody: String { say("번호(1234)나 자리(50%)를 적어 주세요.", "A serial (1234) or a part of the table (50%).") }
    var jumpHint: String { say("1234 또는 50%", "1234 or 50%") }
    var jumpNotUnderstood: String {
        say("번호는 1에서 999999999, 자리는 0%에서 100%입니다.", "A serial is 1 to 999999999, a part 0% to 100%.")
    }
    var everybodyAround: String { say("조건을 지우고 그 사람으로 가기", "Clear the filter and go to them") }
    var findingPlace: String { say("자리를 찾는 중…", "finding the place…") }

    func noSuchSerial(_ number: Serial) -> String {
        say(
            "\(serial(number))번은 없습니다. 번호를 다시 보거나 /로 이름을 찾으세요.",
            "Nobody has \(serial(number)). Check the number, or find the name with /.")
    }

    func outsideFilter(_ person: String) -> String {
        say("\(person): 지금 조건에 들지 않는 사람입니다.", "\(person) is not among those the filter shows.")
    }

    // MARK: Counts

    var countKey: String { say("세기", "Count") }
    var countHelp: String { say("몇 명인지 정확히 셉니다. Esc로 그만둡니다.", "Counts exactly; Esc stops it.") }
    var counting: String { say("세는 중… (Esc)", "counting… (Esc)") }
    var countingStopped: String { say("세기를 그만두었습니다. #로 다시 셉니다.", "Stopped counting; # counts again.") }
    var readFailed: String { say("못 읽음 · F4 다시", "not read · F4 again") }
    var readAgain: String { say("F4로 다시 읽습니다.", "F4 reads again.") }

    func people(_ number: Int) -> String { say("\(count(number))명", plural(number, "person", "people")) }

    /// Such as `137 / 1,234명` and `37% / ≈ 1,000,000명`.
    /// - Parameter about: the sign for what is estimated.
    func standing(_ position: AttendeeSurvey.Position?, _ total: AttendeeSurvey.Total?, about: String) -> String {
        let place: String? =
            switch position {
            case _ where total == .exactly(0): nil
            case .row(let number): count(number)
            case .percent(let percent): "\(about) \(percent)%"
            case nil: nil
            }
        let whole: String? =
            switch total {
            case .exactly(let number): people(number)
            case .about(let number): "\(about) \(people(number))"
            case nil: nil
            }
        return [place, whole].compactMap(\.self).joined(separator: " / ")
    }

    // MARK: Marks

    var mark: String { say("표시", "Mark") }
    var markHelp: String { say("고른 사람을 표시하고 다음으로 갑니다. Esc로 모두 지웁니다.", "Marks, and goes on; Esc clears all marks.") }

    func marked(_ number: Int) -> String { say("표시 \(count(number))", "\(count(number)) marked") }

    func marksCleared(_ number: Int) -> String {
        say("표시 \(count(number))개를 지웠습니다.", "Cleared \(plural(number, "mark", "marks")).")
    }

    func tooManyMarks(_ most: Int) -> String {
        say("\(count(most))명까지 표시할 수 있습니다. Esc로 지웁니다.", "At most \(count(most)) can be marked; Esc clears them.")
    }

    // MARK: The clipboard

    var copyCell: String { say("복사", "Copy") }
    var copyCellHelp: String { say("지금 칸을 복사합니다.", "Copies the current cell.") }
    var copyRows: String { say("줄 복사", "Copy rows") }
    var copyRowsHelp: String {
        say("고른 줄, 표시가 있으면 표시한 줄을 모두 복사합니다.", "Copies the row, or all marked rows, with tabs.")
    }

    func nothingToCopy(_ title: String) -> String {
        say("\(title): 빈칸이라 복사할 것이 없습니다.", "\(title) is empty; nothing to copy.")
    }

    func copied(_ title: String, _ text: String) -> String {
        say(
            "복사(OSC 52): \(title) “\(text)”. 안 붙으면 터미널이 막은 것입니다.",
            "Copied (OSC 52): \(title) “\(text)”. Nothing to paste? The terminal refused it.")
    }

    func copiedRows(_ number: Int, isLarge: Bool) -> String {
        isLarge
            ? say(
                "\(count(number))줄을 보냈지만 길어서 터미널이 받지 않을 수 있습니다. 나누어 복사하세요.",
                "Sent \(plural(number, "row", "rows")), more than some terminals take; copy fewer at a time.")
            : say(
                "복사(OSC 52): \(count(number))줄. 안 붙으면 터미널이 막은 것입니다.",
                "Copied (OSC 52): \(plural(number, "row", "rows")). Nothing to paste? The terminal refused it.")
    }
}
