"""What guards the price of a redemption."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("capital", "0006_redemption_price")]
    operations = [sql_file("capital", "redemption_price.sql")]
