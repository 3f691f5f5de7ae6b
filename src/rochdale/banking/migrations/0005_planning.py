"""Let the planner judge every table that stands by now as if one cooperative owned it whole."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0004_recorded_walls"),
        ("audit", "0002_walls"),
        ("cooperatives", "0002_walls"),
        ("ledger", "0002_walls"),
        ("membership", "0002_walls"),
    ]
    operations = [sql_file("banking", "planning.sql")]
