from django.db import migrations

NAAM, REST = (f"split_part(zoektekst, chr(10), {n})" for n in (1, 2))
VECTOR = " || ".join(
    f"setweight(to_tsvector('{taal}', {regel}), '{gewicht}')"
    for regel, gewicht in ((NAAM, "A"), (REST, "D"))
    for taal in ("dutch", "simple")
)


def keep_words(apps, schema_editor):
    """What was an index only is now a column too, for the order of what is found. PostgreSQL fills it itself."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX werkvorm_zoektekst")
        schema_editor.execute(
            f"ALTER TABLE werkvormen_werkvorm ADD COLUMN zoekvector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED"
        )
        schema_editor.execute("CREATE INDEX werkvorm_zoekvector ON werkvormen_werkvorm USING gin (zoekvector)")


def forget_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE werkvormen_werkvorm DROP COLUMN zoekvector")
        schema_editor.execute(f"CREATE INDEX werkvorm_zoektekst ON werkvormen_werkvorm USING gin (({VECTOR}))")


class Migration(migrations.Migration):
    dependencies = [("werkvormen", "0004_ervaring")]
    operations = [migrations.RunPython(keep_words, forget_words)]
