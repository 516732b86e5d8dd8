from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Say on every offer whether its case is archived, or waits for the firm."""
    offers = apps.get_model("referral", "Offer").objects
    offers.filter(need__case__archived_at__isnull=False).update(archived=True)
    offers.filter(need__case__waits_for_firm=True).update(waits_for_firm=True)


class Migration(migrations.Migration):
    dependencies = [
        ("referral", "0005_sent_form"),
    ]

    operations = [
        migrations.AddField(model_name="offer", name="archived", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="offer", name="waits_for_firm", field=models.BooleanField(default=False)),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
