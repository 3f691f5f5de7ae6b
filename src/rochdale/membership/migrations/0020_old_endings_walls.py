"""The wall of old endings: what an older register said of why a membership ended, written once."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only


class Migration(migrations.Migration):
    dependencies = [("membership", "0019_old_endings"), ("audit", "0002_walls")]
    operations = [
        append_only(
            "membership_oldending",
            references=[Reference(("member_id",), "membership_member"), Reference(("act_id",), "audit_act")],
        ),
    ]
