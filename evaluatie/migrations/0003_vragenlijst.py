import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluatie", "0002_werkvormtelling"),
        ("netwerken", "0017_mentor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Vragenlijst",
            fields=[
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="gewijzigd op")),
                (
                    "vingerafdruk",
                    models.CharField(editable=False, max_length=64, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("versie", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("naam", models.CharField(max_length=80, verbose_name="naam")),
                ("inhoud", models.JSONField(verbose_name="inhoud")),
                (
                    "netwerk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vragenlijsten",
                        to="netwerken.netwerk",
                    ),
                ),
            ],
            options={
                "verbose_name": "vragenlijst",
                "verbose_name_plural": "vragenlijsten",
                "ordering": ["code", "-versie"],
            },
        ),
        migrations.AddField(
            model_name="meting",
            name="vragenlijst",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="metingen",
                to="evaluatie.vragenlijst",
            ),
        ),
        migrations.CreateModel(
            name="Gevraagde",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "meting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gevraagden",
                        to="evaluatie.meting",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gevraagd_in",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "gevraagde",
                "verbose_name_plural": "gevraagden",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meting", "persoon"), name="gevraagde_once_per_meting")
                ],
            },
        ),
    ]
