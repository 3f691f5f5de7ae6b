"""The dated register: what was known of whom, from when, recorded when; nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rochdale.membership.models import EVER
from rochdale.membership.queries.dating import Dated, holding, known_by, rewritten

from .conftest import NOW, TODAY

FIELDS = ("name", "town", "phone")


@dataclass(frozen=True)
class Change:
    """One act: some facts said anew, with effect from a day."""

    facts: dict[str, int]
    on: date


changes = st.lists(
    st.builds(
        Change,
        st.dictionaries(st.sampled_from(FIELDS), st.integers(1, 4), min_size=1),
        st.integers(-12, 12).map(lambda days: TODAY + timedelta(days=days)),
    ),
    max_size=9,
)


def said(acts: list[Change], on: date) -> dict[str, int]:
    """What holds on a day, fact by fact: the change with the latest day, and of one day the last one recorded."""
    facts = dict.fromkeys(FIELDS, 0)
    for act in sorted(acts, key=lambda each: each.on):  # a stable sort: the order of recording within a day
        if act.on <= on:
            facts |= act.facts
    return facts


@given(acts=changes)
def test_versions_say_on_every_day_what_the_changes_said(acts: list[Change]) -> None:
    versions = [Dated(1, NOW, EVER, dict.fromkeys(FIELDS, 0))]
    for count, act in enumerate(acts, start=1):
        at = NOW + timedelta(minutes=count)
        for written in list(rewritten(versions, act.facts, act.on)):
            place = len(versions) + 1
            versions.append(
                Dated(place, at, written.effective_from, written.facts, written.changed, written.is_carried)
            )
    for count in range(len(acts) + 1):  # as it was known after each act
        known = known_by(versions, NOW + timedelta(minutes=count))
        for day in range(-14, 15):
            on = TODAY + timedelta(days=day)
            found = holding(known, on)
            assert found is not None
            assert found.facts == said(acts[:count], on)
