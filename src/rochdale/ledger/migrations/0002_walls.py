"""The walls of the books, and the triggers by which the database refuses what must not be."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall



class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("tenancy", "0001_current"),
        ("audit", "0002_walls"),
        ("cooperatives", "0001_initial"),
    ]
    operations = [
        wall(
            "ledger_account",
            references=[Reference(("control_id",), "ledger_account")],
            rights="SELECT, INSERT, UPDATE (state, closed_on)",
        ),
        wall(
            "ledger_balance",
            key=("account_id",),
            references=[Reference(("account_id",), "ledger_account")],
            rights="SELECT, UPDATE (overdraft_minor)",
        ),
        wall(
            "ledger_day",
            key=("booking_date",),
            references=[
                Reference(("opened_act_id",), "audit_act"),
                Reference(("closed_act_id",), "audit_act"),
            ],
            rights="SELECT, INSERT, UPDATE (closed_act_id, first_number, last_number)",
        ),
        append_only(
            "ledger_entry",
            references=[
                Reference(("act_id",), "audit_act", witnessed=True),
                Reference(("reverses_id",), "ledger_entry", witnessed=True),
                Reference(("booking_date",), "ledger_day", ("booking_date",), witnessed=True),
            ],
        ),
        append_only(
            "ledger_posting",
            key=("entry_id", "line"),
            references=[
                Reference(("entry_id",), "ledger_entry", witnessed=True),
                Reference(("account_id", "currency"), "ledger_account", ("id", "currency"), witnessed=True),
            ],
        ),
        append_only(
            "ledger_entrynumber",
            key=("number",),
            references=[Reference(("entry_id",), "ledger_entry")],
        ),
        append_only(
            "ledger_dailybalance",
            key=("account_id", "booking_date"),
            references=[
                Reference(("account_id",), "ledger_account"),
                Reference(("booking_date",), "ledger_day", ("booking_date",)),
            ],
        ),
        append_only(
            "ledger_hold",
            references=[Reference(("account_id",), "ledger_account"), Reference(("act_id",), "audit_act")],
        ),
        append_only(
            "ledger_holdstep",
            references=[
                Reference(("hold_id",), "ledger_hold"),
                Reference(("entry_id",), "ledger_entry", deferred=True),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("ledger", "balances.sql"),
        sql_file("ledger", "witness.sql"),
        sql_file("ledger", "accounts.sql"),
        sql_file("ledger", "holds.sql"),
        sql_file("ledger", "days.sql"),
    ]
