"""A key may act for one firm instead of at a desk."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0002_key_of_an_editor"),
        ("people", "0001_initial"),
        ("referral", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="apikey",
            name="firm",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="api_keys", to="referral.firm"
            ),
        ),
    ]
