"""The roll of a meeting over HTTP: drawn and frozen by the secretary, looked up and challenged by members."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from rochdale.assembly import actions
from rochdale.assembly.actions import ItemDraft, MeetingDraft, SittingDraft
from rochdale.assembly.models import ItemKind, MeetingKind, MeetingMode
from rochdale.cooperatives import actions as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars

from .conftest import TODAY, Caisse

pytestmark = pytest.mark.slow

Enter = Callable[[Caisse, str], Client]
HELD_ON = TODAY + timedelta(days=23)
UNTIL = HELD_ON - timedelta(days=3)
TITLES = {"fr": "Assemblée annuelle", "en": "Annual meeting"}
NEWCOMER = Newcomer(Particulars("Bédard", "Lise", language="en"), TODAY - timedelta(days=30))


def later(by: Acting, days: int) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days))


@pytest.fixture
def meeting(caisse: Caisse) -> str:
    """The address of a roll that is not drawn, of a meeting in some weeks; member 3 is auxiliary, 4 too recent."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    membership.change_class(
        by=caisse.by, number=3, member_class=membership.MemberClass.AUXILIARY, effective_on=TODAY
    )
    membership.register_members(by=caisse.by, newcomers=[NEWCOMER])
    starts_at = datetime(HELD_ON.year, HELD_ON.month, HELD_ON.day, 18, tzinfo=UTC)
    draft = MeetingDraft(
        kind=MeetingKind.ANNUAL,
        titles=TITLES,
        mode=MeetingMode.IN_PERSON,
        record_date=TODAY,
        sittings=[SittingDraft(starts_at, venue="Salle du Moulin")],
        items=[ItemDraft(ItemKind.OPENING, {"fr": "Ouverture", "en": "Opening"})],
    )
    return caisse.at(f"meetings/{actions.draft_meeting(by=caisse.by, draft=draft)}/roll/")


def page(client: Client, path: str, language: str = "en") -> str:
    client.get(f"/language/{language}")
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def send(client: Client, path: str, **sent: object) -> str:
    answer = client.post(path, sent, follow=True, headers={"accept-language": "en"})
    assert answer.status_code == 200, answer.content.decode()
    return " ".join(answer.content.decode().split())


def move_to(caisse: Caisse, day: date) -> None:
    cooperatives.move_business_date(by=replace(caisse.by, person_id=None), to=day)


def test_the_secretary_draws_the_roll_and_reads_who_may_not_vote(
    caisse: Caisse, enter: Enter, meeting: str
) -> None:
    officer = enter(caisse, "officer")
    assert "The roll is not drawn yet." in page(officer, meeting)
    assert "Everybody who was a member on" in page(officer, f"{meeting}draw/")
    told = send(officer, f"{meeting}draw/")
    assert "Member for too short a time" in told
    assert "Annual meeting" in told
    assert "auxiliary member" in page(officer, f"{meeting}?reason=auxiliary")
    assert "Lise Bédard" not in page(officer, f"{meeting}?reason=entitled")
    assert "Lise Bédard" in page(officer, f"{meeting}?q=beda")
    assert "answers to “nobody”" in page(officer, f"{meeting}?q=nobody")
    assert "membre depuis trop peu de temps" in page(officer, f"{meeting}?q=4", "fr")


def test_a_member_reads_why_challenges_and_is_put_on_the_roll(
    caisse: Caisse, enter: Enter, meeting: str
) -> None:
    officer, lise = enter(caisse, "officer"), enter(caisse, "2")
    own = f"{meeting}mine/"
    assert "The roll is not drawn yet." in page(lise, own)
    actions.draw_roll(by=caisse.by, number=1)
    assert "Yes: you may vote in this meeting." in page(lise, own)
    noel = enter(caisse, "3")
    assert "Non : vous ne pouvez pas voter" in page(noel, own, "fr")
    told = page(noel, own)
    assert "No: you may not vote in this meeting." in told
    assert "Auxiliary members vote: no." in told
    assert "Is this wrong? Say so until" in told
    told = send(noel, f"{own}3/challenge/", words="I asked to be a full member in May.")
    assert "waits for an answer" in told
    assert "Noël Œuvrard, 3, about their own line" in page(officer, meeting)
    answer = f"{meeting}challenges/1/"
    assert "I asked to be a full member in May." in page(officer, answer)
    assert "Say why" not in page(officer, answer)
    send(officer, answer, is_upheld="yes", words="The board agreed in June.")
    told = page(noel, own)
    assert "Yes: you may vote in this meeting." in told
    assert "granted: “The board agreed in June.”" in told
    assert "may vote (corrected)" in page(officer, meeting)


