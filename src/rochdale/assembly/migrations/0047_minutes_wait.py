"""Minutes wait for the last ballot of their meeting (INV-117)."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0046_decided_as_moved")]
    operations = [sql_file("assembly", "minutes_wait.sql")]
