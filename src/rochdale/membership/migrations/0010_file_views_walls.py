"""The wall of who has looked, which is written once."""

from django.db import migrations

from rochdale.tenancy.operations import Reference, append_only


class Migration(migrations.Migration):
    dependencies = [("membership", "0009_file_views")]
    operations = [
        append_only(
            "membership_fileview",
            references=[
                Reference(("person_id",), "membership_person"),
                Reference(("viewer_id",), "membership_person"),
            ],
        ),
    ]
