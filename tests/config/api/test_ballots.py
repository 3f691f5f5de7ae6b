"""A verifiable ballot by programs: of who runs it, of trustees by their header, and of whoever has a voting code."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest

from assembly.ballot_cases import BELOW, DAYS, Run
from assembly.floor import JOINED, Floor, called, freeze
from journeys.ballot_hall import Clock, links, send_letters
from rochdale.assembly import actions
from rochdale.assembly.queries import balloting
from rochdale.config import arrivals
from rochdale.cooperatives.queries import Permission
from rochdale.membership import actions as members
from rochdale.membership import queries as membership
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.trustees import single
from rochdale.web.uploads import PART_BODY_BYTES_MAX, PART_BYTES_MAX

from .conftest import House, Program
from .test_door import refused

pytestmark = pytest.mark.slow


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(arrivals, "timezone", SimpleNamespace(now=told.now))
    return told


@pytest.fixture
def run(house: House, clock: Clock) -> Run:
    """A meeting under way, with somebody who votes in it."""
    by = house.capital.caisse.program
    called(by)
    (voter,) = members.register_members(by=by, newcomers=[Newcomer(Particulars("Voter"), JOINED)])
    freeze(by, 1)
    actions.open_meeting(by=by, number=1)
    floor = Floor(replace(by, at=clock.now()), 1, (voter.person_id,), house.persons["teller"])
    return Run(floor, 1, {}, {})


def said(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": words}


def asked(clock: Clock, **other: Any) -> dict[str, Any]:
    opens_at = clock.now()
    question = {
        "kind": "choice", "texts": said("Who?"), "answers": [said("Ada"), said("Bea")], "rule": "plurality", "seats": 1,
    }  # fmt: skip
    told = {
        "place": 5,
        "names": said("Election"),
        "descriptions": said("Four days."),
        "questions": [question],
        "opens_at": opens_at.isoformat(),
        "closes_at": (opens_at + timedelta(days=DAYS)).isoformat(),
        "trustees": [{"name": "Luc Roy", "email": "luc@example.org", "language": "en"}],
    }
    return {**told, **other}


def own_part(nobody: Program, parts: str, token: str) -> Any:
    """What a trustee's program is told."""
    return nobody.client.get(nobody.at(parts), HTTP_TRUSTEE_TOKEN=token).json()


def takes_large_parts_and_no_private_key(nobody: Program, parts: str, token: str) -> None:
    """A part comes whole up to the limit, and is refused beyond it; a private key is refused at once."""
    private = nobody.post(parts, {"content": '"123"'}, key="", HTTP_TRUSTEE_TOKEN=token)
    assert refused(private, 409, "ballot_part_not_public")
    large = nobody.post(
        parts, {"content": "{" + "x" * (PART_BYTES_MAX - 1)}, key="", HTTP_TRUSTEE_TOKEN=token
    )  # as a shuffle may be
    assert large.json()["stands"] == "judged"
    larger = nobody.post(parts, {"content": "x" * (PART_BYTES_MAX + 1)}, key="", HTTP_TRUSTEE_TOKEN=token)
    assert refused(larger, 413, "ballot_part_too_large")
    assert "20 MB" in larger.json()["detail"]
    largest = nobody.post(parts, {"content": "x" * PART_BODY_BYTES_MAX}, key="")
    assert refused(largest, 413, "body_too_large")


def is_judged_later(nobody: Program, secretary: Program, run: Run, token: str, share: dict[str, str]) -> None:
    """A part is kept, whoever sends it again hears the same, and what came of it is told when it is asked."""
    own, parts = "meetings/1/ballots", f"ballots/{run.uuid}/parts"
    given = nobody.post(parts, share, key="", HTTP_TRUSTEE_TOKEN=token).json()
    assert (given["stands"], given["accepted"]) == ("being_judged", False)
    assert nobody.post(parts, share, key="", HTTP_TRUSTEE_TOKEN=token).json() == given
    other = nobody.post(parts, {"content": "{}"}, key="", HTTP_TRUSTEE_TOKEN=token)
    assert refused(other, 409, "ballot_work_waits")
    mine = own_part(nobody, parts, token)
    assert (mine["awaited"], mine["being_judged_since"]) == ("", given["since"])
    (working,) = secretary.get(f"{own}/1").json()["working"]
    assert (working["kind"], working["trustee"]) == ("decryption", 1)
    run.work()
    mine = own_part(nobody, parts, token)
    assert (mine["last"], mine["accepted"], mine["being_judged_since"]) == ("decryption", True, None)


