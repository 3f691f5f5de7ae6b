"""A naming for a meeting can be undone, and made anew (INV-127)."""

from django.db import migrations, models

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0052_elections_by_name")]
    operations = [
        migrations.RemoveConstraint("FloorOfficer", "assembly_floorofficer_once"),
        migrations.AddIndex(
            "FloorOfficer",
            models.Index(
                fields=["cooperative_id", "meeting_id", "person_id", "role"], name="assembly_floorofficer_by"
            ),
        ),
        migrations.CreateModel(
            name="FloorOfficerEnd",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "cooperative_id", "officer_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("cooperative_id", models.UUIDField()),
                ("officer_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("act_id", models.UUIDField()),
            ],
        ),
        append_only(
            "assembly_floorofficerend",
            key=("officer_id",),
            references=[
                Reference(("officer_id",), "assembly_floorofficer"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("assembly", "namings.sql"),
    ]
