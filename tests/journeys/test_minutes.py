"""Minutes over HTTP: drafted, edited by two at once, signed on two screens, approved, and read by members."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from django.test import Client

from assembly.ballot_cases import asked_motion, set_up
from assembly.decision_cases import amendment, decided
from assembly.floor import Floor, called, freeze
from assembly.minutes_cases import AGENDA
from assembly.test_minutes import MOTION
from journeys.conftest import Caisse
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast, ItemDraft
from rochdale.assembly.models import Channel, Choice, FloorRole, MeetingKind, VoteMethod
from rochdale.cooperatives import actions as cooperatives
from rochdale.kernel.acting import Acting

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Book:
    """A meeting that is closed: the browsers of who runs meetings, of its chair and secretary, and of a member."""

    caisse: Caisse
    office: Client
    chair: Client
    secretary: Client
    member: Client

    def at(self, path: str = "", number: int = 1) -> str:
        return self.caisse.at(f"meetings/{number}/minutes/{path}")

    def reads(self, who: Client, path: str = "") -> str:
        who.cookies["django_language"] = "en"
        answer = who.get(self.at(path))
        assert answer.status_code == 200, answer.content.decode()
        return html.unescape(answer.content.decode())

    def sign(self) -> None:
        for who, role in ((self.chair, "chair"), (self.secretary, "secretary")):
            assert who.post(self.at("sign/"), {"version": 1, "role": role}).status_code == 302


def hold(
    caisse: Caisse, by: Acting, items: tuple[ItemDraft, ...], kind: MeetingKind = MeetingKind.SPECIAL
) -> int:
    """A meeting of the three members, with what is on its agenda adopted; its number."""
    number = called(by, items, kind)
    has_roll = kind is not MeetingKind.BOARD
    if has_roll:
        freeze(by, number)
        for line in caisse.members[:2]:
            actions.check_in(by=by, number=number, person_id=line.person_id, channel=Channel.HALL)
    actions.open_meeting(by=by, number=number)
    for line, role in zip(caisse.members, (FloorRole.CHAIR, FloorRole.SECRETARY), strict=False):
        actions.name_floor_officer(by=by, number=number, person_id=line.person_id, role=role)
    if has_roll:
        actions.put_to_vote(by=by, number=number, place=2, method=VoteMethod.OPEN)
        voter = replace(by, person_id=caisse.members[0].person_id, authority="member")
        actions.cast_vote(by=voter, number=number, vote_number=1, cast=Cast(Choice.YES))
        actions.close_vote(by=by, number=number, vote_number=1)
    actions.close_meeting(by=by, number=number)
    return number


@pytest.fixture
def book(caisse: Caisse, enter: Callable[[Caisse, str], Client]) -> Book:
    """An annual meeting of a caisse of three members; the last of them is a member and no more."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    hold(caisse, caisse.by, AGENDA[:2])
    return Book(
        caisse, enter(caisse, "officer"), *(enter(caisse, str(each.number)) for each in caisse.members)
    )


def save_draft(book: Book) -> None:
    assert book.office.post(book.at("draft/"), {"version": 0, "words": ""}).status_code == 302


def test_minutes_from_the_draft_to_the_approval(book: Book) -> None:
    assert "Anaïs Côté-Lévesque chairs the meeting" in book.reads(book.office)
    # Nobody else reads a draft, but for who is to sign it.
    assert book.member.get(book.at()).status_code == 404
    save_draft(book)
    assert book.member.get(book.at()).status_code == 404
    assert 'value="chair"' in book.reads(book.chair)
    assert 'value="chair"' not in book.reads(book.office)
    book.sign()
    read = book.reads(book.member)
    assert "Adopted: resolution 1." in read
    assert "edit/" not in read
    again = hold(book.caisse, later(book.caisse.by), (AGENDA[0], MOTION))
    approved = book.office.post(book.at("approve/"), {"version": 1, "resolution": 2})
    assert approved.status_code == 302
    assert f"by resolution 2 of meeting number {again}" in book.reads(book.member)


