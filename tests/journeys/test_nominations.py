"""An election over HTTP: seats put, candidates with what they say, the vote on devices, the count, and the seats."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assembly.decision_cases import NAMES
from assembly.floor import called, freeze
from assembly.nomination_cases import bylaws
from assembly.test_nominations import png
from journeys.conftest import Caisse
from rochdale.assembly import actions
from rochdale.assembly.models import BodyKind, FilledBy
from rochdale.cooperatives import actions as cooperatives

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Assembly:
    """An annual meeting with a seat to be filled, and browsers of its secretary and members."""

    caisse: Caisse
    secretary: Client
    members: list[Client]

    def at(self, path: str) -> str:
        return self.caisse.at(f"meetings/1/{path}")

    def says(self, who: Client, path: str, status: int = 200) -> str:
        answer = who.get(self.at(path))
        assert answer.status_code == status, answer.content.decode()
        return answer.content.decode()

    def sends(self, who: Client, path: str, **told: object) -> str:
        answer = who.post(self.at(path), told)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"])

    def number(self, place: int) -> int:
        return self.caisse.members[place].number


@pytest.fixture
def assembly(caisse: Caisse, enter: Callable[[Caisse, str], Client]) -> Assembly:
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    bylaws(by, candidate_order="alphabetical", candidate_membership_days=0, candidate_age_years=0)
    called(by)
    actions.make_body(
        by=by, code="board", kind=BodyKind.BOARD, names=NAMES, filled_by=FilledBy.GENERAL_MEETING
    )
    actions.open_seat(by=by, code="board", term_years=3, from_on=by.on - timedelta(days=1))
    browsers = [enter(caisse, str(line.number)) for line in caisse.members]
    return Assembly(caisse, enter(caisse, "officer"), browsers)


E = "elections/board/"


def put_seats(assembly: Assembly) -> None:
    offered = assembly.says(assembly.secretary, f"{E}seats/")
    seats = re.findall(r'name="seats" value="([^"]+)"', offered)
    assert len(seats) == 1
    told = {"seats": seats, "closes_on": assembly.caisse.by.on.isoformat()}
    assembly.sends(assembly.secretary, f"{E}seats/", **told)


def stand(assembly: Assembly, place: int, seconder: int, nomination: int, interests: str = "") -> None:
    own = assembly.members[place]
    assembly.sends(own, f"{E}nominate/", member_number=assembly.number(place))
    here = f"{E}nominations/{nomination}/"
    assembly.sends(assembly.members[seconder], f"{here}acts/", act="second")
    assembly.sends(
        own,
        f"{here}mine/",
        statement_fr=f"Je suis la candidate {place}.",
        statement_en="",
        interests=interests,
        **({} if interests else {"has_declared": "on"}),
        photo=SimpleUploadedFile("me.png", png()),
    )


def test_from_the_seats_to_the_mandate(assembly: Assembly) -> None:
    one, other = assembly.members[0], assembly.members[1]
    assert assembly.says(one, E, 404)
    assert f"{E}seats/" in assembly.says(assembly.secretary, "")
    put_seats(assembly)
    stand(assembly, 0, 1, 1)
    stand(assembly, 1, 0, 2, interests="A sawmill that sells to the cooperative.")
    own = assembly.says(other, f"{E}nominations/2/mine/")
    assert "A sawmill that sells to the cooperative." in own
    # Before the check the list is empty, and the photograph is the candidate's own.
    assert "candidate 0" not in assembly.says(other, E)
    assert assembly.says(other, f"{E}nominations/1/photo/1/", 404)
    for nomination in (1, 2):
        assert "check-words" in assembly.says(assembly.secretary, f"{E}nominations/{nomination}/")
        assembly.sends(
            assembly.secretary, f"{E}nominations/{nomination}/check/", act="admit", **{"check-words": ""}
        )
    listed = assembly.says(other, E)
    told = dict(
        re.findall(r"<h3><a[^>]*/nominations/(\d)/.*?<summary>[^<]*</summary>(.*?)</details>", listed, re.S)
    )
    assert "A sawmill" not in told["1"]
    assert "A sawmill that sells to the cooperative." in told["2"]
    assert "Je suis la candidate 0." in listed
    assert "nominations/1/photo/1/" in listed
    photo = other.get(assembly.at(f"{E}nominations/1/photo/1/"))
    assert (photo.status_code, photo.content) == (200, png())
    freeze(assembly.caisse.by, 1, assembly.caisse.members[-1].number)
    for client in (one, other):
        assembly.sends(client, "now/come/", act="come")
    opened = replace(assembly.caisse.by, at=datetime.now(UTC))
    actions.open_meeting(by=opened, number=1)
    assembly.sends(assembly.secretary, f"{E}hold/", act="put", group="", **{"put-closes_at": ""})
    asked = assembly.says(one, "now/")
    assert 'name="vote1-chosen"' in asked
    assert "1 siège" in asked or "1 seat" in asked
    again = one.post(assembly.at("votes/1/ballot/"), {}, follow=True)
    assert 'name="vote1-chosen"' in again.content.decode()
    taken = one.post(assembly.at("votes/1/ballot/"), {"vote1-chosen": "1"})
    (mark,) = re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", taken.content.decode())
    assert one.post(assembly.at("votes/1/ballot/"), {"vote1-chosen": "2"}).status_code == 409
    assert other.post(assembly.at("votes/1/ballot/"), {"vote1-chosen": "2"}).status_code == 200
    refused = assembly.secretary.post(assembly.at("floor/votes/1/close-election/"), {"close1-seed": ""})
    assert refused.status_code == 409
    assembly.sends(assembly.secretary, "floor/votes/1/close-election/", **{"close1-seed": "4 4 2"})
    result = assembly.says(other, "votes/1/")
    assert mark in result
    assert "4 4 2" in result
    assert 'class="rows"' in assembly.says(assembly.secretary, "wall/")
    assert "votes/1/" in assembly.says(assembly.secretary, "floor/")
    assembly.sends(assembly.secretary, f"{E}hold/", act="give")
    board = assembly.secretary.get(assembly.caisse.at("board/")).content.decode()
    assert re.search(r"Anaïs|Luc|Tremblay|Côté|Gagnon", board)


def test_by_acclamation(assembly: Assembly) -> None:
    put_seats(assembly)
    stand(assembly, 0, 1, 1)
    assembly.sends(assembly.secretary, f"{E}nominations/1/check/", act="admit", **{"check-words": ""})
    freeze(assembly.caisse.by, 1)
    actions.open_meeting(by=assembly.caisse.by, number=1)
    assert "declare-seed" in assembly.says(assembly.secretary, E)
    assembly.sends(assembly.secretary, f"{E}hold/", act="declare", group="", **{"declare-seed": ""})
    assert 'value="give"' in assembly.says(assembly.secretary, E)
    assert 'value="give"' not in assembly.says(assembly.members[1], E)


def test_a_refusal_tells_the_candidate_every_reason(assembly: Assembly) -> None:
    put_seats(assembly)
    own = assembly.members[0]
    assembly.sends(assembly.members[1], f"{E}nominate/", member_number=assembly.number(0))
    first = own.get(assembly.caisse.at("")).content.decode()
    assert "meetings/1/elections/board/nominations/1/" in first
    assert "accept" in assembly.says(own, f"{E}nominations/1/")
    assembly.sends(assembly.secretary, f"{E}nominations/1/check/", act="refuse", **{"check-words": "Voilà."})
    told = assembly.says(own, f"{E}nominations/1/")
    assert "Voilà." in told
    assert assembly.says(assembly.members[1], f"{E}nominations/1/", 404)


def test_only_the_candidate_writes_the_statement(assembly: Assembly) -> None:
    put_seats(assembly)
    stand(assembly, 0, 1, 1)
    assert assembly.says(assembly.members[1], f"{E}nominations/1/mine/", 404)
    own = assembly.members[0]
    bad = SimpleUploadedFile("me.png", b"no picture at all")
    answer = own.post(assembly.at(f"{E}nominations/1/mine/"), {"has_declared": "on", "photo": bad})
    assert answer.status_code == 400
    assembly.sends(own, f"{E}nominations/1/acts/", act="withdraw")


def test_what_comes_on_paper_is_written_down_and_training_too(assembly: Assembly) -> None:
    put_seats(assembly)
    here = assembly.sends(
        assembly.secretary, f"{E}nominate-for/", member_number=assembly.number(0), proposer=assembly.number(1)
    )
    assert here.endswith("nominations/1/")
    done = {"training-words": "Cours", "training-completed_on": assembly.caisse.by.on.isoformat()}
    assembly.sends(assembly.secretary, f"{E}nominations/1/training/", **done)
    assembly.sends(assembly.secretary, f"{E}nominations/1/training/", **{"training-words": ""})
    assert assembly.secretary.post(assembly.at(f"{E}hold/"), {"act": "nonsense"}).status_code == 404
