"""Rolls of the demo: of a special meeting two days ahead, challenged by a newcomer, answered, and frozen; and others.

`Story` prepares the meeting itself. `draw` draws the roll of any meeting of which the record date has come.
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
from rochdale.config.demo import ballots
from rochdale.config.demo.desk import AFTERNOON, EVENING, Desk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.tenancy.actions import inside
from rochdale.voting.rolls import Reason

# Business days before the last: what is done then. The meeting is two days after the last day, so that between its
# notice and it are some thirty days, and its roll may be challenged until the day before the last.
_CALLED, _DRAWN, _CHALLENGED, _ANSWERED, _FROZEN = 20, 12, 10, 8, 0
_MEETING_AFTER: Final = timedelta(days=2)
_SEVEN: Final = time(19, 0)
_TITLES: Final = {
    "fr": "Assemblée extraordinaire sur les heures d’ouverture",
    "en": "Special meeting on opening hours",
}
_HALLS: Final = {"fr": "Salle paroissiale", "en": "Parish hall"}
_ITEMS: Final = (
    ItemDraft(ItemKind.OPENING, {"fr": "Ouverture", "en": "Opening"}),
    ItemDraft(
        ItemKind.OTHER,
        {"fr": "Ouvrir le samedi matin", "en": "Opening on Saturday mornings"},
        {
            "fr": "Que le comptoir ouvre le samedi de 9 h à midi, pour un an d’essai.",
            "en": "That the counter open on Saturdays from 9 to noon, on trial for one year.",
        },
        Majority.ORDINARY,
    ),
    ItemDraft(ItemKind.CLOSING, {"fr": "Clôture", "en": "Closing"}),
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
    number: int = 0
    challenge: int = 0
    _steps: Mapping[int, Callable[[date], None]] = field(init=False)

    def __post_init__(self) -> None:
        self._steps = {
            _CALLED: self._call,
            _DRAWN: self._draw,
            _CHALLENGED: self._challenge,
            _ANSWERED: self._answer,
            _FROZEN: self._freeze,
        }

    def happen(self, on: date, left: int) -> None:
        """What happens on a business day with so many `left` after it."""
        step = self._steps.get(left)
        if step is not None and (left == _CALLED or self.number):
            step(on)

    def _call(self, on: date) -> None:
        by = self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        draft = _draft(self.desk, self.last_on + _MEETING_AFTER, record_date=on)
        self.number = actions.draft_meeting(by=by, draft=draft)
        actions.call_meeting(by=by, number=self.number)

    def _draw(self, on: date) -> None:
        draw(self.desk, self.number, on)

    def _challenge(self, on: date) -> None:
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
        with inside(self.desk.cooperative_id):
            found = queries.roll_lines(queries.roll(self.number).id, reason=Reason.TOO_RECENT).lines
        return next((line for line in found if line.voter_id == line.person_id), None)

    def _answer(self, on: date) -> None:
        if not self.challenge:
            return
        _words, answer = _WORDS[self.desk.scene.languages[0]]
        by = self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        actions.answer_challenge(
            by=by, number=self.number, challenge=self.challenge, is_upheld=False, words=answer
        )

    def _freeze(self, on: date) -> None:
        by = self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        actions.freeze_roll(by=by, number=self.number)
        ballots.hold(self.desk, self.number, on)


def draw(desk: Desk, number: int, on: date, counted: Mapping[int, int] = MappingProxyType({})) -> None:
    """Draw the roll of a meeting in the evening, when everything of the day is in the register."""
    by = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    actions.draw_roll(by=by, number=number, counted=counted)


def draw_delegates(desk: Desk, on: date, counted: Mapping[int, int]) -> None:
    """In a federation: the roll of its organization meeting, with the votes of each cooperative, open to challenges.

    `counted` has by member number how many members each cooperative has.
    """
    by = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    draft = _draft(desk, on + timedelta(days=30), record_date=on)
    draft = replace(draft, kind=MeetingKind.ORGANIZATION, titles=_FOUNDING)
    draw(desk, actions.draft_meeting(by=by, draft=draft), on, counted)


def _draft(desk: Desk, held_on: date, *, record_date: date) -> MeetingDraft:
    starts_at = datetime.combine(held_on, _SEVEN, ZoneInfo(desk.scene.time_zone))
    return MeetingDraft(
        kind=MeetingKind.SPECIAL,
        titles=_TITLES,
        mode=MeetingMode.IN_PERSON,
        record_date=record_date,
        sittings=(SittingDraft(starts_at, venue=_HALLS[desk.scene.languages[0]]),),
        items=_ITEMS,
    )
