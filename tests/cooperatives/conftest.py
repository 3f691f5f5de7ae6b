"""A caisse of its own for each test, founded on a Monday before a leap day."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest

from rochdale.cooperatives import actions, queries
from rochdale.kernel.acting import Acting

FOUNDED = date(2024, 2, 26)


def acting(cooperative_id: uuid.UUID, on: date = FOUNDED, person_id: uuid.UUID | None = None) -> Acting:
    return Acting(
        cooperative_id, person_id, None, "standing order of the tests", on, datetime(2024, 2, 26, tzinfo=UTC)
    )


def found(slug: str, cooperative_id: uuid.UUID | None = None, **facts: object) -> queries.Cooperative:
    by = acting(cooperative_id or uuid.uuid4())
    usual: dict[str, object] = {
        "name": "Caisse des Moulins",
        "tier": queries.Tier.PRIMARY,
        "currency": "CAD",
        "languages": ["fr", "en"],
        "time_zone": "America/Toronto",
        "holidays": "CA-QC",
    }
    return actions.found_cooperative(by=by, slug=slug, **(usual | facts))  # type: ignore[arg-type]  # facts by name


@pytest.fixture
def caisse(database: str, slug: str) -> queries.Cooperative:
    """A caisse without by-laws or officers."""
    return found(slug)


@pytest.fixture
def other(database: str, slug: str) -> queries.Cooperative:
    """Another caisse, on the other side of the wall."""
    return found(f"{slug}-b")


@pytest.fixture
def by(caisse: queries.Cooperative) -> Acting:
    """The program acting for the caisse on the day it was founded."""
    return acting(caisse.id)


@pytest.fixture
def governed(by: Acting) -> Acting:
    """The same, after the caisse adopted the by-laws of Quebec."""
    actions.adopt_pack(by=by, pack="quebec-caisse")
    return by
