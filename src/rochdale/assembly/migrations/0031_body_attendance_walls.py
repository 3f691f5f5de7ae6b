"""The walls of who came to the meetings of bodies, and what the database refuses of it."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0030_body_attendance")]
    operations = [
        append_only(
            "assembly_bodyattendance",
            references=[
                Reference(("meeting_id",), "assembly_meeting"),
                Reference(("body_id",), "assembly_body"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        append_only(
            "assembly_bodyattendanceline",
            key=("attendance_id", "mandate_id"),
            references=[
                Reference(("attendance_id",), "assembly_bodyattendance", deferred=True),
                Reference(("mandate_id",), "assembly_mandate"),
            ],
        ),
        sql_file("assembly", "body_attendance.sql"),
    ]
