"""The walls of this room, and what the database itself refuses of by-laws, offices and business dates."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, shared, sql_file, wall


class Migration(migrations.Migration):
    dependencies = [
        ("cooperatives", "0001_initial"),
        ("tenancy", "0001_current"),
        ("audit", "0002_walls"),
    ]
    operations = [
        BtreeGistExtension(),
        shared("cooperatives_cooperative", rights="SELECT, INSERT, UPDATE (business_date)"),
        append_only(
            "cooperatives_bylawversion",
            key=("version",),
            references=[Reference(("act_id",), "audit_act")],
        ),
        # The name comes before the version: one probe finds what was last stated about it.
        append_only(
            "cooperatives_bylawvalue",
            key=("name", "version"),
            references=[Reference(("version",), "cooperatives_bylawversion", ("version",))],
        ),
        wall(
            "cooperatives_office",
            references=[Reference(("act_id",), "audit_act"), Reference(("ended_act_id",), "audit_act")],
            rights="SELECT, INSERT, UPDATE (ended_on, ended_act_id)",
        ),
        sql_file("cooperatives", "directory.sql"),
        sql_file("cooperatives", "bylaws.sql"),
        sql_file("cooperatives", "offices.sql"),
    ]
