"""The functions that every wall asks: which cooperative, which sign-in; and the refusal of changes."""

from django.db import migrations

from rochdale.tenancy.operations import APP_ROLE, sql_file


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        sql_file("tenancy", "current.sql"),
        migrations.RunSQL(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}", migrations.RunSQL.noop),
    ]
