"""The demo's caisse has a year of meetings behind it, told by the rooms' own rows; and its books stay sound."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from django.test import override_settings

from rochdale.assembly import queries as assembly
from rochdale.assembly.models import (
    FollowUpStep,
    Meeting,
    MeetingKind,
    MinutesApproval,
    MinutesVersion,
    Resolution,
    VoteOutcome,
)
from rochdale.assembly.queries.minutes import versions
from rochdale.audit.checks import differences
from rochdale.config import demo
from rochdale.config.checks import ALL
from rochdale.config.demo.scenes import VIEUX_MOULIN
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Cooperative, bylaw
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow
FIRST, THROUGH = date(2026, 6, 1), date(2026, 10, 30)
ANNUAL, REQUIRED = 1, 2


@pytest.fixture(scope="module")
def caisse(database: str) -> Cooperative:
    """A caisse of 120 members that has lived for five months."""
    slug = f"moulin-{uuid.uuid4().hex[:12]}"
    cast = tuple(replace(part, email=part.email.replace("@", f"@{slug}.")) for part in VIEUX_MOULIN.cast)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        demo.build(
            scene=replace(VIEUX_MOULIN, slug=slug, cast=cast), members=120, first=FIRST, through=THROUGH
        )
    return cooperatives.cooperative_by_slug(slug)


@contextmanager
def looked_at(caisse: Cooperative, number: int) -> Iterator[Meeting]:
    with inside(caisse.id):
        yield Meeting.objects.get(number=number)


def decided(meeting: Meeting) -> list[Resolution]:
    return list(Resolution.objects.filter(meeting_id=meeting.id).order_by("number"))


def test_the_annual_meeting_decides_in_every_way(caisse: Cooperative) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        surplus, auditor, counter, allowances, sponsor = decided(meeting)
        votes = [vote.method.value for vote in assembly.votes_of(meeting_id=meeting.id)]
    assert meeting.kind == MeetingKind.ANNUAL
    assert votes == ["hands", "hands", "open", "secret", "secret"]
    assert all(each.is_adopted for each in (surplus, auditor, counter))
    assert (allowances.is_adopted, allowances.no - allowances.yes) == (False, 1)
    # The by-laws give the chair no casting vote: what is tied is lost.
    assert (sponsor.is_adopted, sponsor.no - sponsor.yes) == (False, 0)


def test_every_outcome_counts_who_was_there(caisse: Cooperative) -> None:
    with inside(caisse.id):
        outcomes = list(VoteOutcome.objects.all())
    assert len(outcomes) == 6
    assert all(each.yes + each.no + each.abstain == each.present for each in outcomes)


def test_a_challenge_corrected_the_roll(caisse: Cooperative) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        roll = assembly.roll(meeting.number)
        challenges = assembly.challenges(roll.id)
    assert roll.frozen is not None
    assert [each.is_upheld for each in challenges] == [True]


def test_members_required_a_meeting_that_amended_a_bylaw(caisse: Cooperative) -> None:
    with looked_at(caisse, REQUIRED) as meeting:
        (amended,) = decided(meeting)
        before = bylaw("requisition_call_within_days", FIRST).number
        after = bylaw("requisition_call_within_days", THROUGH).number
    assert meeting.ground == "requisition"
    assert amended.is_adopted
    assert 3 * amended.yes >= 2 * (amended.yes + amended.no)
    assert (before, after) == (21, 14)


def test_minutes_were_signed_approved_and_are_in_both_languages(caisse: Cooperative) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        last = versions(meeting_id=meeting.id)[-1]
        kept = MinutesVersion.objects.filter(meeting_id=meeting.id).latest("version")
        approved = MinutesApproval.objects.get(version_id=kept.id)
        done = FollowUpStep.objects.filter(kind="done").count()
    assert last.content.is_complete
    assert set(last.content.languages) == {"fr", "en"}
    assert approved.resolution_id
    assert done >= 1


def test_every_check_of_the_audit_is_clean(caisse: Cooperative) -> None:
    assert list(differences(caisse.id, ALL)) == []
