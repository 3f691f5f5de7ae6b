"""The walls of what was recorded elsewhere: facts, written once."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only

ACCOUNT = Reference(("account_id",), "banking_memberaccount", ("account_id",))
ACT = Reference(("act_id",), "audit_act")


class Migration(migrations.Migration):
    dependencies = [("banking", "0003_recorded")]
    operations = [
        append_only("banking_importrecord", key=("source",), references=[ACT]),
        append_only("banking_standinginstruction", references=[ACCOUNT, ACT]),
        append_only("banking_recordedloan", references=[ACCOUNT, ACT]),
        append_only(
            "banking_recordedcard",
            references=[ACCOUNT, ACT, Reference(("person_id",), "membership_person")],
        ),
        append_only(
            "banking_counterparty",
            key=("entry_id",),
            references=[Reference(("entry_id",), "ledger_entry")],
        ),
    ]
