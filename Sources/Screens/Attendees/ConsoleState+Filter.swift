// The filter above the attendee table: its keys, and what they make of the table.
//
// Keys go to the text until an arrow goes down into the list of completions. Tab takes the first of them, so that nothing
// but Tab and the arrows ever does anything else than it does without the list.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// The day it is for the event.
    var today: CalendarDate? {
        Words.day(ids.wallClock, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)
    }

    mutating func pressFilter(_ press: KeyPress) -> [ConsoleEffect]? {
        let offered = attendees.filterLine.completions(attendees.search)
        let chosen = attendees.filterLine.chosen.flatMap { offered.indices.contains($0) ? $0 : nil }
        switch (press.key, press.modifiers) {
        case (.tab, []) where !offered.isEmpty: return complete(offered[chosen ?? 0])
        case (.enter, []) where chosen != nil: return complete(offered[chosen ?? 0])
        case (.down, []) where !offered.isEmpty:
            attendees.filterLine.chosen = min((chosen ?? -1) + 1, offered.count - 1)
        case (.up, []) where chosen != nil:
            attendees.filterLine.chosen = chosen == 0 ? nil : (chosen ?? 0) - 1
        case (.escape, []) where chosen != nil: attendees.filterLine.chosen = nil
        case (.enter, []), (.tab, []), (.down, []):
            attendees.isSearching = false
            return tellFault()
        case (.escape, []):
            attendees.isSearching = false
            return attendees.search.isEmpty ? [] : clearSearch(keeping: attendees.selectedRow?.serial)
        default:
            switch attendees.search.handle(press) {
            case .changed: return browseSearch(keeping: attendees.selectedRow?.serial)
            case .consumed: attendees.filterLine.chosen = nil
            case .ignored: return nil
            }
        }
        return []
    }

    private mutating func complete(_ completion: FilterCompletion) -> [ConsoleEffect] {
        let text = Array(attendees.search.text)
        let written = completion.text[language]
        guard completion.replaces.upperBound <= text.count else { return [] }
        let before = String(text[..<completion.replaces.lowerBound]) + written
        attendees.search.replace(with: before + String(text[completion.replaces.upperBound...]))
        attendees.search.moveCaret(to: before.count)
        return browseSearch(keeping: attendees.selectedRow?.serial)
    }

    /// What is in the field decides who is looked at.
    mutating func browseSearch(keeping serial: Serial?) -> [ConsoleEffect] {
        let filter = takeFilterText()
        return browse(filter: filter, keeping: serial)
    }

    /// Reads what is in the field anew.
    mutating func takeFilterText() -> AttendeeFilter {
        readFilter()
        return currentFilter
    }

    /// Everybody again, from this person on.
    mutating func clearSearch(keeping serial: Serial?) -> [ConsoleEffect] {
        attendees.search.replace(with: "")
        return browseSearch(keeping: serial)
    }

    mutating func pasteIntoSearch(_ text: String) -> [ConsoleEffect] {
        attendees.isSearching = true
        return attendees.search.paste(text) == .changed
            ? browseSearch(keeping: attendees.selectedRow?.serial) : []
    }

    /// The desk is there: now it is known what can be asked for.
    mutating func learnVocabulary() {
        guard let desk else { return }
        attendees.filterLine.vocabulary = FilterVocabulary(
            categories: desk.event.categories, form: desk.form, earlier: desk.earlierForms.map(\.form))
        attendees.filter = takeFilterText()
    }

    /// The same for a table that was not in front then.
    mutating func learnOnce() {
        if attendees.filterLine.vocabulary == nil { learnVocabulary() }
    }

    private mutating func readFilter() {
        attendees.filterLine.chosen = nil
        attendees.filterLine.reading = attendees.filterLine.vocabulary.flatMap { vocabulary in
            today.map { FilterText(attendees.search.text, vocabulary: vocabulary, today: $0) }
        }
    }

    private var currentFilter: AttendeeFilter {
        var filter =
            attendees.filterLine.reading?.filter ?? AttendeeFilter(search: SearchQuery(attendees.search.text))
        filter.clauses = attendees.fixed + filter.clauses
        return filter
    }

    /// Says what could not be understood, once the keys have left the field. It goes on standing above the keys.
    mutating func tellFault() -> [ConsoleEffect] {
        guard let fault = filterFault else { return [] }
        return tell(words.fault(fault), .warning)
    }

    /// What is not understood of the filter: more people than were meant are looked at as long as there is something.
    var filterFault: FilterFault? {
        attendees.filterLine.faults(attendees.search, isWriting: false).first
    }
}
