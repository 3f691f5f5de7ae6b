"""The directory is read by name, a page at a time."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("cooperatives", "0007_kept_answers_walls")]
    operations = [sql_file("cooperatives", "directory_search.sql")]
