// A tiny program on the real runtime, for tests on ptys and in tmux.

import Glibc
import Terminal
import Text

/// `FrameProbe SEED` draws random frames, one for each `n`; `FrameProbe echo` lists the events it receives.
///
/// `FRAMEPROBE_REPORT` names a file for its account: `traffic FRAMES WRITES BYTES` at the end, errors and notes at the start.
@main
struct FrameProbe {
    static func main() {
        let signals = ProgramSignals()
        let report = getenv("FRAMEPROBE_REPORT").map { String(cString: $0) }
        let arguments = CommandLine.arguments
        let echoes = arguments.dropFirst().first == "echo"
        let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
        let session: TerminalSession
        do {
            var options = TerminalOptions()
            if getenv("FRAMEPROBE_NO_QUESTIONS") != nil {
                options.synchronized = false
                options.ambiguous = .narrow
            }
            options.crashNote = "the probe crashed"
            session = try TerminalSession(options)
        } catch {
            if let report { ProbeReport.append("error \(error)\n", to: report) }
            exit(3)
        }
        if let report { for note in session.notes { ProbeReport.append("note \(note)\n", to: report) } }
        let presenter = CursesPresenter(session)
        var model = Probe.Model(frames: RandomFrames(seed: seed, size: presenter.size), seed: seed)
        model.echoes = echoes
        let program = Program(
            Probe.self, model: model, performer: ProbePerformer(path: report), presenter: presenter)
        let before = session.traffic
        let code = program.run(on: session, signals: signals)
        let traffic = session.traffic
        if let report {
            // The last write gives the terminal back; it belongs to no frame.
            ProbeReport.append(
                "traffic \(program.frames) \(traffic.writes - before.writes - 1) \(traffic.bytes - before.bytes)\n",
                to: report)
        }
        exit(code)
    }
}
