// Migration 7: the dashboard's numbers.

extension Migration {
    /// One full count of what is there already; from then on every command keeps its share.
    static let counters = """
        CREATE TABLE expo.counter (
            event_id integer NOT NULL REFERENCES expo.event,
            measure  text    COLLATE "C" NOT NULL,
            bucket   text    COLLATE "C" NOT NULL,
            -- Who booked it: desks never wait for each other's rows. Sixteen zeros for what a full count found.
            desk_id  uuid    NOT NULL,
            amount   bigint  NOT NULL,
            PRIMARY KEY (event_id, measure, bucket, desk_id)
        ) WITH (fillfactor = 50);

        INSERT INTO expo.counter (event_id, desk_id, measure, bucket, amount)
        SELECT event_id, '00000000-0000-0000-0000-000000000000'::uuid, 'registration',
            status || E'\\t' || source || E'\\t' || coalesce(category, ''), count(*)
        FROM expo.registration GROUP BY 1, 4
        UNION ALL
        SELECT event_id, '00000000-0000-0000-0000-000000000000'::uuid, 'arrived', status, count(*)
        FROM expo.registration r
        WHERE EXISTS (SELECT FROM expo.admission a WHERE a.event_id = r.event_id AND a.serial = r.serial)
        GROUP BY 1, 4
        UNION ALL
        SELECT event_id, '00000000-0000-0000-0000-000000000000'::uuid, 'entry',
            floor(extract(epoch FROM entered_at) / 900)::bigint || E'\\t' || place || E'\\t' || entered_gate, count(*)
        FROM expo.admission GROUP BY 1, 4
        UNION ALL
        SELECT event_id, '00000000-0000-0000-0000-000000000000'::uuid, 'minute',
            floor(extract(epoch FROM entered_at) / 60)::bigint || E'\\t' || place, count(*)
        FROM expo.admission GROUP BY 1, 4
        UNION ALL
        SELECT event_id, '00000000-0000-0000-0000-000000000000'::uuid, 'outside', day || E'\\t' || place, count(*)
        FROM expo.admission WHERE NOT is_inside GROUP BY 1, 4
        UNION ALL
        SELECT c.event_id, c.desk_id, 'deed', c.outcome || E'\\t'
            || coalesce(d.payload::jsonb #>> '{action,checkIn,_0,gate,name}', ''), count(*)
        FROM expo.command c LEFT JOIN expo.command_detail d USING (event_id, id)
        GROUP BY 1, 2, 4;

        REVOKE ALL ON expo.counter FROM PUBLIC;
        GRANT SELECT, INSERT ON expo.counter TO expo_desk;
        GRANT UPDATE (amount) ON expo.counter TO expo_desk;
        """
}
