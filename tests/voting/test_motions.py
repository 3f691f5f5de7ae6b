"""Motions: where the threshold lies for each basis, quorum, casting vote, and every figure told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting import motions, papers
from rochdale.voting.ballots import Choice
from rochdale.voting.errors import CastingVoteNeeded, FigureImpossible, ThresholdImpossible
from rochdale.voting.motions import (
    MAJORITY,
    TWO_THIRDS,
    Basis,
    Quorum,
    Reason,
    Terms,
    Threshold,
    Vote,
    Votes,
    decide,
)
from rochdale.voting.profiles import sort_ballots
from rochdale.voting.words import Words

PLAIN = Words(motions.SENTENCES, str, lambda figure, _decimals: str(figure))


def reached(part: str, basis: Basis = Basis.CAST) -> Terms:
    return Terms(Threshold(Fraction(part), basis))


def exceeded(part: str, basis: Basis = Basis.CAST) -> Terms:
    return Terms(Threshold(Fraction(part), basis, exceeded=True))


# The threshold, then yes, no, abstain, present, entitled, and whether the motion is adopted.
CASES = [
    (exceeded("1/2"), (5, 5, 0, 10, 20), False),
    (exceeded("1/2"), (6, 5, 0, 11, 20), True),
    (exceeded("1/2"), (1, 0, 9, 10, 20), True),
    (reached("1/2"), (5, 5, 0, 10, 20), True),
    (reached("2/3"), (2, 1, 0, 3, 9), True),
    (reached("2/3"), (66, 34, 0, 100, 100), False),
    (reached("2/3"), (67, 33, 0, 100, 100), True),
    (exceeded("2/3"), (2, 1, 0, 3, 9), False),
    (reached("2/3"), (6, 3, 1, 10, 20), True),
    (reached("2/3", Basis.PRESENT), (6, 3, 1, 10, 20), False),
    (reached("2/3", Basis.PRESENT), (7, 2, 1, 10, 20), True),
    (exceeded("1/2", Basis.ENTITLED), (10, 0, 0, 10, 20), False),
    (exceeded("1/2", Basis.ENTITLED), (11, 0, 0, 11, 20), True),
    (reached("3/4", Basis.ENTITLED), (15, 5, 0, 20, 20), True),
    (reached("1"), (10, 0, 5, 15, 20), True),
    (reached("1"), (10, 1, 0, 11, 20), False),
    # Large and even: a floating two thirds would not tell these apart.
    (reached("2/3"), (2 * 10**17, 10**17, 0, 3 * 10**17, 10**18), True),
    (reached("2/3"), (2 * 10**17 - 1, 10**17 + 1, 0, 3 * 10**17, 10**18), False),
    # Nobody in favour is never enough, not even of nothing.
    (reached("2/3"), (0, 0, 10, 10, 20), False),
    (exceeded("0"), (0, 3, 0, 10, 20), False),
    (exceeded("0"), (1, 9, 0, 10, 20), True),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "figures", "adopted"), CASES)
def test_the_threshold_is_where_the_by_law_puts_it(
    terms: Terms, figures: tuple[int, int, int, int, int], *, adopted: bool
) -> None:
    decision = decide(terms, Votes(*figures))
    assert decision.adopted is adopted
    assert decision.reason == (Reason.ADOPTED if adopted else Reason.REJECTED)


@given(
    part=st.fractions(0, 1, max_denominator=12), exceeds=st.booleans(), basis=st.sampled_from(Basis),
    counts=st.lists(st.integers(0, 9), min_size=7, max_size=7),
)  # fmt: skip
def test_integers_say_what_fractions_say(
    *, part: Fraction, exceeds: bool, basis: Basis, counts: list[int]
) -> None:
    yes, no, abstain, blank, spoilt, silent, away = counts
    present = yes + no + abstain + blank + spoilt + silent
    votes = Votes(yes, no, abstain, present, present + away, blank, spoilt)
    if part == (1 if exceeds else 0):
        return
    threshold = Threshold(part, basis, exceeds)
    whole = {"cast": yes + no, "present": present, "entitled": present + away}[basis]
    share = Fraction(yes, whole) if whole else Fraction(0)
    assert decide(Terms(threshold), votes).adopted == (
        yes > 0 and (share > part if exceeds else share >= part)
    )
    least = threshold.least(whole)
    assert threshold.is_met(least, whole)
    assert not threshold.is_met(least - 1, whole)


@pytest.mark.parametrize(
    ("quorum", "present", "entitled", "enough", "least"),
    [
        (Quorum(), 0, 100, True, 0),
        (Quorum(15), 15, 100, True, 15),
        (Quorum(15), 14, 100, False, 15),
        (Quorum(part=Fraction(1, 10)), 10, 100, True, 10),
        (Quorum(part=Fraction(1, 10)), 10, 101, False, 11),
        (Quorum(15, Fraction(1, 10)), 15, 151, False, 16),
        (Quorum(15, Fraction(1, 10)), 16, 151, True, 16),
    ],
)
def test_a_quorum_of_persons_and_of_a_part(
    quorum: Quorum, present: int, entitled: int, *, enough: bool, least: int
) -> None:
    assert quorum.is_met(present, entitled) is enough
    assert quorum.least(entitled) == least


def test_without_a_quorum_nothing_is_decided() -> None:
    decision = decide(Terms(MAJORITY, Quorum(15)), Votes(14, 0, 0, 14, 100))
    assert not decision.adopted
    assert decision.reason == Reason.NO_QUORUM
    assert [note.code for note in decision.transcript.stages[-1].notes] == [
        "motion.quorum",
        "motion.no_quorum",
    ]


CHAIRED = Terms(MAJORITY, casting_vote=True)


@pytest.mark.parametrize(
    ("casting", "adopted", "reason"),
    [(Vote.YES, True, Reason.CAST_FOR), (Vote.NO, False, Reason.CAST_AGAINST)],
)
def test_the_casting_vote_decides_between_equals(casting: Vote, *, adopted: bool, reason: Reason) -> None:
    decision = decide(CHAIRED, Votes(5, 5, 2, 12, 20), casting)
    assert (decision.adopted, decision.reason) == (adopted, reason)


def test_a_casting_vote_that_would_decide_is_asked_for() -> None:
    with pytest.raises(CastingVoteNeeded) as refused:
        decide(CHAIRED, Votes(5, 5, 2, 12, 20))
    assert (refused.value.yes, refused.value.no) == (5, 5)


@pytest.mark.parametrize(
    ("terms", "votes"),
    [
        (Terms(MAJORITY), Votes(5, 5, 0, 10, 10)),
        (CHAIRED, Votes(4, 5, 0, 9, 9)),
        (CHAIRED, Votes(0, 0, 9, 9, 9)),
        (Terms(TWO_THIRDS, casting_vote=True), Votes(5, 5, 0, 10, 10)),
        (Terms(Threshold(Fraction(1, 2), Basis.PRESENT, exceeded=True), casting_vote=True), Votes(4, 4, 2, 10, 10)),
    ],
    ids=["has none", "is not equal", "nobody voted", "two thirds", "one vote is too few"],
)  # fmt: skip
def test_a_casting_vote_is_not_for_everything(terms: Terms, votes: Votes) -> None:
    assert decide(terms, votes, Vote.YES).reason == Reason.REJECTED


def test_a_casting_vote_of_those_present_makes_them_no_more() -> None:
    # Six of ten are three fifths; of eleven they would not be.
    terms = Terms(Threshold(Fraction(3, 5), Basis.PRESENT), casting_vote=True)
    assert decide(terms, Votes(5, 5, 0, 10, 10), Vote.YES).reason == Reason.CAST_FOR


@pytest.mark.parametrize(
    ("part", "exceeds"), [("0", False), ("-1/2", False), ("7/5", False), ("1", True), ("-1/3", True)]
)
def test_a_threshold_that_nobody_can_have_or_miss_is_refused(part: str, *, exceeds: bool) -> None:
    with pytest.raises(ThresholdImpossible) as refused:
        Threshold(Fraction(part), exceeded=exceeds)
    assert refused.value.part == part


def test_a_quorum_of_more_than_all_is_refused() -> None:
    with pytest.raises(ThresholdImpossible):
        Quorum(part=Fraction(3, 2))


@pytest.mark.parametrize(
    ("figures", "name"),
    [((-1, 0, 0, 9, 9), "yes"), ((0, 0, -2, 9, 9), "abstain"), ((5, 5, 0, 9, 9), "votes"),
     ((1, 0, 0, 9, 8), "present")],
)  # fmt: skip
def test_figures_that_cannot_be_are_refused(figures: tuple[int, int, int, int, int], name: str) -> None:
    with pytest.raises(FigureImpossible) as refused:
        Votes(*figures)
    assert refused.value.name == name


def test_papers_are_counted_as_votes() -> None:
    cast: list[Choice] = [(papers.YES,)] * 3 + [(papers.NO,)] * 2 + [(papers.ABSTAIN,), (), (0, 1), (7,)]
    votes = Votes.of(sort_ballots(cast, papers.open_motion()), 10, 12)
    assert votes == Votes(3, 2, 1, 10, 12, blank=1, spoilt=2)


def test_the_outcome_says_each_figure_and_why() -> None:
    decision = decide(Terms(TWO_THIRDS, Quorum(5)), Votes(7, 4, 1, 13, 30, blank=1))
    told = [
        sentence
        for reason, _stage, notes in PLAIN.story(decision.transcript)
        for sentence in (reason, *notes)
    ]
    assert told == [
        "The votes are counted.",
        "Present: 13. The quorum is 5.",
        "In favour: 7 of 11 cast. 2/3 must be reached: 8 votes.",
        "3 × 7 = 21 < 22 = 2 × 11: not enough.",
        "The motion is not adopted.",
    ]
    table = decision.transcript.stages[0].table
    assert {PLAIN.subject(line, decision.transcript): line.after for line in table} == {
        "Yes": 7, "No": 4, "Abstained": 1, "Blank": 1, "Spoilt": 0, "Present": 13, "Entitled to vote": 30,
    }  # fmt: skip


def test_one_vote_is_told_in_the_singular() -> None:
    decision = decide(Terms(), Votes(1, 0, 0, 1, 1))
    told = [sentence for _reason, _stage, notes in PLAIN.story(decision.transcript) for sentence in notes]
    reasons = [reason for reason, _stage, _notes in PLAIN.story(decision.transcript)]
    assert any(each.endswith("must be exceeded: 1 vote.") for each in [*told, *reasons])


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("exceeds", [False, True])
def test_every_threshold_has_its_sentences(basis: Basis, *, exceeds: bool) -> None:
    terms = Terms(Threshold(Fraction(1, 2), basis, exceeds))
    for votes in (Votes(5, 5, 0, 10, 10), Votes(1, 5, 0, 10, 10), Votes(9, 0, 0, 10, 10)):
        story = list(PLAIN.story(decide(terms, votes).transcript))
        assert all("%(" not in sentence for reason, _stage, notes in story for sentence in (reason, *notes))
