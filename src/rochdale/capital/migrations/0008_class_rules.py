"""What guards who may hold a class of shares, how much of it, whether it is repaid, and its return."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("capital", "0007_redemption_price_guard"), ("membership", "0016_dated_walls")]
    operations = [sql_file("capital", "class_rules.sql")]
