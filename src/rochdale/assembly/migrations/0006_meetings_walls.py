"""The walls of meetings, rolls and resolutions, and what the database refuses of them."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

MEETING = Reference(("meeting_id",), "assembly_meeting")
VERSION = Reference(("version_id",), "assembly_meetingversion")
ACT = Reference(("act_id",), "audit_act")
ROLL = Reference(("roll_id",), "assembly_roll")


class Migration(migrations.Migration):
    dependencies = [
        ("assembly", "0005_meetings"),
        ("audit", "0002_walls"),
        ("membership", "0002_walls"),
    ]
    operations = [
        append_only("assembly_meeting", references=[ACT]),
        append_only("assembly_meetingversion", references=[MEETING, ACT]),
        append_only("assembly_sitting", references=[VERSION]),
        append_only("assembly_agendaitem", references=[VERSION]),
        append_only("assembly_meetingstep", references=[MEETING, ACT]),
        sql_file("assembly", "meetings.sql"),
        append_only("assembly_roll", references=[MEETING, ACT]),
        append_only(
            "assembly_rollline",
            references=[
                ROLL,
                MEETING,
                Reference(("member_id",), "membership_member"),
                Reference(("person_id",), "membership_person"),
                Reference(("voter_id",), "membership_person"),
            ],
        ),
        append_only("assembly_rollfreeze", key=("roll_id",), references=[ROLL, ACT]),
        append_only(
            "assembly_resolution",
            references=[MEETING, Reference(("item_id",), "assembly_agendaitem"), ACT],
        ),
        sql_file("assembly", "resolutions.sql"),
    ]
