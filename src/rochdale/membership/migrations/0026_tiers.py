"""What guards who is a member on which tier."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0025_linked")]
    operations = [sql_file("membership", "tiers.sql")]
