"""Who stands in the demo's annual meetings. In the coming one some are on the list; one waits, one is refused, one is
proposed. In the one that was held more stood than there were seats.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries
from rochdale.assembly.actions import Named, Proposal
from rochdale.config.demo import contest_texts
from rochdale.config.demo.desk import EVENING, Desk
from rochdale.config.demo.people import Resident
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.membership.queries import PersonKind, Right

BOARD: Final = "board"
_STATEMENTS: Final = (
    {
        "fr": "Ébéniste depuis vingt ans, je veux une caisse qui prête aux petits ateliers d’ici.",
        "en": "A cabinet maker for twenty years, I want a caisse that lends to the small workshops here.",
    },
    {
        "fr": "Infirmière à la retraite. Le comptoir doit rester ouvert pour qui ne se sert pas d’un téléphone."
    },
    {"en": "I keep books for three farms, and I read every line of a budget before I vote on it."},
    {
        "fr": "Jeune parent, je parlerai pour celles et ceux qui épargnent leur premier toit.",
        "en": "A young parent, I will speak for those who are saving for a first home.",
    },
    {"fr": "J’ai siégé six ans à la coopérative scolaire. Les comptes doivent se lire sans dictionnaire."},
)
_INTEREST: Final = "Ma belle-sœur travaille au comptoir de la caisse."
_COLOURS: Final = ((44, 92, 72), (112, 62, 96), (70, 84, 120), (134, 92, 48), (60, 104, 116))


@dataclass(frozen=True, slots=True)
class _Hall:
    """The meeting in preparation, who may stand, and who acts that day."""

    desk: Desk
    number: int
    on: date
    people: list[UUID]

    def of(self, person_id: UUID) -> Acting:
        return replace(self.desk.program(self.on, EVENING), person_id=person_id, authority="member")

    @property
    def secretary(self) -> Acting:
        return self.desk.officer(OfficeKind.SECRETARY, self.on, EVENING)

    def named(self, nomination: int) -> Named:
        return Named(self.number, BOARD, nomination)


def stand(desk: Desk, number: int, people: list[Resident], on: date) -> None:
    """Let members nominate for the seats of the board, where it has some and members enough."""
    cast = [desk.persons[each.place] for each in people if each.part is not None and each.part.office is None]
    hall = _Hall(desk, number, on, _eligible(desk, people, on))
    if queries.board() is None or len(hall.people) < len(_STATEMENTS) + 4 or not cast:
        return
    assembly.call_nominations(by=hall.secretary, number=number, code=BOARD)
    for place, statements in enumerate(_STATEMENTS):
        _candidate(hall, place, hall.people[place], statements)
    last = len(_STATEMENTS)
    # One is to be checked: seconded, and the interests not declared yet.
    _propose(hall, hall.people[last], hall.people[last])
    _second(hall, last + 1)
    # One was refused: nobody seconded, and the candidate never accepted.
    _propose(hall, hall.people[last + 1], hall.people[0])
    assembly.refuse_nomination(
        by=hall.secretary, named=hall.named(last + 2), words="Personne n’a répondu à nos lettres."
    )
    # A member of the cast is proposed by another, and has not answered.
    _propose(hall, cast[0], hall.people[1])


def contest(desk: Desk, number: int, people: Sequence[Resident], on: date) -> None:
    """Let five stand for the seats that end: one who sits already, and others than will stand the next time."""
    hall = _Hall(desk, number, on, _eligible(desk, people, on))
    sitting = min(
        (seat.mandate for seat in queries.composition(BOARD, on=on).seats if seat.mandate is not None),
        key=lambda mandate: mandate.until_on,
    )
    skipped = len(_STATEMENTS)
    others = hall.people[skipped : skipped + len(contest_texts.STATEMENTS) - 1]
    assembly.call_nominations(by=hall.secretary, number=number, code=BOARD)
    for place, person_id in enumerate([sitting.person_id, *others]):
        _candidate(hall, place, person_id, contest_texts.STATEMENTS[place])


def _eligible(desk: Desk, people: Sequence[Resident], on: date) -> list[UUID]:
    """Members of long standing who play no part and hold no office, by number."""
    cast = {
        desk.persons[each.place] for each in people if each.part is not None and each.place in desk.persons
    }
    busy = cast | {each.person_id for each in cooperatives.officers(on)}
    found = membership.addressees_at(cooperative_id=desk.cooperative_id, on=on)
    return [
        each.rights.person_id
        for each in sorted(found, key=lambda each: each.rights.number)
        if {Right.ELIGIBILITY, Right.VOTE} <= each.rights.holds
        and each.rights.kind is PersonKind.NATURAL
        and each.rights.person_id not in busy
        and each.joined_on <= on - timedelta(days=400)
    ]


def _candidate(hall: _Hall, place: int, person_id: UUID, statements: Mapping[str, str]) -> None:
    """Somebody stands with all that is asked, and is admitted."""
    nomination = _propose(hall, person_id, person_id)
    _second(hall, nomination)
    assembly.state_candidacy(
        by=hall.of(person_id),
        named=hall.named(nomination),
        statements=statements,
        has_declared=True,
        interests=_INTEREST if place == 1 else "",
    )
    if place % 2 == 0:
        picture = _portrait(_COLOURS[place % len(_COLOURS)])
        assembly.add_candidate_photo(by=hall.of(person_id), named=hall.named(nomination), content=picture)
    assembly.admit_nomination(by=hall.secretary, named=hall.named(nomination))


def _propose(hall: _Hall, person_id: UUID, proposer_id: UUID) -> int:
    return assembly.nominate(
        by=hall.of(proposer_id), number=hall.number, code=BOARD, proposal=Proposal(person_id)
    )


def _second(hall: _Hall, nomination: int) -> None:
    """As many as the by-laws ask for."""
    needed = cooperatives.bylaws(hall.on)["nomination_seconders"].number
    for person_id in hall.people[-needed:] if needed else []:
        assembly.second_nomination(by=hall.of(person_id), named=hall.named(nomination))


def _portrait(colour: tuple[int, int, int]) -> bytes:
    """A head and shoulders before a plain ground, as a PNG: the demo has no photographs of anybody."""
    width, height = 120, 150
    pixels = b"".join(
        b"\x00" + b"".join(bytes(colour if _is_figure(x, y) else (236, 231, 221)) for x in range(width))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )


def _is_figure(x: int, y: int) -> bool:
    is_head = (x - 60) ** 2 + (y - 58) ** 2 < 30**2
    is_shoulder = y > 96 and ((x - 60) / 52) ** 2 + ((y - 150) / 52) ** 2 < 1
    return is_head or is_shoulder
