import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_begin"),
        ("duties", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="support",
            name="dossier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="dossiers.dossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(fields=("keeper", "dossier"), name="support_once_per_dossier"),
        ),
    ]
