"""What came back undelivered of the letters of a notice (INV-129)."""

from django.db import migrations, models

import rochdale.tenancy.models
from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0054_decided_once")]
    operations = [
        migrations.CreateModel(
            name="NoticeBounce",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=rochdale.tenancy.models.UuidV7(), primary_key=True, serialize=False
                    ),
                ),
                ("cooperative_id", models.UUIDField()),
                ("letter_id", models.UUIDField()),
                ("channel", models.TextField(choices=[("email", "by e-mail"), ("paper", "on paper")])),
                ("came_on", models.DateField()),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("address_unknown", "the address is not known"),
                            ("moved", "the member has moved"),
                            ("mailbox_full", "the mailbox is full"),
                            ("refused", "it was not accepted"),
                            ("unclaimed", "nobody collected it"),
                        ]
                    ),
                ),
                ("at", models.DateTimeField()),
                ("act_id", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cooperative_id", "letter_id", "channel"), name="assembly_noticebounce_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "paper"])),
                        name="assembly_noticebounce_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["address_unknown", "moved", "mailbox_full", "refused", "unclaimed"])
                        ),
                        name="assembly_noticebounce_reason",
                    ),
                ],
            },
        ),
        append_only(
            "assembly_noticebounce",
            references=[Reference(("letter_id",), "membership_letter"), Reference(("act_id",), "audit_act")],
        ),
        sql_file("assembly", "bounces.sql"),
    ]
