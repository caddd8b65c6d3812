// What the result of a scan says besides the result: what the event wants to see, and how a test went.

public import Desk
public import Domain

extension Words {
    /// Prominent, beside whatever the result is.
    public var holdAtDesk: String { say("데스크로 안내: 확인 필요", "HOLD: send to the desk") }

    /// A note's label and value: `단체`, `가람초 3반`.
    public func scanNote(_ note: ScanNote) -> (label: String, value: String) {
        (say(note.field.label), answer(note.answer, to: note.field))
    }

    /// All there is to show of somebody, in one line: what holds them first; nil where there is nothing.
    public func scanNotes(_ answer: CheckInAnswer) -> String? {
        let parts = [scanHold(answer), scanRemarks(answer)].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// That somebody is to be sent to the desk, and why; nil for all others.
    func scanHold(_ answer: CheckInAnswer) -> String? {
        answer.holds ? ([holdAtDesk] + holdReasons(answer)).joined(separator: " · ") : nil
    }

    /// The notes for which somebody is to be sent to the desk.
    func holdReasons(_ answer: CheckInAnswer) -> [String] {
        answer.notes.filter(\.holds).map(line)
    }

    /// What else there is to show of somebody; nil where there is nothing.
    func scanRemarks(_ answer: CheckInAnswer) -> String? {
        var parts = answer.notes.filter { !$0.holds }.map(line)
        if answer.lacksNotes { parts.append(scanNotesMissing) }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    private func line(_ note: ScanNote) -> String {
        let (label, value) = scanNote(note)
        return "\(label): \(value)"
    }

    /// Instead of the notes.
    public var scanNotesMissing: String {
        say("표시할 답을 읽지 못했습니다.", "The answers to show could not be read.")
    }

    func testSentence(_ test: PassTest) -> String {
        guard let milliseconds = test.milliseconds else {
            return say(
                "스캐너와 키는 정상이고, 데이터베이스에 연결되지 않습니다. \(test.desk) · 입장으로 세지 않습니다.",
                "Scanner and key are in order; the database cannot be reached. \(test.desk) · Nobody was checked in.")
        }
        return say(
            "스캐너, 키, 데이터베이스가 정상입니다. \(test.desk) · \(count(milliseconds))ms · 입장으로 세지 않습니다.",
            "Scanner, key and database are in order. \(test.desk) · \(count(milliseconds)) ms · Nobody was checked in.")
    }

    public var testPassName: String { say("시험용 입장권", "Test pass") }
}
