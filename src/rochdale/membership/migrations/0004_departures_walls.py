"""The walls of departures; steps are written once."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0003_departures"), ("audit", "0002_walls")]
    operations = [
        append_only(
            "membership_departure",
            references=[
                Reference(("member_id",), "membership_member"),
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        append_only(
            "membership_departurestep",
            references=[
                Reference(("departure_id",), "membership_departure"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("membership", "departures.sql"),
    ]
