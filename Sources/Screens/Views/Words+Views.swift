// The words of views, of the filter's line and of the column chooser.

import Domain

extension Words {
    var views: String { say("보기", "Views") }
    var viewsHelp: String {
        say("이름 붙인 보기(필터, 열, 순서)를 고르거나 저장합니다.", "Named views: filter, columns and order. Choose one or save this one.")
    }
    var applyView: String { say("이대로 보기", "Apply") }
    var applyViewHelp: String { say("고른 보기의 필터와 열과 순서로 봅니다.", "Looks at the table as the view says.") }
    var saveView: String { say("지금 모습 저장", "Save this") }
    var saveViewHelp: String { say("지금의 필터와 열과 순서를 이름 붙여 저장합니다.", "Saves filter, columns and order under a name.") }
    var saveViewTitle: String { say("보기 저장", "Save a view") }
    var saveViewBody: String { say("어떤 이름으로 저장할까요?", "Under which name?") }
    var deleteView: String { say("보기 지우기", "Delete") }
    var deleteViewHelp: String { say("고른 보기를 지웁니다. 물어보고 지웁니다.", "Deletes the view, after asking.") }
    var deleteViewNow: String { say("지우기", "Delete it") }
    var viewIsBuiltIn: String { say("처음부터 있는 보기입니다.", "It is part of the program.") }
    var viewIsConfigured: String {
        say("설정 파일에 있는 보기입니다. 거기서 지우세요.", "It is in the configuration file; delete it there.")
    }
    var noViewSelected: String { say("고른 보기가 없습니다.", "No view is selected.") }
    var viewNameMissing: String { say("이름을 적어 주세요. 40자까지 됩니다.", "Write a name of at most 40 characters.") }
    var viewForThisDesk: String { say("이 데스크에서만", "For this desk only") }
    var viewForAllDesks: String { say("이 행사의 모든 데스크와 함께", "For all desks of the event") }
    var overwriteViewTitle: String { say("같은 이름의 보기", "A view of this name") }
    var overwriteViewNow: String { say("덮어쓰기", "Overwrite it") }
    var noViewsYet: String {
        say("저장한 보기가 없습니다. s로 지금 모습을 저장하세요.", "None saved yet. Save the present look with s.")
    }

    func viewTargetBody(_ name: String) -> String {
        say("'\(name)': 누가 쓸 보기인가요?", "'\(name)': for whom?")
    }

    func deleteViewBody(_ saved: SavedView) -> String {
        let name = saved.view.name
        guard case .shared(_, let desk, _) = saved.home else {
            return say("'\(name)' 보기를 지웁니다.", "Deletes the view '\(name)'.")
        }
        return say(
            "'\(name)' 보기를 지웁니다. 모든 데스크에서 없어집니다. (\(desk)에서 저장)",
            "Deletes the view '\(name)' for all desks. (saved at \(desk))")
    }

    func overwriteViewBody(_ saved: SavedView, minutesAheadOfUTC: Int) -> String {
        let name = saved.view.name
        guard case .shared(_, let desk, let at) = saved.home else {
            return say("'\(name)' 보기가 이미 있습니다. 덮어쓸까요?", "There is a view '\(name)' already. Overwrite it?")
        }
        let when = time(at, minutesAheadOfUTC: minutesAheadOfUTC)
        return say(
            "\(desk)에서 \(when)에 저장한 '\(name)' 보기가 있습니다. 덮어쓸까요?",
            "\(desk) saved a view '\(name)' at \(when). Overwrite it?")
    }

    func viewSaved(_ name: String) -> String { say("보기를 저장했습니다: \(name)", "View saved: \(name)") }
    func viewDeleted(_ name: String) -> String { say("보기를 지웠습니다: \(name)", "View deleted: \(name)") }

    func viewChangedMeanwhile(_ saved: SavedView) -> String {
        var desk = ""
        if case .shared(_, let name, _) = saved.home { desk = name }
        return say(
            "\(desk)에서 그사이 '\(saved.view.name)' 보기를 바꾸었습니다. 보고 다시 지우세요.",
            "\(desk) changed '\(saved.view.name)' meanwhile. Look at it, then delete it again.")
    }

