// The event that the filter's tests ask about.

import Domain

enum FilterSample {
    static let today = Date.day(2026, 5, 2)

    enum Date {
        static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
            guard let date = CalendarDate(year: year, month: month, day: day) else {
                preconditionFailure("no such day")
            }
            return date
        }
    }

    static let diet = Sample.id("diet")
    static let children = Sample.id("children")
    static let bus = Sample.id("bus")
    static let remark = Sample.id("remark")

    static let vocabulary = FilterVocabulary([
        make(.affiliation, "소속", "affiliation", ["학교"], .text, true),
        make(.status, "상태", "status", [], .choices(statuses), false),
        make(.category, "구분", "category", [], .choices(categories), true),
        make(.name, "이름", "name", [], .text, false),
        make(.phone, "전화", "phone", ["연락처"], .digits, true),
        make(.serial, "번호", "serial", [], .serial, false),
        make(.registeredAt, "등록", "registered", ["등록 시각"], .date, false),
        make(.source, "유형", "source", ["등록 유형"], .choices(sources), false),
        make(.email, "이메일", "email", [], .text, true),
        make(.answer(diet), "식사", "meal", [], .choices(meals), true),
        make(.answer(children), "아이 수", "children", [], .number, true),
        make(.answer(bus), "버스", "bus", [], .flag, false),
        make(.answer(remark), "남길 말", "remark", [], .text, true),
    ])

    private static func make(
        _ column: AttendeeColumn, _ ko: String, _ en: String, _ others: [String], _ kind: FilterVocabulary.Kind,
        _ mayBeMissing: Bool
    ) -> FilterVocabulary.Field {
        FilterVocabulary.Field(
            column, label: Localized(ko: ko, en: en), otherNames: others, kind: kind, mayBeMissing: mayBeMissing)
    }

    private static func choice(_ id: String, _ ko: String, _ en: String) -> FilterVocabulary.Choice {
        FilterVocabulary.Choice(id: id, label: Localized(ko: ko, en: en))
    }

    private static let statuses = [
        choice("applied", "신청", "applied"), choice("approved", "승인", "approved"),
        choice("rejected", "거절", "rejected"), choice("waitlisted", "대기", "waitlisted"),
        choice("held", "보류", "held"), choice("cancelled", "취소", "cancelled"), choice("merged", "합침", "merged"),
    ]
    private static let categories = [choice("general", "일반", "General"), choice("teacher", "교사", "Teacher")]
    private static let sources = [
        choice("walk_in", "현장 등록", "walk-in"), choice("pre_application", "사전 신청", "pre-application"),
        choice("import", "명단", "import"),
    ]
    private static let meals = [
        choice("vegan", "채식, 우유 없이", "Vegan"), choice("usual", "보통", "Usual"), choice("no", "없음", "No meal"),
    ]

    static func read(_ text: String) -> FilterText {
        FilterText(text, vocabulary: vocabulary, today: today)
    }
}
