"""What guards letters by e-mail: each to a person of the register names the consent under which it goes."""

from django.db import migrations

from rochdale.tenancy.operations import sql_file


class Migration(migrations.Migration):
    dependencies = [("membership", "0023_electronic_letters")]
    operations = [
        migrations.RunSQL(
            """ALTER TABLE membership_letter ADD CONSTRAINT membership_letter_consent_id_wall
               FOREIGN KEY (cooperative_id, consent_id) REFERENCES membership_consent (cooperative_id, id);"""
        ),
        sql_file("membership", "electronic_letters.sql"),
    ]
