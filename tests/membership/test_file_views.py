"""Who has looked: written once, for others only, the newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import Particulars
from rochdale.membership.queries import FilePart
from rochdale.tenancy.actions import inside

Raw = psycopg.Connection[tuple[object, ...]]
OFFICES = [OfficeKind.TELLER, OfficeKind.SECRETARY]


@pytest.fixture
def people(by: Acting) -> list[UUID]:
    return actions.add_persons(by=by, particulars=[Particulars("Roy", "Marc"), Particulars("Côté", "Anaïs")])


def test_a_look_is_kept_for_the_person_and_not_for_oneself(by: Acting, people: list[UUID]) -> None:
    member, officer = people
    looking = replace(by, person_id=officer)
    noted = actions.note_views(by=looking, person_ids=people, part=FilePart.MEMBER, offices=OFFICES)
    assert noted == 1
    with inside(by.cooperative_id):
        (line,) = queries.file_views_of(person_id=member).lines
        assert (line.viewer, line.offices, line.part) == ("Anaïs Côté", tuple(OFFICES), FilePart.MEMBER)
        assert queries.file_views_of(person_id=officer).lines == ()


def test_looks_come_by_pages_the_newest_first(by: Acting, people: list[UUID]) -> None:
    member, officer = people
    for minutes in range(5):
        looking = replace(by, person_id=officer, at=by.at + timedelta(minutes=minutes))
        actions.note_views(by=looking, person_ids=[member], part=FilePart.MEMBER, offices=OFFICES)
    with inside(by.cooperative_id):
        first = queries.file_views_of(person_id=member, limit=3)
        second = queries.file_views_of(person_id=member, after=first.next_after, limit=3)
    moments = [line.at for line in (*first.lines, *second.lines)]
    assert moments == sorted(moments, reverse=True)
    assert (len(moments), second.next_after) == (5, None)


@pytest.mark.parametrize(
    ("change", "refusal"), [("UPDATE membership_fileview SET part = 'letter'", "42501"),
                            ("DELETE FROM membership_fileview", "42501")]
)  # fmt: skip
def test_nobody_takes_a_look_back(
    by: Acting, people: list[UUID], app: Raw, change: str, refusal: str
) -> None:
    actions.note_views(
        by=replace(by, person_id=people[1]), person_ids=people, part=FilePart.MEMBER, offices=OFFICES
    )
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
    with pytest.raises(psycopg.Error) as refused:
        app.execute(change.encode())
    assert refused.value.sqlstate == refusal
