// Migration 8: decisions on several, seats, and the line for them.

extension Migration {
    static let review = """
        -- How many people an event and its categories take: a row for each limit, none where anybody may come. Scope is a
        -- category's id, or nothing for the event as a whole.
        CREATE TABLE expo.seats (
            event_id integer NOT NULL REFERENCES expo.event,
            scope    text    NOT NULL,
            capacity integer NOT NULL CHECK (capacity >= 0),
            taken    integer NOT NULL CHECK (taken >= 0),
            -- As many as are taken where a limit was set below that: it only goes down.
            ceiling  integer NOT NULL CHECK (ceiling >= capacity),
            PRIMARY KEY (event_id, scope),
            CONSTRAINT seats_full CHECK (taken <= ceiling)
        );

        -- Counted here, whoever writes: the registration and its seat are one transaction, and the last line against one
        -- person too many is the check above.
        CREATE FUNCTION expo.count_seats() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        DECLARE
            given text[] := '{}';
            wanted text[] := '{}';
        BEGIN
            IF TG_OP = 'UPDATE' AND OLD.status = 'approved' THEN given := ARRAY['', coalesce(OLD.category, '')]; END IF;
            IF NEW.status = 'approved' THEN wanted := ARRAY['', coalesce(NEW.category, '')]; END IF;
            UPDATE expo.seats s
            SET taken = s.taken + n.number,
                -- A merged registration's seat goes on to whoever it was merged into, in the same transaction.
                ceiling = CASE WHEN n.number > 0 OR NEW.status = 'merged' THEN s.ceiling
                    ELSE greatest(s.capacity, s.taken + n.number) END
            FROM (SELECT scope, 1 AS number FROM unnest(wanted) AS scope WHERE scope <> ALL (given)
                UNION SELECT scope, -1 FROM unnest(given) AS scope WHERE scope <> ALL (wanted)) AS n
            WHERE s.event_id = NEW.event_id AND s.scope = n.scope;
            RETURN NULL;
        END $$;
        REVOKE ALL ON FUNCTION expo.count_seats FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION expo.count_seats TO expo_desk;
        CREATE TRIGGER seats_inserted AFTER INSERT ON expo.registration
            FOR EACH ROW WHEN (NEW.status = 'approved') EXECUTE FUNCTION expo.count_seats();
        CREATE TRIGGER seats_updated AFTER UPDATE OF status, category ON expo.registration
            FOR EACH ROW WHEN ((OLD.status = 'approved' OR NEW.status = 'approved')
                AND (OLD.status <> NEW.status OR OLD.category IS DISTINCT FROM NEW.category))
            EXECUTE FUNCTION expo.count_seats();

        -- Goes up whenever a limit is set or lifted. A desk's commands name the number they were decided under, on the
        -- desk's row that they write anyway: what is unlimited pays nothing for this.
        ALTER TABLE expo.event ADD limits integer NOT NULL DEFAULT 0;
        ALTER TABLE expo.desk ADD limits integer NOT NULL DEFAULT 0;

        -- Places in line: the smaller is the earlier. Whoever waited before this step does so by their serial.
        ALTER TABLE expo.registration ADD waiting bigint;
        CREATE SEQUENCE expo.waiting_line MINVALUE 1000000 NO CYCLE;
        CREATE INDEX registration_waiting ON expo.registration
            (event_id, coalesce(category, ''), coalesce(waiting, serial), serial) WHERE status = 'waitlisted';

        -- What a command about several did to each of them.
        ALTER TABLE expo.command_subject
            ADD deed text CHECK (deed IN ('decided', 'promoted', 'undone')),
            ADD was text, ADD status text, ADD version integer, ADD was_waiting bigint;

        REVOKE ALL ON expo.seats FROM PUBLIC;
        GRANT SELECT, INSERT, UPDATE, DELETE ON expo.seats TO expo_desk;
        GRANT UPDATE (limits) ON expo.event, expo.desk TO expo_desk;
        GRANT USAGE ON SEQUENCE expo.waiting_line TO expo_desk;
        """
}
