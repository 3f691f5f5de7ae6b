"""An office does not serve for one's own matters (INV-28)."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("cooperatives", "0002_walls"), ("audit", "0002_walls")]
    operations = [sql_file("cooperatives", "own_matters.sql")]
