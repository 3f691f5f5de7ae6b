"""What the database refuses of meetings that members call themselves."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0032_signers_call"), ("audit", "0002_walls")]
    operations = [sql_file("assembly", "signers_call.sql")]
