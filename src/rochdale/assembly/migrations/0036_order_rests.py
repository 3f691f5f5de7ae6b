"""A meeting of members opens on its frozen roll, annulled approvals do not stay, and words go with their person."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("assembly", "0035_order_walls"), ("membership", "0029_reasons_blank")]
    operations = [sql_file("assembly", "order.sql"), sql_file("assembly", "words_blank.sql")]
