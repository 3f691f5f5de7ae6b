"""The Scottish rules: against the same counted paper by paper, and what holds for every election."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given

import rochdale
from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsUnfit, LotNeeded
from rochdale.voting.outcomes import Line, Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import scottish_stv, tally
from rochdale.voting.words import Words

from .obvious import scottish_stv as obvious
from .stv import SEED, Coalition, Election, coalitions, elections

RULE = "scottish_stv"
CONCEPTS = Path(__file__).parents[2] / "docs" / "concepts"
PAGES = {"en": "counting-by-stv.md", "fr": "depouiller-par-vote-transferable.md"}
FRENCH = Path(rochdale.__file__).parent / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def _rankings(*ballots: str) -> Profile[tuple[tuple[int, ...], ...]]:
    """A profile from texts such as "7 ABC": seven ballots that put Ada first, then Blaise, then Chloé."""
    counted = {}
    for ballot in ballots:
        times, _, letters = ballot.partition(" ")
        counted[tuple((ord(letter) - ord("A"),) for letter in letters)] = int(times)
    return Profile.of(counted)


def _contest(candidates: int, seats: int, withdrawn: str = "") -> Contest:
    names = tuple("ABCDEFGH"[:candidates])
    return Contest(names, seats, frozenset(names.index(one) for one in withdrawn))


def _votes(outcome: Outcome, stage: int) -> dict[int | str, Fraction | int]:
    return {line.subject: line.after for line in outcome.stages[stage - 1].table}


def _codes(outcome: Outcome) -> list[list[str]]:
    return [[note.code.split(".")[1] for note in (stage.reason, *stage.notes)] for stage in outcome.stages]


@given(elections())
def test_the_fast_count_is_the_count_paper_by_paper(election: Election) -> None:
    outcome = election.count(RULE)
    by_hand = obvious.Count(election.contest, list(election.ballots), election.draw)
    assert [_only_candidates(outcome, stage) for stage in range(len(outcome.stages))] == by_hand.tables
    assert outcome.elected == tuple(by_hand.elected)
    assert outcome.facts["quota"] == by_hand.quota


def _only_candidates(outcome: Outcome, stage: int) -> dict[int | str, Fraction | int]:
    return {line.subject: line.after for line in outcome.stages[stage].table if isinstance(line.subject, int)}


@given(elections())
def test_neither_the_order_of_ballots_nor_names_matter(election: Election) -> None:
    outcome, turned = election.count(RULE), election.turned().count(RULE)
    assert set(outcome.elected_names) == set(turned.elected_names)
    assert outcome.lots == turned.lots
    assert len(outcome.stages) == len(turned.stages)


@given(elections())
def test_every_table_adds_up_and_no_seat_stays_empty_while_somebody_stands(election: Election) -> None:
    outcome = election.count(RULE)
    for stage in range(1, len(outcome.stages) + 1):
        votes = _votes(outcome, stage)
        assert votes.pop("total") == sum(votes.values()) == outcome.facts["valid"]
    for before, after in zip(outcome.stages, outcome.stages[1:], strict=False):
        assert all(
            line.change == line.after - earlier.after
            for earlier, line in zip(before.table, after.table, strict=True)
        )
    assert len(set(outcome.elected)) == min(election.contest.seats, len(election.contest.standing))
    assert not set(outcome.elected) & election.contest.withdrawn


@given(coalitions())
def test_a_solid_coalition_gets_as_many_seats_as_it_has_quotas(coalition: Coalition) -> None:
    outcome = coalition.election.count(RULE)
    due = min(coalition.members // outcome.facts["quota"], len(coalition.clan))
    assert len(set(outcome.elected) & coalition.clan) >= due


@given(elections(seats_max=1))
def test_one_seat_is_filled_as_by_instant_runoff_with_the_same_ties(election: Election) -> None:
    assert election.count(RULE).elected == (_instant_runoff(election),)


@given(elections(seats_max=1))
def test_one_seat_goes_to_whom_the_rule_of_instant_runoff_elects(election: Election) -> None:
    runoff, outcome = election.count("instant_runoff"), election.count(RULE)
    assert outcome.elected == runoff.elected
    assert outcome.lots[: len(runoff.lots)] == runoff.lots


def _instant_runoff(election: Election) -> int:
    """Exclude the last until one is left: who has more than half never comes last."""
    left, tables = set(election.contest.standing), []
    while len(left) > 1:
        votes = dict.fromkeys(left, 0)
        for ballot in election.ballots:
            for one in [one for (one,) in ballot if one in left][:1]:
                votes[one] += 1
        tables.append(votes)
        last = sorted(left)
        for table in reversed(tables):
            last = [one for one in last if table[one] == min(table[other] for other in last)]
        loser = election.draw(f"exclusion {len(tables)}", last)[-1]
        if 2 * max(votes.values()) > sum(votes.values()):
            return max(left, key=lambda one: votes[one])
        left.discard(loser)
    return left.pop()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_worked_example_of_the_documentation_is_told_as_it_stands_there(language: str) -> None:
    contest = Contest(("Anne", "Bruno", "Claire", "David"), 2)
    profile = _rankings("11 AB", "4 AC", "7 BD", "5 CB", "3 DC")
    outcome = tally(RULE, contest, profile, BallotKind.RANKING)
    assert outcome.elected_names == ("Anne", "Bruno")
    page, words = (CONCEPTS / PAGES[language]).read_text(encoding="utf-8"), _words(language)
    told = [[reason, *notes] for reason, _stage, notes in words.story(outcome)]
    assert [sentence for sentences in told for sentence in sentences if sentence not in page] == []
    rows = [
        f"| {words.subject(line, outcome)} | {_change(line, words)}{words.figure(line.after, 5)} |"
        for stage in outcome.stages
        for line in stage.table
    ]
    assert [row for row in rows if row not in page] == []


def _words(language: str) -> Words:
    """The sentences in a language as its catalogue has them, with its point or comma."""
    if language == "en":
        return Words(scottish_stv.RULE.sentences, str, _figure)
    with FRENCH.open("rb") as catalogue:
        messages = {message.id: message.string for message in read_po(catalogue, locale="fr")}
    return Words(
        scottish_stv.RULE.sentences,
        lambda text: str(messages[text]),
        lambda value, decimals: _figure(value, decimals).replace(".", ","),
        lambda one, many, count: str(messages[one, many][count > 1]),
    )


def _figure(value: Fraction | int, decimals: int | None) -> str:
    assert decimals is not None
    whole = round(value * 10**decimals)
    assert whole == value * 10**decimals
    return f"{Decimal(whole).scaleb(-decimals):.{decimals}f}"


def _change(line: Line, words: Words) -> str:
    return "" if line.change is None else f"{words.figure(line.change, 5)} | "


def test_the_value_of_a_paper_is_cut_and_what_that_loses_is_told() -> None:
    profile = _rankings("7 AB", "1 C", "1 B")
    outcome = tally(RULE, _contest(3, 2), profile, BallotKind.RANKING)
    # Quota 4, a surplus of 3 from 7 papers: 3/7 is 0.42857 and a bit.
    votes = _votes(outcome, 2)
    assert votes[1] == 1 + 7 * Fraction(42857, 100_000)
    assert votes["lost_by_fractions"] == Fraction(1, 100_000)
    assert votes[0] == 4


def test_papers_without_a_further_choice_leave_at_their_value() -> None:
    outcome = tally(RULE, _contest(3, 2), _rankings("4 AB", "4 A", "1 C"), BallotKind.RANKING)
    votes = _votes(outcome, 2)
    assert (votes["exhausted"], votes[1]) == (2, 2)


def test_who_withdrew_is_passed_over_and_papers_for_nobody_else_do_not_count() -> None:
    profile = _rankings("5 ABC", "3 C", "2 A")
    outcome = tally(RULE, _contest(3, 1, withdrawn="A"), profile, BallotKind.RANKING)
    assert outcome.facts == {"valid": 8, "quota": 5}
    assert _only_candidates(outcome, 0) == {1: 5, 2: 3}
    assert outcome.elected_names == ("B",)


def test_equal_surpluses_go_by_the_latest_stage_at_which_they_differed() -> None:
    # Quota 14. A begins before B (10, 8), B is before A after the second stage (10, 12), and both end up with 15.
    profile = _rankings("10 A", "8 B", "4 CB", "5 DA", "3 DB", "13 E", "11 F")
    outcome = tally(RULE, _contest(6, 3), profile, BallotKind.RANKING)
    stage = outcome.stages[3]
    assert stage.reason.facts == {"candidate": 1, "surplus": 1, "votes": 15}
    assert stage.notes[0].code == "scottish_stv.surplus_by_stage"
    assert stage.notes[0].facts == {"candidates_tied": [0, 1], "candidate": 1, "stage": 2}


def test_equal_surpluses_that_never_differed_go_by_lot() -> None:
    profile = _rankings("10 AC", "10 BD", "4 C", "3 D", "3 E")
    with pytest.raises(LotNeeded) as refused:
        tally(RULE, _contest(5, 3), profile, BallotKind.RANKING)
    assert refused.value.occasion == "surplus 1"
    outcome = tally(RULE, _contest(5, 3), profile, BallotKind.RANKING, seed=SEED)
    assert outcome.candidates[outcome.stages[1].reason.facts["candidate"]] == outcome.lots[0].drawn[0]
    assert outcome.stages[1].notes[0].code == "scottish_stv.surplus_by_lot"


def test_equally_few_votes_go_by_the_latest_stage_at_which_they_differed() -> None:
    # D begins behind C (9, 6), C is behind D after the second stage (9, 10), and both end up with 10.
    profile = _rankings("20 A", "18 B", "9 C", "6 D", "4 ED", "1 FC", "4 FA")
    outcome = tally(RULE, _contest(6, 1), profile, BallotKind.RANKING)
    stage = outcome.stages[3]
    assert stage.reason.facts == {"candidate": 2, "votes": 10}
    assert stage.notes[0].code == "scottish_stv.exclusion_by_stage"
    assert stage.notes[0].facts == {"candidates_tied": [2, 3], "candidate": 2, "stage": 2}


def test_who_is_drawn_last_of_equals_is_excluded() -> None:
    profile = _rankings("9 A", "8 B", "2 C", "2 D")
    with pytest.raises(LotNeeded) as refused:
        tally(RULE, _contest(4, 1), profile, BallotKind.RANKING)
    assert refused.value.occasion == "exclusion 1"
    outcome = tally(RULE, _contest(4, 1), profile, BallotKind.RANKING, seed=SEED)
    assert outcome.candidates[outcome.stages[1].reason.facts["candidate"]] == outcome.lots[0].drawn[-1]


def test_when_no_more_are_left_than_seats_nothing_is_transferred_any_more() -> None:
    # A has a surplus, but with B and C there are only three for three seats.
    outcome = tally(RULE, _contest(3, 3), _rankings("9 AB", "1 B"), BallotKind.RANKING)
    assert _codes(outcome) == [["first", "reached", "filled", "filled"]]
    assert outcome.elected_names == ("A", "B", "C")
    few = tally(RULE, _contest(2, 5), _rankings("1 A"), BallotKind.RANKING)
    assert few.elected_names == ("A", "B")


def test_rankings_with_ties_are_refused() -> None:
    with pytest.raises(BallotsUnfit) as refused:
        tally(RULE, _contest(3, 1), Profile.of({((0,), (1, 2)): 1}), BallotKind.RANKING)
    assert refused.value.kind == "ranking with ties"


def test_every_note_has_its_sentence() -> None:
    told = {
        note.code
        for election in (
            ("10 AC", "10 BD", "4 C", "3 D", "3 E"),
            ("10 A", "8 B", "4 CB", "5 DA", "3 DB", "13 E", "11 F"),
            ("20 A", "18 B", "9 C", "6 D", "4 ED", "1 FC", "4 FA"),
            ("9 A", "8 B", "2 C", "2 D"),
        )
        for seats in (1, 3)
        for stage in tally(
            RULE, _contest(6, seats), _rankings(*election), BallotKind.RANKING, seed=SEED
        ).stages
        for note in (stage.reason, *stage.notes)
    }
    assert told == scottish_stv.RULE.sentences.keys()
