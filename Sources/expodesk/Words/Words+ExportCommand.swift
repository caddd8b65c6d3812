// What `export` answers.

import Screens

extension Words {
    func exportUnknownKind(_ path: String) -> String {
        say(
            "--out: 이름이 .csv로도 .xlsx로도 끝나지 않습니다: \(path). --format csv 또는 --format xlsx를 적어 주세요.",
            "--out: '\(path)' ends neither in .csv nor in .xlsx: add --format csv or --format xlsx.")
    }
    var exportNeedsFile: String { say("--out: 파일 이름을 적어 주세요.", "--out: name a file.") }
}
