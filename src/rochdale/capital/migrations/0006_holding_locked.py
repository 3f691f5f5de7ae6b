"""The queue and certificates wait for movements in the drawers that these lock since there may be very many."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("capital", "0005_many_movements"), ("membership", "0010_file_views_walls")]
    operations = [sql_file("capital", "holding_locked.sql")]
