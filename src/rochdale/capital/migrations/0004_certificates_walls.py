"""The walls of certificates, and what the database refuses of the queue and of shares of who has left."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):
    dependencies = [("capital", "0003_certificates"), ("membership", "0004_departures_walls")]
    operations = [
        append_only(
            "capital_certificate",
            references=[
                Reference(("act_id",), "audit_act"),
                Reference(("class_id",), "capital_shareclass"),
                Reference(("holder_id",), "membership_person"),
            ],
        ),
        sql_file("capital", "certificates_arrive.sql"),
    ]
