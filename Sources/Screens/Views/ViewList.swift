// The list of views: what there is, and the question that stands before it.

import Domain
import Terminal

/// Views to choose from.
struct ViewList: Equatable, Sendable {
    /// What is asked before something is done.
    enum Question: Equatable, Sendable {
        /// Under which name.
        case name(Dialog)
        /// For this desk or for all.
        case target(AttendeeView, Dialog)
        /// Another one has the name.
        case overwrite(AttendeeView, ViewTarget, Dialog)
        case delete(SavedView, Dialog)
    }

    /// Built-in ones and those of the configuration: there before anything is read.
    private let fixed: [SavedView]
    private(set) var saved: [SavedView] = []
    private(set) var selected = 0
    var isLoading = true
    /// Why some cannot be shown.
    var faults: [String] = []
    var question: Question?

    /// - Parameter applied: the view to begin at.
    init(_ fixed: [SavedView], applied: String?) {
        self.fixed = fixed
        select(applied)
    }

    var views: [SavedView] { fixed + saved }
    var selectedView: SavedView? { views.indices.contains(selected) ? views[selected] : nil }

    mutating func take(_ saved: [SavedView], applied: String?) {
        let marked = selectedView
        self.saved = saved
        isLoading = false
        if let marked, let index = views.firstIndex(where: { $0.view.name == marked.view.name }) {
            selected = index
        }
        selected = max(min(selected, views.count - 1), 0)
        if marked == nil || selected == 0 { select(applied) }
    }

    private mutating func select(_ name: String?) {
        if let name, let index = views.lastIndex(where: { $0.view.name == name }) { selected = index }
    }

    mutating func move(_ press: KeyPress) {
        switch press.key {
        case .up: selected -= 1
        case .down: selected += 1
        case .pageUp: selected -= 10
        case .pageDown: selected += 10
        case .home: selected = 0
        case .end: selected = views.count - 1
        default: break
        }
        selected = max(min(selected, views.count - 1), 0)
    }

    /// The one that saving under this name would replace.
    func existing(_ name: String, shared: Bool) -> SavedView? {
        saved.first { $0.isShared == shared && AttendeeView.key(of: $0.view.name) == AttendeeView.key(of: name) }
    }
}
