"""The walls of verifiable ballots, and what the database refuses of them."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

ACT = Reference(("act_id",), "audit_act")
MEETING = Reference(("meeting_id",), "assembly_meeting")
LINE = Reference(("line_id",), "assembly_rollline")
BALLOT = Reference(("ballot_id",), "assembly_ballot")


class Migration(migrations.Migration):
    dependencies = [("assembly", "0037_ballots")]
    operations = [
        append_only(
            "assembly_ballot",
            references=[
                MEETING,
                Reference(("item_id",), "assembly_agendaitem"),
                Reference(("roll_id",), "assembly_roll"),
                ACT,
            ],
        ),
        append_only(
            "assembly_ballottrustee",
            references=[BALLOT, Reference(("person_id",), "membership_person"), ACT],
        ),
        append_only("assembly_ballotstep", references=[BALLOT, ACT]),
        append_only(
            "assembly_ballotpart",
            references=[BALLOT, Reference(("trustee_id",), "assembly_ballottrustee"), ACT],
        ),
        append_only("assembly_ballotcredential", key=("ballot_id", "line_id"), references=[BALLOT, LINE]),
        append_only("assembly_ballotevent", key=("ballot_id", "height"), references=[BALLOT]),
        append_only(
            "assembly_ballotparticipation", key=("ballot_id", "line_id"), references=[BALLOT, LINE]
        ),
        append_only(
            "assembly_ballotpapercount",
            references=[BALLOT, Reference(("teller_id",), "membership_person"), ACT],
        ),
        append_only(
            "assembly_ballotoutcome",
            key=("ballot_id",),
            references=[
                BALLOT,
                Reference(("resolution_id",), "assembly_resolution"),
                Reference(("election_id",), "assembly_election"),
                ACT,
            ],
        ),
        sql_file("assembly", "ballots.sql"),
    ]
