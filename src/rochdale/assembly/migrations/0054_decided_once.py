"""An item of a meeting is decided once, also where the meeting was planned anew (INV-128)."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0053_namings")]
    operations = [sql_file("assembly", "decided_once.sql")]
