"""The walls of nominations and elections, and what the database refuses of them."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

ACT = Reference(("act_id",), "audit_act")
MEETING = Reference(("meeting_id",), "assembly_meeting")
BODY = Reference(("body_id",), "assembly_body")
PERSON = Reference(("person_id",), "membership_person")
SEAT = Reference(("seat_id",), "assembly_seat")
CALL = Reference(("call_id",), "assembly_nominationcall")
NOMINATION = Reference(("nomination_id",), "assembly_nomination")
VOTE = Reference(("vote_id",), "assembly_vote")
RESULT = Reference(("result_id",), "assembly_electionresult")


class Migration(migrations.Migration):
    dependencies = [("assembly", "0039_nominations")]
    operations = [
        append_only("assembly_nominationcall", references=[MEETING, BODY, ACT]),
        append_only("assembly_callseat", key=("call_id", "seat_id"), references=[CALL, SEAT]),
        append_only(
            "assembly_nomination",
            references=[MEETING, BODY, PERSON, Reference(("proposer_id",), "membership_person"), ACT],
        ),
        append_only("assembly_nominationstep", references=[NOMINATION, ACT]),
        append_only(
            "assembly_nominationsecond",
            key=("nomination_id", "person_id"),
            references=[NOMINATION, PERSON, ACT],
        ),
        append_only("assembly_candidatestatement", references=[NOMINATION, ACT]),
        append_only("assembly_candidatephoto", references=[NOMINATION, ACT]),
        append_only("assembly_candidatetraining", references=[PERSON, ACT]),
        append_only(
            "assembly_candidatedrawing", key=("meeting_id", "body_id"), references=[MEETING, BODY, ACT]
        ),
        append_only("assembly_electionvote", key=("vote_id",), references=[VOTE, CALL]),
        append_only("assembly_votecandidate", key=("vote_id", "place"), references=[VOTE, NOMINATION]),
        append_only("assembly_boxballot", key=("vote_id", "mark"), references=[VOTE]),
        append_only(
            "assembly_tellerssheet",
            references=[VOTE, Reference(("teller_id",), "membership_person"), ACT],
        ),
        append_only("assembly_electiontally", key=("vote_id",), references=[VOTE, ACT]),
        append_only(
            "assembly_electionresult",
            references=[
                MEETING,
                BODY,
                CALL,
                Reference(("item_id",), "assembly_agendaitem"),
                VOTE,
                Reference(("election_id",), "assembly_election"),
                ACT,
            ],
        ),
        append_only(
            "assembly_resultseat", key=("result_id", "seat_id"), references=[RESULT, SEAT, NOMINATION]
        ),
        sql_file("assembly", "nominations.sql"),
        sql_file("assembly", "contests.sql"),
    ]
