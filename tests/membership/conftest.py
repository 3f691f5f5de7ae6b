"""A cooperative of its own for each test, and who acts in it."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from rochdale.cooperatives.models import Cooperative
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


def found(slug: str) -> UUID:
    """A bare institution, without by-laws or offices."""
    own_id = uuid.uuid4()
    with inside(own_id):
        Cooperative.objects.create(
            id=own_id,
            slug=slug,
            name=f"Caisse {slug}",
            tier="primary",
            currency="CAD",
            languages=["fr", "en"],
            time_zone="America/Toronto",
            holidays="CA-QC",
            business_date=TODAY,
            founded_on=date(1990, 1, 2),
        )
    return own_id


def acting(cooperative_id: UUID) -> Acting:
    return Acting(cooperative_id, None, None, "test", TODAY, NOW)


@pytest.fixture
def by(database: str, slug: str) -> Acting:
    """Acts in a cooperative that no other test knows."""
    return acting(found(slug))


@pytest.fixture
def elsewhere(database: str, slug: str) -> Acting:
    """Acts in another cooperative."""
    return acting(found(f"{slug}-other"))
