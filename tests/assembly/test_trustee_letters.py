"""Letters to trustees after the first: what is asked of them after the close, and a link in place of a lost one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import DatabaseError
from django.db.models import Model

from assembly.ballot_cases import ELECTION, Run, asked_motion, draft, opened, ordered, set_up
from assembly.floor import MOTION, Floor, open_floor
from rochdale.assembly import actions
from rochdale.assembly.errors import (
    BallotFaulty,
    BallotNotFound,
    BallotStepOutOfOrder,
    TrusteeUnknown,
    VoteStillOpen,
)
from rochdale.assembly.models import BallotLink, BallotTrustee
from rochdale.assembly.queries.ballots import trustee_by_link
from rochdale.assembly.queries.trustee_links import asked_until, trustee_letters
from rochdale.audit.models import Act
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.membership.models import Letter
from rochdale.membership.queries import Channel, opened_words
from rochdale.tenancy.actions import inside, new_id

pytestmark = pytest.mark.slow
_LINK = re.compile(r"/trustee/([\w-]{20,})/")
FOR = [1, 0, 0]


@pytest.fixture
def floor(governed: Acting) -> Floor:
    """Seven voters, whose meeting is open."""
    return open_floor(governed)


def letters(run: Run, kind: str) -> list[Letter]:
    with inside(run.by.cooperative_id):
        return list(Letter.objects.filter(kind=kind).order_by("id"))


def words(run: Run, letter: Letter) -> str:
    return opened_words(run.by.cooperative_id, letter.body)


def token(run: Run, letter: Letter) -> str:
    found = _LINK.search(words(run, letter))
    assert found is not None
    return found[1]


def opens(run: Run, link: str) -> int:
    """The place of the trustee whose page a link opens. Raises TrusteeUnknown."""
    with inside(run.by.cooperative_id):
        return trustee_by_link(ballot_id=run.seen().id, token=link).place


def send_again(run: Run, place: int = 1, hours: float = 2, **other: Any) -> None:
    actions.send_link_again(by=run.at(hours), **run.ids, place=place, **other)


def test_the_close_asks_every_trustee_in_their_language(floor: Floor) -> None:
    asked = draft(floor.by, asked_motion())
    first, second = asked.trustees
    asked = replace(asked, trustees=(replace(first, language="fr"), second))
    number = actions.set_up_ballot(by=floor.by, number=floor.number, place=MOTION, draft=asked)
    run = Run(floor, number, {}, {})
    run.make_keys(1, 2)
    run.opened()
    with pytest.raises(VoteStillOpen):
        actions.close_ballot(by=run.at(3), **run.ids)
    assert letters(run, "ballot_part") == []
    run.close()
    french, english = letters(run, "ballot_part")
    assert (french.address, french.language) == ("trustee1@example.org", "fr")
    assert (english.address, english.language) == ("trustee2@example.org", "en")
    assert "part of the opening" in english.subject
    assert "part" in french.subject
    assert "[sealed" not in words(run, french)
    with inside(run.by.cooperative_id):
        until = asked_until(run.seen(), run.by.cooperative_id)
        closed_on = run.seen().steps[-1].at.astimezone(ZoneInfo("America/Toronto")).date()
    assert until == closed_on + timedelta(days=3)
    assert f"{until:%-d %B %Y}" in words(run, english)
    assert (opens(run, token(run, french)), opens(run, token(run, english))) == (1, 2)
    before = letters(run, "ballot_trustee")
    assert [opens(run, token(run, letter)) for letter in before] == [1, 2]  # the first ones stay good
    assert token(run, before[0]) != token(run, french)
    assert french.act_id == english.act_id
    assert run.found_wrong() == []


def test_the_by_laws_say_until_when(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    with inside(run.by.cooperative_id):
        assert asked_until(run.seen(), run.by.cooperative_id) is None
    cooperatives.amend_bylaw(
        by=run.by, changes=[BylawChange("ballot_part_days", 9)], effective_from=run.by.on, resolution="Test"
    )
    run.close()
    with inside(run.by.cooperative_id):
        until = asked_until(run.seen(), run.by.cooperative_id)
        closed_on = run.seen().steps[-1].at.astimezone(ZoneInfo("America/Toronto")).date()
    assert until == closed_on + timedelta(days=9)
    assert f"{until:%-d %B %Y}" in words(run, letters(run, "ballot_part")[0])


def test_who_lost_the_key_is_not_asked(floor: Floor) -> None:
    run = set_up(floor, asked_motion(), mandatory=1, sharing_=3)
    run.make_keys(1)
    run.share_key(2, 3, 4)
    run.opened()
    actions.say_key_lost(by=run.at(2), uuid=run.uuid, trustee_id=run.trustee(3))
    run.vote(0, FOR)
    assert actions.close_ended_ballots(by=run.at(run.after)) == 1
    assert [each.address[:8] for each in letters(run, "ballot_part")] == ["trustee1", "trustee2", "trustee4"]
    assert run.found_wrong() == []


def test_orders_ask_for_a_shuffle_and_then_for_the_opening(floor: Floor) -> None:
    run = opened(floor, ordered(), place=ELECTION)
    run.vote(0, [1, 2, 3])
    run.close()
    first = letters(run, "ballot_part")
    assert [each.subject.partition(" is ")[0] for each in first] == ["Your shuffle"] * 2
    assert run.shuffle(1).is_accepted
    assert run.shuffle(2).is_accepted
    actions.end_shuffles(by=run.at(run.after), **run.ids)
    known = {each.id for each in first}
    later = [each for each in letters(run, "ballot_part") if each.id not in known]
    assert ["part of the opening" in each.subject for each in later] == [True, True]
    assert len({token(run, each) for each in (*first, *later)}) == 4
    assert [opens(run, token(run, each)) for each in (*first, *later)] == [1, 2, 1, 2]
    assert run.found_wrong() == []


def test_a_lost_link_is_replaced_and_those_before_are_void(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    run.vote(0, FOR)
    run.close()
    old = [token(run, letters(run, kind)[0]) for kind in ("ballot_trustee", "ballot_part")]
    other = token(run, letters(run, "ballot_part")[1])
    send_again(run, hours=run.after)
    (letter,) = letters(run, "ballot_link")
    assert letter.address == "trustee1@example.org"
    assert "The ballot is closed" in words(run, letter)
    for void in old:
        with pytest.raises(TrusteeUnknown):
            opens(run, void)
    assert (opens(run, token(run, letter)), opens(run, other)) == (1, 2)
    send_again(run, hours=run.after, email=" new@example.org ")
    with pytest.raises(TrusteeUnknown):
        opens(run, token(run, letter))
    with inside(run.by.cooperative_id):
        assert trustee_letters(ballot_id=run.seen().id)[1].address == "new@example.org"
        assert Act.objects.filter(verb="assembly.send_trustee_link", facts__place=1).count() == 2
    run.decrypt(1, 2)
    run.count()
    assert run.found_wrong() == []


def test_before_the_close_a_link_says_nothing_of_a_day(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    send_again(run, place=2, hours=0.5)
    (letter,) = letters(run, "ballot_link")
    assert "The ballot is closed" not in words(run, letter)
    assert opens(run, token(run, letter)) == 2
    run.make_keys(1, 2)


def test_a_link_is_sent_by_who_runs_the_meeting_to_a_trustee_while_it_goes_on(floor: Floor) -> None:
    run = set_up(floor, asked_motion())
    with pytest.raises(NotAllowed):
        actions.send_link_again(by=floor.of(floor.voters[0]), **run.ids, place=1)
    with pytest.raises(TrusteeUnknown):
        send_again(run, place=9)
    with pytest.raises(BallotNotFound):
        actions.send_link_again(by=run.at(1), number=floor.number, ballot=9, place=1)
    with pytest.raises(BallotFaulty):
        send_again(run, email="nowhere")
    actions.give_up_ballot(by=run.at(1), **run.ids, words="The wrong names.")
    with pytest.raises(BallotStepOutOfOrder):
        send_again(run)
    assert letters(run, "ballot_link") == []


def test_who_has_no_address_any_more_is_written_to_on_paper(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    with inside(run.by.cooperative_id):
        first = Letter.objects.filter(kind="ballot_trustee").earliest("id")
        Letter.objects.filter(id=first.id).update(
            address="", recipient="", subject="", body="", blanked_act_id=first.act_id
        )
    run.close()
    printed, sent = letters(run, "ballot_part")
    assert (printed.channel, printed.recipient) == (Channel.PAPER, "Trustee 1")
    assert sent.channel == Channel.EMAIL
    with inside(run.by.cooperative_id):
        assert token(run, printed) in membership.letter(letter_id=printed.id).opened().body
    assert run.found_wrong() == []


def slipped(run: Run, **other: Any) -> Model:
    """A link that is written past the verbs."""
    with inside(run.by.cooperative_id):
        trustee = BallotTrustee.objects.get(ballot_id=run.seen().id, place=1)
        letter = Letter.objects.filter(kind="ballot_trustee").earliest("id")
        row = {
            "id": new_id(run.by.at), "cooperative_id": run.by.cooperative_id, "ballot_id": trustee.ballot_id,
            "trustee_id": trustee.id, "place": 1, "token_hash": b"other", "replaces": True,
            "letter_id": letter.id, "act_id": letter.act_id,
        }  # fmt: skip
        link = BallotLink(**{**row, **other})
        link.save(force_insert=True)
    return link


def test_the_database_refuses_a_link_without_its_letter(floor: Floor) -> None:
    run = opened(floor, asked_motion())
    with inside(run.by.cooperative_id):
        codes = Letter.objects.filter(kind="ballot_code").earliest("id")
        known = bytes(BallotTrustee.objects.get(ballot_id=run.seen().id, place=1).token_hash)
    for wrong in ({"place": 2}, {"letter_id": codes.id}, {"token_hash": known}):
        with pytest.raises(DatabaseError, match="INV-116"):
            slipped(run, **wrong)
    slipped(run)
    actions.give_up_ballot(by=run.at(2), **run.ids, words="The wrong names.")
    with pytest.raises(DatabaseError, match="INV-116"):
        slipped(run, place=2, token_hash=b"more")


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE assembly_ballotlink SET place = place + 1",
        "UPDATE assembly_ballotlink SET act_id = (SELECT id FROM audit_act LIMIT 1)",
        "UPDATE assembly_ballotlink SET ballot_id = gen_random_uuid()",
    ],
)
def test_the_audit_finds_links_that_were_changed(
    floor: Floor, almighty: psycopg.Connection, tampering: str
) -> None:
    run = opened(floor, asked_motion())
    run.close()
    assert run.found_wrong() == []
    almighty.execute(f"{tampering} WHERE cooperative_id = %s", [run.by.cooperative_id])
    assert set(run.found_wrong()) == {"INV-116"}
