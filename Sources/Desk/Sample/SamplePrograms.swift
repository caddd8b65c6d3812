// The programs of a sample event, and who is enrolled in them.

import Domain

/// A few programs on the event's last day, some of them full and with a waiting list, and one that is open all of the
/// first day, so that its door can be tried at once.
struct SamplePrograms {
    let plan: ProgramPlan

    /// - Parameter instant: the moment of a wall clock's time, nil where it never shows it.
    init(
        from firstDay: CalendarDate, to lastDay: CalendarDate,
        instant: (LocalMoment) throws(DeskError) -> Timestamp?
    ) throws(DeskError) {
        var sessions: [ProgramSession] = []
        var programs: [EventProgram] = []
        for (position, sample) in Self.all.enumerated() {
            guard let program = ProgramID(sample.id) else { continue }
            let day = sample.isOpenAllDay ? firstDay : lastDay
            programs.append(EventProgram(id: program, title: sample.title))
            for (number, hours) in sample.hours.enumerated() {
                guard let id = SessionID("\(sample.id)-\(number + 1)"),
                    let from = TimeOfDay(minutes: hours.lowerBound * 60),
                    let until = TimeOfDay(minutes: hours.upperBound * 60),
                    let starts = try instant(LocalMoment(day: day, time: from)),
                    let ends = try instant(LocalMoment(day: day, time: until))
                else { continue }
                sessions.append(
                    ProgramSession(
                        id: id, program: program, room: "10\(position + 1)", starts: starts, ends: ends,
                        capacity: sample.capacity, waitingCapacity: sample.waiting, allowsOverlap: sample.isOpenAllDay))
            }
        }
        plan = ProgramPlan(programs: programs, sessions: sessions)
    }

    private struct Sample {
        var id: String
        var title: Localized
        /// On the wall clock.
        var hours: [Range<Int>]
        var capacity: Int
        var waiting: Int
        var isOpenAllDay = false
    }

    private static let all = [
        Sample(
            id: "open-lab", title: Localized(ko: "열린 실험실", en: "Open lab"), hours: [0..<24], capacity: 40, waiting: 10,
            isOpenAllDay: true),
        Sample(
            id: "keynote", title: Localized(ko: "기조 강연: 교실의 인공지능", en: "Keynote: AI in the classroom"),
            hours: [10..<11], capacity: 60, waiting: 20),
        Sample(
            id: "robot-lab", title: Localized(ko: "로봇 만들기 체험", en: "Robot building lab"), hours: [13..<14, 15..<16],
            capacity: 6, waiting: 4),
        Sample(
            id: "career-talk", title: Localized(ko: "진로 상담", en: "Career talk"), hours: [13..<14], capacity: 12,
            waiting: 6),
    ]

    /// How many may be enrolled in each session, at most: a full one has some who wait.
    func wanted(in session: ProgramSession) -> Int {
        session.capacity > 20 ? session.capacity / 2 : session.capacity + session.waitingCapacity / 2
    }
}
