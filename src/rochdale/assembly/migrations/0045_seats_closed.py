"""A seat may be closed: from a day on the body has it no more (INV-120)."""

from django.db import migrations, models

from rochdale.tenancy.models import UuidV7
from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0044_candidacies_voted")]
    operations = [
        migrations.CreateModel(
            name="SeatClosing",
            fields=[
                ("id", models.UUIDField(db_default=UuidV7(), primary_key=True, serialize=False)),
                ("cooperative_id", models.UUIDField()),
                ("seat_id", models.UUIDField()),
                ("from_on", models.DateField()),
                ("words", models.TextField()),
                ("act_id", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cooperative_id", "seat_id"), name="assembly_seatclosing_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="assembly_seatclosing_words"
                    ),
                ],
            },
        ),
        append_only(
            "assembly_seatclosing",
            references=[Reference(("seat_id",), "assembly_seat"), Reference(("act_id",), "audit_act")],
        ),
        sql_file("assembly", "seats_closed.sql"),
    ]
