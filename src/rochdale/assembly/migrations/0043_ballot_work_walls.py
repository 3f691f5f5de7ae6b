"""The walls of the long work of ballots and of the links of trustees. Of a work only its end is written later, and what was sent goes with it."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall

ACT = Reference(("act_id",), "audit_act")
BALLOT = Reference(("ballot_id",), "assembly_ballot")
TRUSTEE = Reference(("trustee_id",), "assembly_ballottrustee")


class Migration(migrations.Migration):
    dependencies = [("assembly", "0042_ballot_work"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [
        wall(
            "assembly_ballotwork",
            references=[BALLOT, TRUSTEE, ACT, Reference(("ended_act_id",), "audit_act")],
            rights="SELECT, INSERT, UPDATE (content, ended_at, ended_act_id, refused, refused_facts)",
        ),
        append_only(
            "assembly_ballotlink",
            references=[BALLOT, TRUSTEE, Reference(("letter_id",), "membership_letter"), ACT],
        ),
        sql_file("assembly", "ballot_work.sql"),
        sql_file("assembly", "ballot_links.sql"),
    ]
