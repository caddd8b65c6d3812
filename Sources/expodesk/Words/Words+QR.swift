// What `qr` answers.

import Domain
import Screens

extension Words {
    var qrUsage: String {
        say(
            "expodesk qr 번호 [--art | --png 파일], expodesk qr --test 또는 expodesk qr --all --out 폴더로 적어 주세요.",
            "Write: expodesk qr SERIAL [--art | --png FILE], expodesk qr --test, or: expodesk qr --all --out FOLDER")
    }

    var badScale: String { say("--scale: 1부터 64까지 적어 주세요.", "--scale: write a number from 1 to 64.") }

    /// The code can be printed, but opens no door.
    func passNotHonoured(_ row: Registration) -> String {
        say(
            "\(person(row)): 지금 상태(\(status(row.status)))로는 입장할 수 없는 입장권입니다.",
            "\(person(row)): this pass opens no door while the status is \(status(row.status)).")
    }

    func passReplaced(_ old: Serial, by row: Registration) -> String {
        say(
            "\(serial(old)) 입장권은 폐기되었습니다. 지금의 입장권은 \(person(row)).",
            "The pass of \(serial(old)) is revoked. This is the one they have now: \(person(row)).")
    }

    /// After a folder of pictures that was made without a line.
    var picturesByCopy: String {
        say(
            "이 데스크의 사본에 있는 사람만 저장했습니다. 다른 데스크의 새 등록은 빠져 있을 수 있으니, 연결되면 다시 실행해 주세요.",
            "Only people in this desk's copy were written; newer registrations of other desks may be missing. Run it again "
                + "when the database can be reached.")
    }

    /// - Parameter row: nil for the test pass.
    func written(_ path: String, _ row: Registration?) -> String {
        let whose = row.map(person) ?? testPassName
        return say("\(path): \(whose)의 QR을 저장했습니다.", "\(path): the QR code of \(whose) was written.")
    }
}
