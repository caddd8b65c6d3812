// A pass is reissued under a new serial.

extension Migration {
    static let reissues = """
        -- From a person to the serials that were merged into theirs: their admissions count, and a reissue revokes them.
        CREATE INDEX registration_merged ON expo.registration (event_id, merged_into) WHERE merged_into IS NOT NULL;
        -- Only ever added to: a revoked pass may be in anybody's hands.
        GRANT INSERT ON expo.revocation TO expo_desk;
        """
}
