// The character set ncurses is to believe in.

import Glibc

/// Sets the process's character type. Other categories stay as they are: numbers and messages are not the screen's.
enum TerminalLocale {
    enum Choice: Equatable {
        case fromEnvironment
        case replaced(String)
        case asciiOnly
    }

    /// Take the environment's locale if it is installed and UTF-8, else plain UTF-8. `ko_KR.UTF-8` is absent on a bare
    /// Debian, and without a UTF-8 locale every syllable measures -1 columns.
    static func choose() -> Choice {
        if setlocale(LC_CTYPE, "") != nil, isUTF8 { return .fromEnvironment }
        for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil && isUTF8 {
            return .replaced(name)
        }
        return .asciiOnly
    }

    private static var isUTF8: Bool {
        guard let name = nl_langinfo(Int32(CODESET)) else { return false }
        return String(cString: name) == "UTF-8"
    }
}
