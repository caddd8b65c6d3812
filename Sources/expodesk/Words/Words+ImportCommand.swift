// What `import` says beside its answers.

import Screens

extension Words {
    func badMap(_ text: String) -> String {
        say(
            "--map \"\(text)\": \"열 이름=항목\"으로 적어 주세요(제목 행이 없으면 1=name처럼 열 번호로). 항목은 name, phone 같은 양식의 id나 status, consent.at(동의한 때), consent.version이고, 쓰지 않을 열은 -입니다.",
            "--map \"\(text)\": write \"HEADING=FIELD\", or \"1=FIELD\" where there is no heading. The field is an id of the form, as name or phone, or status, consent.at or consent.version; - leaves a column out."
        )
    }

    func fileRead(_ path: String, _ format: String, rows: Int) -> String {
        say("\(path): \(format), \(count(rows))행", "\(path): \(format), \(count(rows)) \(rows == 1 ? "row" : "rows")")
    }

    var howToSkipHidden: String { say(" (--skip-hidden이면 뺌)", " (--skip-hidden leaves them out)") }

    func lineNumber(_ line: Int) -> String { say("\(count(line))행", "row \(count(line))") }

    func moreRefused(_ number: Int) -> String {
        say("… 그 밖에 \(count(number))행이 더 거절되었습니다.", "… and \(count(number)) more rows.")
    }

    func moreChanged(_ number: Int) -> String {
        say("… 그 밖에 \(count(number))명이 더 다릅니다.", "… and \(count(number)) more people differ.")
    }

    func moreRejectedBefore(_ number: Int) -> String {
        say("… 그 밖에 전에 거절된 \(count(number))명이 더 있습니다.", "… and \(count(number)) more who were rejected before.")
    }

    func howToUpdate(_ changed: Int) -> String {
        say(
            "이미 있는 \(count(changed))명의 내용이 명단과 달라 그대로 두었습니다. 명단대로 바꾸려면 --update를 붙여 주세요.",
            "\(count(changed)) of those who are there differ from the list and were left as they are. To change them, add --update."
        )
    }

    func otherSheets(_ names: [String]) -> String {
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        return say(
            "다른 시트도 있습니다: \(list). --sheet로 골라 주세요.", "The workbook has other sheets: \(list). Choose one with --sheet."
        )
    }

    func refusedWritten(_ path: String) -> String {
        say(
            "거절된 행을 이유와 함께 저장했습니다. 고쳐서 이 파일을 다시 가져오면 됩니다: \(path)",
            "The refused rows and their reasons were written here; mend them and import this file: \(path)")
    }
}
