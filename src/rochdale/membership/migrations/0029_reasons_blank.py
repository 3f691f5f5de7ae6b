"""What guards the reasons of acts and the names of tokens: they go with the particulars of a person."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0028_suspension_votes_guard"),
        ("audit", "0003_reasons"),
        ("cooperatives", "0007_kept_answers_walls"),
    ]
    operations = [sql_file("membership", "reasons_blank.sql")]
