// What the dashboard says, on the screen and as lines.

public import Domain

extension Words {
    var dashboardHelp: String {
        say("등록과 입장 수치를 봅니다. 저절로 바뀝니다.", "The numbers of registrations and entries, kept up to date by itself.")
    }
    var moreTiles: String { say("아래 칸", "More") }
    var moreTilesHelp: String { say("아래에 있는 칸을 봅니다.", "Shows the tiles further down.") }
    var earlierTiles: String { say("위 칸", "Back up") }
    var earlierTilesHelp: String { say("위에 있는 칸을 봅니다.", "Shows the tiles further up.") }
    var noMoreTiles: String { say("더 없습니다.", "There are no more.") }
    var nothingYet: String { say("아직 없음", "None yet") }
    var numbersComeHere: String {
        say("첫 등록이 들어오면 여기에 수치가 나옵니다.", "The numbers appear here with the first registration.")
    }

    func otherParts(_ number: Int) -> String { say("그 밖 \(count(number))", "\(count(number)) others") }

    func oldNumbers(_ numbers: EventNumbers) -> String {
        let moment = time(numbers.at, minutesAheadOfUTC: numbers.minutesAheadOfUTC)
        return say("연결이 끊겨 \(moment)의 수치입니다.", "Disconnected: these are the numbers of \(moment).")
    }

    /// A sparkline in words.
    func lastHour(_ sum: Int, busiest: Int, of minutes: Int) -> String {
        say(
            "모두 \(count(sum)), 가장 많은 \(count(minutes))분 \(count(busiest))",
            "\(count(sum)) in all, busiest \(count(minutes)) min: \(count(busiest))")
    }

    public func name(_ figure: Figure) -> String {
        switch figure {
        case .registered: say("등록", "Registered")
        case .approved: say("승인", "Approved")
        case .waiting: say("심사 대기", "Waiting")
        case .arrived: say("온 사람", "Arrived")
        case .noShows: say("미입장", "No-shows")
        case .enteredToday: say("오늘 입장", "Entered today")
        case .insideNow: say("안에 있음", "Inside now")
        case .rate: say("분당 입장 (5분)", "Per minute (5 min)")
        case .forecast: say("다음 1시간 예상", "Expected next hour")
        case .byStatus: say("상태별", "By status")
        case .bySource: say("등록 유형별", "By source")
        case .byCategory: say("구분별", "By category")
        case .byGate: say("게이트별 오늘 입장", "Today by gate")
        case .byDesk: say("데스크별 처리", "Work by desk")
        case .insideByArea: say("구역별 안에 있음", "Inside by area")
        case .perHour: say("시간대별 오늘 입장", "Today by hour")
        case .lastHour: say("최근 1시간 입장", "Last hour")
        }
    }

    /// A figure's name with what is counted, for where there is room; nil where the name says all.
    func fullName(_ figure: Figure) -> String? {
        switch figure {
        case .registered: say("등록·취소 제외", "Registered now")
        default: nil
        }
    }

    /// From what a figure is worked out, where it stands beside one that looks back another while; nil for the others.
    func window(of figure: Figure) -> String? {
        switch figure {
        case .forecast: say("· 60분 기준", "· by last 60 min")
        default: nil
        }
    }

    /// A part's name as staff know it.
    public func part(_ name: String, of figure: Figure, _ event: Event) -> String {
        switch figure {
        case .byStatus: Registration.Status(rawValue: name).map(status) ?? name
        case .bySource: Registration.Source(rawValue: name).map(source) ?? name
        case .byCategory: name.isEmpty ? say("구분 없음", "No category") : category(name, of: event)
        case .perHour: say("\(name)시", "\(name):00")
        default: name.isEmpty ? say("(이름 없음)", "(unnamed)") : name
        }
    }

    func boardFlaw(_ flaw: Board.Flaw) -> String {
        switch flaw {
        case .kindCannotShow(let kind, let fitting):
            say(
                "\(kind.rawValue) 칸에는 이 수치를 넣을 수 없습니다. 넣을 수 있는 것: \(fitting.joined(separator: ", "))",
                "A \(kind.rawValue) cannot show this figure. It can show: \(fitting.joined(separator: ", "))")
        }
    }

    /// The moment the numbers are of.
    public func numbersAt(_ numbers: EventNumbers) -> String {
        let moment = time(numbers.at, minutesAheadOfUTC: numbers.minutesAheadOfUTC)
        return say("\(moment) 현재", "As of \(moment)")
    }
}
