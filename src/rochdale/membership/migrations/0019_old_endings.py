import rochdale.tenancy.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0018_applications_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='OldEnding',
            fields=[
                ('id', models.UUIDField(db_default=rochdale.tenancy.models.UuidV7(), primary_key=True, serialize=False)),
                ('cooperative_id', models.UUIDField()),
                ('member_id', models.UUIDField()),
                ('cause', models.TextField(choices=[('withdrawal', 'withdrawal'), ('exclusion', 'exclusion'), ('death', 'death'), ('end_of_organization', 'end of the organization')])),
                ('act_id', models.UUIDField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('cause__in', ['withdrawal', 'exclusion', 'death', 'end_of_organization'])), name='membership_oldending_cause'), models.UniqueConstraint(fields=('cooperative_id', 'member_id'), name='membership_oldending_once')],
            },
        ),
    ]
