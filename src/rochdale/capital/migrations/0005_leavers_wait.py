"""What guards the shares of who leaves: they are in the queue when the membership ends."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("capital", "0004_certificates_walls"), ("membership", "0028_suspension_votes_guard")]
    operations = [sql_file("capital", "leavers_wait.sql")]
