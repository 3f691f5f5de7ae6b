"""The walls of applications; steps and verdicts are written once, what is known of an applicant can be blanked."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only, sql_file, wall

_ACT = Reference(("act_id",), "audit_act")
_APPLICATION = Reference(("application_id",), "membership_application")


class Migration(migrations.Migration):
    dependencies = [("membership", "0017_applications"), ("audit", "0002_walls")]
    operations = [
        wall("membership_applicationdraft", rights="SELECT, INSERT, UPDATE (answers), DELETE"),
        wall(
            "membership_application",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("blanked_act_id",), "audit_act"),
                _ACT,
            ],
            rights=(
                "SELECT, INSERT, UPDATE (name, sorting_name, email, birth_date, identity_hash, particulars, "
                "person_id, blanked_on, blanked_act_id, state, state_on, due_on, order_on)"
            ),
        ),
        append_only(
            "membership_applicationstep",
            references=[_APPLICATION, Reference(("member_id",), "membership_member"), _ACT],
        ),
        wall(
            "membership_applicationdocument",
            references=[_APPLICATION, Reference(("draft_id",), "membership_applicationdraft")],
            rights="SELECT, INSERT, UPDATE (draft_id, application_id), DELETE",
        ),
        append_only(
            "membership_applicationmatch",
            references=[_APPLICATION, Reference(("person_id",), "membership_person"), _ACT],
        ),
        sql_file("membership", "applications.sql"),
    ]
