"""A meeting over HTTP: members come, the secretary puts a motion, they vote once each, and all see what came out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assembly.floor import called, freeze
from assembly.meeting_cases import ITEMS, drafted
from assembly.minutes_cases import amended
from journeys.conftest import Caisse
from rochdale.assembly import actions
from rochdale.assembly.models import Majority, MeetingKind, MeetingMode, Vote
from rochdale.config import live
from rochdale.cooperatives import actions as cooperatives
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting that is open, the secretary's browser, and those of its two voters and of one who does not vote."""

    caisse: Caisse
    secretary: Client
    one: Client
    other: Client
    outsider: Client

    def at(self, path: str) -> str:
        return self.caisse.at(f"meetings/1/{path}")

    def put(self, method: str) -> None:
        answer = self.secretary.post(
            self.at("floor/items/2/"), {"item2-method": method, "item2-closes_at": ""}
        )
        assert answer.status_code == 302

    def says(self, who: Client, path: str) -> str:
        answer = who.get(self.at(path))
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture
def hall(caisse: Caisse, enter: Callable[[Caisse, str], Client]) -> Hall:
    """An annual meeting of a caisse of three members, of whom the last joined too recently."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(by)
    freeze(by, 1, caisse.members[-1].number)
    actions.open_meeting(by=by, number=1)
    browsers = [enter(caisse, str(line.number)) for line in caisse.members]
    return Hall(caisse, enter(caisse, "officer"), *browsers)


def test_a_secret_vote_from_the_door_to_the_list_of_marks(hall: Hall) -> None:
    number = hall.caisse.members[0].number
    found = hall.secretary.get(hall.at("desk/"), {"q": str(number)}).content.decode()
    assert "Let Anaïs Côté-Lévesque in" in found
    hall.secretary.post(hall.at("desk/"), {"member_number": number, "act": "come"})
    assert "I take part online" in hall.says(hall.other, "now/") or "Je participe" in hall.says(
        hall.other, "now/"
    )
    assert hall.other.post(hall.at("now/come/"), {"act": "come"}).status_code == 302
    hall.put("secret")
    first = hall.one.post(hall.at("votes/1/cast/"), {"vote1-choice": "yes"})
    marks = re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", first.content.decode())
    assert len(marks) == 1
    # A second thought, or a retry of a network that drops, is told that the first was received.
    again = hall.one.post(hall.at("votes/1/cast/"), {"vote1-choice": "no"})
    assert again.status_code == 409
    hall.other.post(hall.at("votes/1/cast/"), {"vote1-choice": "no"})
    assert marks[0] not in hall.says(hall.one, "votes/1/")
    closed = hall.secretary.post(hall.at("floor/votes/1/close/"), {"close1-casting_vote": ""})
    assert closed.status_code == 302
    result = hall.says(hall.outsider, "votes/1/")
    assert result.count('<td class="code">') == 2
    assert marks[0] in result
    assert marks[0] not in hall.says(hall.secretary, "floor/")


def test_a_vote_opens_at_the_hour_that_was_said(hall: Hall) -> None:
    hall.secretary.cookies["django_language"] = "en"
    hall.one.post(hall.at("now/come/"), {"act": "come"})
    window = {"item2-opens_at": "2099-01-24T09:00", "item2-closes_at": "2099-01-25T21:00"}
    answer = hall.secretary.post(hall.at("floor/items/2/"), {"item2-method": "open", **window})
    assert answer.status_code == 302
    page = hall.says(hall.secretary, "floor/")
    assert "The vote opens later" in page
    assert "floor/votes/1/close/" not in page
    assert 'name="vote1-choice"' not in hall.says(hall.one, "now/")
    assert hall.one.post(hall.at("votes/1/cast/"), {"vote1-choice": "yes"}).status_code == 409
    with inside(hall.caisse.by.cooperative_id):
        put = Vote.objects.get()
    assert (put.opens_at, put.closes_at) == (
        datetime(2099, 1, 24, 14, tzinfo=UTC), datetime(2099, 1, 26, 2, tzinfo=UTC)
    )  # fmt: skip
    turned = {
        "item4-method": "open",
        "item4-opens_at": "2099-01-25T21:00",
        "item4-closes_at": "2099-01-24T21:00",
    }
    assert hall.secretary.post(hall.at("floor/items/4/"), turned).status_code == 409


@pytest.mark.parametrize("is_given", [False, True])
def test_a_casting_vote_is_asked_for_where_the_bylaws_give_one(hall: Hall, is_given: bool) -> None:  # noqa: FBT001  # a parameter of the cases
    amended(hall.caisse.by, chair_casting_vote=is_given)
    for person in (hall.one, hall.other):
        person.post(hall.at("now/come/"), {"act": "come"})
    hall.put("open")
    assert ('name="close1-casting_vote"' in hall.says(hall.secretary, "floor/")) is is_given
    hall.one.post(hall.at("votes/1/cast/"), {"vote1-choice": "yes"})
    hall.other.post(hall.at("votes/1/cast/"), {"vote1-choice": "no"})
    closed = hall.secretary.post(hall.at("floor/votes/1/close/"), {"close1-casting_vote": "yes"})
    assert closed.status_code == 302
    assert ("Adopted" in hall.says(hall.secretary, "votes/1/")) is is_given


def test_who_does_not_vote_is_told_so_and_refused(hall: Hall) -> None:
    hall.put("open")
    assert 'name="vote1-choice"' not in hall.says(hall.outsider, "now/")
    assert hall.outsider.post(hall.at("votes/1/cast/"), {"vote1-choice": "yes"}).status_code == 409
    assert hall.outsider.post(hall.at("now/come/"), {"act": "come"}).status_code == 409


def test_a_vote_without_a_choice_is_not_taken(hall: Hall) -> None:
    hall.put("open")
    hall.one.post(hall.at("now/come/"), {"act": "come"})
    answer = hall.one.post(hall.at("votes/1/cast/"), {}, follow=True)
    assert 'name="vote1-choice"' in answer.content.decode()


def test_who_has_no_device_gets_a_paper_at_the_desk(hall: Hall) -> None:
    number = hall.caisse.members[0].number
    hall.secretary.post(hall.at("desk/"), {"member_number": number, "act": "come"})
    hall.put("secret")
    offered = hall.secretary.get(hall.at("desk/"), {"q": str(number)}).content.decode()
    assert 'name="paper" value="1"' in offered
    given = {"member_number": number, "paper": "1", "is_assisted": "on"}
    assert hall.secretary.post(hall.at("desk/"), given).status_code == 302
    assert hall.one.post(hall.at("votes/1/cast/"), {"vote1-choice": "no"}).status_code == 409
    assert hall.secretary.post(hall.at("desk/"), given).status_code == 409
    assert hall.secretary.post(hall.at("desk/"), {"member_number": number}, follow=True).status_code == 200


def test_two_tellers_count_hands_on_their_own_pages(hall: Hall) -> None:
    for line in hall.caisse.members[:2]:
        hall.secretary.post(hall.at("desk/"), {"member_number": line.number, "act": "come"})
        named = {"member_number": line.number, "role": "teller"}
        assert hall.secretary.post(hall.at("floor/officers/"), named).status_code == 302
    # Who does what stands on the floor for all who run the meeting.
    assert "Anaïs Côté-Lévesque" in hall.says(hall.secretary, "floor/")
    hall.put("hands")
    counted = {"yes": 2, "no": 0, "abstain": 0, "blank": 0, "spoilt": 0}
    for teller in (hall.one, hall.other):
        assert "votes/1/count/" in hall.says(teller, "now/")
        assert teller.post(hall.at("votes/1/count/"), counted).status_code == 302
    assert hall.outsider.post(hall.at("votes/1/count/"), counted).status_code == 409
    hall.secretary.post(hall.at("floor/votes/1/close/"), {"close1-casting_vote": ""})
    wall = hall.says(hall.secretary, "wall/")
    assert 'class="rows"' in wall


def test_names_are_called_out_one_by_one(hall: Hall) -> None:
    one, other = hall.caisse.members[:2]
    for line in (one, other):
        hall.secretary.post(hall.at("desk/"), {"member_number": line.number, "act": "come"})
    hall.put("roll_call")
    names = hall.at("votes/1/names/")
    assert names in hall.says(hall.secretary, "floor/")
    first = hall.says(hall.secretary, "votes/1/names/")
    assert "2 names are still to be called" in first
    assert first.index("Anaïs Côté-Lévesque") < first.index("Marc Roy")
    assert hall.secretary.post(names, {"member_number": one.number, "choice": "yes"}).status_code == 302
    assert "1 name is still to be called" in hall.says(hall.secretary, "votes/1/names/")
    # Said once, it stands; and what is no answer is none.
    assert hall.secretary.post(names, {"member_number": one.number, "choice": "no"}).status_code == 409
    hall.secretary.post(names, {"member_number": other.number, "choice": "perhaps"})
    assert hall.secretary.post(names, {"member_number": other.number, "choice": "no"}).status_code == 302
    assert "Everybody who is here has answered" in hall.says(hall.secretary, "votes/1/names/")
    assert hall.one.get(names).status_code == 403
    hall.secretary.post(hall.at("floor/votes/1/close/"), {"close1-casting_vote": ""})
    over = hall.says(hall.secretary, "votes/1/names/")
    assert "This roll call is over" in over
    assert 'name="choice"' not in over


def test_only_a_roll_call_calls_names(hall: Hall) -> None:
    hall.put("open")
    assert hall.secretary.get(hall.at("votes/1/names/")).status_code == 404


def test_a_roll_call_costs_the_same_for_many(hall: Hall) -> None:
    for line in hall.caisse.members[:2]:
        hall.secretary.post(hall.at("desk/"), {"member_number": line.number, "act": "come"})
    hall.put("roll_call")
    with CaptureQueriesContext(connection) as for_two:
        hall.says(hall.secretary, "votes/1/names/")
    hall.secretary.post(
        hall.at("votes/1/names/"), {"member_number": hall.caisse.members[0].number, "choice": "yes"}
    )
    with CaptureQueriesContext(connection) as for_one:
        hall.says(hall.secretary, "votes/1/names/")
    assert len(for_one) == len(for_two)


def test_screens_learn_that_they_are_out_of_date(hall: Hall) -> None:
    page = hall.says(hall.one, "now/")
    looked_at = re.findall(r'data-live="([^"]+)" data-state="([^"]+)"', page)
    assert len(looked_at) == 1
    # There are streams where the program serves itself, and under no other server.
    assert "data-live-stream" not in page
    (href, state) = looked_at[0]
    anybody = Client()
    live.forget()
    assert anybody.get(href).json() == {"state": state}
    hall.put("open")
    # What was known a moment ago serves all who look; then the database is asked again.
    assert anybody.get(href).json() == {"state": state}
    live.forget()
    assert anybody.get(href).json() != {"state": state}
    assert not anybody.cookies
    assert anybody.get(f"{href}x").status_code == 404
    stream = href.replace("/live/", "/stream/")
    assert [anybody.get(stream).status_code, anybody.get(f"{stream}x").status_code] == [503, 404]


def test_many_who_look_cost_one_question(hall: Hall) -> None:
    href = re.findall(r'data-live="([^"]+)"', hall.says(hall.one, "now/"))[0]
    live.forget()
    Client().get(href)
    with CaptureQueriesContext(connection) as asked:
        for _ in range(20):
            assert Client().get(href).status_code == 200
    assert len(asked) <= 4


def test_a_draft_is_shown_to_nobody_else(hall: Hall) -> None:
    drafted(hall.caisse.by)
    for path in ("now/", "wall/", "votes/1/"):
        assert hall.one.get(hall.caisse.at(f"meetings/2/{path}")).status_code == 404
    assert hall.secretary.get(hall.caisse.at("meetings/9/floor/")).status_code == 404


def test_a_vote_can_be_withdrawn_with_its_reason(hall: Hall) -> None:
    hall.put("open")
    kept = hall.secretary.post(hall.at("floor/votes/1/withdraw/"), {"withdraw1-words": ""}, follow=True)
    assert "floor/votes/1/close/" in kept.content.decode()
    hall.secretary.post(hall.at("floor/votes/1/withdraw/"), {"withdraw1-words": "The text was wrong."})
    assert "floor/votes/1/close/" not in hall.says(hall.secretary, "floor/")


def test_a_meeting_that_is_over_invites_nobody_to_take_part(hall: Hall) -> None:
    hall.one.post(hall.at("now/come/"), {"act": "come"})
    hall.one.get("/language/en")
    assert 'value="leave"' in hall.says(hall.one, "now/")
    assert hall.secretary.post(hall.at("close/")).status_code == 302
    shown = hall.says(hall.one, "now/")
    assert "The meeting is over" in shown
    assert 'value="leave"' not in shown
    assert "What was decided" in hall.says(hall.one, "")
    doors = hall.says(hall.secretary, "")
    assert hall.at("floor/") in doors
    assert hall.at("desk/") not in doors


NEEDED = {
    "en": "Needed: more than half of the votes cast; abstentions do not count.",
    "fr": "Il faut dépasser la moitié des votes exprimés; les abstentions ne comptent pas.",
}
MISSING = {
    "en": "Quorum: 2. Present: 1. The quorum is missing: nothing can be decided.",
    "fr": "Quorum : 2. Présences : 1. Le quorum manque : rien ne peut être décidé.",
}
THERE = {
    "en": "Quorum: 2. Present: 2. The quorum is there.",
    "fr": "Quorum : 2. Présences : 2. Le quorum est atteint.",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_screen_says_what_an_open_vote_needs_and_whether_its_quorum_is_there(
    hall: Hall, language: str
) -> None:
    amended(hall.caisse.by, quorum_members=2)
    for who in (hall.secretary, hall.one, hall.other):
        who.get(f"/language/{language}")
    hall.one.post(hall.at("now/come/"), {"act": "come"})
    hall.put("open")
    screens = ((hall.secretary, "floor/"), (hall.secretary, "wall/"), (hall.one, "votes/1/"))
    for who, path in (*screens, (hall.other, "now/")):
        page = hall.says(who, path)
        assert NEEDED[language] in page, path
        assert MISSING[language] in page, path
    # Who is about to vote is not counted for: thousands would ask at once. The figure comes with one's own vote.
    waits = hall.says(hall.one, "now/")
    assert NEEDED[language] in waits
    assert MISSING[language][:10] in waits
    assert MISSING[language] not in waits
    hall.other.post(hall.at("now/come/"), {"act": "come"})
    hall.one.post(hall.at("votes/1/cast/"), {"vote1-choice": "yes"})
    for who, path in (*screens, (hall.one, "now/")):
        assert THERE[language] in hall.says(who, path), path
    hall.secretary.post(hall.at("floor/votes/1/close/"), {"close1-casting_vote": ""})
    closed = hall.says(hall.one, "votes/1/")
    assert NEEDED[language] in closed
    assert THERE[language] not in closed
    assert THERE[language] in hall.says(hall.secretary, "wall/")


@pytest.mark.parametrize(
    ("basis", "says"),
    [
        ("cast", "Needed: at least two thirds of the votes cast; abstentions do not count."),
        (
            "present",
            "Needed: at least two thirds of all who are present; an abstention counts like a vote against.",
        ),
        (
            "all",
            "Needed: at least two thirds of all who are on the roll; whoever does not vote counts like a vote against.",
        ),
    ],
)
def test_a_special_majority_is_told_with_its_basis(
    caisse: Caisse, enter: Callable[[Caisse, str], Client], basis: str, says: str
) -> None:
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    amended(caisse.by, special_majority_basis=basis)
    called(caisse.by, (ITEMS[0], replace(ITEMS[1], majority=Majority.SPECIAL)), MeetingKind.SPECIAL)
    freeze(caisse.by, 1)
    actions.open_meeting(by=caisse.by, number=1)
    secretary = enter(caisse, "officer")
    secretary.get("/language/en")
    secretary.post(caisse.at("meetings/1/floor/items/2/"), {"item2-method": "open", "item2-closes_at": ""})
    assert says in secretary.get(caisse.at("meetings/1/floor/")).content.decode()


def test_until_the_roll_is_frozen_nobody_is_told_not_to_vote(
    caisse: Caisse, enter: Callable[[Caisse, str], Client]
) -> None:
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(caisse.by)
    member, own = enter(caisse, str(caisse.members[0].number)), caisse.at("meetings/1/now/")
    member.get("/language/en")
    page = member.get(own).content.decode()
    assert "The roll of this meeting is not frozen yet" in page
    assert caisse.at("meetings/1/roll/mine/") in page
    assert "You do not vote in this meeting" not in page
    freeze(caisse.by, 1, caisse.members[-1].number)
    assert "The roll of this meeting is not frozen yet" not in member.get(own).content.decode()
    other = enter(caisse, str(caisse.members[-1].number))
    other.get("/language/en")
    assert "You do not vote in this meeting" in other.get(own).content.decode()


def test_a_meeting_in_a_hall_alone_lets_nobody_in_online(
    caisse: Caisse, enter: Callable[[Caisse, str], Client]
) -> None:
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(caisse.by, mode=MeetingMode.IN_PERSON)
    freeze(caisse.by, 1)
    actions.open_meeting(by=caisse.by, number=1)
    member, own = enter(caisse, str(caisse.members[0].number)), caisse.at("meetings/1/now/")
    member.get("/language/en")
    page = member.get(own).content.decode()
    assert "This meeting is held in the hall alone" in page
    assert 'value="come"' not in page
    assert member.post(f"{own}come/", {"act": "come"}).status_code == 409


def test_a_guest_is_let_in_at_the_desk_with_a_voice_or_without(hall: Hall) -> None:
    guest = hall.caisse.members[-1].number
    hall.secretary.get("/language/en")
    found = hall.secretary.get(hall.at("desk/"), {"q": str(guest)}).content.decode()
    assert 'value="guest"' in found
    assert 'value="guest_with_voice"' in found
    hall.secretary.post(hall.at("floor/order/"), {"act": "begin_item", "place": "2"})
    for act, may_speak in (("guest", False), ("leave", False), ("guest_with_voice", True)):
        told = hall.secretary.post(
            hall.at("desk/"), {"member_number": guest, "act": act}, follow=True
        ).content.decode()
        assert ("as a guest who may speak." in told) is may_speak
        assert ('value="ask"' in hall.says(hall.outsider, "now/")) is may_speak
