"""The walls of presence and of votes, and what the database refuses of them."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall

ACT = Reference(("act_id",), "audit_act")
MEETING = Reference(("meeting_id",), "assembly_meeting")
LINE = Reference(("line_id",), "assembly_rollline")
VOTE = Reference(("vote_id",), "assembly_vote")
VOTED = Reference(("vote_id", "line_id"), "assembly_participation", ("vote_id", "line_id"))


class Migration(migrations.Migration):
    dependencies = [("assembly", "0016_votes")]
    operations = [
        append_only(
            "assembly_presence",
            references=[MEETING, Reference(("person_id",), "membership_person"), LINE, ACT],
        ),
        append_only(
            "assembly_floorofficer", references=[MEETING, Reference(("person_id",), "membership_person"), ACT]
        ),
        append_only(
            "assembly_vote", references=[MEETING, Reference(("item_id",), "assembly_agendaitem"), ACT]
        ),
        append_only("assembly_votestep", references=[VOTE, ACT]),
        append_only("assembly_participation", key=("vote_id", "line_id"), references=[VOTE, LINE]),
        append_only("assembly_openchoice", key=("vote_id", "line_id"), references=[VOTED]),
        wall("assembly_sealedchoice", key=("vote_id", "id"), references=[VOTE], rights="SELECT, INSERT, DELETE"),
        append_only("assembly_boxchoice", key=("vote_id", "mark"), references=[VOTE]),
        append_only(
            "assembly_tellerscount",
            references=[VOTE, Reference(("teller_id",), "membership_person"), ACT],
        ),
        append_only(
            "assembly_voteoutcome",
            key=("vote_id",),
            references=[VOTE, Reference(("resolution_id",), "assembly_resolution"), ACT],
        ),
        sql_file("assembly", "votes.sql"),
        sql_file("assembly", "attendance.sql"),
    ]
