"""The wall of access tokens: of a token only its use and its revocation are written later."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, sql_file, wall


class Migration(migrations.Migration):
    dependencies = [("membership", "0021_tokens"), ("audit", "0002_walls")]
    operations = [
        wall(
            "membership_accesstoken",
            rights="SELECT, INSERT, UPDATE (last_used_at, revoked_at, revoked_act_id)",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("revoked_act_id",), "audit_act"),
            ],
        ),
        sql_file("membership", "tokens.sql"),
    ]
