"""Questions about letters: those of a person, those that wait for an officer, and one with what became of it."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.membership.errors import LetterNotFound
from rochdale.membership.models import Channel, DeliveryFault, DeliveryOutcome, Letter, LetterDelivery
from rochdale.membership.queries.sealing import place_of, seal, unseal
from rochdale.tenancy.queries import rows

LETTERS_PAGE = 50
HIDDEN = "•••••"
_SEALED = re.compile(r"\[sealed:([A-Za-z0-9+/=]+)\]")


@dataclass(frozen=True, slots=True)
class SealedWord:
    """A word that only its recipient shall read: in the database it stands sealed, with a key that is not there.

    It is opened when the letter is sent or printed, and for who got it; officers who look at the letter see none.
    """

    word: str


def sealed_word(cooperative_id: UUID, word: str) -> str:
    """A word as the body of a letter keeps it: sealed with the key of the home (INV-102)."""
    return f"[sealed:{b64encode(seal(word.encode(), place=_place(cooperative_id))).decode()}]"


def opened_words(cooperative_id: UUID, body: str) -> str:
    """The body of a letter with its sealed words opened: for the recipient alone. Raises DocumentDamaged."""
    place = _place(cooperative_id)
    return _SEALED.sub(lambda found: unseal(b64decode(found[1]), place=place).decode(), body)


def hidden_words(body: str) -> str:
    """The body of a letter without its sealed words."""
    return _SEALED.sub(HIDDEN, body)


def _place(cooperative_id: UUID) -> bytes:
    return place_of(cooperative_id, "letter", cooperative_id)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in a list. `last` is None where nothing has happened to it yet."""

    id: UUID
    kind: str
    channel: Channel
    subject: str
    recipient: str
    written_on: date
    last: DeliveryOutcome | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Some letters. `next_after` is the last of them where more follow."""

    lines: tuple[LetterLine, ...]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing that happened to a letter; `fault` says why it was not sent, `next_at` when it is tried again."""

    outcome: DeliveryOutcome
    fault: DeliveryFault | None
    at: datetime
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter with its words and what became of it, the oldest first. A blanked one has no words.

    Words that are for the recipient alone are hidden in `body`; `kept` has them sealed.
    """

    id: UUID
    cooperative_id: UUID
    kind: str
    channel: Channel
    language: str
    address: str
    recipient: str
    person_id: UUID | None
    subject: str
    body: str
    kept: str
    written_on: date
    act_id: UUID
    is_settled: bool
    is_blanked: bool
    deliveries: tuple[Delivery, ...]

    @property
    def is_for_paper(self) -> bool:
        """Whether an officer is to print and post it: it has no address, or was given up."""
        given_up = bool(self.deliveries) and self.deliveries[-1].outcome is DeliveryOutcome.GIVEN_UP
        return not self.is_settled and not self.is_blanked and (self.channel is Channel.PAPER or given_up)

    def opened(self) -> LetterFile:
        """The letter as its recipient reads it. Raises DocumentDamaged."""
        return replace(self, body=opened_words(self.cooperative_id, self.kept))


def letter(*, letter_id: UUID) -> LetterFile:
    """One letter of the current cooperative, in two statements. Raises LetterNotFound."""
    found = letters_whole(letter_ids=[letter_id])
    if not found:
        raise LetterNotFound(letter_id=letter_id)
    return found[0]


def letters_whole(*, letter_ids: Sequence[UUID]) -> list[LetterFile]:
    """Several letters with their words, the oldest first, in two statements; unknown ids are left out."""
    happened: dict[UUID, list[Delivery]] = {}
    for each in LetterDelivery.objects.filter(letter_id__in=letter_ids).order_by("place"):
        happened.setdefault(each.letter_id, []).append(
            Delivery(
                outcome=DeliveryOutcome(each.outcome),
                fault=DeliveryFault(each.fault) if each.fault else None,
                at=each.at,
                next_at=each.next_at,
            )
        )
    found = Letter.objects.filter(id__in=letter_ids).order_by("id")
    return [_file(row, tuple(happened.get(row.id, ()))) for row in found]


def _file(row: Letter, deliveries: tuple[Delivery, ...]) -> LetterFile:
    return LetterFile(
        id=row.id,
        cooperative_id=row.cooperative_id,
        kind=row.kind,
        channel=Channel(row.channel),
        language=row.language,
        address=row.address,
        recipient=row.recipient,
        person_id=row.person_id,
        subject=row.subject,
        body=hidden_words(row.body),
        kept=row.body,
        written_on=row.written_on,
        act_id=row.act_id,
        is_settled=row.settled_at is not None,
        is_blanked=row.blanked_act_id is not None,
        deliveries=deliveries,
    )


def letters_of(*, person_id: UUID, after: UUID | None = None, limit: int = LETTERS_PAGE) -> LetterPage:
    """A person's letters, the newest first, in one statement; `after` is the last one seen."""
    return _page("letters_of.sql", {"person_id": person_id, "after": after}, limit)


def letters_for_paper(*, after: UUID | None = None, limit: int = LETTERS_PAGE) -> LetterPage:
    """The letters to be printed and posted, those given up among them, the oldest first, in one statement."""
    return _page("letters_for_paper.sql", {"after": after}, limit)


def _page(name: str, asked: dict[str, Any], limit: int) -> LetterPage:
    found = rows("membership", name, asked | {"lines": limit + 1})
    lines = tuple(_line(row) for row in found[:limit])
    return LetterPage(lines, lines[-1].id if len(found) > limit else None)


def _line(row: tuple[Any, ...]) -> LetterLine:
    id_, kind, channel, subject, recipient, written_on, last, last_at = row
    return LetterLine(
        id=id_,
        kind=kind,
        channel=Channel(channel),
        subject=subject,
        recipient=recipient.partition("\n")[0],
        written_on=written_on,
        last=DeliveryOutcome(last) if last else None,
        last_at=last_at,
    )
