// Migration: finding who went into a place on a day.

extension Migration {
    /// Of no column that leaving and coming back change: those updates stay in the row's own page.
    static let admissionsByPlace = """
        CREATE INDEX admission_place ON expo.admission (event_id, place, day);
        """
}
