"""What the fault tests ask of the database and do to it, on both kinds."""

HEARTBEAT_SINCE = "SELECT 1 FROM kern_hartslag WHERE naam = %s AND op >= %s"
MEETING_OF = """
    SELECT n.id, b.id FROM netwerken_netwerk n JOIN bijeenkomsten_bijeenkomst b ON b.netwerk_id = n.id
    WHERE n.slug = %s ORDER BY b.id LIMIT 1
"""
MEMBERS_OF = """
    SELECT DISTINCT persoon_id FROM netwerken_deelname
    WHERE netwerk_id = (SELECT id FROM netwerken_netwerk WHERE slug = %s)
"""
ORDER = """
    INSERT INTO berichten_verzending
        (soort, sleutel, context, aanleiding, op, created_at, updated_at,
         titel, omschrijving, eigen_tekst, status, reden)
    VALUES ('bijeenkomsten.vastgesteld', %s, %s, %s, %s, %s, %s, 'Uitnodiging', '', '', 'gepland', '')
"""
OPEN = """
    SELECT (SELECT count(*) FROM berichten_bericht WHERE status = 'gepland')
         + (SELECT count(*) FROM berichten_verzending WHERE status = 'gepland' AND op <= CURRENT_TIMESTAMP)
"""


# An advisory lock that the test holds; the trigger wants it too, and shares it with nobody else's.
BLOCK = """
    SELECT pg_advisory_lock(1);
    CREATE FUNCTION storing_block() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {condition} THEN PERFORM pg_advisory_xact_lock_shared(1); END IF;
            RETURN NEW;
        END $$;
    CREATE TRIGGER storing_block BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION storing_block();
"""
WAITING = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
CUT_OFF = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
# Of every meeting planned in the test: its messages and its lines in the log.
PLANNED = """
    SELECT (SELECT count(*) FROM berichten_verzending v WHERE v.aanleiding = 'bijeenkomst:' || b.id),
        (SELECT count(*) FROM kern_logregel l WHERE l.object_id = CAST(b.id AS varchar)
            AND l.actie = 'bijeenkomsten.bijeenkomst.planned')
    FROM bijeenkomsten_bijeenkomst b WHERE b.titel LIKE 'Storing%%'
"""
ORPHANS = """
    SELECT v.sleutel FROM berichten_verzending v WHERE v.aanleiding LIKE 'bijeenkomst:%%'
    AND NOT EXISTS (SELECT 1 FROM bijeenkomsten_bijeenkomst b WHERE v.aanleiding = 'bijeenkomst:' || b.id)
"""
