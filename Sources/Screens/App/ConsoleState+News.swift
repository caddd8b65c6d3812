// Telling the volunteer: the banner line.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// Shows one line of news for a while: six seconds, a fault twelve.
    mutating func tell(_ text: String, _ role: Role = .good) -> [ConsoleEffect] {
        (bell && role == .bad ? [.bell] : []) + tellSilently(text, role)
    }

    /// The same for what has a sound of its own.
    mutating func tellSilently(_ text: String, _ role: Role) -> [ConsoleEffect] {
        show(Banner(text: text, role: role))
    }

    /// Why a key did nothing; stands no longer than the screen on which it was pressed.
    mutating func tellHint(_ text: String) -> [ConsoleEffect] {
        var news = Banner(text: text, role: .warning)
        news.isHint = true
        return show(news)
    }

    private mutating func show(_ news: Banner) -> [ConsoleEffect] {
        bannerCount += 1
        banner = news
        guard !news.standsUntilKey else { return [] }
        let shown: Int64 = news.role == .bad ? 12_000 : 6_000
        return [.after(milliseconds: shown, .banner, .bannerEnds(bannerCount))]
    }

    /// The answer to a scan, where it is a line of news: it stays until the next one, or until a key.
    mutating func tellAnswer(_ text: String, _ role: Role) -> [ConsoleEffect] {
        var news = Banner(text: text, role: role)
        news.isAnswer = true
        return show(news)
    }

    /// The same for what nobody's key has asked for: an answer to a scan leaves it there, and it leaves that there.
    mutating func tellLasting(_ text: String, _ role: Role = .good) -> [ConsoleEffect] {
        let ring: [ConsoleEffect] = bell && role == .bad ? [.bell] : []
        let news = Banner(text: text, role: role)
        guard banner?.isAnswer != true else {
            heldNews.append(news)
            return ring
        }
        return ring + showLasting(news)
    }

    private mutating func showLasting(_ news: Banner) -> [ConsoleEffect] {
        let effects = show(news)
        gate.lastingNews = banner
        return effects
    }

    /// The time of a line of news is over. An answer to a scan goes with the next key, and what waits behind others now.
    mutating func bannerEnds() -> [ConsoleEffect] {
        guard banner?.standsUntilKey != true else { return [] }
        guard banner?.isAnswer != true else {
            banner?.isOverdue = true
            return []
        }
        banner = nil
        return showHeld()
    }

    /// Somebody has pressed a key and has read what stood there.
    /// - Returns: whether there was anything that had waited for that.
    mutating func newsWasRead() -> Bool {
        guard let read = banner, read.standsUntilKey || read.isAnswer else { return false }
        banner = read.standsUntilKey || read.isOverdue ? nil : banner
        banner?.isAnswer = false
        return true
    }

    mutating func showHeld() -> [ConsoleEffect] {
        heldNews.isEmpty ? [] : showLasting(heldNews.removeFirst())
    }

    /// Something else is answered on the screen in front: what a key was told before is not about that.
    mutating func newsGivesWay() {
        guard banner?.standsUntilKey == false, banner != gate.lastingNews else { return }
        banner = nil
    }

    /// A gate for categories that the event does not have keeps people out for no reason anybody sees.
    mutating func tellOfStrangeGates(at event: Event) {
        let flaws = gate.gates.flatMap { gate in
            gate.categoriesUnknown(to: event).map { words.strangeCategory($0, at: gate, of: event) }
        }
        guard !flaws.isEmpty else { return }
        tellUntilKey(([banner?.text].compactMap(\.self) + flaws).joined(separator: " "), .bad)
    }

    /// Shows news that somebody may not be there to see: it stays until a key is pressed.
    mutating func tellUntilKey(_ text: String, _ role: Role = .good) {
        _ = show(Banner(text: text, role: role, standsUntilKey: true))
    }

    /// The same for what no key has asked for: it waits behind the answer to a scan.
    mutating func tellUnasked(_ text: String, _ role: Role = .good) {
        guard banner?.isAnswer == true else { return tellUntilKey(text, role) }
        heldNews.append(Banner(text: text, role: role, standsUntilKey: true))
    }

    /// Nothing was saved: said until somebody has been there to read it, with whatever there is to do.
    mutating func refuseSave(_ text: String) -> [ConsoleEffect] {
        tellUntilKey(text, .bad)
        return bell ? [.bell] : []
    }

    /// A database had lost what it had confirmed: nobody may miss that.
    mutating func tellLost(_ report: SyncReport) {
        tellUnasked(words.sentAgain(report), report.setAside.isEmpty ? .warning : .bad)
    }

    /// News of what only this desk has: it is true no longer than until that was sent.
    mutating func tellKept(_ text: String) -> [ConsoleEffect] {
        let effects = tell(text, .warning)
        keptNews = bannerCount
        return effects
    }

    /// Nothing waits at this desk any more: what the screens call kept here is with the database now, and other desks see it.
    /// - Parameter aside: whoever a command was set aside about is not.
    mutating func keptWasSent(except aside: Set<Serial>) {
        if let saved = walkIn.saved, saved.isQueued, !aside.contains(saved.serial) { walkIn.saved?.isQueued = false }
        gate.keptWasSent(except: aside)
        if keptNews == bannerCount { banner = nil }
        keptNews = nil
    }

    /// A person as every line of news names them.
    func named(_ row: Registration) -> String {
        "\(words.serial(row.serial)) \(row.name)"
    }
}
