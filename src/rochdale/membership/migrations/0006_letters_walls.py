"""The walls of letters. What happened to one is written once; of a letter only its end and its blanking are."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0005_letters"),
        ("audit", "0002_walls"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        wall(
            "membership_letter",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("blanked_act_id",), "audit_act"),
            ],
            rights="SELECT, INSERT, UPDATE (address, recipient, subject, body, settled_at, blanked_act_id)",
        ),
        append_only(
            "membership_letterdelivery",
            references=[
                Reference(("letter_id",), "membership_letter"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("membership", "letters.sql"),
    ]
