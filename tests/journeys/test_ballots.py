"""A verifiable ballot over HTTP: prepared, keys and codes, votes, shares, papers, and the board that everybody sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from assembly.ballot_cases import BELOW, CODE, Run
from journeys.ballot_hall import Clock, Hall, form, hall_of, links, send_letters
from journeys.conftest import Caisse
from logged import everything_logged, secrets_from_now
from rochdale.assembly import actions
from rochdale.assembly.models import BallotTrustee, BallotWork, FloorRole
from rochdale.assembly.queries import balloting
from rochdale.config import arrivals
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.trustees import single
from rochdale.web.uploads import PART_BODY_BYTES_MAX, PART_BYTES_MAX

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _no_secret_is_logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is asked for, and refused, in a test of this file: no log names a secret that it made."""
    secrets = secrets_from_now(monkeypatch)
    with everything_logged() as journal:
        yield
    letters = "".join(str(sent.body) for sent in mail.outbox)
    assert journal.with_any(secrets.to_find | set(CODE.findall(letters))) == set()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(arrivals, "timezone", SimpleNamespace(now=told.now))
    return told


@pytest.fixture
def hall(caisse: Caisse, enter: Callable[[Caisse, str], Client], clock: Clock) -> Hall:
    """An annual meeting under way, of which two of three members vote."""
    return hall_of(caisse, enter, clock)


@pytest.fixture
def trustees(hall: Hall) -> list[Client]:
    """Two trustees who came by the links of their letters, in a ballot that is prepared."""
    hall.post("items/5/", **form(hall.clock))
    send_letters(hall.caisse)
    uuid = hall.run().uuid
    browsers = []
    for token in links():
        browser = Client()
        answer = browser.get(hall.caisse.at(f"ballots/{uuid}/trustee/{token}/"))
        assert answer.status_code == 302
        assert token not in answer.headers["Location"]
        browsers.append(browser)
    assert len(browsers) == 2
    return browsers


def test_an_election_from_the_form_to_the_board(hall: Hall, trustees: list[Client]) -> None:
    run, clock = hall.run(), hall.clock
    board = hall.caisse.at(f"ballots/{run.uuid}/")
    own = f"{board}trustee/"
    assert "2 more trustees are awaited" not in hall.says(hall.secretary, hall.at("1/"))
    assert hall.secretary.get(board).status_code == 404  # nothing to see before it is opened
    hall.post("1/codes/")
    assert "2 more trustees are awaited" in hall.says(hall.secretary, hall.at("1/"))
    for place, trustee in enumerate(trustees, 1):
        assert "Make your key there" in hall.says(trustee, own) or "your key there" in hall.says(trustee, own)
        run.keys[place] = single.new_secret(run.group, BELOW)
        key = canonical.write(single.publish(run.group, run.keys[place], BELOW).to_json())
        refused = trustee.post(
            f"{own}give/", {"text": re.sub(r'"public_key":"\d+"', '"public_key":"4"', key)}, follow=True
        )
        assert "not accepted" in refused.content.decode()
        taken = trustee.post(f"{own}give/", {"text": key}, follow=True)
        assert "Its number must be" in taken.content.decode()
    hall.post("1/open/")
    one, other, outsider = hall.members
    assert "Into the booth" in hall.says(one, hall.at("1/mine/")) or "isoloir" in hall.says(
        one, hall.at("1/mine/")
    )
    assert "booth" not in hall.says(outsider, hall.at("1/mine/"))
    assert str(run.election().uuid) in hall.says(Client(), f"{board}booth/")
    content = run.ballot(0, [0, 1, 0, 0])
    for _ in range(2):  # the answer was lost, and the booth sends it again
        answer = Client().post(f"{board}cast/", content, content_type="application/json")
        assert answer.status_code == 200
    bad = Client().post(f"{board}cast/", content[:-2], content_type="application/json")
    assert (bad.status_code, bad.headers["Content-Type"]) == (422, "application/problem+json")
    hall.post("1/paper/", **{"paper-member_number": hall.caisse.members[1].number})
    assert hall.says(Client(), board).count("counts</span>") == 1
    hall.members[0].get(hall.caisse.at())
    clock.hours = run.after
    hall.post("1/close/")
    told = hall.says(one, hall.at("1/mine/"))
    assert "provisional" in told or "provisoire" in told
    late = Client().post(f"{board}cast/", run_late(run), content_type="application/json")
    assert late.status_code == 409
    for place, trustee in enumerate(trustees, 1):
        part_is_judged(hall, run, trustee, place)
    by = replace(hall.caisse.by, at=clock.now())
    for line in hall.caisse.members[:2]:
        actions.name_floor_officer(by=by, number=1, person_id=line.person_id, role=FloorRole.TELLER)
    assert hall.at("1/papers/") in hall.says(one, hall.at("1/mine/"))
    for teller in (one, other):
        counted = teller.post(
            hall.at("1/papers/"),
            {"count_0_0": 1, "count_0_1": 0, "count_0_2": 0, "blank_0": 0, "spoilt_0": 0},
        )
        assert counted.status_code == 302
    said = hall.post("1/count/", **{"count-seed": "7 13"})
    assert "is being opened, counted and published since" in said
    assert "Count and publish" not in said
    run.work()
    assert "Rosalie Tremblay" in hall.says(hall.secretary, hall.at("1/"))
    public = hall.says(Client(), board)
    # No lot had to be drawn from the seed.
    assert ("Rosalie Tremblay" in public, "7 13" in public) == (True, False)
    assert "Rosalie Tremblay" in hall.says(one, hall.at("1/mine/"))
    assert "Lots were drawn" not in hall.says(Client(), hall.caisse.at(f"elections/{run.uuid}/"))
    archive = Client().get(f"{board}{run.uuid}.bel")
    assert archive.content == Client().get(hall.caisse.at(f"elections/{run.uuid}/{run.uuid}.bel")).content


