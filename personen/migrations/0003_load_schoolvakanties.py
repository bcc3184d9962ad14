"""The school holidays known at the time; later ones come with `manage.py importeer_vakanties`."""

import json
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "vakanties" / "schoolvakanties-2026-2029.json"


def load(apps, schema_editor):
    Schoolvakantie = apps.get_model("personen", "Schoolvakantie")
    for row in json.loads(FILE.read_text(encoding="utf-8"))["vakanties"]:
        key = {name: row.pop(name) for name in ("schooljaar", "naam", "regio")}
        Schoolvakantie.objects.get_or_create(**key, defaults=row)


class Migration(migrations.Migration):

    dependencies = [
        ('personen', '0002_schoolvakantie'),
    ]

    # Backwards the table itself goes.
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
