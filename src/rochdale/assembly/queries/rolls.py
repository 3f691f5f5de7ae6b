"""The roll of a meeting as its pages ask for it: counts, lines, challenges, and the text that is hashed.

Asked inside a cooperative. What is told of a line is what holds: the drawing, or the last correction of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.assembly.errors import ChallengeNotFound, MeetingNotFound, RollLineNotFound, RollNotDrawn
from rochdale.assembly.models import Meeting, Roll, RollAnswer, RollChallenge, RollCorrection, RollFreeze
from rochdale.assembly.queries.drawing import RollInputs
from rochdale.membership.queries import addressees_at, register
from rochdale.tenancy.queries import rows
from rochdale.voting.rolls import Reason, TextLine, text_of

LINES_MAX = 200
_SEARCHED_MAX = 50
_CHALLENGES_MAX = 200
_EVERY_LINE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class RollCounts:
    """How many lines a roll has; by reason each line counts under all of its reasons. `waiting` are challenges."""

    lines: int
    entitled: int
    votes: int
    by_reason: Mapping[Reason, int]
    corrected: int
    waiting: int


@dataclass(frozen=True, slots=True)
class FrozenRoll:
    """That a roll is closed for good, and the hash of its text."""

    hash: str
    entitled: int
    frozen_on: date
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class RollSeen:
    """The last drawing of a meeting's roll. `frozen` is None while it may change."""

    id: UUID
    meeting_number: int
    version: int
    record_date: date
    held_on: date
    inputs: RollInputs
    bylaw_version: int
    challenged_until: date
    drawn_at: datetime
    frozen: FrozenRoll | None


@dataclass(frozen=True, slots=True)
class RollLineSeen:
    """A member on the roll: what was `drawn`, and the `reasons` that hold. Without a reason there are `votes`."""

    id: UUID
    number: int
    member_id: UUID
    person_id: UUID
    voter_id: UUID | None
    drawn: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    weight: int
    members_counted: int | None
    mandate_id: UUID | None = None

    @property
    def votes(self) -> int:
        """How many votes the member has in this meeting."""
        return 0 if self.reasons else self.weight

    @property
    def is_corrected(self) -> bool:
        """Whether something else holds than was drawn."""
        return self.drawn != self.reasons


@dataclass(frozen=True, slots=True)
class RollLines:
    """Some lines, by number. `next_after` is None on the last page."""

    lines: tuple[RollLineSeen, ...]
    next_after: int | None


@dataclass(frozen=True, slots=True)
class ChallengeSeen:
    """What a member said against a line, and the answer: `is_upheld` is None while there is none."""

    place: int
    member_number: int
    person_id: UUID
    voter_id: UUID | None
    challenger_id: UUID
    words: str
    on_date: date
    is_upheld: bool | None
    answer_words: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class CorrectionSeen:
    """What was written beside a line, and why."""

    reasons: tuple[Reason, ...]
    words: str
    on_date: date


@dataclass(frozen=True, slots=True)
class Listed:
    """A member by name on the alphabetical list of who may vote (rule Q-39); `voter_id` votes."""

    number: int
    given_names: str
    family_name: str
    person_id: UUID
    voter_id: UUID
    votes: int


def roll(number: int) -> RollSeen:
    """The roll of a meeting. Raises MeetingNotFound, RollNotDrawn."""
    meeting_id = Meeting.objects.filter(number=number).values_list("id", flat=True).first()
    if meeting_id is None:
        raise MeetingNotFound(number=number)
    found = Roll.objects.filter(meeting_id=meeting_id).order_by("-version").first()
    if found is None:
        raise RollNotDrawn
    return RollSeen(
        id=found.id,
        meeting_number=number,
        version=found.version,
        record_date=found.record_date,
        held_on=found.held_on,
        inputs=RollInputs.decoded(found.inputs),
        bylaw_version=found.bylaw_version,
        challenged_until=found.challenged_until,
        drawn_at=found.drawn_at,
        frozen=_frozen(found.id),
    )


def _frozen(roll_id: UUID) -> FrozenRoll | None:
    row = RollFreeze.objects.filter(roll_id=roll_id).first()
    return FrozenRoll(row.hash, row.entitled, row.frozen_on, row.frozen_at) if row else None


def roll_counts(roll_id: UUID) -> RollCounts:
    """How many are on a roll, and why how many are not entitled."""
    found = rows("assembly", "roll_counts.sql", {"roll_id": roll_id})
    by_reason = dict.fromkeys(Reason, 0)
    for reasons, lines, *_rest in found:
        for reason in reasons:
            by_reason[Reason(reason)] += lines
    entitled = [(lines, votes) for reasons, lines, votes, _corrected in found if not reasons]
    answered = RollAnswer.objects.values("challenge_id")
    return RollCounts(
        lines=sum(lines for _reasons, lines, *_rest in found),
        entitled=sum(lines for lines, _votes in entitled),
        votes=sum(votes for _lines, votes in entitled),
        by_reason={reason: lines for reason, lines in by_reason.items() if lines},
        corrected=sum(row[3] for row in found),
        waiting=RollChallenge.objects.filter(roll_id=roll_id).exclude(id__in=answered).count(),
    )


def weight_of(roll_id: UUID) -> tuple[int, bool]:
    """How many votes are on a roll, and whether one weighs more than another."""
    votes, is_weighted = rows("assembly", "roll_weight.sql", {"roll_id": roll_id})[0]
    return int(votes), is_weighted


