// What can be wrong with a terminal or a script, as sentences.

import Glibc
import Screens
import Terminal

extension Words {
    var crashNote: String {
        say("expodesk가 멈췄습니다. 쓰던 것은 남아 있으니 다시 시작하세요.", "expodesk crashed. The draft is kept: start it again.")
    }

    func unreadableScript(_ path: String) -> String {
        say("스크립트 \(Particle.object.after(path)) 읽을 수 없습니다.", "The script \(path) cannot be read.")
    }

    func notASize(_ text: String) -> String {
        say("--size \(text): 80x24처럼 적어 주세요.", "--size \(text): write it like 80x24.")
    }

    func notATime(_ text: String) -> String {
        say(
            "--at \(text): 2026-05-01T09:00:00+09:00처럼 적어 주세요.",
            "--at \(text): write it like 2026-05-01T09:00:00+09:00.")
    }

    func error(_ error: TerminalError) -> String {
        switch error {
        case .notATerminal:
            say(
                "콘솔은 터미널에서만 열립니다. 화면 없이 쓰려면 expodesk --help를 보세요.",
                "The console needs a terminal. For work without a screen see expodesk --help.")
        case .noTerminalType:
            say(
                "TERM이 없어 터미널의 종류를 알 수 없습니다. TERM=xterm-256color로 다시 하거나 줄 단위로 쓰세요: expodesk console --plain",
                "TERM is not set, so the kind of terminal is unknown. Try again with TERM=xterm-256color, or talk in lines: expodesk console --plain"
            )
        case .cannotPlaceCursor(let type):
            say(
                "TERM=\(type) 터미널에는 화면을 그릴 수 없습니다. 다른 터미널을 쓰거나 줄 단위로 쓰세요: expodesk console --plain",
                "A terminal of TERM=\(type) cannot be drawn on. Use another one, or talk in lines: expodesk console --plain"
            )
        case .unknownTerminalType(let type):
            say(
                "터미널 종류 \(Particle.object.after(type)) 모릅니다. ncurses-base 패키지를 설치하거나 TERM=xterm-256color로 해 보세요.",
                "Unknown terminal type \(type). Install the package ncurses-base, or try TERM=xterm-256color.")
        case .logNotWritable(let path, let code):
            say(
                "\(path)에 쓸 수 없습니다(\(systemReason(String(cString: strerror(code))))). 데이터 폴더의 권한을 확인하세요.",
                "Cannot write \(path) (\(String(cString: strerror(code)))). Check the data folder's permissions.")
        case .system(let call, let code):
            say(
                "터미널을 열지 못했습니다: \(call): \(systemReason(String(cString: strerror(code))))",
                "The terminal could not be taken: \(call): \(String(cString: strerror(code)))")
        }
    }

    func note(_ note: TerminalNote) -> String {
        switch note {
        case .typeReplaced(let type, let other):
            say(
                "터미널 종류 \(Particle.object.after(type)) 몰라 \(Particle.direction.after(other)) 씁니다.",
                "Unknown terminal type \(type); using \(other).")
        case .localeReplaced(let name):
            say(
                "로캘이 UTF-8이 아니어서 \(Particle.object.after(name)) 씁니다.", "The locale is not UTF-8; using \(name).")
        case .asciiOnly:
            say("UTF-8 locale missing: only ASCII is shown.", "No UTF-8 locale: only ASCII is shown.")
        }
    }

    func error(_ error: ScriptError) -> String {
        let what =
            switch error.fault {
            case .unknownVerb(let word): say("모르는 말 '\(word)'", "unknown word '\(word)'")
            case .missingArgument(let verb): say("'\(verb)' 뒤에 값이 없습니다", "'\(verb)' needs a value")
            case .unexpectedArgument(let verb): say("'\(verb)' 뒤에는 아무것도 올 수 없습니다", "'\(verb)' takes no value")
            case .unknownKey(let name): say("모르는 키 '\(name)'", "unknown key '\(name)'")
            case .notHexadecimal(let text):
                say("'\(text)': 16진수가 아닙니다", "'\(text)' is not hexadecimal")
            case .notDigits(let text): say("'\(text)': 숫자가 아닙니다", "'\(text)' is not digits")
            case .notASize(let text):
                say("'\(text)': 80x24 같은 크기가 아닙니다", "'\(text)' is not a size like 80x24")
            case .notMilliseconds(let text):
                say("'\(text)': 밀리초가 아닙니다", "'\(text)' is not milliseconds")
            case .programEnded(let code):
                say("콘솔이 이미 끝났습니다(상태 \(code))", "the console had already ended (status \(code))")
            case .noRest: say("일이 끝나지 않습니다", "work did not come to an end")
            case .screenNotSaved(let name, let reason):
                say(
                    "'\(name)' 화면을 저장하지 못했습니다: \(reason)",
                    "screen '\(name)' was not saved: \(reason)")
            }
        return say("스크립트 \(error.line)번째 줄: \(what)", "Script, line \(error.line): \(what)")
    }
}