def part_is_judged(hall: Hall, run: Run, trustee: Client, place: int) -> None:
    """A trustee gives a part, sees that it is being judged, and then that it is good."""
    own = hall.caisse.at(f"ballots/{run.uuid}/trustee/")
    taken = trustee.post(f"{own}give/", {"text": run.share_of(place).decode()}, follow=True).content.decode()
    assert "Being judged since" in taken
    assert "data-live=" in taken
    assert "being judged" in hall.says(hall.secretary, hall.at("1/"))
    run.work()
    told = hall.says(trustee, own)
    assert "it is good" in told
    assert "data-live=" not in told


def run_late(run: Run) -> bytes:
    """Something that arrives after the close."""
    return b"{}"


def test_what_is_missing_in_the_form_is_said(hall: Hall) -> None:
    wrong = hall.secretary.post(hall.at("items/5/"), form(hall.clock, needed="nobody"))
    assert wrong.status_code == 400
    assert "nobody" in wrong.content.decode()
    wrong = hall.secretary.post(hall.at("items/5/"), form(hall.clock, **{"q-0-seats": "9"}))
    assert wrong.status_code == 400
    assert "as many as answers" in wrong.content.decode()


def test_a_member_may_be_a_trustee_and_needs_no_link(hall: Hall) -> None:
    number = hall.caisse.members[0].number
    hall.post("items/5/", **form(hall.clock, needed=str(number)))
    run = hall.run()
    own = hall.caisse.at(f"ballots/{run.uuid}/trustee/")
    assert hall.members[0].get(own).status_code == 200
    assert hall.members[1].get(own).status_code == 409
    assert Client().get(own).status_code == 409
    lost = hall.members[0].post(f"{own}lost/", follow=True)
    assert lost.status_code == 200
    with inside(hall.caisse.by.cooperative_id):
        assert BallotTrustee.objects.get().person_id == hall.caisse.members[0].person_id


def test_rounds_are_taken_once_all_have_given_theirs(hall: Hall) -> None:
    three = "\n".join(f"Trustee {place}, t{place}@example.org, en" for place in (1, 2, 3))
    hall.post("items/5/", **form(hall.clock, needed="", sharing=three, threshold="2"))
    send_letters(hall.caisse)
    run = hall.run()
    own = hall.caisse.at(f"ballots/{run.uuid}/trustee/")
    browser = Client()
    browser.get(f"{own}{links()[0]}/")
    assert "your place is 1" in hall.says(browser, own)
    assert browser.get(f"{own}rounds/certificates/").status_code == 404
    run.share_key(1, 2, 3)
    assert hall.says(browser, f"{own}rounds/certificates/").count("\n") == 3
    assert hall.says(browser, f"{own}rounds/dealings/").count("\n") == 3
    assert browser.get(f"{own}rounds/other/").status_code == 404
    hall.post("1/trustees/2/lost/")
    hall.post("1/give-up/", **{"give-up-words": "Held again in spring."})
    assert "Held again in spring." in hall.says(hall.secretary, hall.at("1/"))


def test_what_stops_a_count_is_said_on_the_page(hall: Hall, trustees: list[Client]) -> None:
    run = hall.run()
    run.make_keys(1, 2)
    hall.post("1/codes/")
    hall.post("1/open/")
    hall.clock.hours = run.after
    hall.post("1/close/")
    own = hall.caisse.at(f"ballots/{run.uuid}/trustee/")
    false = trustees[0].post(f"{own}give/", {"text": "{}"}, follow=True).content.decode()
    assert "Being judged since" in false
    run.work()
    assert "was not accepted" in hall.says(trustees[0], own)
    assert "was not accepted" in hall.says(hall.secretary, hall.at("1/"))
    run.decrypt(1, 2)
    assert "is being opened, counted" in hall.post("1/count/")  # nobody voted: three equals for one seat
    run.work()
    said = hall.says(hall.secretary, hall.at("1/"))
    assert "Candidates are equal" in said
    assert "Count and publish" in said
    hall.post("1/count/", **{"count-seed": "7 13"})
    run.work()
    assert "Candidates are equal" not in hall.says(hall.secretary, hall.at("1/"))
    public = hall.says(Client(), hall.caisse.at(f"ballots/{run.uuid}/"))
    assert "Rosalie Tremblay" in public
    # On the page, and in the transcript.
    assert public.count("Lots were drawn from the seed “7 13”.") == 2
    # Beside the archive too, which knows of no lot.
    published = hall.says(Client(), hall.caisse.at(f"elections/{run.uuid}/"))
    assert published.count("Lots were drawn from the seed “7 13”.") == 1
    assert hall.caisse.at(f"ballots/{run.uuid}/") in published
    french = Client()
    french.cookies["django_language"] = "fr"
    assert "Tirage au sort" in hall.says(french, hall.caisse.at(f"elections/{run.uuid}/"))
    told = Client().get(f"/api/v1/{hall.caisse.slug}/elections/{run.uuid}").json()
    assert told["seed"] == "7 13"


