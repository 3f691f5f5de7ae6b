"""The walls of what is said beside the lines of a roll, and what the database refuses of a roll."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

ROLL = Reference(("roll_id",), "assembly_roll")
LINE = Reference(("line_id",), "assembly_rollline")
CHALLENGE = Reference(("challenge_id",), "assembly_rollchallenge")
ACT = Reference(("act_id",), "audit_act")


class Migration(migrations.Migration):
    dependencies = [("assembly", "0011_rolls"), ("membership", "0029_reasons_blank")]
    operations = [
        append_only(
            "assembly_rollchallenge",
            references=[ROLL, LINE, Reference(("challenger_id",), "membership_person"), ACT],
        ),
        append_only("assembly_rollanswer", key=("challenge_id",), references=[CHALLENGE, ACT]),
        append_only("assembly_rollcorrection", references=[ROLL, LINE, CHALLENGE, ACT]),
        sql_file("assembly", "rolls.sql"),
        sql_file("assembly", "rolls_blank.sql"),
    ]
