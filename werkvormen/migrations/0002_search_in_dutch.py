from django.db import migrations

# What werkvormen.zoeken.VECTOR asks; another expression would not find the index.
NAAM, REST = (f"split_part(zoektekst, chr(10), {n})" for n in (1, 2))
VECTOR = " || ".join(
    f"setweight(to_tsvector('{taal}', {regel}), '{gewicht}')"
    for regel, gewicht in ((NAAM, "A"), (REST, "D"))
    for taal in ("dutch", "simple")
)


def add_search_index(apps, schema_editor):
    """Words and their stems. SQLite has nothing like it and reads all rows: fine for one machine."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX werkvorm_zoektekst ON werkvormen_werkvorm USING gin (({VECTOR}))")


def remove_search_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX werkvorm_zoektekst")


class Migration(migrations.Migration):
    dependencies = [("werkvormen", "0001_initial")]

    operations = [migrations.RunPython(add_search_index, remove_search_index)]