def test_a_member_says_that_another_is_wrongly_on_the_roll(
    caisse: Caisse, enter: Enter, meeting: str
) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "1")
    actions.draw_roll(by=caisse.by, number=1)
    own = f"{meeting}mine/challenge/"
    assert "Another member should not vote in this meeting" in page(member, own)
    refused = member.post(own, {"member_number": "", "words": ""})
    assert refused.status_code == 400
    assert "waits for an answer" in send(member, own, member_number=2, words="He moved to Gaspé.")
    send(officer, f"{meeting}challenges/1/", is_upheld="no", words="He did not.")
    assert "rejected: “He did not.”" in page(member, f"{meeting}mine/")


def test_a_line_is_corrected_with_every_reason(caisse: Caisse, enter: Enter, meeting: str) -> None:
    officer = enter(caisse, "officer")
    actions.draw_roll(by=caisse.by, number=1)
    line = f"{meeting}members/1/"
    assert "Correct this line" in page(officer, line)
    answer = officer.post(line, {"may_vote": "no", "words": "A letter."}, headers={"accept-language": "en"})
    assert "Say why this member may not vote." in answer.content.decode()
    send(officer, line, may_vote="no", reasons=["has_left", "suspended"], words="A letter.")
    assert "right to vote suspended, left before the meeting" in page(officer, line)
    send(officer, line, may_vote="yes", words="The letter was another’s.")
    assert "“The letter was another’s.”" in page(officer, line)
    assert officer.get(f"{meeting}members/99/").status_code == 404


def test_a_roll_is_frozen_and_its_hash_is_for_everybody(caisse: Caisse, enter: Enter, meeting: str) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "1")
    actions.draw_roll(by=caisse.by, number=1)
    early = officer.post(f"{meeting}freeze/", headers={"accept-language": "en"})
    assert "Members may challenge the roll until" in early.content.decode()
    move_to(caisse, UNTIL + timedelta(days=1))
    shown = page(officer, f"{meeting}freeze/")
    assert "is closed for good" in shown
    told = send(officer, f"{meeting}freeze/")
    text = officer.get(f"{meeting}roll.txt").content
    published = hashlib.sha256(text).hexdigest()
    assert published in told
    assert published in page(member, f"{meeting}mine/")
    assert "2 members may vote" in page(member, f"{meeting}mine/")
    assert b"\n3 0 auxiliary\n4 0 too_recent\n" in text
    assert "nothing changes on it any more" in page(officer, f"{meeting}members/1/")


def test_the_alphabetical_list_leaves_as_paper_and_as_a_table(
    caisse: Caisse, enter: Enter, meeting: str
) -> None:
    officer = enter(caisse, "officer")
    actions.draw_roll(by=caisse.by, number=1)
    where = f"{meeting}list/"
    assert "everybody who may vote in this meeting, by name" in page(officer, where).lower()
    assert officer.post(where, {"form": "csv", "purpose": ""}).status_code == 400
    table = officer.post(where, {"form": "csv", "purpose": "the desk"}, headers={"accept-language": "en"})
    lines = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # as it is written
    assert [line.split(",")[0].strip('"') for line in lines[1:]] == ["Côté-Lévesque", "Roy"]
    paper = officer.post(where, {"form": "pdf", "purpose": "the desk"}, headers={"accept-language": "en"})
    told = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "Members entitled to vote in a meeting" in told
    assert "It may still be corrected." in told


def test_members_and_strangers_do_not_see_the_lines(caisse: Caisse, enter: Enter, meeting: str) -> None:
    actions.draw_roll(by=caisse.by, number=1)
    member = enter(caisse, "1")
    for path in ("", "draw/", "freeze/", "list/", "roll.txt", "members/1/", "challenges/1/"):
        assert member.get(f"{meeting}{path}").status_code == 403
    assert Client().get(f"{meeting}mine/").status_code == 302


