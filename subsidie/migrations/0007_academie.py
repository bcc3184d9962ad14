import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def count_gevraagd(apps, schema_editor):
    """What was handed in before says in its answers what it asks: the contribution of every line of every year."""
    Aanvraag, Inzending = (apps.get_model("subsidie", naam) for naam in ("Aanvraag", "Inzending"))
    for inzending in Inzending.objects.order_by("nummer").only("aanvraag", "antwoorden").iterator():
        delen = ((code.split("."), waarde) for code, waarde in inzending.antwoorden.items())
        bijdragen = [waarde for code, waarde in delen if code[0] == "begroting" and code[-1] == "bijdrage"]
        Aanvraag.objects.filter(pk=inzending.aanvraag_id).update(gevraagd=sum(bijdragen))


class Migration(migrations.Migration):

    dependencies = [
        ('subsidie', '0006_lopend'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='aanvraag',
            name='gevraagd',
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name='gevraagd in eurocenten'),
        ),
        migrations.CreateModel(
            name='Belnotitie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                ('dag', models.DateField(verbose_name='gesproken op')),
                ('redenen', models.JSONField(default=list, verbose_name='codes van de redenen')),
                ('aanvraag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='belnotities', to='subsidie.aanvraag')),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'belnotitie',
                'verbose_name_plural': 'belnotities',
                'ordering': ['-dag', '-pk'],
                'indexes': [models.Index(fields=['aanvraag', '-dag'], name='belnotitie_aanvraag_dag')],
            },
        ),
        migrations.AddIndex(
            model_name='besluit',
            index=models.Index(condition=models.Q(('verteld_op__isnull', False)), fields=['-verteld_op'], name='besluit_verteld_op'),
        ),
        migrations.RunPython(count_gevraagd, migrations.RunPython.noop),
    ]
