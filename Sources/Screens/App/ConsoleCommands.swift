// The keys as data: the key line, the help and the tests are all made from these.

import Domain
import Sheets
import Terminal

/// What the keys do that work everywhere.
enum CommonAction: Equatable, Sendable {
    case help, walkIn, review, attendees, desk, dashboard, checkIn, programs, redraw, leave
    case palette, suspend, mouse
    case export(ExportRecord.Table, SheetKind)
    case importFile
    case carryJournal(JournalWay)
    case correctDay
    case theme(ThemeChoice)
    case language(Language)
}

/// What the keys of the walk-in form do.
enum WalkInAction: Equatable, Sendable {
    case save, candidates, copyField, undoTyping, newForm, nextField, previousField, back
}

/// What the keys of the attendee table do.
enum AttendeeAction: Equatable, Sendable {
    case search, open, showQR, checkIn, edit, cancel, undo, back
    case previousColumn, nextColumn, sort, chooseOrder, jump, count, mark, copyCell, copyRows
    case pictures
    case views, columns
}

extension ConsoleState {
    var everywhere: [Binding<CommonAction>] {
        [
            Binding([key(.function(1))], .help, title: words.help, help: words.helpHelp),
            Binding(
                [key(.function(9)), control("p")], .palette, title: words.palette, help: words.paletteHelp),
            Binding([key(.function(10)), control("q")], .leave, title: words.leave, help: words.leaveHelp),
            Binding([key(.function(2))], .walkIn, title: words.walkIn, help: words.walkInHelp),
            Binding([key(.function(4))], .attendees, title: words.attendees, help: words.attendeesHelp),
            Binding([key(.function(5))], .checkIn, title: words.checkIn, help: words.checkInHelp),
            Binding(
                [key(.function(6))], .dashboard, title: words.say(dashboard.board.title), help: words.dashboardHelp),
            Binding([key(.function(7))], .programs, title: words.programsTitle, help: words.programsHelp),
            Binding([key(.function(8))], .desk, title: words.deskTitle, help: words.deskHelp),
            Binding([key(.function(3))], .review, title: words.review, help: words.reviewHelp),
            Binding([control("l")], .redraw, title: words.redraw, help: words.redrawHelp),
        ]
    }

    /// What has no key of its own and is reached by the palette alone.
    var keylessBindings: [Binding<CommonAction>] {
        let themes = ThemeChoice.allCases.map { choice in
            Binding(
                [], CommonAction.theme(choice), title: words.themeTitle(choice), help: words.themeHelp(choice),
                disabledReason: theme.name == choice.theme.name ? words.inUse : nil)
        }
        let languages = [Language.korean, .english].map { choice in
            Binding(
                [], CommonAction.language(choice), title: words.languageTitle(choice), help: words.languageHelp(choice),
                disabledReason: language == choice ? words.inUse : nil)
        }
        let tables: [ExportRecord.Table] = [.attendees, .checkIns, .signOff]
        let exports = tables.flatMap { table in
            [SheetKind.xlsx, .csv].map { kind in
                Binding(
                    [], CommonAction.export(table, kind), title: words.exportTitle(table, kind),
                    help: words.exportHelp(table), disabledReason: desk == nil ? words.notOpenYet : nil)
            }
        }
        let imports = [
            Binding(
                [], CommonAction.importFile, title: words.importTitle, help: words.importHelp,
                disabledReason: desk == nil ? words.notOpenYet : work?.isImport == false ? words.importBusy : nil)
        ]
        let journals = [
            Binding([], CommonAction.carryJournal(.out), title: words.exportJournal, help: words.exportJournalHelp),
            Binding([], CommonAction.carryJournal(.in), title: words.takeInJournal, help: words.takeInJournalHelp),
        ]
        return imports + exports + journals + themes + languages + [
            Binding(
                [], .mouse, title: mouse ? words.mouseOff : words.mouseOn,
                help: mouse ? words.mouseOffHelp : words.mouseOnHelp),
            Binding([], .suspend, title: words.suspend, help: words.suspendHelp),
            Binding(
                [], .correctDay, title: words.correctDay, help: words.correctDayHelp,
                disabledReason: unknownDay == nil && dayByHand == nil ? words.dayIsServers : nil),
        ]
    }

