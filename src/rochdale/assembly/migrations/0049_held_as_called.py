"""A meeting is held as it was called, on its day, and leaves no vote open (INV-124, INV-125, INV-126)."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0048_amended_and_run")]
    operations = [
        sql_file("assembly", "opened_as_called.sql"),
        sql_file("assembly", "sits_in_time.sql"),
        sql_file("assembly", "closed_without_votes.sql"),
    ]
