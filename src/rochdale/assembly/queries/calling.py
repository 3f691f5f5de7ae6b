"""Whether a meeting may be called as it is planned, as pure rules: every fault at once, with what would do.

In step with `sql/convening.sql`, where the database holds to the same window (INV-86), with
`sql/requisitions.sql` for the matters of a requisition (INV-97), and with `sql/bylaws_by_special.sql` for the majority
that amends by-laws (INV-122).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from rochdale.assembly.errors import CallFault
from rochdale.assembly.models import ItemKind, Majority, MeetingKind, MeetingMode
from rochdale.assembly.queries.meetings import ItemSeen, MeetingSeen, SittingSeen
from rochdale.cooperatives.queries import BylawAnswer
from rochdale.kernel.calendar import months_after

_I = ItemKind
# Of the members: the window of the by-laws is for these, and so are their letters.
OF_MEMBERS: Final = frozenset(
    {MeetingKind.ORGANIZATION, MeetingKind.ANNUAL, MeetingKind.SPECIAL, MeetingKind.DELEGATES}
)
# What a meeting is held for (rules ); the auditor of a member caisse may be its federation's to name.
BUSINESS: Final[Mapping[MeetingKind, tuple[ItemKind, ...]]] = MappingProxyType(
    {
        MeetingKind.ORGANIZATION: (_I.BYLAW, _I.ELECTION, _I.AUDITOR),
        MeetingKind.ANNUAL: (_I.REPORT, _I.SURPLUS, _I.ELECTION),
    }
)
_BUSINESS_RULES: Final = {MeetingKind.ORGANIZATION: "Q-9", MeetingKind.ANNUAL: "Q-27"}
FRAME: Final = frozenset({_I.OPENING, _I.CLOSING})
# The effect that amends by-laws. In step with `sql/bylaws_by_special.sql`.
AMENDS_BYLAWS: Final = "amend_bylaw"


@dataclass(frozen=True, slots=True)
class Window:
    """The days of notice, from the day of the call to the day of the first sitting; None where none are stated."""

    least: int | None
    most: int | None

    def call_by(self, held_on: date) -> date:
        """The last day on which a meeting of that day can be called."""
        return held_on - timedelta(days=self.least or 0)

    def call_from(self, held_on: date) -> date | None:
        """The first day on which it can be called; None where the by-laws let it be any."""
        return None if self.most is None else held_on - timedelta(days=self.most)

    def earliest(self, on: date) -> date:
        """The first day for which a meeting that is called on a day can be."""
        return on + timedelta(days=self.least or 0)

    def latest(self, on: date) -> date | None:
        """The last day for which it can be."""
        return None if self.most is None else on + timedelta(days=self.most)


@dataclass(frozen=True, slots=True)
class CallLaws:
    """What the by-laws of the day say of calling a meeting; where they say nothing, nothing is asked."""

    window: Window
    rule: str
    modes: Collection[str] | None
    attaches_drafts: bool
    has_question_period: bool
    annual_months: int | None


@dataclass(frozen=True, slots=True)
class Required:
    """The matters of a requisition, in its language."""

    language: str
    matters: tuple[str, ...]


def call_laws(stated: Mapping[str, BylawAnswer], *, is_again: bool, kind: MeetingKind) -> CallLaws:
    """What by-laws say of calling a meeting of a kind, or of calling it again for want of its quorum (rule U-7)."""
    of_members = kind in OF_MEMBERS
    least, rule = _days(stated, "min", is_again=is_again)
    most, _rule = _days(stated, "max", is_again=is_again)
    modes = stated.get("meeting_modes")
    months = stated.get("annual_meeting_within_months")
    return CallLaws(
        window=Window(least, most) if of_members else Window(None, None),
        rule=rule,
        modes=modes.words if modes else None,
        attaches_drafts=_holds(stated, "notice_attaches_bylaw_drafts"),
        has_question_period=_holds(stated, "question_period"),
        annual_months=months.number if months else None,
    )


def _days(stated: Mapping[str, BylawAnswer], end: str, *, is_again: bool) -> tuple[int | None, str]:
    names = [f"second_call_{end}_days"] if is_again else []
    found = next((stated[name] for name in [*names, f"notice_{end}_days"] if name in stated), None)
    return (found.number, found.rule) if found else (None, "Q-26")


def _holds(stated: Mapping[str, BylawAnswer], name: str) -> bool:
    return name in stated and stated[name].allowed


def call_faults(
    meeting: MeetingSeen, laws: CallLaws, on: date, required: Required | None = None
) -> list[CallFault]:
    """Everything that keeps a meeting from being called on a day, as it is planned last."""
    return [
        *_untimely(meeting, laws, on),
        *_missing(meeting, laws),
        *_undrafted(meeting.items, laws),
        *_unspecial(meeting),
        *_misplaced(meeting, laws),
        *_unrequired(meeting.items, required),
    ]


def call_warnings(meeting: MeetingSeen, laws: CallLaws) -> list[CallFault]:
    """What the by-laws wish for and what does not keep the meeting from being called."""
    due = annual_due(meeting.held_on.year, laws.annual_months)
    if meeting.kind is not MeetingKind.ANNUAL or due is None or meeting.held_on <= due:
        return []
    return [CallFault("annual_meeting_late", "Q-25", {"due": due, "held_on": meeting.held_on})]


def annual_due(year: int, months: int | None) -> date | None:
    """The day by which the annual meeting of a year is held, after the end of the year before it (rule Q-25)."""
    return None if months is None else months_after(date(year - 1, 12, 31), months)


def required_business(kind: MeetingKind, laws: CallLaws) -> tuple[ItemKind, ...]:
    """The kinds of items without which a meeting is not what it is called for."""
    questions = (_I.QUESTIONS,) if kind is MeetingKind.ANNUAL and laws.has_question_period else ()
    return (*BUSINESS.get(kind, ()), *questions)


def _untimely(meeting: MeetingSeen, laws: CallLaws, on: date) -> Iterator[CallFault]:
    held_on, window = meeting.held_on, laws.window
    left = (held_on - on).days
    if left < 0:
        yield CallFault("meeting_past", laws.rule, {"held_on": held_on})
    elif window.least is not None and left < window.least:
        facts = {"days": window.least, "left": left, "held_on": held_on}
        days = {"earliest": window.earliest(on), "latest": window.call_by(held_on)}
        yield CallFault("notice_too_short", laws.rule, {**facts, **days})
    elif window.most is not None and left > window.most:
        facts = {"days": window.most, "left": left, "held_on": held_on}
        days = {"earliest": held_on - timedelta(days=window.most), "latest": on + timedelta(days=window.most)}
        yield CallFault("notice_too_long", laws.rule, {**facts, **days})
    if meeting.record_date > on:
        yield CallFault("record_date_after_call", "Q-39", {"record_date": meeting.record_date})


def _missing(meeting: MeetingSeen, laws: CallLaws) -> Iterator[CallFault]:
    there = {item.kind for item in meeting.items}
    for kind in required_business(meeting.kind, laws):
        if kind not in there:
            yield CallFault("business_missing", _BUSINESS_RULES[meeting.kind], {"business": kind.label})
    if not there - FRAME:
        yield CallFault("matters_missing", "Q-30")


def _undrafted(items: Sequence[ItemSeen], laws: CallLaws) -> Iterator[CallFault]:
    for item in items:
        if item.kind is _I.BYLAW and laws.attaches_drafts and not any(item.texts.values()):
            yield CallFault("bylaw_text_missing", "Q-26", {"place": item.place})


def asks_special(meeting: MeetingKind, item: ItemKind, effect: str) -> bool:
    """Whether an item amends the by-laws, which members do by the special majority alone (INV-122, rule Q-31)."""
    return meeting in OF_MEMBERS and (item is _I.BYLAW or effect == AMENDS_BYLAWS)


def _unspecial(meeting: MeetingSeen) -> Iterator[CallFault]:
    for item in meeting.items:
        if asks_special(meeting.kind, item.kind, item.effect) and item.majority is not Majority.SPECIAL:
            yield CallFault("bylaw_majority", "Q-31", {"place": item.place})


def _misplaced(meeting: MeetingSeen, laws: CallLaws) -> Iterator[CallFault]:
    mode = {"mode": meeting.mode.label}
    if laws.modes is not None and meeting.mode.value not in laws.modes:
        yield CallFault("mode_not_allowed", "Q-35", mode)
    for sitting in meeting.sittings:
        if not _is_where(sitting, meeting.mode):
            yield CallFault("place_missing", "Q-35", {"place": sitting.place, **mode})
    is_somewhere = any(sitting.venue for sitting in meeting.sittings)
    is_online = any(sitting.online_url for sitting in meeting.sittings)
    if meeting.mode is MeetingMode.HYBRID and not (is_somewhere and is_online):
        yield CallFault("place_missing", "Q-35", {"place": 1, **mode})


def _is_where(sitting: SittingSeen, mode: MeetingMode) -> bool:
    if mode is MeetingMode.IN_PERSON:
        return bool(sitting.venue)
    return bool(sitting.online_url) or mode is MeetingMode.HYBRID


def _unrequired(items: Sequence[ItemSeen], required: Required | None) -> Iterator[CallFault]:
    if required is None:
        return
    left = list(required.matters)
    for item in items:
        words = item.titles.get(required.language, "")
        if words in left:
            left.remove(words)
        elif item.kind not in FRAME:
            yield CallFault("matter_not_required", "Q-30", {"place": item.place})
    for matter in left:
        yield CallFault("matter_missing", "Q-30", {"matter": matter})
