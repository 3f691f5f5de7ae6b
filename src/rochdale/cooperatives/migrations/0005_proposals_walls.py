"""The walls of acts that wait for a second person; both tables are written once."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("cooperatives", "0004_proposals"), ("audit", "0002_walls")]
    operations = [
        append_only("cooperatives_proposedact", references=[Reference(("act_id",), "audit_act")]),
        append_only(
            "cooperatives_proposaldecision",
            key=("proposal_id",),
            references=[
                Reference(("proposal_id",), "cooperatives_proposedact"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("cooperatives", "proposals.sql"),
    ]
