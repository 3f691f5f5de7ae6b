"""Documents to which published votes are bound, with their wall, and what the database refuses of them."""


import rochdale.tenancy.models
from django.db import migrations, models

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0003_verdicts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ElectionDocument',
            fields=[
                ('id', models.UUIDField(db_default=rochdale.tenancy.models.UuidV7(), primary_key=True, serialize=False)),
                ('cooperative_id', models.UUIDField()),
                ('election_id', models.UUIDField()),
                ('kind', models.TextField()),
                ('media_type', models.TextField()),
                ('content', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperative_id', 'election_id', 'kind'), name='assembly_electiondocument_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['notice', 'motions', 'roll'])), name='assembly_electiondocument_kinds'), models.CheckConstraint(condition=models.Q(('media_type__in', ['text/plain', 'application/pdf'])), name='assembly_electiondocument_media')],
            },
        ),
        append_only("assembly_electiondocument", references=[Reference(("election_id",), "assembly_election")]),
        sql_file("assembly", "documents_arrive.sql"),
    ]
