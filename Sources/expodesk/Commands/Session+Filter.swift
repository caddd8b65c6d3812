// The console's filter language where somebody types a line.

import Desk
import Domain
import Screens

extension Session {
    /// Reads a filter as the console's field does: with the event's categories, the form's fields and the event's today.
    func filter(_ text: String, _ desk: Desk) -> FilterText {
        let form = (try? walkInForm()) ?? FormDefinition(id: "", title: Localized(ko: "", en: ""), fields: [])
        let vocabulary = FilterVocabulary(
            categories: desk.event.categories, form: form.resolved(with: desk.event.categories),
            earlier: ((try? desk.forms()) ?? []).map(\.form))
        // A clock outside of all calendars: any day will do for "today".
        let today = Words.day(Timestamp.now(), minutesAheadOfUTC: desk.minutesAheadOfUTC) ?? desk.event.firstDay
        return FilterText(text, vocabulary: vocabulary, today: today)
    }
}
