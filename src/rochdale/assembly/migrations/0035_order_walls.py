"""The walls of motions, of the floor and of the question box, and what the database refuses of them."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

MEETING = Reference(("meeting_id",), "assembly_meeting")
ITEM = Reference(("item_id",), "assembly_agendaitem")
MOTION = Reference(("motion_id",), "assembly_motion")
MEMBER = Reference(("member_id",), "membership_member")
PERSON = Reference(("person_id",), "membership_person")
ACT = Reference(("act_id",), "audit_act")


class Migration(migrations.Migration):
    dependencies = [("assembly", "0034_order")]
    operations = [
        append_only("assembly_floorevent", references=[MEETING, ITEM, PERSON, ACT]),
        append_only(
            "assembly_ruling",
            key=("event_id",),
            references=[Reference(("event_id",), "assembly_floorevent"), ACT],
        ),
        append_only(
            "assembly_motion",
            references=[
                MEETING,
                ITEM,
                MEMBER,
                Reference(("parent_id",), "assembly_motion"),
                Reference(("ruling_id",), "assembly_ruling", ("event_id",)),
                ACT,
            ],
        ),
        append_only("assembly_motionwording", references=[MOTION, ACT]),
        append_only("assembly_motionsecond", references=[MOTION, MEMBER, ACT]),
        append_only("assembly_motionstep", references=[MOTION, ACT]),
        append_only(
            "assembly_votemotion",
            key=("vote_id",),
            references=[Reference(("vote_id",), "assembly_vote"), MOTION],
        ),
        append_only("assembly_question", references=[MEETING, PERSON, ACT]),
        append_only(
            "assembly_answer", references=[Reference(("question_id",), "assembly_question"), ACT]
        ),
        sql_file("assembly", "motions.sql"),
        sql_file("assembly", "putting.sql"),
        sql_file("assembly", "speaking.sql"),
    ]
