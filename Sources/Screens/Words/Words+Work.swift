// What is said of long work: how far it is, that it stopped, why it failed.

public import Desk
import Domain

/// How much is said of long work, the most first.
enum WorkDetail: CaseIterable {
    case everything, timeLeft, count
}

extension Words {
    /// `QR 그림 1,200 / 5,000 (24%), 초당 800, 남은 시간 5초`.
    public func pictures(_ progress: WorkProgress) -> String {
        work(picturesName, progress)
    }

    var picturesName: String { say("QR 그림", "QR pictures") }

    /// How far long work is: what, how many of how many, how fast, how long yet.
    func work(_ what: String, _ progress: WorkProgress, _ detail: WorkDetail = .everything) -> String {
        let percent = progress.total > 0 ? progress.done * 100 / progress.total : 100
        var parts = ["\(what) \(count(progress.done)) / \(count(progress.total)) (\(percent)%)"]
        if progress.perSecond > 0, detail == .everything {
            parts.append(say("초당 \(count(progress.perSecond))", "\(count(progress.perSecond)) a second"))
        }
        if let left = progress.secondsLeft, detail != .count {
            parts.append(say("남은 시간 \(duration(left))", "\(duration(left)) left"))
        }
        return parts.joined(separator: ", ")
    }

    private func duration(_ seconds: Int) -> String {
        if seconds < 60 { return say("\(seconds)초", "\(seconds) s") }
        if seconds < 3_600 { return say("\(seconds / 60)분 \(seconds % 60)초", "\(seconds / 60) min \(seconds % 60) s") }
        return say("\(seconds / 3_600)시간 \(seconds % 3_600 / 60)분", "\(seconds / 3_600) h \(seconds % 3_600 / 60) min")
    }

    public func picturesWritten(_ report: PictureReport) -> String {
        say(
            "QR \(count(report.written))개를 저장했고, \(count(report.kept))개는 이미 있었습니다: \(report.folder)",
            "\(count(report.written)) QR codes written, \(count(report.kept)) were there already: \(report.folder)")
    }

    public func error(_ error: PictureWorkError) -> String {
        switch error {
        case .desk(let error): self.error(error)
        case .file(let fault): cannotWrite(fault.path, fault.reason)
        case .symbol:
            say(
                "QR을 만들 메모리가 없습니다. 다른 프로그램을 닫고 다시 해 주세요.",
                "No memory for a QR code. Close other programs and try again.")
        }
    }

    public func cannotWrite(_ path: String, _ reason: String) -> String {
        say(
            "\(path): 쓸 수 없습니다 (\(systemReason(reason))). 폴더와 디스크를 확인해 주세요.",
            "\(path) cannot be written (\(reason)). Check the folder and the disk.")
    }
}

// MARK: On the console

extension Words {
    var picturesTitle: String { say("QR 저장", "Save QR codes") }
    var picturesHelp: String {
        say(
            "이 목록의 승인된 사람 모두의 QR을 폴더에 저장합니다. 하는 동안 누르면 멈춥니다.",
            "Saves the QR codes of everybody approved in this list into a folder. Stops it while it runs.")
    }
    var picturesBody: String {
        say(
            "이 목록에서 승인된 사람 모두의 QR을 그림으로 저장합니다. 저장할 폴더를 적어 주세요. 이미 있는 그림은 그대로 둡니다.",
            "Saves the QR code of everybody approved in this list as a picture. Name the folder. Pictures that are there stay as they are."
        )
    }
    var picturesFolder: String { say("폴더", "Folder") }
    var picturesNoFolder: String { say("폴더를 적어 주세요.", "Name a folder.") }
    var picturesBegin: String { say("QR 그림을 저장하기 시작합니다…", "Beginning to save QR pictures…") }
    var picturesHowToStop: String { say("멈추려면 참가자 표에서 Q", "Q in the table stops it") }

    func picturesStopped(_ progress: WorkProgress?, _ folder: String) -> String {
        let done = progress.map { "\(count($0.done)) / \(count($0.total))" } ?? "0"
        return say(
            "QR 저장을 멈췄습니다 (\(done)). 같은 폴더로 다시 시작하면 이어집니다: \(folder)",
            "Saving QR codes was stopped (\(done)). Begin again with the same folder to go on: \(folder)")
    }
}
