"""Random meetings: who comes and goes, what is put, voted, counted and closed in any order, against a small model."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assembly.floor import Floor, later
from assembly.meeting_cases import acting, words
from assembly.minutes_cases import amended, opened
from rochdale.assembly import actions
from rochdale.assembly.actions import Cast, ItemDraft, Tally
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.models import (
    BoxChoice,
    Channel,
    Choice,
    ItemKind,
    Majority,
    Meeting,
    Participation,
    SealedChoice,
    VoteMethod,
)
from rochdale.assembly.queries import attendance, votes_of
from rochdale.assembly.queries.floor import VoteSeen
from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.actions import inside

pytestmark = pytest.mark.slow

QUORUM = 3
VOTERS = 7  # with the last member, who joined too late to vote, there are eight people
TELLERS = (0, 1)
ITEMS = 4
MOTION = ItemDraft(
    ItemKind.OTHER,
    words("Proposition", "Motion"),
    words("Que ce soit fait.", "That it be done."),
    Majority.ORDINARY,
)
AGENDA = (ItemDraft(ItemKind.OPENING, words("Ouverture", "Opening")), *[MOTION] * ITEMS)
DEVICE, ALOUD, PAPER = "device", "aloud", "paper"


@dataclass
class Ballot:
    """What the model knows of a vote: how it is taken, who voted what by which way, and what each teller counted."""

    place: int
    method: VoteMethod
    stands: str = "put"
    said: dict[int, tuple[str, Choice | None]] = field(default_factory=dict)
    counts: dict[int, Tally] = field(default_factory=dict)

    @property
    def papers(self) -> int:
        return sum(way == PAPER for way, _ in self.said.values())

    def agreed(self) -> Tally | None:
        """What the tellers counted alike; nothing counted is nothing where there is nothing to count."""
        if self.method is not VoteMethod.HANDS and not self.papers and not self.counts:
            return Tally(0, 0, 0)
        alike = set(self.counts.values())
        return alike.pop() if len(self.counts) == len(TELLERS) and len(alike) == 1 else None

    def chosen(self) -> Counter[Choice]:
        return Counter(choice for _, choice in self.said.values() if choice is not None)


@dataclass
class Model:
    """A meeting on a page: where it stands, who is there by which way, and the votes in their order."""

    stands: str = "opened"
    there: dict[int, Channel] = field(default_factory=dict)
    votes: list[Ballot] = field(default_factory=list)
    decided: set[int] = field(default_factory=set)

    def present(self, vote: Ballot) -> int:
        """How many are there now, or voted in this vote."""
        return len({person for person in self.there if person < VOTERS} | set(vote.said))

    def may_vote(self, vote: Ballot, person: int) -> str:
        """The code with which somebody is refused, or nothing; whether that person voted before comes last."""
        if vote.stands != "put":
            return "vote_not_open"
        if person >= VOTERS:
            return "not_on_roll"
        return "" if person in self.there else "not_present"


def founded() -> Floor:
    """A meeting under way, in a caisse of its own; three are a quorum, at each vote anew."""
    by = acting()
    cooperatives.found_cooperative(
        by=by, slug=f"machine-{uuid.uuid4().hex[:16]}", name="Machine", tier=Tier.PRIMARY, currency="CAD",
        languages=["fr", "en"], time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    return opened(amended(by, quorum_members=QUORUM, quorum_at_opening_suffices=False), AGENDA, VOTERS)


class MeetingMachine(RuleBasedStateMachine):
    """Plays members, tellers and a secretary; `Model` says what must come of each act."""

    people = st.integers(0, VOTERS)
    picks = st.integers(0, 1_000)
    choices = st.sampled_from([Choice.YES, Choice.YES, Choice.NO, Choice.NO, Choice.ABSTAIN])

    def __init__(self) -> None:
        super().__init__()
        self.floor = founded()
        self.minutes = 0
        # `opened` let in the first four to the hall, two online, and the last member as a guest.
        ways = [Channel.HALL] * 4 + [Channel.ONLINE] * 2
        self.model = Model(there=dict(enumerate(ways)) | {VOTERS: Channel.HALL})

    def _now(self) -> Acting:
        self.minutes += 1
        return later(self.floor.by, self.minutes)

    def _person(self, person: int) -> uuid.UUID:
        return self.floor.voters[person] if person < VOTERS else self.floor.outsider

    def _own(self, person: int) -> Acting:
        self.minutes += 1
        return self.floor.of(self._person(person), self.minutes)

    def _outcome(self, act: Callable[[], object]) -> str:
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        return ""

    def _pick(self, pick: int) -> tuple[int, Ballot]:
        """Mostly a vote that is open: what is over refuses everything, and is soon tried enough."""
        under_way = [place for place, vote in enumerate(self.model.votes) if vote.stands == "put"]
        places = under_way if under_way and pick % 5 else range(len(self.model.votes))
        number = places[pick // 5 % len(places)]
        return number + 1, self.model.votes[number]

    @initialize(methods=st.permutations(list(VoteMethod)))
    def put_two_motions(self, methods: list[VoteMethod]) -> None:
        for place, method in enumerate(methods[:2], start=2):
            self.put(place, method)

    @rule(person=people, channel=st.sampled_from(list(Channel)))
    def one_comes(self, person: int, channel: Channel) -> None:
        self.come_in(person, channel)

    def come_in(self, person: int, channel: Channel) -> None:
        by = self._own(person) if channel is Channel.ONLINE else self._now()
        outcome = self._outcome(
            lambda: actions.check_in(
                by=by, number=self.floor.number, person_id=self._person(person), channel=channel
            )
        )
        if self.model.stands == "closed":
            assert outcome == "meeting_not_open"
        elif person in self.model.there:
            assert outcome == ""
        elif person >= VOTERS:
            assert outcome == "not_on_roll"
        else:
            assert outcome == ""
            self.model.there[person] = channel

    @rule(people=st.sets(people, min_size=4, max_size=7), channel=st.sampled_from(list(Channel)))
    def many_come(self, people: set[int], channel: Channel) -> None:
        for person in sorted(people):
            self.come_in(person, channel)

    @precondition(lambda self: len(self.model.there) > QUORUM)
    @rule(people=st.sets(people, min_size=3, max_size=6))
    def many_leave(self, people: set[int]) -> None:
        for person in sorted(people):
            self.leave(person)

    @rule(person=people)
    def one_leaves(self, person: int) -> None:
        self.leave(person)

    def leave(self, person: int) -> None:
        outcome = self._outcome(
            lambda: actions.check_out(
                by=self._own(person), number=self.floor.number, person_id=self._person(person)
            )
        )
        assert outcome == ("meeting_not_open" if self.model.stands == "closed" else "")
        if not outcome:
            self.model.there.pop(person, None)

    @rule(place=st.integers(2, ITEMS + 1), method=st.sampled_from(list(VoteMethod)))
    def put_motion(self, place: int, method: VoteMethod) -> None:
        self.put(place, method)

    def put(self, place: int, method: VoteMethod) -> None:
        outcome = self._outcome(
            lambda: actions.put_to_vote(by=self._now(), number=self.floor.number, place=place, method=method)
        )
        if self.model.stands != "opened":
            assert outcome == "meeting_not_open"
        elif place in self.model.decided:
            assert outcome == "resolution_found"
        elif any(vote.place == place and vote.stands == "put" for vote in self.model.votes):
            assert outcome == "vote_under_way"
        else:
            assert outcome == ""
            self.model.votes.append(Ballot(place, method))

    @precondition(lambda self: self.model.votes)
    @rule(pick=picks, said=st.lists(st.tuples(people, choices), min_size=2, max_size=VOTERS))
    def several_cast(self, pick: int, said: list[tuple[int, Choice]]) -> None:
        number, vote = self._pick(pick)
        for person, choice in said:
            if vote.method is VoteMethod.ROLL_CALL:
                self._call_out(number, vote, person, choice)
            else:
                self._cast(number, vote, person, choice)

    @precondition(lambda self: self.model.votes)
    @rule(pick=picks, person=people, choice=choices)
    def cast(self, pick: int, person: int, choice: Choice) -> None:
        self._cast(*self._pick(pick), person, choice)

    def _cast(self, number: int, vote: Ballot, person: int, choice: Choice) -> None:
        wanted = self.model.may_vote(vote, person)
        by_hand = vote.method is VoteMethod.HANDS and self.model.there.get(person) is Channel.HALL
        if not wanted and (vote.method is VoteMethod.ROLL_CALL or by_hand):
            wanted = "other_way"
        mark = uuid.uuid4().hex[:10].upper()
        self._vote(
            vote, person, wanted, (DEVICE, choice),
            lambda: actions.cast_vote(
                by=self._own(person), number=self.floor.number, vote_number=number, cast=Cast(choice, mark)
            ),
        )  # fmt: skip

    @precondition(lambda self: self.model.votes)
    @rule(pick=picks, person=people, choice=choices)
    def call_out(self, pick: int, person: int, choice: Choice) -> None:
        self._call_out(*self._pick(pick), person, choice)

    def _call_out(self, number: int, vote: Ballot, person: int, choice: Choice) -> None:
        wanted = self.model.may_vote(vote, person)
        if vote.stands == "put" and vote.method is not VoteMethod.ROLL_CALL:
            wanted = "other_way"
        self._vote(
            vote, person, wanted, (ALOUD, choice),
            lambda: actions.call_out(
                by=self._now(), number=self.floor.number, vote_number=number, voter_id=self._person(person),
                choice=choice,
            ),
        )  # fmt: skip

    @precondition(lambda self: self.model.votes)
    @rule(pick=picks, person=people)
    def take_paper(self, pick: int, person: int) -> None:
        number, vote = self._pick(pick)
        wanted = self.model.may_vote(vote, person)
        if vote.stands == "put" and vote.method is not VoteMethod.SECRET:
            wanted = "other_way"
        elif wanted == "not_present":
            wanted = ""  # a paper may be fetched at the door
        self._vote(
            vote, person, wanted, (PAPER, None),
            lambda: actions.give_paper(
                by=self._now(), number=self.floor.number, vote_number=number, voter_id=self._person(person)
            ),
        )  # fmt: skip

    def _vote(
        self,
        vote: Ballot,
        person: int,
        wanted: str,
        said: tuple[str, Choice | None],
        act: Callable[[], object],
    ) -> None:
        """One vote for each over all ways: whoever voted before, by whichever way, is told so."""
        if not wanted and person in vote.said:
            wanted = "already_voted"
        assert self._outcome(act) == wanted, (vote, person)
        if not wanted:
            vote.said[person] = said

    @precondition(lambda self: self.model.votes)
    @rule(pick=picks, yes=st.integers(0, 4), no=st.integers(0, 2), differ=st.booleans())
    def count(self, pick: int, yes: int, no: int, *, differ: bool) -> None:
        number, vote = self._pick(pick)
        for teller in TELLERS:
            tally = Tally(yes + (teller if differ else 0), no, 0)
            outcome = self._outcome(
                lambda teller=teller, tally=tally: actions.enter_count(
                    by=self._own(teller), number=self.floor.number, vote_number=number, tally=tally
                )
            )
            if vote.stands != "put":
                assert outcome == "vote_not_open"
            elif vote.method not in {VoteMethod.HANDS, VoteMethod.SECRET}:
                assert outcome == "other_way"
            else:
                assert outcome == ""
                vote.counts[teller] = tally

    @precondition(lambda self: self.model.votes)
    @rule(pick=picks, gives_up=st.sampled_from([False, False, False, True]))
    def end_vote(self, pick: int, *, gives_up: bool) -> None:
        number, vote = self._pick(pick)
        by, meeting = self._now(), self.floor.number
        if gives_up:
            outcome = self._outcome(
                lambda: actions.withdraw_vote(by=by, number=meeting, vote_number=number, words="Withdrawn.")
            )
            assert outcome == ("" if vote.stands == "put" else "vote_not_open")
            vote.stands = vote.stands if outcome else "withdrawn"
            return
        outcome = self._outcome(lambda: actions.close_vote(by=by, number=meeting, vote_number=number))
        assert outcome == self._refused(vote), vote
        if not outcome:
            vote.stands = "closed"
            if self.model.present(vote) >= QUORUM:
                self.model.decided.add(vote.place)
            self._agrees(vote, self._votes()[number - 1])

    def _refused(self, vote: Ballot) -> str:
        if vote.stands != "put":
            return "vote_not_open"
        agreed = vote.agreed()
        if agreed is None:
            return "tellers_disagree"
        if vote.method is VoteMethod.SECRET and agreed.yes + agreed.no > vote.papers:
            return "count_impossible"
        given = agreed.yes + agreed.no + vote.chosen().total()
        return "count_impossible" if given > self.model.present(vote) else ""

    def _agrees(self, vote: Ballot, seen: VoteSeen) -> None:
        """The outcome is a recount of what was said, and is decided only with a quorum at that moment."""
        agreed, chosen, told = vote.agreed(), vote.chosen(), seen.outcome
        assert agreed is not None
        assert told is not None
        yes, no = chosen[Choice.YES] + agreed.yes, chosen[Choice.NO] + agreed.no
        assert (told.yes, told.no, told.abstain) == (yes, no, chosen[Choice.ABSTAIN])
        assert told.participants == len(vote.said)
        assert told.present == self.model.present(vote)
        is_decided = told.present >= QUORUM
        assert (told.resolution is not None) == is_decided
        assert told.is_adopted == (yes > no if is_decided else None)

    @precondition(lambda self: self.model.stands == "opened" and self.minutes % 4 == 0)
    @rule()
    def adjourn_and_go_on(self) -> None:
        """While it is interrupted nothing is put; who voted before has voted, and who goes on comes anew."""
        actions.adjourn_meeting(by=self._now(), number=self.floor.number, words="A pause.")
        self.model.stands = "adjourned"
        self.model.there.clear()
        self.put(2, VoteMethod.OPEN)
        actions.open_meeting(by=self._now(), number=self.floor.number)
        self.model.stands = "opened"

    @precondition(lambda self: self.model.stands == "opened" and len(self.model.votes) > ITEMS + 1)
    @rule()
    def close_meeting(self) -> None:
        """It does not end while a vote is open; those are given up, and then it does."""
        own = {"number": self.floor.number}
        for number, vote in enumerate(self.model.votes, start=1):
            if vote.stands == "put":
                outcome = self._outcome(lambda: actions.close_meeting(by=self._now(), **own))
                assert outcome == "vote_left_open"
                actions.withdraw_vote(by=self._now(), vote_number=number, words="The meeting ends.", **own)
                vote.stands = "withdrawn"
        actions.close_meeting(by=self._now(), **own)
        self.model.stands = "closed"

    def _meeting(self) -> uuid.UUID:
        with inside(self.floor.by.cooperative_id):
            return Meeting.objects.get(number=self.floor.number).id

    def _votes(self) -> list[VoteSeen]:
        meeting_id = self._meeting()
        with inside(self.floor.by.cooperative_id):
            return votes_of(meeting_id=meeting_id)

    @invariant()
    def who_is_there_and_who_has_voted_agree(self) -> None:
        meeting_id = self._meeting()
        with inside(self.floor.by.cooperative_id):
            there = attendance(meeting_id=meeting_id, at=later(self.floor.by, self.minutes).at)
        voters = {person: way for person, way in self.model.there.items() if person < VOTERS}
        online = sum(way is Channel.ONLINE for way in voters.values())
        assert (there.voters, there.online) == (len(voters), online)
        assert [seen.participants for seen in self._votes()] == [len(vote.said) for vote in self.model.votes]

    def teardown(self) -> None:
        for vote, seen in zip(self.model.votes, self._votes(), strict=True):
            if vote.method is VoteMethod.SECRET and vote.stands != "put":
                self._stands_apart(vote, seen)
        assert list(differences(self.floor.by.cooperative_id, CHECKS)) == []
        super().teardown()

    def _stands_apart(self, vote: Ballot, seen: VoteSeen) -> None:
        """No column of who voted says the same as one of what was voted; the urn is empty, the box as full as cast."""
        with inside(self.floor.by.cooperative_id):
            box = list(BoxChoice.objects.filter(vote_id=seen.id).values("mark", "choice"))
            part = list(
                Participation.objects.filter(vote_id=seen.id).values(
                    "line_id", "way", "channel", "is_assisted"
                )
            )
            sealed = SealedChoice.objects.filter(vote_id=seen.id).count()
        if vote.stands == "closed":
            assert sealed == 0
            assert Counter(Choice(row["choice"]) for row in box) == vote.chosen()
        told = {str(value) for row in box for value in row.values()}
        assert told.isdisjoint({str(value) for row in part for value in row.values()})


def test_any_meeting_agrees_with_its_model(database: str) -> None:
    limits = settings(
        max_examples=14,
        stateful_step_count=40,
        phases=[Phase.generate],  # what fails is told as it was found: to make it small takes minutes
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(MeetingMachine, settings=limits)
