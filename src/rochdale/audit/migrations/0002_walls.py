"""The wall around the record, and its seal against changes."""

from django.db import migrations

from rochdale.tenancy.operations import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("tenancy", "0001_current"), ("cooperatives", "0001_initial")]
    operations = [append_only("audit_act")]
