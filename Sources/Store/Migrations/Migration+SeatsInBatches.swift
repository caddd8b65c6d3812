// Migration 15: the seats of new people are counted once a statement.

extension Migration {
    /// Counted person by person, a list of many approved wrote the same row once for each of them, and each time read past
    /// all that it had written before: five times as many took twenty-five times as long. Where nothing is limited there is
    /// nothing to count. Seats are locked in the order in which everybody locks them.
    static let seatsInBatches = """
        CREATE FUNCTION expo.count_new_seats() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            PERFORM FROM expo.seats s WHERE s.event_id IN (SELECT a.event_id FROM added a WHERE a.status = 'approved')
            ORDER BY s.event_id, s.scope FOR UPDATE;
            IF NOT FOUND THEN RETURN NULL; END IF;
            UPDATE expo.seats s SET taken = s.taken + n.number
            FROM (
                SELECT a.event_id, g.scope, count(*)::integer AS number
                FROM added a CROSS JOIN LATERAL (VALUES (''), (nullif(a.category, ''))) AS g (scope)
                WHERE a.status = 'approved' AND g.scope IS NOT NULL
                GROUP BY a.event_id, g.scope) AS n
            WHERE s.event_id = n.event_id AND s.scope = n.scope;
            RETURN NULL;
        END $$;
        REVOKE ALL ON FUNCTION expo.count_new_seats FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION expo.count_new_seats TO expo_desk;
        DROP TRIGGER seats_inserted ON expo.registration;
        CREATE TRIGGER seats_inserted AFTER INSERT ON expo.registration
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION expo.count_new_seats();
        """
}
