"""The track of an aanvraag cannot be changed, nor erased while the aanvraag is there."""

from django.db import migrations

POSTGRES = """
CREATE FUNCTION subsidie_spoor_vast() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM subsidie_aanvraag WHERE id = OLD.aanvraag_id) THEN
        RAISE EXCEPTION 'a spoorregel never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER subsidie_spoor_vast BEFORE UPDATE OR DELETE ON subsidie_spoorregel
    FOR EACH ROW EXECUTE FUNCTION subsidie_spoor_vast();
"""
POSTGRES_TERUG = """
DROP TRIGGER subsidie_spoor_vast ON subsidie_spoorregel;
DROP FUNCTION subsidie_spoor_vast();
"""
SQLITE = (
    """
    CREATE TRIGGER subsidie_spoor_vast_update BEFORE UPDATE ON subsidie_spoorregel
    BEGIN SELECT RAISE(ABORT, 'a spoorregel never changes'); END
    """,
    """
    CREATE TRIGGER subsidie_spoor_vast_delete BEFORE DELETE ON subsidie_spoorregel
    WHEN EXISTS (SELECT 1 FROM subsidie_aanvraag WHERE id = OLD.aanvraag_id)
    BEGIN SELECT RAISE(ABORT, 'a spoorregel never changes'); END
    """,
)
SQLITE_TERUG = ("DROP TRIGGER subsidie_spoor_vast_update", "DROP TRIGGER subsidie_spoor_vast_delete")


def fasten(apps, schema_editor):
    for statement in [POSTGRES] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def loosen(apps, schema_editor):
    for statement in [POSTGRES_TERUG] if schema_editor.connection.vendor == "postgresql" else SQLITE_TERUG:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("subsidie", "0001_regeling_en_aanvraag")]
    operations = [migrations.RunPython(fasten, loosen)]
