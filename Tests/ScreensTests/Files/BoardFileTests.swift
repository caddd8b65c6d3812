// Board files: the installed one, and what authors get wrong.

import Domain
import Testing

@testable import Screens

@Suite("Board files")
struct BoardFileTests {
    private func errors(_ text: String) -> [String] {
        do throws(ScreenFileErrors) {
            _ = try BoardFile.read(text: text, file: "a.board.toml")
            return []
        } catch {
            return Words(.english).errors(error).split(separator: "\n").map(String.init)
        }
    }

    private static let head = """
        kind = "board"
        id = "a"
        title = { ko = "현황", en = "Dashboard" }

        """

    @Test("the installed board is sound and stands in 80×24 without scrolling")
    func installed() throws {
        let board = try ScreenFolder(configured: nil).board("dashboard")
        #expect(Set(board.tiles.map(\.kind)) == Set(Board.Tile.Kind.allCases))
        #expect(board.rows.map(ConsoleState.height).reduce(0, +) <= 21)
    }

    @Test("each mistake is told with file, line and key")
    func mistakes() {
        let found = errors(
            Self.head + """
                [[tile]]
                kind = "number"
                figure = "by_gate"
                row = 1
                [[tile]]
                kind = "pie"
                figure = "registred"
                row = 0
                colour = "red"
                [[tile]]
                figure = "rate"
                """)
        for part in [
            "a.board.toml:6: tile[1].figure", "a.board.toml:9: tile[2].kind", "a.board.toml:10: tile[2].figure",
            "registered", "a.board.toml:11: tile[2].row", "a.board.toml:12: tile[2].colour", "tile[3].kind",
            "tile[3].row",
        ] {
            #expect(found.contains { $0.contains(part) }, "\(part)\n\(found.joined(separator: "\n"))")
        }
        #expect(found.count == 7, "\(found)")
    }

    @Test("a form is no board, and a board without tiles is told so")
    func wrongFile() {
        #expect(errors("kind = \"form\"\nid = \"a\"\n").count >= 3)
        #expect(errors(Self.head).contains { $0.contains("tile") })
        #expect(errors(Self.head + "[[tile]]\nkind = \"bar\"\nfigure = \"by_desk\"\nrow = 1\n") == [])
    }
}
