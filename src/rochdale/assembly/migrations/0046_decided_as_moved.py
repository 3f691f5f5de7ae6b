"""What is decided on an item waits for its amendments, and carries what follows from its words (INV-110, INV-121)."""

from django.db import migrations, models

from rochdale.tenancy.models import UuidV7
from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0045_seats_closed")]
    operations = [
        migrations.CreateModel(
            name="AmendedEffect",
            fields=[
                ("id", models.UUIDField(db_default=UuidV7(), primary_key=True, serialize=False)),
                ("cooperative_id", models.UUIDField()),
                ("motion_id", models.UUIDField()),
                ("version", models.PositiveIntegerField()),
                ("texts", models.JSONField()),
                ("effect", models.TextField(db_default="", default="")),
                ("effect_facts", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("act_id", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cooperative_id", "motion_id", "version"),
                        name="assembly_amendedeffect_version",
                    )
                ],
            },
        ),
        append_only(
            "assembly_amendedeffect",
            references=[Reference(("motion_id",), "assembly_motion"), Reference(("act_id",), "audit_act")],
        ),
        sql_file("assembly", "decided_as_moved.sql"),
    ]
