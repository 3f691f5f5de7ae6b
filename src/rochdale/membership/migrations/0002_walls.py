"""The walls of the register. A sign-in sees its own doors before it has chosen one."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, shared, sql_file, wall


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0001_initial"),
        ("tenancy", "0001_current"),
        ("audit", "0002_walls"),
        ("cooperatives", "0002_walls"),  # brings btree_gist
    ]
    operations = [
        shared("membership_signin", rights="SELECT, INSERT, UPDATE"),
        wall(
            "membership_person",
            rights=(
                "SELECT, INSERT, UPDATE (given_names, family_name, sorting_name, birth_date, sex, language, "
                "email, telephone, street, town, postal_code)"
            ),
        ),
        wall(
            "membership_nameword",
            key=("word", "person_id"),
            references=[Reference(("person_id",), "membership_person")],
            rights="SELECT, INSERT, DELETE",
        ),
        wall(
            "membership_door",
            references=[Reference(("person_id",), "membership_person"), Reference(("act_id",), "audit_act")],
            rights="SELECT, INSERT, DELETE",
        ),
        wall(
            "membership_member",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("left_act_id",), "audit_act"),
            ],
            rights="SELECT, INSERT, UPDATE (left_on, left_act_id)",
        ),
        sql_file("membership", "register.sql"),
        sql_file("membership", "names.sql"),
    ]
