

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('berichten', '0002_voorkeur'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='bericht',
            name='bericht_known_status',
        ),
        migrations.AddField(
            model_name='bericht',
            name='bundel',
            field=models.ForeignKey(blank=True, help_text='The netwerkbrief.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bundeling', to='berichten.bericht'),
        ),
        migrations.AddField(
            model_name='bericht',
            name='telt',
            field=models.BooleanField(default=False, help_text="Took one of the receiver's mails of the week."),
        ),
        migrations.AddField(
            model_name='bericht',
            name='uitstel',
            field=models.DurationField(default=datetime.timedelta(0), help_text='How long quiet times held it; not counted as late.'),
        ),
        migrations.AlterField(
            model_name='bericht',
            name='status',
            field=models.CharField(choices=[('gepland', 'gepland'), ('gebundeld', 'gebundeld'), ('verstuurd', 'verstuurd'), ('overgeslagen', 'overgeslagen'), ('mislukt', 'mislukt'), ('vervallen', 'vervallen')], default='gepland', max_length=12),
        ),
        migrations.AddIndex(
            model_name='bericht',
            index=models.Index(condition=models.Q(('telt', True)), fields=['aan', 'verstuurd_op'], name='bericht_telt'),
        ),
        migrations.AddIndex(
            model_name='bericht',
            index=models.Index(condition=models.Q(('soort', 'berichten.netwerkbrief')), fields=['aan', 'op'], name='bericht_netwerkbrief'),
        ),
        migrations.AddConstraint(
            model_name='bericht',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['gepland', 'gebundeld', 'verstuurd', 'overgeslagen', 'mislukt', 'vervallen'])), name='bericht_known_status'),
        ),
        migrations.AddConstraint(
            model_name='bericht',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'gebundeld'), _negated=True), ('bundel__isnull', False), _connector='OR'), name='bericht_gebundeld_has_bundel'),
        ),
        migrations.AddConstraint(
            model_name='bericht',
            constraint=models.CheckConstraint(condition=models.Q(('telt', False), ('status', 'verstuurd'), _connector='OR'), name='bericht_only_verstuurd_telt'),
        ),
    ]
