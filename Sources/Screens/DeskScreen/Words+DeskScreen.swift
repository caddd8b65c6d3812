// The words of F8.

public import Desk
public import Domain
import Store

extension Words {
    var deskTitle: String { say("데스크", "Desk") }
    var deskHelp: String {
        say(
            "이 데스크의 상태, 보낼 것, 제쳐 둔 것, 기록, 시험용 입장권을 봅니다.",
            "This desk: its line, what waits, what was set aside, its log, the test pass.")
    }
    var databaseLabel: String { say("데이터베이스", "Database") }
    var noticesLabel: String { say("알림", "Notices") }
    var leaseLabel: String { say("받아 둔 번호", "Serials") }
    var gatesLabel: String { say("출입구", "Gates") }
    var reading: String { say("읽는 중…", "reading…") }
    var sending: String { say("보내는 중…", "Sending…") }

    func lastContact(_ time: String) -> String { say("마지막 응답 \(time)", "last answer \(time)") }

    /// When the database last answered, which may be days ago.
    public func lastContact(_ moment: Timestamp, minutesAheadOfUTC minutes: Int?) -> String {
        lastContact(time(moment, minutesAheadOfUTC: minutes))
    }

    /// - Parameter isConnected: without a line nothing is heard, whatever was so before.
    func hears(_ hears: Bool?, isConnected: Bool) -> String {
        guard isConnected else { return say("연결이 끊겨 받지 못함", "not heard without a line") }
        return switch hears {
        case true?: say("받음. 다른 데스크의 변경이 바로 보입니다.", "heard; other desks' changes show at once")
        case false?: say("받지 못함. 2초마다 물어봅니다.", "not heard; asked for every two seconds")
        case nil: say("아직 모름", "not known yet")
        }
    }

    /// `북문 (전시장)`.
    func gate(_ gate: Gate) -> String {
        gate.name == gate.area ? gate.name : "\(gate.name) (\(gate.area))"
    }

    func waitingTitle(_ number: Int) -> String {
        number == 0
            ? say("보낼 것 없음", "Nothing waits to be sent")
            : say("보낼 것 \(count(number))건", "Waiting to be sent: \(count(number))")
    }

    func setAsideTitle(_ number: Int) -> String {
        number == 0
            ? say("제쳐 둔 것 없음", "Nothing set aside") : say("제쳐 둔 것 \(count(number))건", "Set aside: \(count(number))")
    }

    /// `000041 김민준 등록 — 이미 등록된 연락처`; for a passage the mode and the door instead of the kind.
    func queued(_ command: QueuedCommand) -> String {
        let kind = passage(command) ?? queuedKind(command.kind)
        let what = [command.serial.map(serial), command.name, kind].compactMap(\.self).joined(separator: " ")
        return command.reason.map { "\(what) — \(setAsideReason($0))" } ?? what
    }

    /// `입실 14:00 기조 강연`, `입장 북문`.
    private func passage(_ command: QueuedCommand) -> String? {
        guard case .checkIn(let scan)? = command.asked else { return nil }
        func what(inSession: Bool) -> String {
            let passed = passed(scan.mode, inSession: inSession)
            return command.isUndecided ? say(passed, askedPassage(scan.mode)) : passed
        }
        guard case .session(let id) = scan.place else { return "\(what(inSession: false)) \(scan.gate.name)" }
        return "\(what(inSession: true)) \(session(id))"
    }

    /// What somebody wanted, in a language that tells it from what they were told.
    private func askedPassage(_ mode: CheckIn.Mode) -> String {
        switch mode {
        case .enter: "Check-in"
        case .leave: "Check-out"
        case .reenter: "Re-entry"
        }
    }

    /// A command's kind, where its contents may be unreadable.
    func queuedKind(_ kind: String) -> String {
        kind == "unreadable" ? say("읽을 수 없는 내용", "unreadable") : change(kind)
    }

    /// Why a command was set aside, by its code.
    func setAsideReason(_ code: String) -> String {
        if let reason = Refusal.Reason(rawValue: code) { return self.reason(Refusal(reason)) }
        return switch code {
        case "serial_taken":
            say("번호가 이미 쓰임. 새 번호로 다시 보냈습니다.", "number taken; sent again under a new one")
        case "lost_by_database": say("데이터베이스가 잃어버려 다시 보냄", "lost by the database, to be sent again")
        case "unreadable", "invalid": say("내용을 읽을 수 없음", "its contents cannot be read")
        case "database": say("데이터베이스가 받지 않음", "the database does not take it")
        default: code
        }
    }

    public func lostTitle(_ number: Int) -> String {
        say("데이터베이스가 잃어버려 다시 보낸 것 \(count(number))건", "Lost by the database and sent again: \(count(number))")
    }

    public func lost(_ change: LostChange, minutesAheadOfUTC minutes: Int?) -> String {
        [
            time(change.foundAt, minutesAheadOfUTC: minutes), change.serial.map(serial), change.name,
            queuedKind(change.kind),
        ]
        .compactMap(\.self).joined(separator: " ")
    }

    /// After a heading whose lines are not all in sight.
    public func more(_ number: Int) -> String { say(" … \(count(number))건 더", " … \(count(number)) more") }

    var discardedTitle: String { say("버린 것", "Discarded") }

    func discarded(_ record: DiscardedCommand, minutesAheadOfUTC minutes: Int?) -> String {
        let what = [record.serial.map(serial), queuedKind(record.kind)].compactMap(\.self).joined(separator: " ")
        let when = hour(record.at, minutesAheadOfUTC: minutes)
        return "\(when) \(record.by) · \(what) — \(setAsideReason(record.reason))"
    }

