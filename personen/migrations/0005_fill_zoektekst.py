"""Organisations that were there before one could search get their text to search in."""

import re
import unicodedata

from django.db import migrations

OOK = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}


def normalise(text):
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def fill(apps, schema_editor):
    Organisatie = apps.get_model("personen", "Organisatie")
    batch = []
    for row in Organisatie.objects.select_related("deel_van__deel_van").iterator(chunk_size=1000):
        school = row.deel_van
        bestuur = school.deel_van if school else None
        texts = [row.naam, row.plaats, row.code, *[ouder.naam for ouder in (school, bestuur) if ouder]]
        line = " | ".join(filter(None, map(normalise, texts)))
        row.zoektekst = " | ".join([line, *(ook for naam, ook in OOK.items() if naam in line)])
        batch.append(row)
    Organisatie.objects.bulk_update(batch, ["zoektekst"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('personen', '0004_organisatie_zoektekst_en_lijsten'),
    ]

    # Backwards the column itself goes.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
