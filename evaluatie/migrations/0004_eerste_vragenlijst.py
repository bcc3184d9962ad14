"""Every meting until now asked the first version of the questions after a meeting."""

import json

from django.db import migrations

from evaluatie.vragenlijst.bron import MAP
from evaluatie.vragenlijst.document import dump, fingerprint, parse


def forwards(apps, schema_editor):
    meting = apps.get_model("evaluatie", "Meting")
    if not meting.objects.exists():
        return
    document = parse(json.loads((MAP / "bijeenkomst-1.json").read_text(encoding="utf-8")))
    rij, _ = apps.get_model("evaluatie", "Vragenlijst").objects.get_or_create(
        vingerafdruk=fingerprint(document),
        defaults={
            "code": document.code, "versie": document.versie, "naam": document.naam, "inhoud": dump(document),
        },
    )  # fmt: skip
    meting.objects.filter(vragenlijst=None).update(vragenlijst=rij)


class Migration(migrations.Migration):
    dependencies = [("evaluatie", "0003_vragenlijst")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
