"""What guards the reasons of operations that took two: they go with the particulars of a person."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0005_holders_by_account"),
        ("membership", "0029_reasons_blank"),
    ]
    operations = [sql_file("banking", "reasons_blank.sql")]
