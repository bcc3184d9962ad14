import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """An afmelding becomes a voorkeur: "niet" is one of two choices now."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("berichten", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="afmelding", name="afmelding_once_per_onderwerp"),
        migrations.RemoveConstraint(model_name="afmelding", name="afmelding_known_onderwerp"),
        migrations.RenameModel("Afmelding", "Voorkeur"),
        migrations.AlterModelOptions(
            name="voorkeur", options={"verbose_name": "voorkeur", "verbose_name_plural": "voorkeuren"}
        ),
        migrations.AlterField(
            model_name="voorkeur",
            name="persoon",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="voorkeuren",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        # Every row so far says: no mail about this.
        migrations.AddField(
            model_name="voorkeur",
            name="keuze",
            field=models.CharField(
                choices=[("wekelijks", "één keer per week"), ("niet", "niet")], default="niet", max_length=10
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="voorkeur",
            constraint=models.UniqueConstraint(
                fields=("persoon", "onderwerp"), name="voorkeur_once_per_onderwerp"
            ),
        ),
        migrations.AddConstraint(
            model_name="voorkeur",
            constraint=models.CheckConstraint(
                condition=models.Q(("onderwerp__in", ["bijeenkomsten", "evaluatie", "netwerk"])),
                name="voorkeur_known_onderwerp",
            ),
        ),
        migrations.AddConstraint(
            model_name="voorkeur",
            constraint=models.CheckConstraint(
                condition=models.Q(("keuze__in", ["wekelijks", "niet"])), name="voorkeur_known_keuze"
            ),
        ),
        migrations.AddIndex(
            model_name="voorkeur",
            index=models.Index(
                condition=models.Q(("keuze", "wekelijks")), fields=["persoon"], name="voorkeur_wekelijks"
            ),
        ),
    ]
