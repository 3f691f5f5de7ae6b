"""A demo of some size has members at every stage of life, and its books and registers stay sound."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import override_settings

from rochdale.audit.checks import differences
from rochdale.capital import queries as shares
from rochdale.config import demo
from rochdale.config.checks import ALL
from rochdale.config.demo.scenes import VIEUX_MOULIN
from rochdale.cooperatives import queries as cooperatives
from rochdale.membership import queries
from rochdale.tenancy.actions import inside

UNDER_WAY = {
    ("withdrawal", "asked"),
    ("death", "reported"),
    ("end_of_organization", "reported"),
    *(("exclusion", step) for step in ("proposed", "notified", "heard", "decided", "told", "appealed")),
}
OVER = {
    ("withdrawal", "ended"),
    ("withdrawal", "taken_back"),
    ("death", "ended"),
    ("end_of_organization", "ended"),
    ("exclusion", "ended"),
    ("exclusion", "dismissed"),
    ("exclusion", "overturned"),
}


@pytest.mark.slow
def test_every_stage_of_life_is_there(database: str) -> None:
    slug = f"moulin-{uuid.uuid4().hex[:12]}"
    cast = tuple(replace(part, email=part.email.replace("@", f"@{slug}.")) for part in VIEUX_MOULIN.cast)
    scene = replace(VIEUX_MOULIN, slug=slug, cast=cast)
    first, through = date(2026, 1, 5), date(2026, 11, 6)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        demo.build(scene=scene, members=170, first=first, through=through)
    known = cooperatives.cooperative_by_slug(slug)
    with inside(known.id):
        under_way = {(line.cause.value, line.last.value) for line in queries.departures_under_way()}
        waiting = shares.redemption_queue()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT departure.cause, step.kind FROM membership_departure AS departure "
                "JOIN membership_departurestep AS step ON step.departure_id = departure.id"
            )
            steps = set(cursor.fetchall())
            cursor.execute("SELECT person_id FROM membership_member GROUP BY person_id HAVING count(*) > 1")
            returned = cursor.fetchall()
            cursor.execute("SELECT holder_id FROM capital_sharemovement WHERE cause = 'issue'")
            holders = {holder_id for (holder_id,) in cursor.fetchall()}
        owing = [each for each in shares.holdings(holder_ids=holders, on=through) if each.owing.minor]
    assert under_way >= UNDER_WAY
    assert steps >= OVER
    assert len(returned) == 1
    assert {each.share_class.code for each in waiting} == {"qualifying", "permanent"}
    assert owing
    assert list(differences(known.id, ALL)) == []
