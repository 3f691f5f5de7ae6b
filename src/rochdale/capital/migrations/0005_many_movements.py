"""Movements by the ten thousand: the trigger that judges them no longer costs a lock for each holder."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("capital", "0004_certificates_walls")]
    operations = [sql_file("capital", "many_movements.sql")]
