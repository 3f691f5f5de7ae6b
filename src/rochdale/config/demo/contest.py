"""The contested election of the demo's caisse: more stand than there are seats, and members order them.

The ballot is verifiable and stays open for four days after the meeting (rule Q-36); it is counted by the rule of the
by-laws, the single transferable vote of Scotland, and whom it elected gets the seats.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries
from rochdale.assembly.queries import RollLineSeen
from rochdale.assembly.queries.ballot_seats import proposed_questions
from rochdale.assembly.queries.balloting import BallotDraft
from rochdale.config.demo import ballots, contest_texts, nominations
from rochdale.config.demo.desk import AFTERNOON, EVENING, Desk
from rochdale.config.demo.panel import AS_TRUSTEE, AS_VOTER, Panel, Vote, code_of
from rochdale.config.demo.people import Resident
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside

RULE: Final = "scottish_stv"
OPEN_DAYS: Final = 4
_OPENS: Final = time(21, 0)
_COUNTED: Final = time(10, 0)
# Of those who were at the meeting one in five votes, and no more than so many: every ballot is proven several times.
_VOTES_OF: Final = 5
_VOTES_MAX: Final = 28
# How much members like the candidates, in the order of the paper, and how many of them they put in order.
_LIKED: Final = (5, 8, 3, 6, 4)
_ORDERED: Final = (1, 2, 3, 3, 4, 5)


@dataclass(slots=True)
class Contest:
    """The election of directors at a meeting, from the call for candidates to the mandates."""

    desk: Desk
    people: Sequence[Resident]
    number: int = 0
    place: int = 0
    opens_on: date = date.min
    panel: Panel | None = None

    def stand(self, number: int, place: int, on: date) -> None:
        """Five stand for the seats of the board that end: an election at this place of the agenda."""
        self.number, self.place = number, place
        nominations.contest(self.desk, number, self.people, on)

    def open(self, on: date) -> None:
        """In the afternoon before the meeting: the paper's order is drawn, codes go out, the board begins."""
        self.opens_on = on
        by = self.desk.officer(OfficeKind.SECRETARY, on, AFTERNOON)
        assembly.draw_candidate_order(
            by=by, number=self.number, code=nominations.BOARD, seed=contest_texts.SEED.format(day=on)
        )
        made = assembly.set_up_ballot(by=by, number=self.number, place=self.place, draft=self._draft(by))
        self.panel = Panel(self.desk, self.number, made, "election")
        self.panel.give_keys(self.desk.program(on, AFTERNOON, AS_TRUSTEE))
        assembly.make_codes(by=by, number=self.number, ballot=made)
        assembly.open_ballot(by=by, number=self.number, ballot=made)

    def _draft(self, by: Acting) -> BallotDraft:
        with inside(self.desk.cooperative_id):
            meeting = queries.meeting(self.number)
            questions = proposed_questions(meeting, item_id=meeting.item(self.place).id)
        opens_at = datetime.combine(by.on, _OPENS, by.at.tzinfo)
        return BallotDraft(
            names=contest_texts.NAMES,
            descriptions=contest_texts.DESCRIPTIONS,
            questions=tuple(questions),
            opens_at=opens_at,
            closes_at=opens_at + timedelta(days=OPEN_DAYS),
            trustees=ballots.TRUSTEES,
        )

    def vote(self, came: Sequence[RollLineSeen]) -> None:
        """In the days after the meeting some of those who came to it vote, from wherever they are."""
        assert self.panel is not None
        voters = came[::_VOTES_OF][:_VOTES_MAX]
        with inside(self.desk.cooperative_id):
            codes = [code_of(line.voter_id) for line in voters if line.voter_id is not None]
        (asked,) = self.panel.seen.questions
        dice = random.Random(len(codes))  # noqa: S311  # the same outcome each time
        votes: list[Vote] = [(code, [_ranks(len(asked.answers), dice)]) for code in codes if code is not None]
        voted_on = self.opens_on + timedelta(days=1)
        # One thinks again: the later ballot counts, and the board shows both.
        self.panel.cast(self.desk.program(voted_on, EVENING, AS_VOTER), [*votes, (votes[0][0], votes[1][1])])

    def count(self) -> Acting:
        """When the window has run out: closed, shuffled, opened, counted, published; the seats given the next day."""
        assert self.panel is not None
        ended_on = self.opens_on + timedelta(days=OPEN_DAYS)
        number, ballot = self.number, self.panel.ballot
        closing = self.desk.officer(OfficeKind.SECRETARY, ended_on, time(22, 0))
        assembly.close_ballot(by=closing, number=number, ballot=ballot)
        morning = ended_on + timedelta(days=1)
        trustees = self.desk.program(morning, _COUNTED, AS_TRUSTEE)
        by = self.desk.officer(OfficeKind.SECRETARY, morning, _COUNTED)
        self.panel.shuffle(trustees)
        assembly.end_shuffles(by=by, number=number, ballot=ballot)
        self.panel.open(trustees)
        assembly.count_ballot(
            by=by, seed=contest_texts.SEED.format(day=ended_on), number=number, ballot=ballot
        )
        self.panel.work(by)
        assembly.seat_by_ballot(by=by, number=number, ballot=ballot)
        assembly.seat_elected(by=by, meeting_number=number, code=nominations.BOARD)
        return by


def _ranks(places: int, dice: random.Random) -> list[int]:
    """What one member makes of the candidates: the first choice 1, and 0 for those who are not put in order."""
    liked = sorted(range(places), key=lambda place: dice.random() ** (1 / _LIKED[place % len(_LIKED)]))
    ordered = liked[::-1][: dice.choice(_ORDERED)]
    return [ordered.index(place) + 1 if place in ordered else 0 for place in range(places)]
