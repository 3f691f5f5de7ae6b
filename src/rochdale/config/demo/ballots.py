"""The demo's ballot that is open: on the item of the special meeting, with two trustees and some votes already cast.

The voting codes are in the letters, as for everybody; the trustees' keys come from a seed and keep no secret.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from rochdale.assembly import actions
from rochdale.assembly.actions import MeetingLetter
from rochdale.assembly.queries import BallotPartKind, ballot_board, ballots
from rochdale.assembly.queries import meeting as meeting_seen
from rochdale.assembly.queries.balloting import BallotDraft, TrusteeDraft, motion
from rochdale.assembly.queries.ballots import BallotSeen, trustees_of
from rochdale.config.demo.desk import AFTERNOON, EVENING, Desk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership import queries as membership
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable import canonical, credentials
from rochdale.voting.verifiable.ballots import write_ballot
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.election import read_election
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import single

_PLACE: Final = 2
_DAYS: Final = 6
_CODE: Final = re.compile(r"\b\w{5}-\w{6}-\w{5}-\w{6}\b")
_NAMES: Final = {"fr": "Ouvrir le samedi matin", "en": "Opening on Saturday mornings"}
_DESCRIPTIONS: Final = {
    "fr": "Le scrutin reste ouvert six jours, pour que chacun puisse voter.",
    "en": "The ballot stays open for six days, so that everybody can vote.",
}
_TRUSTEES: Final = (
    TrusteeDraft("Huguette", "huguette@example.org", "fr"),
    TrusteeDraft("Normand", "normand@example.org", "fr"),
)
# Who voted already, and for what.
_CAST: Final = ((1, 0, 0), (0, 1, 0), (1, 0, 0))


def hold(desk: Desk, number: int, on: date) -> None:
    """Open a ballot on the item of a meeting whose roll is frozen, and let some vote."""
    by = desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
    below: Below = random.Random(f"ballot of {desk.scene.slug}").randrange  # noqa: S311  # it keeps no secret
    opens_at = by.at + timedelta(minutes=1)
    draft = BallotDraft(
        names=_NAMES,
        descriptions=_DESCRIPTIONS,
        questions=(motion(_NAMES),),
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=_DAYS),
        trustees=_TRUSTEES,
    )
    made = actions.set_up_ballot(by=by, number=number, place=_PLACE, draft=draft)
    seen = _seen(desk, number, made)
    _give_keys(desk, seen, on, below)
    actions.make_codes(by=by, number=number, ballot=made)
    actions.open_ballot(by=by, number=number, ballot=made)
    _cast(desk, seen, on, below)


def _seen(desk: Desk, number: int, ballot: int) -> BallotSeen:
    with inside(desk.cooperative_id):
        return ballots.ballot_of(meeting_id=meeting_seen(number).id, number=ballot)


def _give_keys(desk: Desk, seen: BallotSeen, on: date, below: Below) -> None:
    with inside(desk.cooperative_id):
        trustees = trustees_of(ballot_id=seen.id)
    for trustee in trustees:
        key = single.publish(seen.group, single.new_secret(seen.group, below), below, trustee.name)
        actions.give_part(
            by=desk.program(on, AFTERNOON, "trustee of a ballot"),
            uuid=seen.uuid,
            trustee_id=trustee.id,
            kind=BallotPartKind.KEY,
            content=canonical.encode(key.to_json()),
        )


def _cast(desk: Desk, seen: BallotSeen, on: date, below: Below) -> None:
    """Some vote in the evening, with the codes of their letters."""
    with inside(desk.cooperative_id):
        election = read_election(ballot_board.election_text(ballot_id=seen.id))
        codes = list(islice(_codes(desk), len(_CAST)))
    by = desk.program(on, EVENING, "voting code")
    for code, marks in zip(codes, _CAST, strict=False):
        secret = credentials.secret_exponent(seen.group, seen.uuid, code)
        actions.cast_ballot(by=by, uuid=seen.uuid, content=write_ballot(election, secret, [marks], below))


def _codes(desk: Desk) -> Iterator[Secret[str]]:
    """The voting codes of those who have one, as each finds it in the own letter."""
    for person_id in desk.persons.values():
        for line in membership.letters_of(person_id=person_id).lines:
            found = _CODE.search(membership.letter(letter_id=line.id).opened().body)
            if line.kind == MeetingLetter.BALLOT_CODE and found is not None:
                yield Secret(found[0])
