"""The roll of the demo's annual meeting: drawn, challenged by a newcomer, answered, and frozen on the last day.

`Story` drafts the meeting itself; given the `number` of one that is drafted already, it draws the roll of that one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import ItemDraft, MeetingDraft, SittingDraft
from rochdale.assembly.queries import ItemKind, Majority, MeetingKind, MeetingMode, RollLineSeen
from rochdale.config.demo.desk import AFTERNOON, EVENING, Desk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.tenancy.actions import inside
from rochdale.voting.rolls import Reason

# Business days before the last: what is done then. The meeting is two days after the last day.
_DRAWN, _CHALLENGED, _ANSWERED, _FROZEN = 12, 10, 8, 0
_MEETING_AFTER: Final = timedelta(days=2)
_SEVEN: Final = time(19, 0)
_TITLES: Final = {"fr": "Assemblée générale annuelle", "en": "Annual general meeting"}
_HALLS: Final = {"fr": "Salle paroissiale", "en": "Parish hall"}
_ITEMS: Final = (
    ItemDraft(ItemKind.OPENING, {"fr": "Ouverture", "en": "Opening"}),
    ItemDraft(ItemKind.REPORT, {"fr": "Rapport du conseil", "en": "Report of the board"}),
    ItemDraft(
        ItemKind.AUDITOR,
        {"fr": "Nomination de l’auditeur", "en": "Appointment of the auditor"},
        {
            "fr": "Que le cabinet Lemieux soit nommé auditeur pour un an.",
            "en": "That the firm Lemieux be appointed auditor for one year.",
        },
        Majority.ORDINARY,
    ),
    ItemDraft(ItemKind.QUESTIONS, {"fr": "Période de questions", "en": "Question period"}),
)
_FOUNDING: Final = {"fr": "Assemblée d’organisation", "en": "Organization meeting"}
_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "fr": (
            "J’ai signé ma demande au printemps; c’est la caisse qui a tardé.",
            "Le règlement compte depuis l’inscription au registre, pas depuis la demande. La liste demeure.",
        ),
        "en": (
            "I signed my application in spring; it was the credit union that took its time.",
            "The by-laws count from the entry in the register, not from the application. The roll stands.",
        ),
    }
)


@dataclass(slots=True)
class Story:
    """The roll of one meeting of a cooperative that lives until `last_on`."""

    desk: Desk
    last_on: date
    number: int | None = None
    challenge: int | None = None
    _steps: Mapping[int, Callable[[date], None]] = field(init=False)

    def __post_init__(self) -> None:
        self._steps = {
            _DRAWN: self._draw,
            _CHALLENGED: self._challenge,
            _ANSWERED: self._answer,
            _FROZEN: self._freeze,
        }

    def happen(self, on: date, left: int) -> None:
        """What happens on a business day with so many `left` after it."""
        step = self._steps.get(left)
        if step is not None and (left == _DRAWN or self.number is not None):
            step(on)

    def _draw(self, on: date) -> None:
        by = self.desk.officer(OfficeKind.SECRETARY, on, EVENING)
        if self.number is None:
            held_on = self.last_on + _MEETING_AFTER
            self.number = actions.draft_meeting(by=by, draft=_draft(self.desk, held_on, record_date=on))
        actions.draw_roll(by=by, number=self.number)

    def _challenge(self, on: date) -> None:
        assert self.number is not None
        line = self._newcomer()
        if line is None:
            return
        words, _answer = _WORDS[self.desk.scene.languages[0]]
        program = self.desk.program(on, AFTERNOON)
        by = replace(program, person_id=line.person_id, authority=f"member {line.number}")
        self.challenge = actions.challenge_line(
            by=by, number=self.number, member_number=line.number, words=words
        )

    def _newcomer(self) -> RollLineSeen | None:
        assert self.number is not None
        with inside(self.desk.cooperative_id):
            found = queries.roll_lines(queries.roll(self.number).id, reason=Reason.TOO_RECENT).lines
        return next((line for line in found if line.voter_id == line.person_id), None)

    def _answer(self, on: date) -> None:
        assert self.number is not None
        if self.challenge is None:
            return
        _words, answer = _WORDS[self.desk.scene.languages[0]]
        by = self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        actions.answer_challenge(
            by=by, number=self.number, challenge=self.challenge, is_upheld=False, words=answer
        )

    def _freeze(self, on: date) -> None:
        assert self.number is not None
        by = self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        actions.freeze_roll(by=by, number=self.number)


def draw_delegates(desk: Desk, on: date, counted: Mapping[int, int]) -> None:
    """In a federation: the roll of its organization meeting, with the votes of each cooperative, open to challenges.

    `counted` has by member number how many members each cooperative has.
    """
    by = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    draft = _draft(desk, on + timedelta(days=30), record_date=on)
    draft = replace(draft, kind=MeetingKind.ORGANIZATION, titles=_FOUNDING)
    actions.draw_roll(by=by, number=actions.draft_meeting(by=by, draft=draft), counted=counted)


def _draft(desk: Desk, held_on: date, *, record_date: date) -> MeetingDraft:
    starts_at = datetime.combine(held_on, _SEVEN, ZoneInfo(desk.scene.time_zone))
    return MeetingDraft(
        kind=MeetingKind.ANNUAL,
        titles=_TITLES,
        mode=MeetingMode.IN_PERSON,
        record_date=record_date,
        sittings=(SittingDraft(starts_at, venue=_HALLS[desk.scene.languages[0]]),),
        items=_ITEMS,
    )
