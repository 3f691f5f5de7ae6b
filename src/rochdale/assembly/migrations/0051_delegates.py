"""The roll of an assembly of delegates is drawn from their mandates (INV-130)."""

from django.db import migrations, models

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0050_sittings")]
    operations = [
        migrations.AlterField(
            "body",
            "kind",
            models.TextField(
                choices=[
                    ("board", "board of directors"),
                    ("delegates", "delegates"),
                    ("supervisory", "supervisory committee"),
                    ("credit", "credit committee"),
                    ("other", "other body"),
                ]
            ),
        ),
        migrations.AddField("rollline", "mandate_id", models.UUIDField(null=True)),
        sql_file("assembly", "delegates.sql"),
    ]
