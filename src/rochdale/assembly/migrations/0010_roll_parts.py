"""What a roll says of each drawing and each line beside what it said."""

from django.db import migrations, models


def _whole(model: str, name: str) -> migrations.AddField:
    # No roll is drawn yet: nothing takes this value.
    return migrations.AddField(model, name, models.PositiveIntegerField(default=1), preserve_default=False)


def _unique(model: str, name: str, *fields: str) -> migrations.AddConstraint:
    return migrations.AddConstraint(model, models.UniqueConstraint(fields=fields, name=name))


class Migration(migrations.Migration):
    dependencies = [("assembly", "0008_convening_walls")]
    operations = [
        migrations.RemoveConstraint("roll", "assembly_roll_meeting"),
        _whole("roll", "version"),
        _whole("roll", "lines_stated"),
        _unique("roll", "assembly_roll_version", "cooperative_id", "meeting_id", "version"),
        _whole("rollline", "place"),
        migrations.AddField("rollline", "members_counted", models.PositiveIntegerField(null=True)),
        _unique("rollline", "assembly_rollline_place", "cooperative_id", "roll_id", "place"),
        migrations.AddIndex(
            "rollline",
            models.Index(fields=["cooperative_id", "roll_id", "person_id"], name="assembly_rollline_of"),
        ),
        migrations.AddField(
            "rollfreeze", "frozen_on", models.DateField(default="2026-01-01"), preserve_default=False
        ),
    ]
