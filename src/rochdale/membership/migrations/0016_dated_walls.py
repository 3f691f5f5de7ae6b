"""The walls of the dated register; what the register held before gets its first versions."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall

_STAND = "SELECT, INSERT, UPDATE (ended_on, ended_act_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0015_dated"),
        ("audit", "0002_walls"),
        ("cooperatives", "0002_walls"),  # brings btree_gist
    ]
    operations = [
        wall(
            "membership_personversion",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("blanked_act_id",), "audit_act"),
            ],
            rights=(
                "SELECT, INSERT, UPDATE (given_names, family_name, sorting_name, birth_date, sex, email, "
                "telephone, street, town, postal_code, reason, blanked_act_id)"
            ),
        ),
        append_only(
            "membership_memberversion",
            references=[
                Reference(("member_id",), "membership_member"),
                Reference(("act_id",), "audit_act"),
            ],
        ),
        wall(
            "membership_representative",
            references=[
                Reference(("organization_id",), "membership_person"),
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("ended_act_id",), "audit_act"),
            ],
            rights=_STAND,
        ),
        wall(
            "membership_guardian",
            references=[
                Reference(("ward_id",), "membership_person"),
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("ended_act_id",), "audit_act"),
            ],
            rights=_STAND,
        ),
        wall(
            "membership_suspension",
            references=[
                Reference(("member_id",), "membership_member"),
                Reference(("person_id",), "membership_person"),
                Reference(("act_id",), "audit_act"),
                Reference(("lifted_act_id",), "audit_act"),
            ],
            rights="SELECT, INSERT, UPDATE (words, lifted_on, lifted_words, lifted_act_id)",
        ),
        sql_file("membership", "first_versions.sql"),
        sql_file("membership", "dated.sql"),
        sql_file("membership", "standing.sql"),
    ]
