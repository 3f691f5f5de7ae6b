"""By-laws are amended by the special majority alone, and effects wait for the last ballot (INV-122, INV-123)."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0047_minutes_wait")]
    operations = [
        sql_file("assembly", "bylaws_by_special.sql"),
        sql_file("assembly", "effects_wait.sql"),
    ]