    var deskLogTitle: String { say("이 데스크의 기록", "This desk's log") }
    var deskLogUnread: String { unread(.outOfReach("")) }
    var deskLogEmpty: String { say("아직 없음", "nothing yet") }

    /// `09:12 000003 입장`, with the reason of a refusal.
    func logLine(_ line: DeskLogLine, minutesAheadOfUTC minutes: Int) -> String {
        let what = [hour(line.appliedAt, minutesAheadOfUTC: minutes), line.serial.map(serial), change(line.kind)]
            .compactMap(\.self).joined(separator: " ")
        if let record = line.export { return ([what] + exported(record, by: line.actor)).joined(separator: " · ") }
        if let refusal = refusal(of: line) { return say("\(what) · 거절: \(refusal)", "\(what) · refused: \(refusal)") }
        // It may be the reason of a refusal: nobody is told that it was carried out.
        guard Outcome.words.contains(line.word) else {
            return say("\(what) · \(line.word) (더 새로운 콘솔이 앎)", "\(what) · \(line.word) (a newer console knows)")
        }
        return what
    }

    /// Which table left, whom of it, how many rows, as what, and by whom.
    private func exported(_ record: ExportRecord, by actor: String) -> [String] {
        [
            export(record.table),
            record.filter.isEmpty ? say("전체", "everybody") : say("찾기 '\(record.filter)'", "filter '\(record.filter)'"),
            say("\(count(record.rows))줄", plural(record.rows, "row", "rows")), record.format, actor,
        ].filter { !$0.isEmpty }
    }

    /// Why a command of the log was refused; nil for what was carried out.
    func refusal(of line: DeskLogLine) -> String? {
        // "cancelled" is what a cancellation does, and also why other commands are refused.
        guard let reason = Refusal.Reason(rawValue: line.word), reason != .cancelled || line.kind != "cancel" else {
            return nil
        }
        return self.reason(Refusal(reason))
    }

    // MARK: Keys

    var deskAct: String { say("처리", "Deal with it") }
    var deskActHelp: String { say("제쳐 둔 것을 다시 보내거나 버립니다.", "Tries what was set aside again, or discards it.") }
    var nothingSetAsideMarked: String { say("제쳐 둔 것을 먼저 고르세요.", "Mark a line that was set aside first.") }
    var nothingToDealWith: String { say("처리할 것이 없습니다.", "There is nothing to deal with.") }
    var nothingToDealWithMarked: String { say("!가 있는 줄을 먼저 고르세요.", "Select a line with ! first.") }
    var tryAgain: String { say("다시 보내기", "Try again") }
    var tryAgainHelp: String { say("제쳐 둔 것을 다시 보냅니다.", "Sends once more what was set aside.") }
    var discard: String { say("버리기", "Discard") }
    var discardHelp: String {
        say("제쳐 둔 것을 버립니다. 버렸다는 기록은 남습니다.", "Gives up what was set aside; that it was stays on record.")
    }
    var discardNow: String { say("버립니다", "Discard it") }
    var sendNow: String { say("지금 보내기", "Send now") }
    var sendNowHelp: String { say("보낼 것을 지금 보냅니다.", "Sends what waits now.") }
    func unsent(_ number: Int) -> String {
        say(
            "연결이 없어 보내지 못했습니다. 보낼 것 \(count(number))건은 그대로 있습니다.",
            "No line: nothing was sent. Waiting on: \(count(number)).")
    }
    var testPassHelp: String {
        say(
            "시험용 QR을 보여 줍니다. 찍으면 스캐너부터 데이터베이스까지 확인하고 아무것도 바꾸지 않습니다.",
            "Shows the test QR: scanning it checks everything from scanner to database and changes nothing.")
    }
    var testPassBody: String { say("찍으면 확인만 하고 바꾸지 않습니다.", "Scan it: it checks, and changes nothing.") }
    var refresh: String { say("새로 읽기", "Refresh") }
    var refreshHelp: String { say("데스크의 상태를 다시 읽습니다.", "Reads how the desk stands again.") }
    var setAsideTitle: String { say("제쳐 둔 것", "Set aside") }

    func discardBody(_ command: QueuedCommand, form: FormDefinition?) -> String {
        let what = ([queued(command)] + asked(command, form: form)).joined(separator: "\n")
        return say(
            "\(what)\n이 내용은 지워지고 되돌릴 수 없습니다. 버린 사람과 시각은 남습니다.",
            "\(what)\nWhat it holds is wiped for good. Who discarded it and when stays.")
    }

    func discardedNow(_ command: QueuedCommand) -> String {
        say("버렸습니다: \(queued(command))", "Discarded: \(queued(command))")
    }
    func retryApplied(_ command: QueuedCommand) -> String {
        say("보냈습니다: \(what(command))", "Done: \(what(command))")
    }
    func retryRefused(_ command: QueuedCommand, _ reason: String) -> String {
        say(
            "\(what(command)): 또 거절되었습니다. \(setAsideReason(reason))",
            "\(what(command)): refused again. \(setAsideReason(reason))")
    }

    /// `000041 김민준 현장 등록`: without the reason it was set aside for.
    private func what(_ command: QueuedCommand) -> String {
        [command.serial.map(serial), command.name, queuedKind(command.kind)].compactMap(\.self).joined(separator: " ")
    }
    var retryWaiting: String { say("연결이 없어 보낼 것에 넣었습니다.", "No line: it waits with the others.") }
    var retryGone: String { say("이미 처리된 것입니다.", "Somebody has dealt with it already.") }
    var retryBusy: String { say("이 데스크의 다른 콘솔이 보내는 중입니다.", "Another console of this desk is sending.") }
}
