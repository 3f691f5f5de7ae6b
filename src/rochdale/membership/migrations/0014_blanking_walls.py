"""What guards blanked particulars."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0013_blanking")]
    operations = [
        migrations.RunSQL(
            """ALTER TABLE membership_person ADD CONSTRAINT membership_person_blanked_act_id_wall
               FOREIGN KEY (cooperative_id, blanked_act_id) REFERENCES audit_act (cooperative_id, id);"""
        ),
        sql_file("membership", "blanking.sql"),
    ]
