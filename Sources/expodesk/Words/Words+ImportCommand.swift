// What `import` says beside its answers.

import Screens

extension Words {
    func badMap(_ text: String) -> String {
        say(
            "--map \"\(text)\": \"열 이름=항목\"으로 적어 주세요. 항목은 name, phone 같은 양식의 id나 status이고, 쓰지 않을 열은 -입니다.",
            "--map \"\(text)\": write \"HEADING=FIELD\". The field is an id of the form, as name or phone, or status; - leaves a column out."
        )
    }

    func fileRead(_ path: String, _ format: String, rows: Int) -> String {
        say("\(path): \(format), \(count(rows))행", "\(path): \(format), \(count(rows)) rows")
    }

    var howToSkipHidden: String { say(" (--skip-hidden이면 뺌)", " (--skip-hidden leaves them out)") }

    func lineNumber(_ line: Int) -> String { say("\(count(line))행", "line \(count(line))") }

    func moreRefused(_ number: Int) -> String {
        say("… 그 밖에 \(count(number))행이 더 거절되었습니다.", "… and \(count(number)) more rows.")
    }

    func refusedWritten(_ path: String) -> String {
        say(
            "거절된 행을 이유와 함께 저장했습니다. 고쳐서 이 파일을 다시 가져오면 됩니다: \(path)",
            "The refused rows and their reasons were written here; mend them and import this file: \(path)")
    }
}
