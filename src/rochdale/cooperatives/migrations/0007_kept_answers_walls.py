"""The wall of kept answers: written once, and removed when their time has come."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file, wall


class Migration(migrations.Migration):
    dependencies = [("cooperatives", "0006_keptanswer")]
    operations = [
        wall("cooperatives_keptanswer", rights="SELECT, INSERT, DELETE"),
        sql_file("cooperatives", "kept_answers.sql"),
    ]
