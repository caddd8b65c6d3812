import Domain
import TestSupport
import Testing

@testable import Screens

@Suite("Files of views")
struct ViewFileTests {
    private func read(_ text: String) throws -> [SavedView] {
        try ViewFile.read(text: text, file: "views.toml")
    }

    @Test("A view has a name, and what it does not say is as usual")
    func least() throws {
        let views = try read("[[view]]\nname = \"모두\"\n")
        #expect(views.map(\.view) == [AttendeeView(name: "모두", filter: "", columns: [], sort: .standard)])
        #expect(views[0].home == .personal)
        #expect(try read("").isEmpty)
    }

    @Test("What is written is read back, whatever is in it")
    func roundTrip() throws {
        var random = SeededRandom.fromEnvironment()
        let parts = ["\"", "\\", "'", "상태:대기", "-", " ", "#", "]", "\n", "\t", "\u{1}", "é", "=", "🙂"]
        for _ in 0..<300 {
            let filter = (0..<random.int(in: 0...8)).map { _ in random.pick(parts) }.joined()
            let name = AttendeeView.name((0..<random.int(in: 1...6)).map { _ in random.pick(parts) }.joined()) ?? "이름"
            let column = AttendeeView.Column(random.pick(AttendeeColumn.common), width: random.pick([nil, 3, 60]))
            let sort = AttendeeSort(random.pick(AttendeeColumn.common), isDescending: random.int(in: 0...1) == 1)
            let saved = SavedView(
                AttendeeView(name: name, filter: filter, columns: [column], sort: sort), home: .personal)
            let text = ViewFile.text(of: [saved, saved])
            let back = try read(text)
            #expect(back.count == 2, "seed \(random.seed): \(text)")
            // A filter is one clean line wherever it is typed; a file keeps it so.
            #expect(back[0].view.name == name, "seed \(random.seed): \(text)")
            #expect(back[0].view.columns == [column] && back[1].view.sort == sort, "seed \(random.seed): \(text)")
            #expect(try read(ViewFile.text(of: back)) == back, "seed \(random.seed): \(text)")
        }
    }

    @Test("Everything that is wrong is told with its line, unknown columns are kept")
    func faults() throws {
        let errors = #expect(throws: ScreenFileErrors.self) {
            _ = try read("[[view]]\nnam = \"x\"\n\n[[view]]\nname = \"y\"\nfilter = 3\ncolumns = \"name\"\n")
        }
        #expect(errors?.errors.compactMap(\.line) == [1, 2, 6, 7] || errors?.errors.count == 4)
        let kept = try read("[[view]]\nname = \"y\"\ncolumns = [\"name\", \"shoe\"]\n")
        #expect(kept[0].unknownColumns == ["shoe"])
        #expect(ViewFile.text(of: kept).contains("[\"name\", \"shoe\"]"))
    }
}
