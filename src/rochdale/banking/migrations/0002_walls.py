"""The walls of banking, and the rule that nobody decides alone."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0001_initial"),
        ("tenancy", "0001_current"),
        ("audit", "0002_walls"),
        ("cooperatives", "0001_initial"),
        ("ledger", "0002_walls"),
        ("membership", "0002_walls"),
    ]
    operations = [
        append_only("banking_product", key=("code",)),
        append_only(
            "banking_memberaccount",
            key=("account_id",),
            references=[
                Reference(("account_id",), "ledger_account"),
                Reference(("product",), "banking_product", ("code",)),
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        wall(
            "banking_holder",
            references=[
                Reference(("account_id",), "banking_memberaccount", ("account_id",)),
                Reference(("person_id",), "membership_person"),
            ],
            rights="SELECT, INSERT, UPDATE (until)",
        ),
        append_only(
            "banking_pending",
            references=[
                Reference(("account_id",), "ledger_account"),
                Reference(("other_account_id",), "ledger_account"),
                Reference(("entry_id",), "ledger_entry"),
                Reference(("hold_id",), "ledger_hold"),
                Reference(("asked_by",), "membership_person"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        append_only(
            "banking_decision",
            key=("pending_id",),
            references=[
                Reference(("pending_id",), "banking_pending"),
                Reference(("entry_id",), "ledger_entry"),
                Reference(("decided_by",), "membership_person"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("banking", "accounts.sql"),
        sql_file("banking", "two_persons.sql"),
    ]
