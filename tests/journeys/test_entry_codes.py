"""The code of a notice at the door: it leads the desk to the one member whose notice it is, and nobody else in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from assembly.floor import called
from journeys.conftest import Caisse
from rochdale.assembly.queries.entry_codes import entry_code, looks_like_code, member_of_code
from rochdale.cooperatives import actions as cooperatives
from rochdale.membership.models import Letter
from rochdale.tenancy.actions import inside

MEETING = uuid.UUID("01a208eb-c980-7ebe-844d-05b9f56feb19")
_PAGE = re.compile(r"/meetings/1/entry/([0-9]+-[0-9A-Z]{5}-[0-9A-Z]{5})/")


@given(number=st.integers(1, 10**9 - 1))
def test_a_code_names_its_member_however_it_is_typed(number: int) -> None:
    code = entry_code(meeting_id=MEETING, member_number=number)
    typed = [
        code,
        code.lower(),
        code.replace("-", " "),
        f"https://caisse.example/anse/meetings/3/entry/{code}/",
        f"HTTPSÇÉÉcaisse.exampleÉanseÉmeetingsÉ3ÉentryÉ{code.replace('-', '§')}É",  # another keyboard's signs
        code.replace("0", "O").replace("1", "l") if not {"0", "1"} & set(str(number)) else code,
    ]
    assert {member_of_code(meeting_id=MEETING, text=each) for each in typed} == {number}


@given(number=st.integers(1, 10**9 - 1), other=st.integers(1, 10**9 - 1))
def test_the_letters_of_one_code_fit_no_other_number_and_no_other_meeting(number: int, other: int) -> None:
    code = entry_code(meeting_id=MEETING, member_number=number)
    forged = f"{other}-{code.split('-', 1)[1]}"
    assert member_of_code(meeting_id=MEETING, text=forged) == (number if other == number else None)
    assert member_of_code(meeting_id=uuid.uuid4(), text=code) is None


@given(text=st.text(max_size=600))
def test_any_other_text_is_no_code(text: str) -> None:
    assert member_of_code(meeting_id=MEETING, text=text) is None


def test_names_and_numbers_are_searched_for() -> None:
    assert not any(map(looks_like_code, ("4182", "Tremblay", "Anaïs Côté-Lévesque", "0-ABCDE-FGHJK", "")))


def meeting_of(caisse: Caisse) -> dict[int, str]:
    """The code of each member, as it stands in the notice of a meeting that was called."""
    cooperatives.adopt_pack(
        by=caisse.by, pack="quebec-caisse", effective_from=caisse.by.on.replace(year=1990)
    )
    called(caisse.by)
    with inside(caisse.by.cooperative_id):
        bodies = [letter.body for letter in Letter.objects.filter(kind="meeting_called")]
    codes = [found[1] for body in bodies if (found := _PAGE.search(body))]
    assert len(codes) == len(bodies) == len(caisse.members)
    return {int(code.split("-")[0]): code for code in codes}


@pytest.fixture
def codes(caisse: Caisse) -> dict[int, str]:
    return meeting_of(caisse)


def test_at_the_desk_a_code_finds_its_member_alone(
    caisse: Caisse, codes: dict[int, str], enter: Callable[[Caisse, str], Client]
) -> None:
    secretary = enter(caisse, "officer")
    number = caisse.members[0].number
    arrived = secretary.get(caisse.at(f"meetings/1/entry/{codes[number]}/"), follow=True)
    assert arrived.redirect_chain[-1][0] == caisse.at(f"meetings/1/desk/?q={codes[number]}")
    said = arrived.content.decode()
    assert "Anaïs Côté-Lévesque" in said
    assert "Marc Roy" not in said
    assert "The notice is genuine" in said
    assert codes[number] not in said.split("<main")[1]  # the field is empty for the next one


def test_a_code_of_nothing_here_is_told_apart_from_a_search(
    caisse: Caisse, codes: dict[int, str], enter: Callable[[Caisse, str], Client]
) -> None:
    secretary = enter(caisse, "officer")
    one, other = (line.number for line in caisse.members[:2])
    forged = f"{other}-{codes[one].split('-', 1)[1]}"
    said = secretary.get(caisse.at("meetings/1/desk/"), {"q": forged}).content.decode()
    assert "No notice of this meeting has this code" in said
    assert "Marc Roy" not in said
    assert secretary.get(caisse.at(f"meetings/1/entry/{forged}/")).status_code == 404


def test_who_has_the_notice_shows_its_code_without_signing_in(
    caisse: Caisse, codes: dict[int, str], enter: Callable[[Caisse, str], Client]
) -> None:
    number = caisse.members[0].number
    page = caisse.at(f"meetings/1/entry/{codes[number]}/")
    for who in (Client(), enter(caisse, str(number))):
        answer = who.get(page)
        assert answer.status_code == 200
        said = answer.content.decode()
        assert codes[number] in said
        assert '<svg class="qr"' in said
        assert "Côté" not in said.split("<main")[1]  # whose it is stands on the paper, not here
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert Client().get(caisse.at("meetings/1/desk/"), {"q": codes[number]}).status_code in {302, 403}


def test_a_member_finds_the_own_code_in_the_meeting(
    caisse: Caisse, codes: dict[int, str], enter: Callable[[Caisse, str], Client]
) -> None:
    number = caisse.members[0].number
    said = enter(caisse, str(number)).get(caisse.at("meetings/1/")).content.decode()
    assert caisse.at(f"meetings/1/entry/{codes[number]}/") in said


def test_the_desk_says_that_the_roll_is_not_frozen(
    caisse: Caisse, codes: dict[int, str], enter: Callable[[Caisse, str], Client]
) -> None:
    assert codes
    desk = enter(caisse, "officer").get(caisse.at("meetings/1/desk/"))
    assert "The roll is not frozen yet" in desk.content.decode()
