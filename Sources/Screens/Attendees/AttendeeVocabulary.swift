// What an event's attendees can be filtered by.

public import Domain

extension FilterVocabulary {
    /// The columns everybody has, the form's own fields, and those that it had once: their answers are there still.
    /// - Parameter earlier: other forms and versions, newest first.
    public init(categories: [Domain.Category], form: FormDefinition, earlier: [FormDefinition] = []) {
        let columns: Set<FieldID> = [.name, .phone, .affiliation, .category, .email, .consent]
        let versions = Dictionary(grouping: earlier.flatMap(\.fields), by: \.id)
        let own = form.fields.map { $0.offering(versions[$0.id] ?? []) }
        var taken = Set(own.flatMap { [$0.label.ko, $0.label.en] }.map(SearchIndex.folded))
        let removed = form.fieldsRemoved(since: earlier).map { field in
            var field = field.offering(versions[field.id] ?? [])
            // A word that names a question of today's form goes on naming that.
            let names = [field.label.ko, field.label.en].map(SearchIndex.folded)
            if !taken.isDisjoint(with: names) { field.label = Localized(ko: field.id.text, en: field.id.text) }
            taken.formUnion(names)
            return field
        }
        self.init(Self.common(categories) + (own + removed).filter { !columns.contains($0.id) }.map(Self.field))
    }

    /// The names are short ones to type; the columns' titles are known beside them.
    private static func common(_ categories: [Domain.Category]) -> [Field] {
        [
            Field(.affiliation, label: Localized(ko: "소속", en: "affiliation"), kind: .text, mayBeMissing: true),
            Field(.status, label: Localized(ko: "상태", en: "status"), kind: .choices(statuses), mayBeMissing: false),
            Field(
                .category, label: Localized(ko: "구분", en: "category"),
                kind: .choices(categories.map { Choice(id: $0.id, label: $0.label) }), mayBeMissing: true),
            Field(.name, label: Localized(ko: "이름", en: "name"), kind: .text, mayBeMissing: false),
            Field(
                .phone, label: Localized(ko: "전화", en: "phone"), otherNames: titles(\.phoneLabel), kind: .digits,
                mayBeMissing: true),
            Field(
                .serial, label: Localized(ko: "번호", en: "serial"), otherNames: titles(\.serialLabel) + ["no"],
                kind: .serial, mayBeMissing: false),
            Field(
                .registeredAt, label: Localized(ko: "등록", en: "registered"), otherNames: titles(\.registeredAtLabel),
                kind: .date, mayBeMissing: false),
            Field(
                .source, label: Localized(ko: "유형", en: "source"), otherNames: titles(\.sourceLabel),
                kind: .choices(sources), mayBeMissing: false),
            Field(
                .program, label: Localized(ko: "프로그램", en: "program"), otherNames: ["회차", "session"],
                kind: .text, mayBeMissing: true),
            Field(
                .email, label: Localized(ko: "이메일", en: "email"), kind: .text, mayBeMissing: true),
        ]
    }

    private static func titles(_ title: (Words) -> String) -> [String] {
        [title(Words(.korean)), title(Words(.english))]
    }

    private static var statuses: [Choice] {
        Registration.Status.allCases.map { status in
            Choice(
                id: status.rawValue,
                label: Localized(ko: Words(.korean).status(status), en: Words(.english).status(status)))
        }
    }

    private static var sources: [Choice] {
        Registration.Source.allCases.map { source in
            Choice(
                id: source.rawValue,
                label: Localized(ko: Words(.korean).source(source), en: Words(.english).source(source)))
        }
    }

    private static func field(_ field: FormField) -> Field {
        let kind: Kind =
            switch field.kind {
            case .choice, .choices: .choices(field.options.map { Choice(id: $0.id, label: $0.label) })
            case .number: .number
            case .consent: .flag
            case .text, .longText, .phone, .email, .date: .text
            }
        return Field(
            .answer(field.id), label: field.label, kind: kind, mayBeMissing: field.kind != .consent)
    }
}