def later(by: Acting) -> Acting:
    # After the browsers of the test, whose clock is the real one.
    return replace(by, on=by.on + timedelta(days=3650), at=by.at + timedelta(days=3650))


def test_who_is_not_named_signs_nothing_on_a_page(book: Book) -> None:
    save_draft(book)
    assert book.member.post(book.at("sign/"), {"version": 1, "role": "chair"}).status_code == 409
    assert book.office.post(book.at("sign/"), {"version": 1, "role": "secretary"}).status_code == 409


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the page of texts."""
    texts = re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    hidden = re.findall(r'<input type="hidden" name="(based_on)" value="([0-9]+)"', page)
    return {name: html.unescape(text) for name, text in [*texts, *hidden]}


def test_two_who_edit_at_once_lose_nothing(book: Book) -> None:
    save_draft(book)
    mine = fields_of(book.office.get(book.at("edit/")).content.decode())
    theirs = dict(mine)
    theirs["text-en-closing"] = "Their closing."
    theirs["text-en-opening"] += "\n\nTheir own paragraph."
    assert book.office.post(book.at("edit/"), theirs).status_code == 302
    mine["text-en-closing"] = "My closing."
    mine["text-fr-closing"] = "Ma levée."
    answer = book.office.post(book.at("edit/"), mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    again = fields_of(page)
    # What one of us changed alone is there; what both changed is there twice.
    assert again["text-fr-closing"] == "Ma levée."
    assert again["text-en-opening"].endswith("Their own paragraph.")
    assert again["text-en-closing"] == "My closing."
    assert "Their closing." in page
    assert book.office.post(book.at("edit/"), again).status_code == 302
    read = book.reads(book.office)
    assert "My closing." in read
    assert "Their own paragraph." in read


def test_a_correction_says_why_and_is_signed_again(book: Book) -> None:
    save_draft(book)
    book.sign()
    sent = fields_of(book.office.get(book.at("edit/")).content.decode())
    sent["text-en-closing"] = "Corrected."
    assert book.office.post(book.at("edit/"), {**sent, "words": ""}).status_code == 409
    assert book.office.post(book.at("edit/"), {**sent, "words": "The hour."}).status_code == 302
    assert "corrects version 1: The hour." in book.reads(book.office)
    # A member reads what is signed.
    assert "Corrected." not in book.reads(book.member)
    assert book.member.get(book.at("?version=2")).status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_minutes_are_taken_away_on_paper(book: Book, language: str) -> None:
    save_draft(book)
    book.sign()
    answer = book.member.get(book.at(f"{language}.pdf"))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer.content == book.member.get(book.at(f"{language}.pdf")).content
    assert book.member.get(book.at("de.pdf")).status_code == 404


def test_members_find_signed_minutes_by_their_words(book: Book) -> None:
    save_draft(book)
    path = book.caisse.at("minutes/")
    assert "meetings/1/minutes/" not in book.member.get(path).content.decode()
    assert "meetings/1/minutes/" in book.office.get(path).content.decode()
    book.sign()
    assert "meetings/1/minutes/" in book.member.get(path, {"q": "auditeur"}).content.decode()
    assert "meetings/1/minutes/" not in book.member.get(path, {"q": "zebra"}).content.decode()


def test_bylaws_may_keep_minutes_to_officers(book: Book) -> None:
    save_draft(book)
    book.sign()
    closed = amendment(book.caisse.by, False, "minutes_open_to_members")  # the by-law's value
    actions.run_effect(by=book.caisse.by, number=decided(book.caisse.by, "amend_bylaw", closed))
    assert book.member.get(book.at()).status_code == 404
    assert "meetings/1/minutes/" not in book.member.get(book.caisse.at("minutes/")).content.decode()
    # Who signed reads what was signed.
    assert book.chair.get(book.at()).status_code == 200


def test_minutes_of_the_board_are_not_for_members(book: Book) -> None:
    number = hold(book.caisse, book.caisse.by, AGENDA[:2], MeetingKind.BOARD)
    book.office.post(book.at("draft/", number), {"version": 0, "words": ""})
    # Nobody wrote down who came, so that the minutes have a gap there until somebody fills it.
    assert book.chair.post(book.at("sign/", number), {"version": 1, "role": "chair"}).status_code == 409
    told = {"based_on": 1, "texts": {"fr": {"opening": "Tous sont là."}, "en": {"opening": "All are there."}}}
    written = book.office.post(
        f"/api/v1/{book.caisse.slug}/meetings/{number}/minutes", told, content_type="application/json",
        headers={"idempotency-key": uuid.uuid4().hex},
    )  # fmt: skip
    assert written.status_code == 201, written.content.decode()
    for who, role in ((book.chair, "chair"), (book.secretary, "secretary")):
        assert who.post(book.at("sign/", number), {"version": 2, "role": role}).status_code == 302
    assert book.member.get(book.at("", number)).status_code == 404
    assert book.office.get(book.at("", number)).status_code == 200


def test_programs_do_the_same(book: Book, caisse: Caisse) -> None:
    def at(path: str) -> str:
        return f"/api/v1/{caisse.slug}/{path}"

    def post(who: Client, path: str, body: dict[str, object]) -> int:
        headers = {"idempotency-key": uuid.uuid4().hex}
        answer = who.post(at(path), body, content_type="application/json", headers=headers)
        return int(answer.status_code)

    base = "meetings/1/minutes"
    assert book.office.get(at(base)).json()["version"] == 0
    assert post(book.office, f"{base}/draft", {"based_on": 0}) == 201
    texts = {"en": {"closing": "Closed."}}
    assert post(book.office, base, {"based_on": 1, "texts": texts}) == 201
    assert post(book.office, base, {"based_on": 1, "texts": texts}) == 409
    assert post(book.chair, f"{base}/signatures", {"version": 2, "role": "chair"}) == 200
    assert post(book.member, f"{base}/signatures", {"version": 2, "role": "secretary"}) == 409
    assert book.member.get(at(base)).status_code == 404
    assert post(book.secretary, f"{base}/signatures", {"version": 2, "role": "secretary"}) == 200
    told = book.member.get(at(base)).json()
    assert (told["version"], told["is_signed"]) == (2, True)
    assert told["texts"]["en"][0]["paragraphs"][3]["text"].startswith("{chair} chairs")
    assert [each["meeting"] for each in book.member.get(at("minutes"), {"q": "roy"}).json()["items"]] == [1]
    paper = book.member.get(at(f"{base}/paper"), {"language": "fr"})
    assert paper.content.startswith(b"%PDF")
    assert post(book.office, f"{base}/approvals", {"version": 2, "resolution": 1}) == 409


def test_nobody_signs_while_a_ballot_of_the_meeting_is_open(book: Book) -> None:
    by, people = book.caisse.by, [line.person_id for line in book.caisse.members]
    number = hold(book.caisse, by, AGENDA[:3])
    run = set_up(Floor(by, number, tuple(people[:2]), people[2]), asked_motion(), place=3)
    actions.draft_minutes(by=by, number=number, based_on=0)
    book.chair.cookies["django_language"] = "en"
    page = book.chair.get(book.at("", number)).content.decode()
    assert "What the meeting decided is provisional until its window closes" in page
    assert "Sign as chair" not in page
    refused = book.chair.post(book.at("sign/", number), {"version": 1, "role": "chair"})
    assert refused.status_code == 409
    told = book.office.get(f"/api/v1/{book.caisse.slug}/meetings/{number}/minutes").json()
    assert told["provisional_until"] is not None
    actions.give_up_ballot(by=by, **run.ids, words="Nobody kept a key.")
    actions.draft_minutes(by=by, number=number, based_on=1)
    assert book.chair.post(book.at("sign/", number), {"version": 2, "role": "chair"}).status_code == 302
