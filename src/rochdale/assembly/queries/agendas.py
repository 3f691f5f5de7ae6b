"""What a meeting of a kind treats, as a proposal to who prepares it (rules Q-9, Q-27, Q-28, Q-30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.models import ItemKind, Majority, MeetingKind
from rochdale.assembly.queries.calling import Required

_I, _M = ItemKind, Majority


@dataclass(frozen=True, slots=True)
class ItemProposed:
    """An item that is proposed, with its title in each language of the cooperative."""

    kind: ItemKind
    titles: Mapping[str, str]
    majority: Majority


_Line = tuple[ItemKind, Promise, Majority]
_OPENING: Final[tuple[_Line, ...]] = (
    (_I.OPENING, _("Opening, and whether the notice and the quorum are in order"), _M.NONE),
)
_CLOSING: Final[tuple[_Line, ...]] = ((_I.CLOSING, _("Closing"), _M.NONE),)
_MIDDLE: Final[Mapping[MeetingKind, tuple[_Line, ...]]] = MappingProxyType(
    {
        MeetingKind.ORGANIZATION: (
            (_I.BYLAW, _("Adoption of the by-laws"), _M.SPECIAL),
            (_I.OTHER, _("Admission of the founders as members"), _M.ORDINARY),
            (_I.ELECTION, _("Election of the first directors"), _M.ELECTION),
            (_I.AUDITOR, _("Appointment of the auditor"), _M.ORDINARY),
        ),
        MeetingKind.ANNUAL: (
            (_I.MINUTES, _("Minutes of the last general meeting"), _M.ORDINARY),
            (_I.REPORT, _("Annual report of the board, and report of the auditor"), _M.NONE),
            (_I.SURPLUS, _("Allocation of the surplus, on the recommendation of the board"), _M.ORDINARY),
            (_I.ELECTION, _("Election of directors"), _M.ELECTION),
            (_I.AUDITOR, _("Appointment of the auditor"), _M.ORDINARY),
            (_I.ALLOWANCES, _("Allowances of the directors"), _M.ORDINARY),
            (_I.QUESTIONS, _("Question period"), _M.NONE),
        ),
        MeetingKind.DELEGATES: (
            (_I.REPORT, _("Report to the delegates"), _M.NONE),
            (_I.QUESTIONS, _("Question period"), _M.NONE),
        ),
        MeetingKind.BOARD: ((_I.MINUTES, _("Minutes of the last meeting"), _M.ORDINARY),),
        MeetingKind.COMMITTEE: ((_I.MINUTES, _("Minutes of the last meeting"), _M.ORDINARY),),
    }
)


def proposed_agenda(
    kind: MeetingKind, languages: Sequence[str], required: Required | None = None
) -> list[ItemProposed]:
    """The items that a meeting of a kind begins from: of a requisition its matters, and no other (rule Q-30)."""
    frame = [_proposed(line, languages) for line in (*_OPENING, *_MIDDLE.get(kind, ()), *_CLOSING)]
    if required is None:
        return frame
    matters = [
        ItemProposed(_I.OTHER, {required.language: matter}, _M.ORDINARY) for matter in required.matters
    ]
    return [frame[0], *matters, frame[-1]]


def proposed_title(kind: MeetingKind, languages: Sequence[str]) -> dict[str, str]:
    """The title that a meeting of a kind begins from, by language."""
    return {language: _said(kind.label, language) for language in languages}


def _proposed(line: _Line, languages: Sequence[str]) -> ItemProposed:
    kind, title, majority = line
    return ItemProposed(kind, {language: _said(title, language) for language in languages}, majority)


def _said(words: Promise | str, language: str) -> str:
    with translation.override(language):
        return str(capfirst(str(words)))
