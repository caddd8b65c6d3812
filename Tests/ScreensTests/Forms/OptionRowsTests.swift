// The form that comes with the program, on the smallest screen.

import Domain
import Terminal
import Testing

@testable import Screens

@Suite struct OptionRowsTests {
    @Test(
        "on 80 by 24 every category of the installed walk-in form can be read with its digit", arguments: [false, true])
    func everyCategory(_ isKorean: Bool) throws {
        let language: Language = isKorean ? .korean : .english
        let path = try #require(ScreenFolder(configured: nil).installed) + "/walk-in.form.toml"
        let form = try FormFile.read(path: path)
        var model = ConsoleModel(
            ConsoleState(
                ConsoleState.Start(
                    language: language, theme: .dark, deskName: "desk", form: form, draft: nil,
                    ids: CommandIDMaker(seed: (1, 2), wallClockOffset: 0, now: 0), bell: true)))
        var desk = Fixture.desk
        desk.form = form.resolved(with: desk.event.categories)
        for event: ProgramEvent<ConsoleMessage> in [
            .resized(Size(columns: 80, rows: 24)), .message(.opened(.success(desk))),
        ] {
            _ = ConsoleApp.update(&model, event)
        }
        var canvas = Canvas(size: Size(columns: 80, rows: 24))
        ConsoleApp.view(model, &canvas)
        let buffer = canvas.finish().buffer
        let screen = (0..<24).map { buffer.text(row: $0) }
        for (index, category) in desk.event.categories.enumerated() {
            let option = "\(index + 1) \(category.label[language])"
            // Whole: with the blank or bracket that follows it, and not under the pass.
            #expect(
                screen.contains { $0.prefix(60).contains(option + " ") || $0.prefix(60).contains(option + "]") },
                "\(option)")
        }
        // And all the other fields are there as well.
        for field in form.fields { #expect(screen.contains { $0.contains(field.label[language]) }, "\(field.id)") }
    }
}
