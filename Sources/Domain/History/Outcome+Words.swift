// The audit log's words for what was carried out.

extension Outcome {
    /// Every word there is for what was carried out; any other is a refusal's reason, or a newer program's.
    public static let words: Set<String> = [
        "registered", "registered_merged", "registered_waiting", "edited", "cancelled", "restored", "checked_in",
        "left",
        "re_entered", "undone", "imported", "reviewed", "review_undone", "capacity_set", "enrolled", "enrolled_waiting",
        "enrolment_cancelled", "programs_set", "exported", "reissued",
    ]
}
