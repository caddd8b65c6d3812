// Which of somebody's commands changed their registration last.

import Domain
import Testing

@Suite("The latest change")
struct LatestChangeTests {
    private func logged(
        _ number: UInt8, _ kind: String, _ outcome: Outcome, appliedAt moment: Int64, isAboutOther: Bool = false
    ) -> LoggedCommand {
        LoggedCommand(
            id: Arrival.movement(number).command, kind: kind, word: outcome.word, actor: "desk 1", deskName: "desk 1",
            madeAt: Sample.moment, appliedAt: Timestamp(milliseconds: moment), command: nil, outcome: outcome,
            isErased: false, isAboutOther: isAboutOther)
    }

    private let serial = Sample.serial(1)

    @Test("it is the one that made the newest version, whatever the clocks said")
    func newestVersion() {
        let commands = [
            logged(1, "register", .registered(serial), appliedAt: 10),
            logged(2, "edit", .edited(serial, version: 3), appliedAt: 20),
            logged(3, "edit", .edited(serial, version: 2), appliedAt: 30),
        ]
        #expect(LoggedCommand.latestChange(among: commands)?.id == commands[1].id)
    }

    @Test("neither a refusal, nor a passage, nor seats, nor a command about somebody else is a change")
    func leavesRegistration() {
        let registration = logged(1, "register", .registered(serial), appliedAt: 10)
        let others = [
            logged(2, "edit", .refused(Refusal(.conflict)), appliedAt: 20),
            logged(3, "check_in", .passed(serial, .enter, Arrival.inside), appliedAt: 30),
            logged(4, "undo_check_in", .passageUndone(serial, nil), appliedAt: 40),
            logged(5, "set_programs", .programsSet(sessions: 1, promoted: 0), appliedAt: 50),
            logged(6, "cancel", .cancelled(Sample.serial(2), version: 7), appliedAt: 60, isAboutOther: true),
        ]
        #expect(LoggedCommand.latestChange(among: others + [registration])?.id == registration.id)
        // Where the registration itself is not in the log any more, nothing of it is.
        #expect(LoggedCommand.latestChange(among: others) == nil)
    }
}
