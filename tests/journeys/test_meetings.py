"""Meetings over HTTP: the secretary prepares and calls one, members read it, nobody else sees it."""

from __future__ import annotations

import io
import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from assembly.floor import freeze
from rochdale.assembly import queries
from rochdale.assembly.models import Notice
from rochdale.assembly.queries import MeetingsRead
from rochdale.cooperatives import actions as cooperatives
from rochdale.membership import actions as membership
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Caisse

pytestmark = pytest.mark.slow

Enter = Callable[[Caisse, str], Client]
LANGUAGES = ("fr", "en")


@pytest.fixture
def caisse(caisse: Caisse) -> Caisse:
    """The same, under the by-laws of Quebec since before the members joined."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    return caisse


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def filled(client: Client, path: str, **changed: str) -> dict[str, str]:
    """What a browser would send of the form of a plan as it is shown, with some answers changed."""
    context = client.get(path).context
    sent: dict[str, str] = {}
    for form in (context["plan"], *context["sittings"].forms, *context["items"].forms):
        for field in form:
            choices = getattr(field.field, "choices", None)
            value = field.value() or (choices[0][0] if choices else None)
            if value not in {None, "", False}:
                sent[field.html_name] = str(value)
    for rows in (context["sittings"], context["items"]):
        for field in rows.management_form:
            sent[field.html_name] = str(field.value())
    return sent | {name.replace("__", "-"): value for name, value in changed.items()}


def wrong(answer: Any) -> list[str]:
    """What a page says is wrong."""
    return re.findall(r"<li>(.*?)</li>|class=.wrong.>(.*?)<", answer.content.decode())


PLACE = {
    "sitting__0__day": "2026-12-16",
    "sitting__0__time": "18:30",
    "sitting__0__venue": "Salle du Moulin",
}


def planned(caisse: Caisse, client: Client, query: str = "?kind=annual", **changed: str) -> int:
    path = caisse.at(f"meetings/new/{query}")
    answer = client.post(path, filled(client, path, **(PLACE | changed)))
    assert answer.status_code == 302, wrong(answer)
    found = re.search(r"/meetings/(\d+)/", answer.headers["Location"])
    assert found
    return int(found[1])


def called(caisse: Caisse, client: Client) -> int:
    number = planned(caisse, client)
    answer = client.post(caisse.at(f"meetings/{number}/call/"))
    assert answer.status_code == 302, answer.content.decode()
    return number


def test_the_secretary_is_led_and_members_read_what_was_called(caisse: Caisse, enter: Enter) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "2")
    assert "What kind of meeting?" in page(officer, caisse.at("meetings/new/"))
    assert "Allocation of the surplus" in page(officer, caisse.at("meetings/new/?kind=annual"))
    number = planned(caisse, officer)
    own = caisse.at(f"meetings/{number}/")
    assert "being prepared" in page(officer, caisse.at("meetings/"))
    assert "No meeting is called." in page(member, caisse.at("meetings/"))
    page(member, own, 404)
    assert "Call by" in page(officer, own)
    assert "Call: Annual general meeting" in page(officer, caisse.at())
    assert "can be changed" in page(officer, f"{own}call/")
    answer = officer.post(f"{own}call/", follow=True)
    assert "The meeting is called: 3 letters are written." in answer.content.decode()
    told = page(member, own)
    assert "Salle du Moulin" in told
    assert "Wednesday 16 December 2026, 18:30" in told
    assert "Only who prepares meetings" not in told
    assert "Annual general meeting" in page(member, caisse.at())
    assert "General meeting" not in page(member, caisse.at()).split("What I decide")[1].split("</section>")[0]
    assert "Annual general meeting" in page(member, caisse.at("our-cooperative/"))


def test_the_public_sees_no_meeting(caisse: Caisse, enter: Enter) -> None:
    number = called(caisse, enter(caisse, "officer"))
    for path in (
        "meetings/",
        f"meetings/{number}/",
        "meetings/requisitions/",
        f"meetings/{number}/papers/1/fr/",
    ):
        assert Client().get(caisse.at(path)).status_code == 302
    for path in (
        "meetings/new/",
        f"meetings/{number}/plan/",
        f"meetings/{number}/notice/",
        f"meetings/{number}/call/",
    ):
        page(enter(caisse, "2"), caisse.at(path), 403)


def test_another_row_loses_nothing_that_was_typed(caisse: Caisse, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    path = caisse.at("meetings/new/?kind=special")
    sent = filled(officer, path, title_fr="Fusion", sitting__0__venue="Gymnase", more="sitting")
    shown = officer.post(path, sent).content.decode()
    assert "Fusion" in shown
    assert "Gymnase" in shown
    assert 'name="sitting-1-day"' in shown
    assert 'name="item-2-title_fr"' in officer.post(path, sent | {"more": "item"}).content.decode()
    with inside(caisse.by.cooperative_id):
        assert queries.meetings_coming(MeetingsRead(with_drafts=True)) == ()


def test_what_a_plan_lacks_is_shown_beside_it(caisse: Caisse, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    path = caisse.at("meetings/new/?kind=annual")
    answer = officer.post(
        path,
        filled(officer, path, sitting__0__day="2026-12-16", sitting__0__time="18:30", item__1__text_fr="Que"),
    )
    assert answer.status_code == 400
    assert "Say where, or at which address online." in answer.content.decode()
    assert "The wording is missing in one of the languages." in answer.content.decode()
    assert officer.get(caisse.at("meetings/new/?kind=party")).status_code == 404
    assert officer.get(caisse.at("meetings/new/?requisition=7")).status_code == 404


def test_a_plan_is_changed_and_what_cannot_be_called_says_why(caisse: Caisse, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    number = planned(caisse, officer, sitting__0__day="2026-11-30")
    own = caisse.at(f"meetings/{number}/")
    told = page(officer, own)
    assert "The by-laws ask for 20 days of notice, and there are 7." in told
    assert "Call the meeting" not in told
    assert "The by-laws ask for 20 days" in page(officer, f"{own}call/")
    answer = officer.post(f"{own}call/")
    assert answer.status_code == 409
    sent = filled(officer, f"{own}plan/", **(PLACE | {"item__8__DELETE": "on"}))
    assert officer.post(f"{own}plan/", sent).status_code == 302
    assert "The by-laws ask for" not in page(officer, own)
    officer.post(f"{own}call/")
    answer = officer.get(f"{own}plan/", follow=True)
    assert "its plan stands" in answer.content.decode()


def test_a_meeting_goes_its_way(caisse: Caisse, enter: Enter) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "1")
    member.get("/language/en")
    number = called(caisse, officer)
    own = caisse.at(f"meetings/{number}/")
    assert "it is called" in page(officer, f"{own}close/")
    refused = officer.post(f"{own}open/", {"words": ""})
    assert (refused.status_code, "roll" in refused.content.decode()) == (409, True)
    other = caisse.at(f"meetings/{called(caisse, officer)}/")
    freeze(replace(caisse.by, on=date(2026, 12, 16)), number)
    early = officer.post(f"{own}open/", {"words": ""})
    assert (early.status_code, "16 December 2026" in early.content.decode()) == (409, True)
    for path in ("", "floor/", "open/"):
        assert "It can be opened from" in page(officer, f"{own}{path}"), path
        assert f"{own}open/" not in page(officer, f"{own}{path}"), path
    cooperatives.move_business_date(by=caisse.by, to=date(2026, 12, 16))
    for path in ("", "floor/"):
        assert f"{own}open/" in page(officer, f"{own}{path}"), path
    assert "It can be opened from" not in page(officer, f"{own}open/")
    assert officer.post(f"{own}adjourn/", {"words": ""}).status_code == 400
    for act, words in (("open", ""), ("adjourn", "The hall closes."), ("open", ""), ("close", "")):
        assert officer.post(f"{own}{act}/", {"words": words}).status_code == 302
        assert ("Adjourned: Annual general meeting" in page(officer, caisse.at())) is (act == "adjourn")
    told = page(member, own)
    assert "The hall closes." in told
    assert "Held" in told or "held" in told
    assert "Past" in page(member, caisse.at("meetings/"))
    assert "Letters that say so" in page(officer, f"{other}cancel/")
    assert officer.post(f"{other}cancel/", {"words": "The hall has burnt."}).status_code == 302
    assert "The hall has burnt." in page(member, other)


def test_the_notice_is_proven_member_by_member(caisse: Caisse, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    own = caisse.at(f"meetings/{called(caisse, officer)}/notice/")
    told = page(officer, own)
    assert "Wait on paper" in told
    assert "the by-laws ask for 20 to 45" in told
    assert "2, Marc Roy" in told
    listed = page(officer, f"{own}list/")
    ids = re.findall(r'name="letter" value="([0-9a-f-]+)"', listed)
    assert len(ids) == 3
    letters = PdfReader(io.BytesIO(officer.get(f"{own}letters.pdf").content))
    assert "Hello Marc Roy," in "".join(sheet.extract_text() for sheet in letters.pages)
    assert officer.post(f"{own}handed-over/", {"letter": ids, "list_on": "x"}).status_code == 302
    answer = officer.post(
        f"{own}handed-over/", {"letter": [*ids, "nonsense"], "list_on": "2026-11-23"}, follow=True
    )
    assert "3 notices are marked as delivered." in answer.content.decode()
    assert "Delivered by hand, on the list of 23 November 2026" in page(officer, own)
    assert "No notice waits on paper." in page(officer, f"{own}list/")
    assert officer.get(f"{own}letters.pdf").status_code == 404


def test_a_letter_that_came_back_is_written_down_and_delivered_by_hand(caisse: Caisse, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    own = caisse.at(f"meetings/{called(caisse, officer)}/notice/")
    with inside(caisse.by.cooperative_id):
        ids = [line.letter_id for line in queries.notice_letters(notice_id=Notice.objects.get().id).lines]
    membership.post_letters(by=caisse.by, letter_ids=ids)
    facts = {"member_number": 2, "channel": "paper", "came_on": "2026-11-23", "reason": "moved"}
    assert "A letter came back" in page(officer, own)
    officer.post(f"{own}bounces/", facts | {"reason": "x"})
    assert "came back on" not in page(officer, own)
    answer = officer.post(f"{own}bounces/", facts, follow=True).content.decode()
    assert "came back on 23 November 2026 (on paper): the member has moved" in answer
    assert "Came back, wait to be delivered by hand" in answer
    assert "Print and deliver 1 letter" in answer
    assert "2, Marc Roy" in page(officer, f"{own}list/")
    address = f"/api/v1/{caisse.slug}/meetings/1/notice"
    told = officer.get(address).json()
    assert (told["bounced"], told["posted"]) == (1, 2)
    again = officer.post(
        f"{address}/bounces", json.dumps(facts | {"reason": "refused"}), content_type="application/json",
        HTTP_IDEMPOTENCY_KEY=uuid.uuid4().hex,
    )  # fmt: skip
    assert again.status_code == 409
    assert officer.get(f"{address}/letters").json()["items"][1]["bounce_reason"] == "moved"


def test_papers_are_brought_and_taken_away(caisse: Caisse, enter: Enter) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "2")
    own = caisse.at(f"meetings/{called(caisse, officer)}/")
    page(officer, f"{own}papers/new/")
    bad = SimpleUploadedFile("report.exe", b"MZ")
    answer = officer.post(f"{own}papers/new/", {"title_fr": "Rapport", "file_fr": bad})
    assert (answer.status_code, b"Only PDF, JPEG and PNG" in answer.content) == (400, True)
    good = {
        f"{part}_{language}": told
        for language in LANGUAGES
        for part, told in (
            ("title", f"Rapport {language}"),
            ("file", SimpleUploadedFile("r.pdf", b"%PDF-1.7 " + language.encode())),
        )
    }
    assert officer.post(f"{own}papers/new/", good).status_code == 302
    correction = {"title_fr": "Rapport corrigé", "file_fr": SimpleUploadedFile("r.pdf", b"%PDF-1.7 corr")}
    page(officer, f"{own}papers/new/?replaces=1")
    assert officer.post(f"{own}papers/new/?replaces=1", correction).status_code == 302
    told = page(member, own)
    assert "Corrected by paper 2." in told
    answer = member.get(f"{own}papers/1/fr/")
    assert answer.content == b"%PDF-1.7 fr"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert member.get(f"{own}papers/9/fr/").status_code == 404


def test_members_require_a_meeting_and_the_secretary_prepares_it(caisse: Caisse, enter: Enter) -> None:
    officer, first, second = (enter(caisse, who) for who in ("officer", "1", "2"))
    first.get("/language/en")
    assert "Where 1 member signs" in page(first, caisse.at("meetings/requisitions/"))
    page(officer, caisse.at("meetings/requisitions/new/"), 403)
    assert first.post(caisse.at("meetings/requisitions/new/"), {"matter_1": ""}).status_code == 400
    page(first, caisse.at("meetings/requisitions/new/"))
    answer = first.post(
        caisse.at("meetings/requisitions/new/"), {"matter_1": "Keep the branch", "reason": "It closes."},
        headers={"accept-language": "en"},
    )  # fmt: skip
    own = answer.headers["Location"]
    assert "You have signed this." in page(first, own)
    assert "Keep the branch" in page(officer, caisse.at())
    assert "Sign this" in page(second, own)
    answer = second.post(f"{own}sign/", follow=True)
    assert "enough members have" in answer.content.decode()
    assert second.post(f"{own}sign/").status_code == 409
    assert "Prepare the meeting" in page(officer, own)
    shown = page(officer, caisse.at("meetings/new/?requisition=1"))
    assert "Keep the branch" in shown
    number = planned(caisse, officer, "?requisition=1", item__1__title_fr="Garder la succursale")
    assert "To the meeting that is called on it" not in page(second, own)
    assert officer.post(caisse.at(f"meetings/{number}/call/")).status_code == 302
    assert "To the meeting that is called on it" in page(second, own)
    assert "called" in page(second, caisse.at("meetings/requisitions/"))
    assert second.get(caisse.at("meetings/requisitions/9/")).status_code == 404


def required(caisse: Caisse, first: Client, second: Client) -> str:
    """A requisition that enough signed, and whose time has run out."""
    new = caisse.at("meetings/requisitions/new/")
    own = first.post(new, {"matter_1": "Garder la succursale"}).headers["Location"]
    assert second.post(f"{own}sign/").status_code == 302
    cooperatives.move_business_date(by=caisse.by, to=TODAY + timedelta(days=22))
    return str(own)


def test_who_signed_calls_the_meeting_that_the_board_did_not(caisse: Caisse, enter: Enter) -> None:
    first, second, third, officer = (enter(caisse, who) for who in ("1", "2", "3", "officer"))
    third.get("/language/en")
    own = required(caisse, first, second)
    assert f"{own}call/" in page(second, own)
    assert f"{own}call/" not in page(third, own)
    assert third.get(f"{own}call/").status_code == 404
    page(second, f"{own}call/")
    sent = {"day": "2026-12-16", "time": "19:00", "venue": "Sous-sol de l’église"}
    answer = second.post(f"{own}call/", sent)
    assert answer.status_code == 400
    assert "2026" in answer.content.decode()
    answer = second.post(f"{own}call/", sent | {"day": "2027-01-14"}, follow=True)
    assert "every member is written to" in answer.content.decode()
    shown = page(third, own)
    assert "To the meeting that is called on it" in shown
    number = re.findall(r"/meetings/(\d+)/", shown)[0]
    assert "Called by members who required it" in page(third, caisse.at(f"meetings/{number}/"))
    assert "The desk" in page(officer, caisse.at(f"meetings/{number}/"))


def test_a_program_calls_what_its_member_signed(caisse: Caisse, enter: Enter) -> None:
    first, second, third = (enter(caisse, who) for who in ("1", "2", "3"))
    required(caisse, first, second)
    path = f"/api/v1/{caisse.slug}/requisitions/1/meeting"

    def ask(client: Client, day: str) -> Any:
        sent = {"starts_at": f"{day}T19:00:00-05:00", "venue": "Sous-sol de l’église"}
        key = {"HTTP_IDEMPOTENCY_KEY": uuid.uuid4().hex}
        return client.post(path, json.dumps(sent), content_type="application/json", **key)

    assert ask(third, "2027-01-14").json()["type"] == "/problems/not_a_signer"
    assert ask(second, "2026-12-16").json()["type"] == "/problems/meeting_not_callable"
    answer = ask(second, "2027-01-14")
    assert (answer.status_code, answer.json()) == (201, {"number": 1})


def test_the_federation_calls_the_annual_meeting_that_was_missed(caisse: Caisse, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    number = planned(caisse, officer, federation_words="Letter of 2 November")
    officer.post(caisse.at(f"meetings/{number}/call/"))
    assert "Called by the federation" in page(officer, caisse.at(f"meetings/{number}/"))
    told = json.loads(officer.get(f"/api/v1/{caisse.slug}/meetings/{number}").content)
    assert told["ground"] == "federation"


def cost(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        page(client, path)
    return len(counted)


def test_lists_cost_as_many_statements_for_many_meetings(caisse: Caisse, enter: Enter) -> None:
    officer = enter(caisse, "officer")
    called(caisse, officer)
    few = cost(officer, caisse.at("meetings/"))
    for _ in range(4):
        number = called(caisse, officer)
    officer.post(caisse.at(f"meetings/{number}/cancel/"), {"words": "No."})
    assert cost(officer, caisse.at("meetings/")) == few
    notice = caisse.at(f"meetings/{number}/notice/")
    assert cost(officer, notice) <= few + 8


def test_the_list_goes_on(caisse: Caisse, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    officer: Any = enter(caisse, "officer")
    for _ in range(3):
        number = planned(caisse, officer)
        officer.post(caisse.at(f"meetings/{number}/cancel/"), {"words": "No."})
    with inside(caisse.by.cooperative_id):
        first = queries.meetings_over(MeetingsRead(with_drafts=True), limit=2)
        second = queries.meetings_over(MeetingsRead(with_drafts=True), before=first.next_before, limit=2)
        assert queries.meetings_over(MeetingsRead()).lines == ()
    assert [line.number for line in (*first.lines, *second.lines)] == [3, 2, 1]
    assert second.next_before is None
    shown = page(officer, caisse.at("meetings/?before=2026-12-16_3"))
    assert "meetings/2/" in shown
    assert "meetings/3/" not in shown
    assert "meetings/3/" in page(officer, caisse.at("meetings/?before=nonsense"))
