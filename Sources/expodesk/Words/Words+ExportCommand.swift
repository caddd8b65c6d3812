// What `export` answers.

import Screens

extension Words {
    var exportNeedsFile: String { say("--out: 파일 이름을 적어 주세요.", "--out: name a file.") }
}
