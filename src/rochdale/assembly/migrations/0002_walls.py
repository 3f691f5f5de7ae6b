"""The wall of published votes, and what the database refuses of them."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0001_initial"), ("audit", "0002_walls")]
    operations = [
        append_only("assembly_election", references=[Reference(("act_id",), "audit_act")]),
        sql_file("assembly", "elections_arrive.sql"),
    ]
