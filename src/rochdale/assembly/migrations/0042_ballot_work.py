"""The long work of ballots, which the worker does, and the links that trustees are sent later."""

from django.db import migrations, models

import rochdale.tenancy.models


class Migration(migrations.Migration):
    dependencies = [("assembly", "0041_mandates_counted")]
    operations = [
        migrations.CreateModel(
            name="BallotWork",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=rochdale.tenancy.models.UuidV7(), primary_key=True, serialize=False
                    ),
                ),
                ("cooperative_id", models.UUIDField()),
                ("ballot_id", models.UUIDField()),
                ("place", models.PositiveIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("shuffle", "a shuffle is judged"),
                            ("decryption", "a part of the opening is judged"),
                            ("count", "the ballot is counted"),
                        ]
                    ),
                ),
                ("trustee_id", models.UUIDField(null=True)),
                ("content", models.BinaryField(db_default=b"", default=b"")),
                ("seed", models.TextField(db_default="", default="")),
                ("casting_vote", models.TextField(db_default="", default="")),
                ("asked_at", models.DateTimeField()),
                ("act_id", models.UUIDField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_act_id", models.UUIDField(null=True)),
                ("refused", models.TextField(db_default="", default="")),
                ("refused_facts", models.JSONField(default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cooperative_id", "ballot_id", "place"), name="assembly_ballotwork_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["shuffle", "decryption"]), ("trustee_id__isnull", False)
                        )
                        | models.Q(("kind", "count"), ("trustee_id", None)),
                        name="assembly_ballotwork_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_act_id", None), ("ended_at", None), ("refused", ""))
                        | models.Q(("ended_act_id__isnull", False), ("ended_at__isnull", False)),
                        name="assembly_ballotwork_end",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["cooperative_id", "ballot_id"],
                        name="assembly_ballotwork_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=rochdale.tenancy.models.UuidV7(), primary_key=True, serialize=False
                    ),
                ),
                ("cooperative_id", models.UUIDField()),
                ("ballot_id", models.UUIDField()),
                ("trustee_id", models.UUIDField()),
                ("place", models.PositiveIntegerField()),
                ("token_hash", models.BinaryField()),
                ("replaces", models.BooleanField()),
                ("letter_id", models.UUIDField()),
                ("act_id", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cooperative_id", "trustee_id", "place"), name="assembly_ballotlink_place"
                    ),
                    models.UniqueConstraint(
                        fields=("cooperative_id", "token_hash"), name="assembly_ballotlink_token"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1)), name="assembly_ballotlink_counted"
                    ),
                ],
            },
        ),
    ]
