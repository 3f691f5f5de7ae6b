"""A mandate of an election comes from its result (INV-108)."""

from django.db import migrations, models

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0040_nominations_walls")]
    operations = [
        migrations.AddField("mandate", "result_id", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "mandate",
            models.CheckConstraint(
                condition=models.Q(("result_id", None), ("source", "election"), _connector="OR"),
                name="assembly_mandate_result",
            ),
        ),
        sql_file("assembly", "mandates_counted.sql"),
    ]
