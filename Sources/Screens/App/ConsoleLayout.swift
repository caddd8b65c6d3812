// The frame around every screen: title above, news and keys below.

import Terminal

struct ConsoleLayout {
    let title: Rect
    let body: Rect
    let news: Rect
    let keys: Rect

    init(_ size: Size) {
        let rows = Layout.split(Rect(size), .rows, [.fixed(1), .fill(1), .fixed(1), .fixed(1)])
        title = rows[0]
        body = rows[1]
        news = rows[2]
        keys = rows[3]
    }
}
