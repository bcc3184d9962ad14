from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluatie', '0006_eigen_vragen'),
    ]

    operations = [
        migrations.AddField(
            model_name='meting',
            name='banden',
            field=models.JSONField(blank=True, default=dict, editable=False, help_text='Of the questions that are not shown exactly (``wacht``).'),
        ),
    ]