    var walkInBindings: [Binding<WalkInAction>] {
        [
            Binding(
                [control("s")], .save, title: words.save, help: words.saveHelp,
                disabledReason: desk == nil ? words.notOpenYet : walkIn.isSaving ? words.saving : nil),
            Binding([key(.enter), key(.tab)], .nextField, title: words.nextField, help: words.nextFieldHelp),
            Binding(
                [KeyPress(.tab, .shift)], .previousField, title: words.previousField, help: words.previousFieldHelp),
            Binding(
                [control("d")], .copyField, title: words.copyField, help: words.copyFieldHelp,
                disabledReason: walkIn.last.isEmpty ? words.noLastRecord : nil),
            Binding(
                [control("o")], .candidates, title: words.candidates, help: words.candidatesHelp,
                disabledReason: walkIn.candidates.isEmpty ? words.noSimilar : nil),
            Binding([control("z")], .undoTyping, title: words.undoTyping, help: words.undoTypingHelp),
            Binding([control("n")], .newForm, title: words.newForm, help: words.newFormHelp),
            Binding([key(.escape)], .back, title: words.back, help: words.backHelp),
        ]
    }

    var attendeeBindings: [Binding<AttendeeAction>] {
        let row = attendees.selectedRow
        let nobody = row == nil ? words.nobodySelected : attendees.lost.map(words.selectionLost)
        let dead = row?.status == .cancelled ? words.alreadyCancelled : row?.status == .merged ? words.isMerged : nil
        return [
            Binding([character("/")], .search, title: words.search, help: words.searchHelp),
            Binding([key(.enter)], .open, title: words.open, help: words.openHelp, disabledReason: nobody),
            Binding([character("q")], .showQR, title: words.showQR, help: words.showQRHelp, disabledReason: nobody),
            Binding(
                [character("i")], .checkIn, title: words.gateCheckInThem(gate.mode), help: words.checkInPersonHelp,
                disabledReason: nobody, decides: true),
            Binding(
                [character("e")], .edit, title: words.edit, help: words.editHelp, disabledReason: nobody ?? dead),
            Binding(
                [character("x")], .cancel, title: words.cancelRow, help: words.cancelRowHelp,
                disabledReason: nobody ?? dead, decides: true),
            Binding(
                [character("u")], .undo, title: words.undo, help: words.undoHelp,
                disabledReason: whyNoUndo, decides: true),
        ] + tableBindings + [Binding([key(.escape)], .back, title: words.back, help: words.backHelp)]
    }

    /// The keys that move in the table, order it, mark and copy its rows.
    private var tableBindings: [Binding<AttendeeAction>] {
        let nobody = attendees.selectedRow == nil ? words.nobodySelected : nil
        return [
            Binding([character("s")], .sort, title: words.sortKey, help: words.sortKeyHelp),
            Binding([character("S")], .chooseOrder, title: words.orderTitle, help: words.orderHelp),
            Binding([character("g")], .jump, title: words.jumpTitle, help: words.jumpHelp),
            Binding([character("#")], .count, title: words.countKey, help: words.countHelp),
            Binding([character(" ")], .mark, title: words.mark, help: words.markHelp, disabledReason: nobody),
            Binding(
                [character("y")], .copyCell, title: words.copyCell, help: words.copyCellHelp, disabledReason: nobody),
            Binding(
                [character("Y")], .copyRows, title: words.copyRows, help: words.copyRowsHelp,
                disabledReason: attendees.marks.isEmpty ? nobody : nil),
            Binding([key(.left)], .previousColumn, title: words.previousColumn, help: words.previousColumnHelp),
            Binding([key(.right)], .nextColumn, title: words.nextColumn, help: words.nextColumnHelp),
            Binding([character("Q")], .pictures, title: words.picturesTitle, help: words.picturesHelp, decides: true),
            Binding([character("v")], .views, title: words.views, help: words.viewsHelp),
            Binding([character("c")], .columns, title: words.columns, help: words.columnsHelp),
        ]
    }

    private func key(_ key: Key) -> KeyPress { KeyPress(key) }
    private func control(_ character: Character) -> KeyPress { KeyPress(.character(character), .control) }
    private func character(_ character: Character) -> KeyPress { KeyPress(.character(character)) }
}
