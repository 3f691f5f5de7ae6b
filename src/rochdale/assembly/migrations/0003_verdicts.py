"""Verdicts on published votes and the events of their boards, with the walls, and what the database refuses of them."""


import rochdale.tenancy.models
from django.db import migrations, models

from rochdale.tenancy.operations import Reference, append_only, sql_file


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardEvent',
            fields=[
                ('id', models.UUIDField(db_default=rochdale.tenancy.models.UuidV7(), primary_key=True, serialize=False)),
                ('cooperative_id', models.UUIDField()),
                ('election_id', models.UUIDField()),
                ('height', models.IntegerField()),
                ('head', models.TextField()),
                ('tracker', models.TextField(null=True)),
                ('number', models.TextField(null=True)),
                ('counted', models.BooleanField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['number'], name='assembly_board_by_number'), models.Index(fields=['head'], name='assembly_board_by_head')],
                'constraints': [models.CheckConstraint(condition=models.Q(('height__gte', 0)), name='assembly_boardevent_height'), models.CheckConstraint(condition=models.Q(('head__regex', '^[0-9a-f]{64}$')), name='assembly_boardevent_head'), models.CheckConstraint(condition=models.Q(models.Q(('counted', None), ('number', None), ('tracker', None)), models.Q(('counted__isnull', False), ('number__isnull', False), ('tracker__isnull', False), ('number__regex', '^[0-9]{24}$'), ('tracker__regex', '^[A-Za-z0-9+/]{43}$')), _connector='OR'), name='assembly_boardevent_ballot')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.UUIDField(db_default=rochdale.tenancy.models.UuidV7(), primary_key=True, serialize=False)),
                ('cooperative_id', models.UUIDField()),
                ('election_id', models.UUIDField()),
                ('verifier', models.IntegerField()),
                ('found_at', models.DateTimeField()),
                ('events', models.IntegerField()),
                ('received', models.IntegerField()),
                ('report', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cooperative_id', 'election_id', 'verifier'), name='assembly_verdict_verifier'), models.CheckConstraint(condition=models.Q(('events__gte', 1), ('received__gte', 0), ('verifier__gte', 1)), name='assembly_verdict_counts')],
            },
        ),
        append_only(
            "assembly_boardevent",
            key=("election_id", "height"),
            references=[Reference(("election_id",), "assembly_election")],
        ),
        append_only("assembly_verdict", references=[Reference(("election_id",), "assembly_election")]),
        sql_file("assembly", "boards_arrive.sql"),
    ]