def test_a_part_is_taken_whole_or_refused_with_the_limit(hall: Hall, trustees: list[Client]) -> None:
    run = hall.run()
    run.make_keys(1, 2)
    hall.post("1/codes/")
    hall.post("1/open/")
    hall.clock.hours = run.after
    hall.post("1/close/")
    one, other = trustees
    own = hall.caisse.at(f"ballots/{run.uuid}/trustee/")
    assert "20 MB at most." in hall.says(one, own)

    def give(trustee: Client, content: bytes) -> HttpResponse:
        return trustee.post(f"{own}give/", {"file": SimpleUploadedFile("part.json", content)}, follow=True)  # type: ignore[return-value]  # Django’s test answer is one

    orders = b"{" + b"x" * 4_000 * 4_360  # as a shuffle of so many orders
    assert "Being judged since" in give(one, orders).content.decode()
    with inside(hall.caisse.by.cooperative_id):
        assert bytes(BallotWork.objects.get().content) == orders
    for language, words in (
        ("en", "may have 20 MB. This has more"),
        ("fr", "peut avoir 20 Mo. Ceci en a plus"),
    ):
        other.cookies["django_language"] = language
        refused = give(other, b"x" * (PART_BYTES_MAX + 1))
        assert refused.status_code == 400
        assert words in refused.content.decode().replace("\xa0", " ")
        pasted = other.post(f"{own}give/", {"text": "x" * (PART_BYTES_MAX + 1)})
        assert (pasted.status_code, words in pasted.content.decode().replace("\xa0", " ")) == (400, True)
    too_much = other.post(f"{own}give/", {"text": "x" * PART_BODY_BYTES_MAX})
    assert too_much.status_code == 413
    assert "Rien n’a été lu" in too_much.content.decode()
    with inside(hall.caisse.by.cooperative_id):
        assert BallotWork.objects.count() == 1


def test_a_large_roll_is_told_before_an_order_is_asked_for(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    voters = 2
    asked = {**form(hall.clock), "q-0-kind": "order", "q-0-rule": "scottish_stv", "q-0-blank": ""}
    here = hall.at("items/5/")
    assert "trustees can shuffle" not in hall.says(hall.secretary, here)
    monkeypatch.setattr(balloting, "ORDERS_MAX", voters - 1)
    assert "no question can ask for an order. Ask for a choice." in hall.says(hall.secretary, here)
    refused = hall.secretary.post(here, asked)
    assert refused.status_code == 400
    assert (
        "If all 2 on the roll vote, 2 orders come, and 1 at most can be shuffled" in refused.content.decode()
    )
    assert "Rosalie Tremblay" in refused.content.decode()  # nothing is typed again
    monkeypatch.setattr(balloting, "ORDERS_MAX", voters)
    assert "one question can ask for an order, and no more" in hall.says(hall.secretary, here)
    hall.post("items/5/", **asked)
    told = hall.says(hall.secretary, hall.at("1/"))
    assert "2 orders are to be shuffled: about 1 min for each trustee" in told
    monkeypatch.undo()
    assert "orders are to be shuffled" not in hall.says(hall.secretary, hall.at("1/"))


def test_a_trustee_who_lost_the_link_is_written_to_anew(hall: Hall, trustees: list[Client]) -> None:
    own = hall.caisse.at(f"ballots/{hall.run().uuid}/trustee/")
    wrong = hall.post("1/trustees/1/link/", **{"link-1-email": "nowhere"})
    assert "No letter was written" in wrong
    assert trustees[0].get(own).status_code == 200
    said = hall.post("1/trustees/1/link/", **{"link-1-email": "odile.new@example.org"})
    assert "no longer open anything" in said
    assert "on its way" in said
    assert (trustees[0].get(own).status_code, trustees[1].get(own).status_code) == (409, 200)
    send_letters(hall.caisse, "ballot_link")
    browser = Client()
    browser.get(f"{own}{links()[-1]}/")
    assert "Odile Gagnon" in hall.says(browser, own)
    assert "the letter is sent" in hall.says(hall.secretary, hall.at("1/"))
    assert hall.members[0].post(hall.at("1/trustees/1/link/"), {}).status_code == 403
