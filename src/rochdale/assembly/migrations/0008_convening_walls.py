"""The walls of notices, papers and requisitions, and what the database refuses of them (INV-83, INV-86, INV-97)."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

MEETING = Reference(("meeting_id",), "assembly_meeting")
ACT = Reference(("act_id",), "audit_act")
MEMBER = Reference(("member_id",), "membership_member")
LETTER = Reference(("letter_id",), "membership_letter")
REQUISITION = Reference(("requisition_id",), "assembly_requisition")


class Migration(migrations.Migration):
    dependencies = [
        ("assembly", "0007_convening"),
        ("audit", "0002_walls"),
        ("membership", "0006_letters_walls"),
        ("cooperatives", "0002_walls"),
    ]
    operations = [
        append_only(
            "assembly_notice",
            references=[
                MEETING,
                Reference(("step_id",), "assembly_meetingstep"),
                Reference(("version_id",), "assembly_meetingversion"),
                ACT,
            ],
        ),
        append_only(
            "assembly_noticeletter",
            references=[Reference(("notice_id",), "assembly_notice"), MEMBER, LETTER],
        ),
        append_only("assembly_noticehandover", references=[LETTER, ACT]),
        append_only("assembly_meetingdocument", references=[MEETING, ACT]),
        append_only("assembly_requisition", references=[MEMBER, ACT]),
        append_only("assembly_requisitionsignature", references=[REQUISITION, MEMBER, ACT]),
        append_only("assembly_requisitionreached", key=("requisition_id",), references=[REQUISITION, ACT]),
        append_only("assembly_requisitionmeeting", references=[REQUISITION, MEETING, ACT]),
        append_only("assembly_requisitionoverdue", key=("requisition_id",), references=[REQUISITION, ACT]),
        sql_file("assembly", "convening.sql"),
        sql_file("assembly", "meeting_documents.sql"),
        sql_file("assembly", "requisitions.sql"),
    ]
