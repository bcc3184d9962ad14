"""On PostgreSQL an index that finds any part of a word. SQLite looks through the table, which is small there."""

import logging

from django.db import Error, migrations, transaction

logger = logging.getLogger(__name__)

CREATE = "CREATE INDEX IF NOT EXISTS organisatie_zoektekst ON personen_organisatie USING gin (zoektekst gin_trgm_ops)"


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(CREATE)
    except Error as error:  # a database where we may not: searching works, only slower
        logger.warning("no index for searching schools: %s", error)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS organisatie_zoektekst")


class Migration(migrations.Migration):

    dependencies = [
        ('personen', '0005_fill_zoektekst'),
    ]

    operations = [migrations.RunPython(create, drop)]
