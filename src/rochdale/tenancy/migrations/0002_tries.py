"""Where tries are counted for all processes that serve pages."""

from django.db import migrations

from rochdale.tenancy.operations import shared, sql_file


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_current")]
    operations = [sql_file("tenancy", "tries.sql"), shared("tenancy_try")]
