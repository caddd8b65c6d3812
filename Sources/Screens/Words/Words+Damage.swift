// What is said of a journal that was damaged, and was made anew with what could be read of it.

import Domain
public import Journal

extension Words {
    /// What became of it, for whoever is at the desk when it happens.
    public func journalRebuilt(_ rebuild: JournalRebuild) -> String {
        let kept = count(rebuild.kept)
        guard !rebuild.isWhole else {
            guard rebuild.kept > 0 else {
                return say(
                    "저널이 깨져 새로 만들었습니다. 빠진 것은 없고, 보낼 것도 없었습니다.",
                    "The journal was damaged and made anew. Nothing is missing, and nothing waited to be sent.")
            }
            return say(
                "저널이 깨져 새로 만들었습니다. 빠진 것은 없고, 보내거나 처리할 것 \(kept)건이 그대로 있습니다.",
                "The journal was damaged and made anew. Nothing is missing: what is to be sent or dealt with is there, "
                    + "\(kept).")
        }
        return say(
            "저널이 깨져 새로 만들었습니다. 보내거나 처리할 것 \(kept)건은 살렸고 \(unread(rebuild)). 대부분 이미 보낸 것이지만, 연결이 끊긴 동안 "
                + "등록한 사람이 명단에 있는지 확인해 주세요.",
            "The journal was damaged and made anew. It holds what is to be sent or dealt with, \(kept); \(unread(rebuild)). Most of "
                + "that was sent before; look whether those registered without a line are on the list.")
    }

    private func unread(_ rebuild: JournalRebuild) -> String {
        let lost = count(rebuild.unreadable)
        guard rebuild.mayLackMore else { return say("\(lost)건은 읽지 못했습니다", "not read: \(lost)") }
        guard rebuild.unreadable > 0 else {
            return say("무엇을 읽지 못했는지는 알 수 없습니다", "what could not be read is not known")
        }
        return say("적어도 \(lost)건은 읽지 못했습니다", "not read: at least \(lost)")
    }

    /// The same with when it was, for whoever looks after the desk, and what to do with the damaged file.
    public func rebuilt(_ rebuild: JournalRebuild, minutesAheadOfUTC minutes: Int?) -> String {
        let when = time(Timestamp(milliseconds: rebuild.at), minutesAheadOfUTC: minutes)
        return "\(when) \(journalRebuilt(rebuild))\n"
            + say(
                "깨진 파일: \(rebuild.file)\n운영본부가 보고 나서 지우면 이 알림도 없어집니다. 또 깨지면 디스크가 고장 난 것이니 다른 컴퓨터를 쓰세요.",
                "The damaged file: \(rebuild.file)\nOnce headquarters has looked at it, remove it, and this notice goes too. Should it "
                    + "happen again the disk is failing: use another machine.")
    }

    /// Where not even a new one can be made.
    var journalStaysDamaged: String {
        say(
            "데이터 폴더를 통째로 복사해 두고 지우지 마세요. --data-dir로 다른 디스크의 새 폴더에서 시작하고, 복사본은 운영본부에 맡기세요.",
            "Copy the whole data folder and delete nothing. Go on in a new folder on another disk with --data-dir, and give the copy "
                + "to headquarters.")
    }
}
