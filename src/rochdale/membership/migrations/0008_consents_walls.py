"""The wall of consents, which are written once."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0007_consents"), ("audit", "0002_walls")]
    operations = [
        append_only(
            "membership_consent",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("membership", "consents.sql"),
    ]
