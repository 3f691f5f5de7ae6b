"""The walls of links that were sent anew: written once, each with its letter."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0031_application_links")]
    operations = [
        append_only(
            "membership_applicationlink",
            references=[
                Reference(("application_id",), "membership_application"),
                Reference(("letter_id",), "membership_letter"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        sql_file("membership", "application_links.sql"),
    ]
