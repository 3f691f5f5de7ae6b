"""The assembly of the federation's delegates: who weighs most loses the vote by name, and a board is elected by name.

Three cooperatives that keep no books here have been members for long. Each delegate votes by the actions that pages
use, with all votes that the roll gives to the cooperative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries
from rochdale.assembly.actions import (
    Cast,
    CastBallot,
    ItemDraft,
    MeetingDraft,
    Named,
    OldMandate,
    Proposal,
    SittingDraft,
)
from rochdale.assembly.queries import (
    BodyKind,
    Channel,
    Choice,
    FilledBy,
    FloorRole,
    ItemKind,
    Majority,
    MeetingKind,
    MeetingMode,
    RollLineSeen,
    VoteMethod,
)
from rochdale.assembly.queries.contests import paper_of
from rochdale.config.demo.desk import AFTERNOON, EVENING, MORNING, Desk
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Newcomer, Particulars, PersonKind
from rochdale.tenancy.actions import inside

# Between the notice and the assembly; candidates are taken until two weeks before it.
CALLED_BEFORE: Final = timedelta(days=42)
_NOMINATED_AFTER: Final = timedelta(days=7)
_NEXT_DAY: Final = timedelta(days=1)
BOARD: Final = "board"
_RESOLUTION: Final = "Résolution 2019-03"
_BY_BOARD: Final = "résolution de son conseil d’administration"
_JOINED: Final = date(1994, 4, 6)
_OLD: Final = (
    ("Caisse des Îles", "Aubert", "Lucie", date(1969, 2, 3), 1450),
    ("Caisse de Rivière-Bleue", "Nadeau", "Gilles", date(1961, 10, 19), 320),
    ("Caisse Saint-Ulric", "Plourde", "Annette", date(1974, 6, 28), 180),
)
_LEAVING: Final = (
    Particulars("Dubé", "Fernand", birth_date=date(1951, 8, 14), language="fr"),
    Particulars("Vaillancourt", "Jeanne", birth_date=date(1955, 3, 30), language="fr"),
)
_TITLES: Final = {"fr": "Assemblée des délégués", "en": "Assembly of delegates"}
_NAMES: Final = {"fr": "Conseil d’administration", "en": "Board of directors"}
_MOTION: Final = 2
_ITEMS: Final = (
    ItemDraft(ItemKind.OPENING, {"fr": "Ouverture", "en": "Opening"}),
    ItemDraft(
        ItemKind.OTHER,
        {"fr": "Fonds de formation des administrateurs", "en": "Training fund for directors"},
        {
            "fr": "Que chaque caisse verse deux dollars par membre à un fonds de formation commun.",
            "en": "That each caisse pay two dollars for each member into a common training fund.",
        },
        Majority.ORDINARY,
    ),
    ItemDraft(
        ItemKind.ELECTION,
        {"fr": "Élection de deux administrateurs", "en": "Election of two directors"},
        majority=Majority.ELECTION,
    ),
    ItemDraft(ItemKind.CLOSING, {"fr": "Clôture", "en": "Closing"}),
)
_STATEMENTS: Final = (
    {
        "fr": "Je veux que les petites caisses soient entendues.",
        "en": "I want small caisses to be heard.",
    },
    {
        "fr": "Vingt ans de comptes de caisse, et pas un dollar de perdu.",
        "en": "Twenty years of a caisse’s books, and not one dollar lost.",
    },
    {
        "fr": "La relève d’abord : formons celles et ceux qui nous suivront.",
        "en": "Those who come after us first: let us train them.",
    },
)
# In the order of the roll. The largest, third, stands alone against the motion; each ranks some of who stand.
_SAID: Final = (Choice.YES, Choice.YES, Choice.NO, Choice.YES, Choice.YES)
_CANDIDATES: Final = (2, 0, 3)
_RANKED: Final = ((1, 2), (1, 2), (2, 0), (2, 1), (0, 1))
_SEED: Final = "23 14 9"


def take_over(desk: Desk, on: date) -> dict[int, int]:
    """The members of old, through their delegates; by number, how many members each has. And the by-laws on votes."""
    by = desk.program(on)
    laws = (
        BylawChange("delegate_members_step", 100),
        BylawChange("delegate_votes_cap_fraction", Fraction(2, 5)),
        BylawChange("quorum_members", 3),
        BylawChange("election_method", "scottish_stv"),
    )
    cooperatives.amend_bylaw(by=by, changes=laws, effective_from=on, resolution=_RESOLUTION)
    newcomers = [
        Newcomer(Particulars(name, kind=PersonKind.COOPERATIVE, language="fr"), _JOINED) for name, *_ in _OLD
    ]
    counted = {}
    for line, (_name, family, given, born, members) in zip(
        membership.register_members(by=by, newcomers=newcomers), _OLD, strict=True
    ):
        delegate = Particulars(family, given, birth_date=born, language="fr")
        membership.name_representative(
            by=by, member_number=line.number, from_on=_JOINED, particulars=delegate, mandate=_BY_BOARD
        )
        counted[line.number] = members
    return counted


@dataclass(slots=True)
class Assembly:
    """The assembly of `held_on`, called on `called_on`; `lines` are its roll once it is drawn."""

    desk: Desk
    called_on: date
    held_on: date
    number: int = 0
    lines: Sequence[RollLineSeen] = ()

    def call(self, counted: Mapping[int, int]) -> None:
        """Plan and call it, draw the roll with the votes of each cooperative, and let three stand for the board."""
        self._take_over_board()
        by = self._secretary(self.called_on, EVENING)
        self.number = assembly.draft_meeting(by=by, draft=self._draft())
        assembly.call_meeting(by=by, number=self.number)
        assembly.draw_roll(by=by, number=self.number, counted=counted)
        with inside(self.desk.cooperative_id):
            self.lines = queries.roll_lines(queries.roll(self.number).id, entitled=True).lines
        assembly.call_nominations(by=by, number=self.number, code=BOARD)
        for nomination, place in enumerate(_CANDIDATES, start=1):
            self._stand(nomination, place)

    def _take_over_board(self) -> None:
        """Two directors of before this register, whose terms end with the assembly."""
        by = self.desk.program(self.called_on, MORNING)
        assembly.make_body(
            by=by, code=BOARD, kind=BodyKind.BOARD, names=_NAMES, filled_by=FilledBy.GENERAL_MEETING
        )
        since = self.held_on.replace(year=self.held_on.year - 3, day=1)
        held = [
            OldMandate(
                assembly.open_seat(by=by, code=BOARD, term_years=3, from_on=since),
                person_id,
                since,
                self.held_on + _NEXT_DAY,
            )
            for person_id in membership.add_persons(by=by, particulars=_LEAVING)
        ]
        assembly.take_over_mandates(by=by, mandates=held)

    def _draft(self) -> MeetingDraft:
        starts_at = datetime.combine(self.held_on, time(13, 0), ZoneInfo(self.desk.scene.time_zone))
        return MeetingDraft(
            kind=MeetingKind.DELEGATES,
            titles=_TITLES,
            mode=MeetingMode.HYBRID,
            record_date=self.called_on,
            sittings=(
                SittingDraft(starts_at, venue="Hôtel de ville", online_url="https://salle.example/delegues"),
            ),
            items=_ITEMS,
        )

    def _stand(self, nomination: int, place: int) -> None:
        on = self.called_on + _NOMINATED_AFTER
        own, named = self._delegate(place, on), Named(self.number, BOARD, nomination)
        assembly.nominate(by=own, number=self.number, code=BOARD, proposal=Proposal(self._voter(place)))
        others = [each for each in range(len(self.lines)) if each != place]
        for other in others[:2]:
            assembly.second_nomination(by=self._delegate(other, on), named=named)
        assembly.state_candidacy(
            by=own, named=named, statements=_STATEMENTS[nomination - 1], has_declared=True
        )
        assembly.admit_nomination(by=self._secretary(on, EVENING), named=named)

    def hold(self) -> None:
        """Freeze the roll, let all in, vote on the motion by name, elect by name, and close."""
        by = self._secretary(self.held_on, AFTERNOON)
        assembly.freeze_roll(by=replace(by, at=by.at - timedelta(hours=5)), number=self.number)
        for office, role in ((OfficeKind.CHAIR, FloorRole.CHAIR), (OfficeKind.MANAGER, FloorRole.SECRETARY)):
            who = self.desk.officer(office, self.held_on, AFTERNOON).person_id
            assert who is not None, "an officer is somebody"
            assembly.name_floor_officer(by=by, number=self.number, person_id=who, role=role)
        assembly.open_meeting(by=by, number=self.number)
        for place in range(len(self.lines)):
            assembly.check_in(
                by=self._delegate(place, self.held_on, AFTERNOON),
                number=self.number,
                person_id=self._voter(place),
                channel=Channel.ONLINE,
            )
        self._vote(by)
        self._elect(replace(by, at=by.at + timedelta(minutes=20)))
        late = replace(by, at=by.at + timedelta(minutes=50))
        assembly.seat_elected(
            by=late, meeting_number=self.number, code=BOARD, from_on=self.held_on + _NEXT_DAY
        )
        assembly.close_meeting(by=late, number=self.number)
        assembly.draft_minutes(by=late, number=self.number, based_on=0)

    def _vote(self, by: Acting) -> None:
        put = assembly.put_to_vote(by=by, number=self.number, place=_MOTION, method=VoteMethod.OPEN)
        for place, choice in enumerate(_SAID):
            own = replace(by, person_id=self._voter(place), authority=self._own(place))
            assembly.cast_vote(by=own, number=self.number, vote_number=put, cast=Cast(choice))
        assembly.close_vote(
            by=replace(by, at=by.at + timedelta(minutes=10)), number=self.number, vote_number=put
        )

    def _elect(self, by: Acting) -> None:
        put = assembly.put_election(by=by, number=self.number, code=BOARD, by_name=True)
        with inside(self.desk.cooperative_id):
            meeting_id = queries.meeting(self.number).id
            paper = paper_of(queries.vote_of(meeting_id=meeting_id, number=put).id)
        on_paper = {each.person_id: each.place for each in paper.candidates}
        for place, ranked in enumerate(_RANKED):
            own = replace(by, person_id=self._voter(place), authority=self._own(place))
            places = tuple(on_paper[self._voter(_CANDIDATES[each])] for each in ranked)
            assembly.cast_election_vote(
                by=own, number=self.number, vote_number=put, ballot=CastBallot(places, "")
            )
        closing = replace(by, at=by.at + timedelta(minutes=15))
        assembly.close_election(by=closing, number=self.number, vote_number=put, seed=_SEED)

    def _secretary(self, on: date, at: time) -> Acting:
        return self.desk.officer(OfficeKind.SECRETARY, on, at)

    def _delegate(self, place: int, on: date, at: time = EVENING) -> Acting:
        own = self.desk.program(on, at)
        return replace(own, person_id=self._voter(place), authority=self._own(place))

    def _voter(self, place: int) -> UUID:
        voter_id = self.lines[place].voter_id
        assert voter_id is not None, "who may vote votes"
        return voter_id

    def _own(self, place: int) -> str:
        return f"representative of member {self.lines[place].number}"