def weighs_differently(meeting_id: UUID) -> bool:
    """Whether on the frozen roll of a meeting one vote weighs more than another."""
    frozen = RollFreeze.objects.filter(
        roll_id__in=Roll.objects.filter(meeting_id=meeting_id).values("id")
    ).first()
    return frozen is not None and weight_of(frozen.roll_id)[1]


def roll_lines(
    roll_id: UUID, *, reason: Reason | None = None, entitled: bool = False, after: int = 0, limit: int = 50
) -> RollLines:
    """One page of a roll by number: all lines, those with a reason, or those that are `entitled`."""
    limit = max(1, min(limit, LINES_MAX))
    asked = "" if entitled else reason
    found = _lines(roll_id, reason=asked, after_number=min(max(0, after), 2**63 - 1), lines=limit + 1)
    return RollLines(found[:limit], found[limit - 1].number if len(found) > limit else None)


def roll_search(roll_id: UUID, *, cooperative_id: UUID, search: str) -> tuple[RollLineSeen, ...]:
    """The lines of the members whom the register finds, in the order of their names; the first that it finds."""
    found = register(cooperative_id=cooperative_id, search=search, limit=_SEARCHED_MAX)
    order = [line.member_id for line in found.lines]
    known = {line.member_id: line for line in _lines(roll_id, member_ids=order)}
    return tuple(known[member_id] for member_id in order if member_id in known)


def roll_line(roll_id: UUID, *, member_number: int) -> RollLineSeen:
    """The line of one member. Raises RollLineNotFound."""
    found = _lines(roll_id, after_number=member_number - 1, lines=1) if 0 < member_number < 2**63 else ()
    if not found or found[0].number != member_number:
        raise RollLineNotFound(number=member_number)
    return found[0]


def lines_of_person(roll_id: UUID, *, person_id: UUID) -> tuple[RollLineSeen, ...]:
    """The lines of a member, and of the organization for which that person votes."""
    return _lines(roll_id, person_id=person_id)


def _lines(
    roll_id: UUID,
    *,
    reason: str | None = None,
    member_ids: Sequence[UUID] | None = None,
    person_id: UUID | None = None,
    after_number: int = 0,
    lines: int = _EVERY_LINE,
) -> tuple[RollLineSeen, ...]:
    asked: dict[str, Any] = {
        "roll_id": roll_id,
        "reason": reason,
        "member_ids": member_ids,
        "person_id": person_id,
        "after_number": after_number,
        "lines": lines,
    }
    return tuple(_line(*row) for row in rows("assembly", "roll_lines.sql", asked))


def _line(
    id_: UUID,
    number: int,
    member_id: UUID,
    person_id: UUID,
    voter_id: UUID | None,
    drawn: Sequence[str],
    reasons: Sequence[str],
    weight: int,
    *rest: Any,
) -> RollLineSeen:
    whys, before = (tuple(map(Reason, codes)) for codes in (reasons, drawn))
    return RollLineSeen(id_, number, member_id, person_id, voter_id, before, whys, weight, *rest)


def line_holds(line_id: UUID, drawn: Sequence[str]) -> Sequence[str]:
    """The reasons that hold of a line: those of its last correction, or those `drawn`."""
    last = RollCorrection.objects.filter(line_id=line_id).order_by("-place").first()
    return last.reasons if last else drawn


def corrections_of(line_id: UUID) -> tuple[CorrectionSeen, ...]:
    """What was written beside a line, the first first."""
    found = RollCorrection.objects.filter(line_id=line_id).order_by("place")
    return tuple(CorrectionSeen(tuple(map(Reason, row.reasons)), row.words, row.on_date) for row in found)


def challenges(roll_id: UUID, *, challenger_id: UUID | None = None) -> tuple[ChallengeSeen, ...]:
    """The challenges of a roll, or of one person: those that wait for an answer first."""
    return _challenges(roll_id, challenger_id, None)


def challenge(roll_id: UUID, *, place: int) -> ChallengeSeen:
    """One challenge of a roll. Raises ChallengeNotFound."""
    found = _challenges(roll_id, None, place) if place < 2**31 else ()
    if not found:
        raise ChallengeNotFound(challenge=place)
    return found[0]


def _challenges(roll_id: UUID, challenger_id: UUID | None, place: int | None) -> tuple[ChallengeSeen, ...]:
    asked = {"roll_id": roll_id, "challenger_id": challenger_id, "place": place, "lines": _CHALLENGES_MAX}
    return tuple(ChallengeSeen(*row) for row in rows("assembly", "roll_challenges.sql", asked))


def roll_list(seen: RollSeen, *, cooperative_id: UUID) -> tuple[Listed, ...]:
    """Who may vote, by the name of the record date (rule Q-39)."""
    entitled = {line.member_id: line for line in _lines(seen.id, reason="")}
    return tuple(
        Listed(
            number=line.number,
            given_names=each.given_names,
            family_name=each.family_name,
            person_id=line.person_id,
            voter_id=line.voter_id,
            votes=line.votes,
        )
        for each in addressees_at(cooperative_id=cooperative_id, on=seen.record_date)
        if (line := entitled.get(each.rights.member_id)) is not None and line.voter_id is not None
    )


def roll_text(seen: RollSeen, *, cooperative_id: UUID) -> str:
    """The canonical text of a roll, whose SHA-256 is published (docs/reference/roll.md).

    The database writes the same by itself when the roll is frozen, and refuses another hash (INV-85).
    """
    return text_of(
        cooperative=str(cooperative_id),
        meeting=seen.meeting_number,
        record_date=seen.record_date,
        held_on=seen.held_on,
        lines=(TextLine(line.number, line.weight, line.reasons) for line in _lines(seen.id)),
    )
