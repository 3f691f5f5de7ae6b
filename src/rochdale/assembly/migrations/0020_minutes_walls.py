"""The walls of minutes, and what the database refuses of them."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

ACT = Reference(("act_id",), "audit_act")
VERSION = Reference(("version_id",), "assembly_minutesversion")


class Migration(migrations.Migration):
    dependencies = [("assembly", "0019_minutes")]
    operations = [
        append_only(
            "assembly_minutesversion", references=[Reference(("meeting_id",), "assembly_meeting"), ACT]
        ),
        append_only(
            "assembly_minutessignature",
            references=[VERSION, Reference(("person_id",), "membership_person"), ACT],
        ),
        append_only(
            "assembly_minutesapproval",
            key=("version_id",),
            references=[VERSION, Reference(("resolution_id",), "assembly_resolution"), ACT],
        ),
        sql_file("assembly", "minutes.sql"),
    ]