def test_neighbours_do_not_see_the_roll(
    caisse: Caisse, neighbour: Caisse, enter: Enter, meeting: str
) -> None:
    actions.draw_roll(by=caisse.by, number=1)
    officer = enter(neighbour, "officer")
    assert officer.get(meeting).status_code == 403
    assert officer.get(neighbour.at("meetings/1/roll/")).status_code == 404
    assert officer.get(neighbour.at("meetings/1/roll/mine/")).status_code == 404


def test_a_long_roll_costs_as_many_questions_as_a_short_one(
    caisse: Caisse, enter: Enter, meeting: str
) -> None:
    officer = enter(caisse, "officer")
    actions.draw_roll(by=caisse.by, number=1)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(officer, meeting)
        return len(captured)

    page(officer, meeting)
    short = asked()
    crowd = [Newcomer(Particulars(f"Membre {place}"), TODAY - timedelta(days=400)) for place in range(120)]
    membership.register_members(by=caisse.by, newcomers=crowd)
    actions.draw_roll(by=later(caisse.by, 1), number=1)
    assert asked() == short
    assert "after=50" in page(officer, meeting)
    assert "Membre 48" in page(officer, f"{meeting}?after=50")


def api(client: Client, caisse: Caisse, path: str, sent: object = None) -> tuple[int, object]:
    where = f"/api/v1/{caisse.slug}/{path}"
    if sent is None:
        answer = client.get(where)
    else:
        answer = client.post(
            where,
            json.dumps(sent),
            content_type="application/json",
            headers={"Idempotency-Key": str(uuid4())},
        )
    return answer.status_code, json.loads(answer.content)


def test_programs_draw_challenge_answer_and_freeze(caisse: Caisse, enter: Enter, meeting: str) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "3")
    base = "meetings/1/roll"
    assert api(officer, caisse, base)[0] == 404
    assert api(officer, caisse, f"{base}/draw", {"counted": []}) == (200, {"version": 1})
    status, told = api(officer, caisse, base)
    assert isinstance(told, dict)
    assert (status, told["entitled"], told["by_reason"]) == (200, 2, {"auxiliary": 1, "too_recent": 1})
    status, page_one = api(officer, caisse, f"{base}/lines?limit=3")
    assert isinstance(page_one, dict)
    status, page_two = api(officer, caisse, f"{base}/lines?limit=3&after={page_one['next_cursor']}")
    assert isinstance(page_two, dict)
    assert [each["number"] for each in page_one["items"] + page_two["items"]] == [1, 2, 3, 4]
    status, entitled = api(officer, caisse, f"{base}/lines?reason=entitled")
    assert isinstance(entitled, dict)
    assert [each["votes"] for each in entitled["items"]] == [1, 1]
    status, mine = api(member, caisse, f"{base}/mine")
    assert isinstance(mine, dict)
    assert mine["lines"][0]["reasons"] == ["auxiliary"]
    assert api(member, caisse, f"{base}/lines")[0] == 403
    sent = {"member_number": 3, "words": "I am a full member."}
    assert api(member, caisse, f"{base}/mine/challenges", sent) == (201, {"challenge": 1})
    status, waiting = api(officer, caisse, f"{base}/challenges")
    assert isinstance(waiting, dict)
    assert waiting["items"][0]["is_upheld"] is None
    move_to(caisse, UNTIL + timedelta(days=1))
    assert api(officer, caisse, f"{base}/freeze", {})[0] == 409
    answer = {"is_upheld": True, "words": "True."}
    assert api(officer, caisse, f"{base}/challenges/1/answer", answer)[0] == 200
    correction = {"reasons": ["corrected"], "words": "Twice on the register."}
    assert api(officer, caisse, f"{base}/lines/1/correction", correction)[0] == 200
    status, frozen = api(officer, caisse, f"{base}/freeze", {})
    assert isinstance(frozen, dict)
    text = officer.get(f"/api/v1/{caisse.slug}/{base}/text")
    assert hashlib.sha256(text.content).hexdigest() == frozen["hash"]
    status, listed = api(officer, caisse, f"{base}/list", {"form": "json", "purpose": "the desk"})
    assert isinstance(listed, dict)
    assert (listed["is_final"], [each["number"] for each in listed["items"]]) == (True, [3, 2])
