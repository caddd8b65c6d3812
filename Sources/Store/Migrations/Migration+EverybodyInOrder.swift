// Migration 2: the search rows become what tables of attendees are read from, in any order.

extension Migration {
    /// The table is made anew and filled from the registrations by the program, which does the folding.
    static let everybodyInOrder = """
        -- Narrow rows, so that a million of them stay in memory: everything a table is sorted or searched by that seldom
        -- changes. The texts are folded. A status changes often and stays with the registration.
        DROP TABLE expo.search;
        CREATE TABLE expo.search (
            event_id      integer     NOT NULL,
            serial        bigint      NOT NULL,
            registered_at timestamptz NOT NULL,
            name          text        COLLATE "C" NOT NULL,
            initials      text        COLLATE "C" NOT NULL,
            affiliation   text        COLLATE "C" NOT NULL,
            phone         text        COLLATE "C" NOT NULL,
            category      text        COLLATE "C" NOT NULL,
            source        text        COLLATE "C" NOT NULL,
            marks         text[]      COLLATE "C" NOT NULL,
            PRIMARY KEY (event_id, serial)
        );

        -- What a row is found by: every letter and every two neighbours of its texts, and its marks. They are cut here and
        -- kept by the index alone: in the rows they would be three quarters of the table. Those a name begins with
        -- carry a ^.
        CREATE FUNCTION expo.search_grams(name text, initials text, affiliation text, marks text[]) RETURNS text[]
        LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
        DECLARE
            grams text[] := marks;
            lines text[] := ARRAY[name, initials, affiliation];
            mark text;
        BEGIN
            FOR line IN 1..3 LOOP
                FOR place IN 1..length(lines[line]) LOOP
                    mark := CASE WHEN place = 1 AND line < 3 THEN '^' ELSE '' END;
                    grams := grams || (mark || substr(lines[line], place, 1));
                    IF place < length(lines[line]) THEN
                        grams := grams || (mark || substr(lines[line], place, 2));
                    END IF;
                END LOOP;
            END LOOP;
            RETURN grams;
        END $$;
        REVOKE ALL ON FUNCTION expo.search_grams FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION expo.search_grams TO expo_desk;
        GRANT SELECT, INSERT, UPDATE ON expo.search TO expo_desk;

        -- The order in which a registration goes through them; a number, so that it is sorted and searched as one.
        ALTER TABLE expo.registration ADD status_rank smallint NOT NULL GENERATED ALWAYS AS (
            CASE status WHEN 'applied' THEN 0 WHEN 'approved' THEN 1 WHEN 'rejected' THEN 2 WHEN 'waitlisted' THEN 3
                WHEN 'held' THEN 4 WHEN 'cancelled' THEN 5 WHEN 'merged' THEN 6 END) STORED;
        CREATE INDEX registration_status ON expo.registration (event_id, status_rank, serial);
        """

    /// After the rows are there: building an index at once takes a fraction of the time.
    static let everybodyInOrderIndexes = """
        -- With all that a search looks at: reading on by name then stays in the index, where the rows lie scattered.
        CREATE INDEX search_name ON expo.search (event_id, name, serial) INCLUDE (initials, affiliation, phone, marks);
        CREATE INDEX search_affiliation ON expo.search (event_id, affiliation, serial);
        CREATE INDEX search_phone ON expo.search (event_id, phone, serial);
        CREATE INDEX search_category ON expo.search (event_id, category, serial);
        CREATE INDEX search_source ON expo.search (event_id, source, serial);
        CREATE INDEX search_registered ON expo.search (event_id, registered_at, serial);
        -- A telephone by its end.
        CREATE INDEX search_phone_end ON expo.search (event_id, reverse(phone));
        CREATE INDEX search_grams ON expo.search
            USING gin (expo.search_grams(name, initials, affiliation, marks)) WITH (fastupdate = off);
        -- How common a gram is decides between reading all its rows and reading on until a page is full.
        ALTER INDEX expo.search_grams ALTER COLUMN 1 SET STATISTICS 300;
        ANALYZE expo.registration, expo.search;
        """
}
