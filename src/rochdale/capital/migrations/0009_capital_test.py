"""The assets that the capital test counted, kept with each repayment, and what guards the test."""

from django.db import migrations, models

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("capital", "0008_class_rules")]
    operations = [
        migrations.AddField(
            model_name="redemptionend", name="assets_minor", field=models.BigIntegerField(null=True)
        ),
        sql_file("capital", "capital_test.sql"),
    ]
