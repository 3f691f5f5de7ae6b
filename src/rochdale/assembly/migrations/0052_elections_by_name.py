"""Elections by name, where votes weigh differently (INV-131)."""

from django.db import migrations, models

from rochdale.tenancy.operations import Reference, append_only, sql_file

VOTED = Reference(("vote_id", "line_id"), "assembly_participation", ("vote_id", "line_id"))


class Migration(migrations.Migration):
    dependencies = [("assembly", "0051_delegates")]
    operations = [
        migrations.AlterField(
            "electionresult",
            "how",
            models.TextField(
                choices=[
                    ("acclamation", "by acclamation"),
                    ("vote", "by a vote at the meeting"),
                    ("ballot", "by a verifiable ballot"),
                ]
            ),
        ),
        migrations.CreateModel(
            name="OpenBallot",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "cooperative_id",
                        "vote_id",
                        "line_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("cooperative_id", models.UUIDField()),
                ("vote_id", models.UUIDField()),
                ("line_id", models.UUIDField()),
                ("ballot", models.TextField(db_default="", default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ballot__regex", "^([1-9][0-9]*( [1-9][0-9]*)*)?$")),
                        name="assembly_openballot_ballot",
                    )
                ],
            },
        ),
        append_only("assembly_openballot", key=("vote_id", "line_id"), references=[VOTED]),
        sql_file("assembly", "elections_by_name.sql"),
    ]
