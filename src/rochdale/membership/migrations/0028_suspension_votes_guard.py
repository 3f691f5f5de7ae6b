"""What guards the board's vote on a suspension."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0027_suspension_votes")]
    operations = [sql_file("membership", "suspension_votes.sql")]