def is_counted_later(secretary: Program, run: Run) -> None:
    """A count is begun, and told when it is asked."""
    own = "meetings/1/ballots"
    begun = secretary.post(f"{own}/1/count")
    assert (begun.status_code, begun.json()["uuid"]) == (202, run.uuid)
    assert secretary.get(f"{own}/1").json()["stands"] == "closed"
    run.work()
    told = secretary.get(f"{own}/1").json()
    assert (told["stands"], told["working"], told["refusal"]) == ("counted", [], None)


def test_more_orders_than_can_be_shuffled_are_refused(
    house: House, run: Run, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    secretary = house.program("manager", Permission.RUN_MEETINGS)
    monkeypatch.setattr(balloting, "ORDERS_MAX", 0)
    order = {
        "kind": "ranking",
        "texts": said("Who?"),
        "answers": [said("Ada"), said("Bea")],
        "rule": "borda",
        "seats": 1,
    }
    answer = secretary.post("meetings/1/ballots", asked(clock, questions=[order]))
    assert refused(answer, 422, "ballot_orders_too_many")
    assert secretary.get("meetings/1/ballots/1").status_code == 404


def test_a_ballot_by_programs_alone(house: House, run: Run, clock: Clock) -> None:
    secretary = house.program("manager", Permission.RUN_MEETINGS)
    nobody, own = house.nobody(), "meetings/1/ballots"
    wrong = secretary.post(own, asked(clock, questions=[]))
    assert refused(wrong, 422, "ballot_faulty")
    assert [each["code"] for each in wrong.json()["faults"]] == ["questions_out_of_range"]
    assert secretary.post(own, asked(clock)).json() == {"number": 1}
    send_letters(SimpleNamespace(by=house.capital.caisse.program))  # type: ignore[arg-type]  # all that is read of it
    (token,) = links()
    assert refused(nobody.get(f"ballots/{run.uuid}"), 404, "ballot_not_found")
    assert secretary.post(f"{own}/1/codes").json()["codes"] == run.seen().entitled
    run.keys[1] = single.new_secret(run.group, BELOW)
    key = canonical.write(single.publish(run.group, run.keys[1], BELOW).to_json())
    parts = f"ballots/{run.uuid}/parts"
    assert refused(nobody.post(parts, {"content": key}, key=""), 404, "ballot_trustee_unknown")
    bad = nobody.post(parts, {"content": "{}"}, key="", HTTP_TRUSTEE_TOKEN=token)
    assert bad.json() == {"stands": "judged", "accepted": False, "reason": "fields_wrong", "since": None}
    told = secretary.get(f"{own}/1").json()
    assert (told["keys_missing"], told["trustees"][0]["reason"]) == (1, "fields_wrong")
    takes_large_parts_and_no_private_key(nobody, parts, token)
    assert refused(
        nobody.post(f"ballots/{run.uuid}/cast", {"ballot": "x" * 1_100_000}, key=""), 413, "body_too_large"
    )
    assert nobody.post(f"ballots/{run.uuid}/cast", {"ballot": "x" * 400_000}, key="").status_code != 413
    good = nobody.post(parts, {"content": key}, key="", HTTP_TRUSTEE_TOKEN=token)
    assert good.json() == {"stands": "judged", "accepted": True, "reason": "", "since": None}
    mine = own_part(nobody, parts, token)
    assert (mine["last"], mine["accepted"], mine["awaited"]) == ("key", True, "")
    assert refused(nobody.get(parts), 404, "ballot_trustee_unknown")
    head = secretary.post(f"{own}/1/opening").json()["head"]
    content = run.ballot(0, [0, 1]).decode()
    cast = [nobody.post(f"ballots/{run.uuid}/cast", {"ballot": content}, key="").json() for _ in range(2)]
    assert cast[0] == cast[1]
    board = nobody.get(f"ballots/{run.uuid}").json()
    assert [(each["kind"], each["counts"]) for each in board["events"]] == [
        ("Setup", False),
        ("Ballot", True),
    ]
    assert board["events"][0]["head"] == head
    assert house.program("odile").get(own).json()["items"][0]["voted"] == 1
    assert refused(secretary.post(f"{own}/1/closing"), 409, "vote_still_open")
    clock.hours = run.after
    secretary.post(f"{own}/1/closing")
    assert own_part(nobody, parts, token)["until"] is not None
    (trustee,) = secretary.get(f"{own}/1").json()["trustees"]
    assert (trustee["awaited"], trustee["letter"]) == ("decryption", "waiting")
    assert refused(secretary.post(f"{own}/1/count"), 409, "ballot_parts_missing")
    share = {"content": run.share_of(1).decode()}
    is_judged_later(nobody, secretary, run, token, share)
    is_counted_later(secretary, run)
    board = nobody.get(f"ballots/{run.uuid}").json()
    assert board["answered"] == [
        {"counts": [0, 1], "blank": 0, "spoilt": 0, "orders": 0, "elected": [1], "withdrawn": [], "lots": []}
    ]
    assert board["seed"] == ""
    assert nobody.get(f"ballots/{run.uuid}/archive").content == run.archive_bytes()
    assert nobody.get(f"elections/{run.uuid}").json()["sound"]


def test_lots_can_be_drawn_again_by_whoever_reads_the_board(house: House, run: Run, clock: Clock) -> None:
    secretary, own = house.program("manager", Permission.RUN_MEETINGS), "meetings/1/ballots"
    secretary.post(own, asked(clock))
    run.make_keys(1)
    run.opened()
    clock.hours = run.after
    secretary.post(f"{own}/1/closing")
    run.decrypt(1)
    secretary.post(f"{own}/1/count", {"seed": "7 13"})  # nobody voted: two equals for one seat
    run.work()
    board = house.nobody().get(f"ballots/{run.uuid}").json()
    (answered,) = board["answered"]
    (lot,) = answered["lots"]
    names = ["Ada (fr)", "Bea (fr)"]  # of the language in which the ballot is
    again = sorted(names, key=lambda name: sha256(f"7 13|{lot['occasion']}|{name}".encode()).digest())
    assert (board["seed"], lot["drawn"]) == ("7 13", again)
    assert answered["elected"] == [names.index(again[0])]


def test_the_rest_of_a_ballot_by_programs(house: House, run: Run, clock: Clock) -> None:
    secretary, odile = house.program("manager", Permission.RUN_MEETINGS), house.program("odile")
    own = "meetings/1/ballots/1"
    assert refused(secretary.post(f"{own}/codes"), 404, "ballot_not_found")
    secretary.post("meetings/1/ballots", asked(clock))
    secretary.post(f"{own}/codes")
    with inside(house.id):
        number = membership.member_of(person_id=run.floor.voters[0])
    given = secretary.post(f"{own}/papers", {"member_number": number})
    assert given.status_code == 200, given.json()
    assert refused(secretary.post(f"{own}/papers", {"member_number": number}), 409, "already_voted")
    assert secretary.post(f"{own}/trustees/1/link").status_code == 200
    assert secretary.post(f"{own}/trustees/1/link", {"email": "luc.roy@example.org"}).status_code == 200
    assert refused(secretary.post(f"{own}/trustees/1/link", {"email": "luc"}), 422, "ballot_faulty")
    assert refused(secretary.post(f"{own}/trustees/7/link"), 404, "ballot_trustee_unknown")
    assert refused(odile.post(f"{own}/trustees/1/link"), 403, "not_let_in")
    assert secretary.post(f"{own}/trustees/1/lost").status_code == 200
    assert refused(secretary.post(f"{own}/shuffled"), 409, "ballot_step_out_of_order")
    found = {"questions": [{"counts": [1, 0]}]}
    assert refused(odile.post(f"{own}/papers/counts", found), 409, "not_teller")
    assert secretary.post(f"{own}/giving-up", {"words": "Held again."}).status_code == 200
    assert house.nobody().get(f"ballots/{run.uuid}").status_code == 404
