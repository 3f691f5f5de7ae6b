"""Who is there is there until the sitting ends, and online only where a meeting is held online too (INV-87)."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0049_held_as_called")]
    operations = [sql_file("assembly", "sittings.sql"), sql_file("assembly", "online.sql")]
