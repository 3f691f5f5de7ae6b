"""The answers of a ballot on seats are candidacies, which stay while it runs (INV-119)."""

from django.db import migrations, models

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0043_ballot_work_walls")]
    operations = [
        migrations.CreateModel(
            name="BallotCandidate",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "cooperative_id", "ballot_id", "question", "answer",
                        blank=True, editable=False, primary_key=True, serialize=False,
                    ),
                ),
                ("cooperative_id", models.UUIDField()),
                ("ballot_id", models.UUIDField()),
                ("question", models.PositiveIntegerField()),
                ("answer", models.PositiveIntegerField()),
                ("nomination_id", models.UUIDField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["cooperative_id", "nomination_id"], name="assembly_ballotcandidate_of"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cooperative_id", "ballot_id", "nomination_id"),
                        name="assembly_ballotcandidate_once",
                    )
                ],
            },
        ),
        append_only(
            "assembly_ballotcandidate",
            key=("ballot_id", "question", "answer"),
            references=[
                Reference(("ballot_id",), "assembly_ballot"),
                Reference(("nomination_id",), "assembly_nomination"),
            ],
        ),
        sql_file("assembly", "candidacies_voted.sql"),
    ]
