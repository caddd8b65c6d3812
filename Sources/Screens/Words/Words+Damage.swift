// What is said of a journal that is damaged: as soon as that is found, and with what to do.

public import Journal

extension Words {
    /// What was found, and how what only this desk has gets out.
    public func journalIsDamaged(_ damage: JournalDamage) -> String {
        damagedHead(damage) + "\n" + damagedSteps
    }

    /// The same without what to do.
    func damagedHead(_ damage: JournalDamage) -> String {
        let what = damage.pages.first.map(firstLine) ?? say("봉한 내용을 읽을 수 없음", "sealed contents cannot be read")
        return say("저널이 깨졌습니다: \(damage.path) (\(what))", "The journal is damaged: \(damage.path) (\(what))")
    }

    /// How what only a damaged journal has gets out of it, and how the desk goes on.
    public var damagedSteps: String {
        say(
            "1. 데이터 폴더를 통째로 복사해 두고 지우지 마세요.\n"
                + "2. expodesk sync --export 파일: 읽을 수 있는 것을 꺼내 다른 데스크에서 --import로 받습니다.\n"
                + "3. --data-dir로 새 폴더에서 시작합니다. 꺼내지 못한 것은 복사본을 운영본부에 맡기세요.",
            "1. Copy the whole data folder and delete nothing.\n"
                + "2. expodesk sync --export FILE takes out what can be read; another desk takes it in with --import.\n"
                + "3. Go on in a new folder with --data-dir. For what did not come out, give the copy to headquarters.")
    }

    /// The news when a console finds that out.
    var journalDamageFound: String {
        say(
            "저널이 깨졌습니다. 이 데스크에만 있는 것은 보내지 못할 수 있습니다. 할 일은 F8에 있습니다.",
            "The journal is damaged: what only this desk has may not get sent. F8 says what to do.")
    }

    /// After the news that something is kept here, which is no more than half true then.
    var keptInDamaged: String {
        say("저널이 깨져 보내지 못할 수 있으니 따로 적어 두세요.", "The journal is damaged: note it down as well, it may not get sent.")
    }

    /// In the title line while it is so.
    var journalPiece: String { say("저널 깨짐", "journal damaged") }
}
