"""The walls of requests, which are decided once, and of acts at the counter, which are written once."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall


class Migration(migrations.Migration):
    dependencies = [("membership", "0011_requests")]
    operations = [
        wall(
            "membership_namerequest",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("decided_act_id",), "audit_act"),
            ],
            rights=(
                "SELECT, INSERT, UPDATE (given_names, family_name, birth_date, words, outcome, decided_at, "
                "decided_act_id)"
            ),
        ),
        append_only(
            "membership_assistance",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("officer_id",), "membership_person"),
                Reference(("consent_id",), "membership_consent"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("membership", "assistance.sql"),
    ]
