from django.db import migrations
from django.db.models import F


def forget_letters(apps, schema_editor):
    """Back then there was no netwerkbrief: what waited for one goes by itself, and who wanted one a week gets all."""
    bericht = apps.get_model("berichten", "Bericht").objects
    bericht.filter(status="gebundeld").update(status="gepland", bundel=None, probeer_op=F("op"), reden="")
    bericht.filter(soort="berichten.netwerkbrief").delete()
    apps.get_model("berichten", "Voorkeur").objects.filter(keuze="wekelijks").delete()


class Migration(migrations.Migration):
    dependencies = [("berichten", "0003_aandacht")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget_letters)]
