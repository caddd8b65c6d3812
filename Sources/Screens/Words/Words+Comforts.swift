// The words of the palette, of themes, and of what the terminal can do.

import Domain
import Terminal

extension Words {
    /// The toolkit's own few words.
    var toolkit: WidgetWords { language == .korean ? .korean : .english }

    var palette: String { say("명령", "Commands") }
    var paletteHelp: String {
        say("모든 명령을 이름이나 초성으로 찾아 실행합니다.", "Finds any command by part of its name, and does it.")
    }
    var withoutKey: String { say("키 없이 (명령 목록에서)", "Without a key (from the commands, F9)") }
    var runCommand: String { say("실행", "Do it") }
    var inUse: String { say("지금 쓰는 것입니다.", "It is what you see now.") }

    func themeTitle(_ choice: ThemeChoice) -> String {
        switch choice {
        case .dark: say("어두운 화면", "Dark theme")
        case .light: say("밝은 화면", "Light theme")
        case .mono: say("색 없는 화면", "Theme without colour")
        }
    }

    func themeHelp(_ choice: ThemeChoice) -> String {
        switch choice {
        case .dark: say("어두운 바탕의 터미널에 맞는 색으로 바꿉니다.", "Colours for terminals with a dark background.")
        case .light: say("밝은 바탕에 어두운 글자로 바꿉니다.", "Dark letters on a light background.")
        case .mono: say("색 대신 굵기와 밑줄, 반전으로 보여 줍니다.", "Bold, underline and reverse instead of colours.")
        }
    }

    func themeUsed(_ choice: ThemeChoice) -> String {
        let setting = "theme = \"\(choice.rawValue)\""
        return say("바꿨습니다. 늘 이렇게 하려면 설정에 \(setting)", "Changed. To keep it, set \(setting)")
    }

    /// In the language itself: whoever looks for it may read no other.
    func languageTitle(_ choice: Language) -> String {
        switch choice {
        case .korean: say("한국어로", "한국어 (Korean)")
        case .english: say("English (영어로)", "In English")
        }
    }

    func languageHelp(_ choice: Language) -> String {
        switch choice {
        case .korean: say("이 콘솔의 말을 한국어로 바꿉니다.", "This console speaks Korean from here on.")
        case .english: say("이 콘솔의 말을 영어로 바꿉니다.", "This console speaks English from here on.")
        }
    }

    var languageUsed: String { say("이제 한국어로 보여 줍니다.", "In English from here on.") }

    var mouseOn: String { say("마우스 켜기", "Mouse on") }
    var mouseOff: String { say("마우스 끄기", "Mouse off") }
    var mouseOnHelp: String {
        say(
            "눌러서 고르고 바퀴로 넘깁니다. 글자를 고르려면 Shift를 누르고 끕니다.",
            "Click to select and open, scroll with the wheel. Shift and drag to select text.")
    }
    var mouseOffHelp: String {
        say("마우스를 터미널에 돌려줍니다. 끌어서 글자를 고릅니다.", "Gives the mouse back to the terminal: drag selects text.")
    }
    var mouseIsOn: String {
        say("마우스를 씁니다. 글자를 고르려면 Shift를 누르고 끄세요.", "The mouse is on. To select text, hold Shift and drag.")
    }
    var mouseIsOff: String { say("마우스를 터미널에 돌려주었습니다.", "The mouse is the terminal's again.") }

    var suspend: String { say("셸로 나갔다 오기", "Suspend") }
    var suspendHelp: String {
        say("콘솔을 멈추고 셸로 갑니다. fg로 돌아오면 그대로입니다.", "Stops the console for the shell; fg brings it back as it was.")
    }
}