    func viewLacksColumns(_ name: String, _ columns: [String]) -> String {
        let list = columns.prefix(3).joined(separator: ", ") + (columns.count > 3 ? " …" : "")
        return say("'\(name)' 보기의 열 가운데 없는 것은 뺐습니다: \(list)", "'\(name)' without columns that are gone: \(list)")
    }

    func home(of saved: SavedView) -> String {
        switch saved.home {
        case .builtIn: say("기본", "built in")
        case .configuration: say("설정 파일", "configuration")
        case .personal: say("이 데스크", "this desk")
        case .shared(_, let desk, _): say("함께 · \(desk)", "shared · \(desk)")
        }
    }

    func fault(_ fault: ViewFault) -> String {
        switch fault {
        case .desk(let error): self.error(error)
        case .file(let errors): self.errors(errors).split(separator: "\n").first.map(String.init) ?? ""
        }
    }

    /// The views that are part of the program.
    var builtInViews: [SavedView] {
        [
            (say("모두", "Everybody"), ""),
            (say("대기 중", "Waiting"), say("상태:대기", "status:waitlisted")),
            (say("심사할 신청", "To review"), say("상태:신청,보류", "status:applied,held")),
            (say("오늘 등록", "Registered today"), say("등록:오늘", "registered:today")),
            (say("취소됨", "Cancelled"), say("상태:취소", "status:cancelled")),
        ].map { name, filter in
            SavedView(AttendeeView(name: name, filter: filter, columns: [], sort: .standard), home: .builtIn)
        }
    }
}

// MARK: The filter's line

extension Words {
    /// What a field takes, beside its name in the list of completions.
    func filterHint(_ kind: FilterVocabulary.Kind) -> String {
        switch kind {
        case .text: say("글", "text")
        case .digits: say("숫자 일부", "part of its digits")
        case .serial: "100..200"
        case .date: "2026-05-01.."
        case .number: say("숫자", "number")
        case .flag: say("예, 아니오", "yes, no")
        case .choices(let choices):
            choices.prefix(3).map { say($0.label) }.joined(separator: ", ") + (choices.count > 3 ? " …" : "")
        }
    }

    var takeCompletion: String { say("채우기", "Complete") }
    var toTheTable: String { say("목록으로", "To the table") }
    var clearFilter: String { say("지우기", "Clear") }

    func moreCompletions(_ number: Int) -> String { say("↓ \(number)개 더", "↓ \(number) more") }
}

// MARK: The column chooser

extension Words {
    var columns: String { say("열", "Columns") }
    var columnsHelp: String {
        say("보일 열을 고르고, 순서와 너비를 바꿉니다.", "Chooses the columns, their order and widths.")
    }
    var showColumn: String { say("보이기", "Show") }
    var showColumnHelp: String { say("열을 보이거나 감춥니다.", "Shows or hides the column.") }
    var columnUp: String { say("앞으로", "Earlier") }
    var columnUpHelp: String { say("열을 한 칸 앞으로 옮깁니다.", "Moves the column one place to the front.") }
    var columnDown: String { say("뒤로 옮김", "Later") }
    var columnDownHelp: String { say("열을 한 칸 뒤로 옮깁니다.", "Moves the column one place back.") }
    var columnWider: String { say("넓게", "Wider") }
    var columnWiderHelp: String { say("열을 한 칸 넓힙니다.", "Makes the column one wider.") }
    var columnNarrower: String { say("좁게", "Narrower") }
    var columnNarrowerHelp: String { say("열을 한 칸 좁힙니다.", "Makes the column one narrower.") }
    var sortByColumn: String { say("이 열로 정렬", "Sort") }
    var sortByColumnHelp: String {
        say("이 열의 순서로 봅니다. 다시 누르면 거꾸로.", "Orders by this column; again, the other way round.")
    }
    var resetColumns: String { say("처음대로", "Reset") }
    var resetColumnsHelp: String { say("처음의 열과 너비로 돌아갑니다.", "Goes back to the usual columns and widths.") }
    var columnsDone: String { say("닫기", "Done") }
    var columnsDoneHelp: String { say("고른 대로 두고 닫습니다.", "Closes; the table stays as chosen.") }
    var lastColumn: String { say("마지막 열은 감출 수 없습니다.", "The last column cannot be hidden.") }
    var automaticWidth: String { say("자동", "auto") }
}
