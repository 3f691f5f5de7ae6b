"""The walls of the register. A sign-in sees its own doors before it has chosen one."""

from django.db import migrations

from rochdale.tenancy.operations import OWN_ROWS, Reference, shared, wall


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0001_initial"),
        ("tenancy", "0001_current"),
        ("audit", "0002_walls"),
        ("cooperatives", "0001_initial"),
    ]
    operations = [
        shared("membership_signin", rights="SELECT, INSERT, UPDATE"),
        wall("membership_person"),
        wall(
            "membership_door",
            references=[Reference(("person_id",), "membership_person")],
            rights="SELECT, INSERT, DELETE",
            policy=f"{OWN_ROWS} OR sign_in_id = (SELECT tenancy_sign_in())",
        ),
        wall(
            "membership_member",
            references=[Reference(("person_id",), "membership_person"), Reference(("act_id",), "audit_act")],
            rights="SELECT, INSERT, UPDATE (left_on)",
        ),
    ]
