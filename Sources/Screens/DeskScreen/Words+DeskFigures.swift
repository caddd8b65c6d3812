// The words for what a desk's data folder and clocks say, for F8, the title line and the command line.

public import Desk
internal import Domain
public import Journal

extension Words {
    var clockLabel: String { say("시계", "Clock") }
    var copyLabel: String { say("행사 사본", "Copy") }
    var diskLabel: String { say("디스크", "Disk") }
    var guardLabel: String { say("저널 보호", "Guard") }
    var journalFileLabel: String { say("저널 파일", "Journal file") }

    // MARK: The clock

    /// `12분`, `2시간`, to the nearest.
    private func span(_ milliseconds: Int) -> String {
        let seconds = Int((milliseconds.magnitude / 500 + 1) / 2)
        return switch seconds {
        case ..<120: say("\(count(seconds))초", "\(count(seconds)) s")
        case ..<7_200: say("\(count((seconds + 30) / 60))분", "\(count((seconds + 30) / 60)) min")
        case ..<172_800: say("\(count((seconds + 1_800) / 3_600))시간", "\(count((seconds + 1_800) / 3_600)) h")
        default: say("\(count((seconds + 43_200) / 86_400))일", "\(count((seconds + 43_200) / 86_400)) days")
        }
    }

    /// - Parameter ahead: of the server's clock, in milliseconds.
    public func clock(ahead: Int?) -> String {
        guard let ahead else { return say("서버와 비교하지 않음", "not compared with the server's") }
        guard ahead.magnitude >= 1_000 else { return say("서버와 같음", "the same as the server's") }
        let text =
            ahead > 0
            ? say("서버보다 \(span(ahead)) 빠름", "\(span(ahead)) ahead of the server")
            : say("서버보다 \(span(ahead)) 느림", "\(span(ahead)) behind the server")
        guard DeskWarnings(clockAhead: ahead).clockAhead != nil else { return text }
        return text + say(". 이 컴퓨터의 시각을 맞춰 주세요.", ": set this computer's clock")
    }

    /// `시계 +12분`: in the title line while it is so.
    func clockPiece(_ ahead: Int) -> String {
        "\(clockLabel) \(ahead < 0 ? "-" : "+")\(span(ahead))"
    }

    /// One line for whoever looks at no screen.
    public func clockIsOff(_ ahead: Int) -> String { say("시계: ", "Clock: ") + clock(ahead: ahead) }

    // MARK: What is kept

    /// - Parameter isConnected: without a line there are no more.
    public func serialsLeft(_ number: Int, block: Int?, isConnected: Bool = true) -> String {
        guard number > 0 || isConnected else {
            return say("남은 번호 없음. 다시 연결될 때까지 등록할 수 없습니다.", "none left: nobody can be registered until the line is back")
        }
        let left = serialsLeft(number)
        guard number > 0, let block else { return left }
        return left + say(" · \(count(block))개씩 받음", " · leased \(count(block)) at a time")
    }

    func serialsLeft(_ number: Int) -> String {
        number == 0
            ? say("남은 번호 없음. 연결이 끊기면 등록할 수 없습니다.", "none left: without a line nobody can be registered")
            : say("\(count(number))개 남음", "\(count(number)) left")
    }

    /// `42명 · 09:12 현재 · 35 kB`.
    public func copy(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int?) -> String {
        guard figures.keepsCopy else {
            return say("설정으로 꺼 둠 (offline_copy)", "switched off by configuration (offline_copy)")
        }
        guard let copy = figures.copy else { return say("없음", "none") }
        let time = hour(copy.freshAt, minutesAheadOfUTC: minutes)
        let size = bytes(Int64(copy.bytes))
        return say(
            "\(count(copy.people))명 · \(time) 현재 · \(size)",
            "\(plural(copy.people, "person", "people")) · as of \(time) · \(size)")
    }

    public func disk(free: Int64) -> String {
        let left = say("\(bytes(free)) 남음", "\(bytes(free)) free")
        guard DeskWarnings(diskFree: free).diskFree != nil else { return left }
        return left + say(". 자리를 비워 주세요. 가득 차면 저장할 수 없습니다.", ": make room, or nothing can be saved soon")
    }

    /// `디스크 80 MB`: in the title line while it is so.
    func diskPiece(_ free: Int64) -> String { "\(diskLabel) \(bytes(free))" }

    /// In one line of F8.
    public func guarded(by way: JournalGuard) -> String {
        switch way {
        case .keyFile:
            say(
                "키 파일: 저널의 복사는 막지만 컴퓨터째 도난은 막지 못함",
                "key file: guards against copying, not against theft")
        case .passphrase:
            say(
                "암호: 저널의 복사도, 꺼진 컴퓨터의 도난도 막음",
                "passphrase: guards against copying, and theft while closed")
        }
    }

    /// `09:12에 3건을 파일로 내보냄`.
    public func exported(_ record: JournalExport, minutesAheadOfUTC minutes: Int?) -> String {
        let time = self.time(record.at, minutesAheadOfUTC: minutes)
        return say(
            "\(time) \(count(record.count))건을 내보냄: \(record.file)",
            "\(time) \(plural(record.count, "command", "commands")) written: \(record.file)")
    }

    /// `80 MB`, `1.2 GB`: thousands, as disks are sold.
    private func bytes(_ number: Int64) -> String {
        switch number {
        case ..<1_000_000: "\((number + 999) / 1_000) kB"
        case ..<1_000_000_000: "\(number / 1_000_000) MB"
        default: "\(number / 1_000_000_000).\(number / 100_000_000 % 10) GB"
        }
    }
}
