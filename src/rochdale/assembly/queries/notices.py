"""The notice of a meeting and its proof: how many letters went out by which way, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from rochdale.assembly import models
from rochdale.assembly.models import BounceReason
from rochdale.membership.queries import Channel, DeliveryFault, DeliveryOutcome
from rochdale.tenancy.queries import rows

NOTICE_LINES: Final = 50


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """One calling of a meeting, with the window of the by-laws that it kept."""

    id: UUID
    called_on: date
    held_on: date
    least_days: int | None
    most_days: int | None
    letters: int
    act_id: UUID

    @property
    def days(self) -> int:
        """The days of notice that were given."""
        return (self.held_on - self.called_on).days


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """The letters of a notice by what became of them; together they are all letters.

    `waiting` are on their way by e-mail, `given_up` could not be sent and wait on paper, `on_paper` were never for
    e-mail and wait to be posted or handed over, `bounced` had gone out and came back, and wait to be handed over.
    """

    sent: int = 0
    waiting: int = 0
    given_up: int = 0
    on_paper: int = 0
    posted: int = 0
    handed_over: int = 0
    bounced: int = 0

    @property
    def out(self) -> int:
        """Those that went out."""
        return self.sent + self.posted + self.handed_over

    @property
    def to_deliver(self) -> int:
        """Those that somebody must print, and post or hand over."""
        return self.given_up + self.on_paper + self.bounced


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """The letter of a notice to one member, and its proof: what happened last, when, or on which day's list."""

    member_number: int
    letter_id: UUID
    recipient: str
    channel: Channel
    language: str
    address: str
    last: DeliveryOutcome | None
    fault: DeliveryFault | None
    last_at: datetime | None
    listed_on: date | None
    bounced_by: Channel | None
    bounced_on: date | None
    bounce_reason: BounceReason | None

    @property
    def name(self) -> str:
        """The name of the member, the first line of the recipient; empty once the words are gone."""
        return self.recipient.partition("\n")[0]

    @property
    def lines(self) -> tuple[str, ...]:
        """Where the member lives, line by line."""
        return tuple(self.recipient.split("\n")[1:])


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Some letters of a notice. `next_after` is the last member number where more follow."""

    lines: tuple[NoticeLine, ...]
    next_after: int | None


def notices(*, meeting_id: UUID) -> list[NoticeSeen]:
    """Every calling of a meeting, the first one first."""
    found = models.Notice.objects.filter(meeting_id=meeting_id).order_by("id")
    return [
        NoticeSeen(
            id=row.id,
            called_on=row.called_on,
            held_on=row.held_on,
            least_days=row.least_days,
            most_days=row.most_days,
            letters=row.letters_stated,
            act_id=row.act_id,
        )
        for row in found
    ]


def notice_figures(*, notice_id: UUID) -> NoticeFigures:
    """How many letters of a notice went out, came back or wait, in one statement."""
    counted: dict[str, int] = {}
    for channel, outcome, letters in rows("assembly", "notice_figures.sql", {"notice_id": notice_id}):
        name = _figure(channel, outcome)
        counted[name] = counted.get(name, 0) + letters
    return NoticeFigures(**counted)


def _figure(channel: str, outcome: str) -> str:
    if outcome in {"sent", "given_up", "posted", "handed_over", "bounced"}:
        return outcome
    return "on_paper" if channel == Channel.PAPER else "waiting"


def notice_letters(
    *, notice_id: UUID, after_number: int = 0, on_paper: bool = False, limit: int = NOTICE_LINES
) -> NoticePage:
    """The letters of a notice by member number, all or those that wait on paper or came back, in one statement."""
    asked = {
        "notice_id": notice_id, "after_number": after_number, "on_paper": on_paper, "lines": limit + 1
    }  # fmt: skip
    found = rows("assembly", "notice_letters.sql", asked)
    lines = tuple(_line(row) for row in found[:limit])
    return NoticePage(lines, lines[-1].member_number if len(found) > limit else None)


def _line(row: tuple[Any, ...]) -> NoticeLine:
    number, letter_id, recipient, channel, language, address, last, fault, last_at, listed_on, *bounced = row
    return NoticeLine(
        member_number=number,
        letter_id=letter_id,
        recipient=recipient,
        channel=Channel(channel),
        language=language,
        address=address,
        last=DeliveryOutcome(last) if last else None,
        fault=DeliveryFault(fault) if fault else None,
        last_at=last_at,
        listed_on=listed_on,
        bounced_by=Channel(bounced[0]) if bounced[0] else None,
        bounced_on=bounced[1],
        bounce_reason=BounceReason(bounced[2]) if bounced[2] else None,
    )
