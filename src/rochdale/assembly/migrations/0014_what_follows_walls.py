"""The walls of what follows from a resolution, and what the database refuses of it."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall

RESOLUTION = Reference(("resolution_id",), "assembly_resolution")
ACT = Reference(("act_id",), "audit_act")
PERSON = Reference(("person_id",), "membership_person")
BODY = Reference(("body_id",), "assembly_body")


class Migration(migrations.Migration):
    dependencies = [
        ("assembly", "0013_what_follows"),
        ("audit", "0002_walls"),
        ("cooperatives", "0009_bylaw_resolution"),
        ("membership", "0002_walls"),
    ]
    operations = [
        append_only("assembly_objection", references=[RESOLUTION, PERSON, ACT]),
        append_only(
            "assembly_annulment",
            key=("resolution_id",),
            references=[RESOLUTION, Reference(("by_resolution_id",), "assembly_resolution"), ACT],
        ),
        append_only("assembly_effectrun", key=("resolution_id",), references=[RESOLUTION, ACT]),
        append_only("assembly_followup", references=[RESOLUTION, PERSON, ACT]),
        append_only(
            "assembly_followupstep",
            references=[Reference(("follow_up_id",), "assembly_followup"), PERSON, ACT],
        ),
        sql_file("assembly", "effects.sql"),
        append_only("assembly_body", references=[ACT]),
        append_only("assembly_seat", references=[BODY, ACT]),
        wall(
            "assembly_mandate",
            references=[
                BODY,
                Reference(("seat_id",), "assembly_seat"),
                PERSON,
                RESOLUTION,
                Reference(("item_id",), "assembly_agendaitem"),
                Reference(("office_id",), "cooperatives_office"),
                ACT,
                Reference(("end_resolution_id",), "assembly_resolution"),
                Reference(("ended_act_id",), "audit_act"),
            ],
            rights=(
                "SELECT, INSERT, UPDATE (ended_on, end_kind, end_words, end_resolution_id, ended_act_id)"
            ),
        ),
        sql_file("assembly", "mandates.sql"),
    ]
