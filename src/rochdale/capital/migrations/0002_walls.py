"""The walls of capital: everything is written once, and every movement is carried by its entry."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file

_ACT = Reference(("act_id",), "audit_act")


class Migration(migrations.Migration):
    dependencies = [
        ("capital", "0001_initial"),
        ("ledger", "0002_walls"),
        ("membership", "0002_walls"),
        ("audit", "0002_walls"),
    ]
    operations = [
        append_only("capital_shareclass", references=[_ACT, Reference(("account_id",), "ledger_account")]),
        append_only(
            "capital_sharemovement",
            references=[
                _ACT,
                Reference(("class_id",), "capital_shareclass"),
                Reference(("holder_id",), "membership_person"),
                Reference(("entry_id",), "ledger_entry"),
                Reference(("reverses_id",), "capital_sharemovement"),
            ],
        ),
        append_only(
            "capital_sharepayment",
            references=[
                _ACT,
                Reference(("movement_id",), "capital_sharemovement"),
                Reference(("entry_id",), "ledger_entry"),
            ],
        ),
        append_only(
            "capital_redemptionrequest",
            references=[
                _ACT,
                Reference(("class_id",), "capital_shareclass"),
                Reference(("holder_id",), "membership_person"),
            ],
        ),
        append_only(
            "capital_redemptionend",
            key=("request_id",),
            references=[
                _ACT,
                Reference(("request_id",), "capital_redemptionrequest"),
                Reference(("movement_id",), "capital_sharemovement"),
            ],
        ),
        sql_file("capital", "movements.sql"),
    ]
