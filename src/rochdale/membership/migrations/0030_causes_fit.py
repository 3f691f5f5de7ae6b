"""What guards the causes of departures: persons die and organizations end."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0029_reasons_blank")]
    operations = [sql_file("membership", "causes_fit.sql")]
