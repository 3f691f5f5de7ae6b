"""A verifiable ballot under a home of its own.

`python killed_ballot.py HOME open MEMBERS` builds it and makes each member's ballot, as the booth would; `... HOME
cast` casts them all; `... HOME close` ends it and lets its trustee give the key's part; `... HOME kill WORKER` has it
counted and kills the worker in the middle; `... HOME stands` prints its last step as JSON, and `... HOME read` what is
on the board and what the audit finds.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from rochdale.config import runtime
from rochdale.kernel.acting import Acting

NOTE = "ballot.json"
SECONDS_MAX = 60
_CODE = re.compile(r"\b\w{5}-\w{6}-\w{5}-\w{6}\b")


def main() -> None:
    """Build or read, on the database of the home."""
    home = Path(sys.argv[1])
    acts = {"cast": _cast, "close": _close, "kill": _kill, "read": _read, "stands": _stands}
    with runtime.ready(at=home):
        if sys.argv[2] == "open":
            (home / NOTE).write_text(json.dumps(_opened(int(sys.argv[3]))))
        else:
            acts[sys.argv[2]](json.loads((home / NOTE).read_text()))


def _opened(members: int) -> dict[str, Any]:
    from rochdale.assembly import actions
    from rochdale.assembly.queries import BallotPartKind
    from rochdale.assembly.queries.balloting import BallotDraft, TrusteeDraft, motion
    from rochdale.config.bench.hall import MEETING, MOTION, opened
    from rochdale.voting.verifiable import canonical
    from rochdale.voting.verifiable.groups import BELENIOS_2048
    from rochdale.voting.verifiable.trustees import single

    hall, names = opened(members), {"fr": "Scrutin", "en": "Ballot"}
    by, below = hall.now(), random.Random("killed").randrange
    draft = BallotDraft(
        names=names, descriptions=names, questions=(motion(names),), opens_at=by.at,
        closes_at=by.at + timedelta(hours=2), trustees=(TrusteeDraft("Odile", "odile@example.org", "fr"),),
    )  # fmt: skip
    ids = {
        "number": MEETING,
        "ballot": actions.set_up_ballot(by=by, number=MEETING, place=MOTION, draft=draft),
    }
    secret = single.new_secret(BELENIOS_2048, below)
    key = canonical.encode(single.publish(BELENIOS_2048, secret, below, "Odile").to_json())
    note = {
        "cooperative": str(by.cooperative_id), "slug": hall.slug, "ids": ids, "secret": str(secret.reveal()),
        "closes_at": draft.closes_at.isoformat(),
    }  # fmt: skip
    note |= _named(by)
    _give(by, note, BallotPartKind.KEY, key)
    actions.make_codes(by=by, **ids)
    actions.open_ballot(by=by, **ids)
    return note | {"ballots": _ballots(by, note["uuid"], below)}


def _named(by: Acting) -> dict[str, Any]:
    from rochdale.assembly.models import Ballot, BallotTrustee
    from rochdale.tenancy.actions import inside

    with inside(by.cooperative_id):
        return {"uuid": Ballot.objects.get().uuid, "trustee": str(BallotTrustee.objects.get().id)}


def _give(by: Acting, note: dict[str, Any], kind: Any, content: bytes) -> None:
    from rochdale.assembly import actions

    actions.give_part(by=by, uuid=note["uuid"], trustee_id=UUID(note["trustee"]), kind=kind, content=content)


def _ballots(by: Acting, uuid: str, below: Any) -> list[str]:
    """A ballot for each member, by the code of the own letter."""
    from rochdale.assembly.queries import ballot_board, ballots
    from rochdale.membership.models import Letter
    from rochdale.membership.queries import opened_words
    from rochdale.tenancy.actions import inside
    from rochdale.voting.verifiable import credentials
    from rochdale.voting.verifiable.ballots import write_ballot
    from rochdale.voting.verifiable.groups import BELENIOS_2048
    from rochdale.voting.verifiable.secrecy import Secret

    with inside(by.cooperative_id):
        seen = ballots.ballot_named(uuid=uuid)
        election = ballot_board.election_read(ballot_board.election_text(ballot_id=seen.id))
        letters = [
            opened_words(by.cooperative_id, each.body) for each in Letter.objects.filter(kind="ballot_code")
        ]
    codes = [found[0] for text in letters if (found := _CODE.search(text))]
    secrets = [credentials.secret_exponent(BELENIOS_2048, uuid, Secret(code)) for code in codes]
    return [write_ballot(election, secret, [[1, 0, 0]], below).decode() for secret in secrets]


def _by(note: dict[str, Any], *, is_after: bool) -> Acting:
    """The program, now or when the window has run out."""
    at = datetime.fromisoformat(note["closes_at"]) + timedelta(seconds=1) if is_after else datetime.now(UTC)
    return Acting(UUID(note["cooperative"]), None, None, "test", at.date(), at)


def _cast(note: dict[str, Any]) -> None:
    from rochdale.assembly import actions

    for content in note["ballots"]:
        actions.cast_ballot(by=_by(note, is_after=False), uuid=note["uuid"], content=content.encode())


def _close(note: dict[str, Any]) -> None:
    """End the ballot, and let its trustee open it; what was given is judged by whoever works next."""
    from rochdale.assembly import actions
    from rochdale.assembly.queries import BallotPartKind, ballots
    from rochdale.assembly.queries.trustee_parts import to_open
    from rochdale.tenancy.actions import inside
    from rochdale.voting.verifiable import decryption
    from rochdale.voting.verifiable.secrecy import Secret

    by = _by(note, is_after=True)
    actions.close_ballot(by=by, **note["ids"])
    with inside(by.cooperative_id):
        opening = to_open(ballots.ballot_named(uuid=note["uuid"]))
    below = random.Random("part").randrange
    part = decryption.decrypt(opening.election, opening.sums, Secret(int(note["secret"])), below)
    _give(by, note, BallotPartKind.DECRYPTION, part.encode())
    _await(lambda: not _works(note))


def _kill(note: dict[str, Any]) -> None:
    """Have the ballot counted, and end the worker all at once while it is at it."""
    from rochdale.assembly import actions

    actions.count_ballot(by=_by(note, is_after=True), **note["ids"])
    (work,) = _works(note)
    _await(lambda: _is_doing(str(work)))
    os.kill(int(sys.argv[3]), signal.SIGKILL)
    _read(note)


def _works(note: dict[str, Any]) -> list[UUID]:
    from rochdale.assembly.queries import ballots
    from rochdale.assembly.queries.ballot_works import works_open
    from rochdale.tenancy.actions import inside

    with inside(UUID(note["cooperative"])):
        return [each.id for each in works_open(ballot_id=ballots.ballot_named(uuid=note["uuid"]).id)]


def _is_doing(work: str) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'doing'", [work]
        )
        return bool(cursor.fetchone()[0])


def _await(condition: Any) -> None:
    deadline = time.monotonic() + SECONDS_MAX
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def _stands(note: dict[str, Any]) -> None:
    from rochdale.assembly.queries import ballots
    from rochdale.tenancy.actions import inside

    with inside(UUID(note["cooperative"])):
        told = {"stands": ballots.ballot_named(uuid=note["uuid"]).stands.value}
    sys.stdout.write(json.dumps(told) + "\n")


def _read(note: dict[str, Any]) -> None:
    from rochdale.assembly.models import BallotEvent, BallotOutcome, BallotParticipation, Election, Resolution
    from rochdale.assembly.queries import ballot_board, ballots
    from rochdale.audit.checks import differences
    from rochdale.config.checks import ALL
    from rochdale.tenancy.actions import inside
    from rochdale.voting.verifiable.verifier.verification import verify

    cooperative_id = UUID(note["cooperative"])
    with inside(cooperative_id):
        seen = ballots.ballot_named(uuid=note["uuid"])
        events = BallotEvent.objects.filter(ballot_id=seen.id, kind="Ballot")
        told = {
            "stands": seen.stands.value,
            "participations": BallotParticipation.objects.count(),
            "codes": events.values("digest").distinct().count(),
            "trackers": sorted(events.values_list("tracker", flat=True)),
            "results": BallotEvent.objects.filter(ballot_id=seen.id, kind="Result").count(),
            "outcomes": BallotOutcome.objects.count(),
            "published": Election.objects.count(),
            "resolutions": list(Resolution.objects.values_list("yes", flat=True)),
            "working": len(_works(note)),
        }
        is_sound = verify(ballot_board.ballot_archive(seen), unfinished=True).is_sound
    found = [asdict(each) for each in differences(cooperative_id, ALL)]
    sys.stdout.write(json.dumps({**told, "is_sound": is_sound, "differences": found}, default=str) + "\n")


if __name__ == "__main__":
    main()
