// The few words that widgets say themselves.

/// What the toolkit says on its own account, in the language of the screens around it.
public struct WidgetWords: Hashable, Sendable {
    /// Under a message.
    public var close: String
    /// Under a menu or a prompt.
    public var accept: String
    public var cancel: String
    /// Before the filter of the help.
    public var filter: String
    /// Where a filter leaves nothing.
    public var nothingFound: String
    /// Before the reason a command cannot be used.
    public var disabled: String

    public init(
        close: String, accept: String, cancel: String, filter: String, nothingFound: String, disabled: String
    ) {
        self.close = close
        self.accept = accept
        self.cancel = cancel
        self.filter = filter
        self.nothingFound = nothingFound
        self.disabled = disabled
    }

    public static let english = WidgetWords(
        close: "Close", accept: "OK", cancel: "Cancel", filter: "Find", nothingFound: "Nothing found",
        disabled: "Not now")
    public static let korean = WidgetWords(
        close: "닫기", accept: "확인", cancel: "취소", filter: "찾기", nothingFound: "찾은 것이 없습니다",
        disabled: "지금은 안 됨")
}
