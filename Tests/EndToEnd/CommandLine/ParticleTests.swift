// Korean sentences of the program itself: particles that suit the word before them.

import Domain
import Screens
import Terminal
import Testing

@testable import expodesk

@Suite("Particles")
struct ParticleTests {
    @Test("a sentence about a terminal takes the particle its name asks for, never two to choose from")
    func terminal() {
        let words = Words(.korean)
        #expect(words.note(.typeReplaced("dumb", by: "xterm")).contains("dumb를 몰라 xterm으로"))
        #expect(words.note(.typeReplaced("vt100", by: "ansi-color")).contains("vt100을 몰라 ansi-color로"))
        #expect(words.note(.localeReplaced(by: "C.UTF-8")).contains("C.UTF-8을 씁니다"))
        #expect(words.error(.unknownTerminalType("screen")).contains("screen을 모릅니다"))
        #expect(words.unreadableScript("desk.keys").contains("desk.keys를 읽을"))
    }
}
