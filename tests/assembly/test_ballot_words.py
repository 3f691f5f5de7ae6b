"""What is told of a counted ballot: in whatever language it is read, it is the count that was kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from rochdale.assembly.queries.ballot_count import Together, kept_answer
from rochdale.assembly.queries.ballot_results import BallotResult, answered_of
from rochdale.assembly.queries.balloting import ONE_MARK, ORDERS, SEVERAL_MARKS, Asked, AskedKind
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.views.ballot_words import outcome_words

# In the other language the names have another order, and other hashes.
NAMES = (("L’atelier", "The workshop"), ("Les arbres", "The trees"), ("La rampe", "A ramp"))
MARKS = {"plurality": 1, "absolute_majority": 1, "approval": 3, "block_vote": 3}
SEATS = {"plurality": 2, "approval": 2, "block_vote": 2, "scottish_stv": 2, "meek_stv": 2}
NOBODY = UUID(int=0)
DAY = datetime(2026, 11, 27, tzinfo=UTC)


def asked(rule: str) -> Asked:
    kind = AskedKind.CHOICE if rule in MARKS else AskedKind.RANKING
    answers = tuple({"fr": french, "en": english} for french, english in NAMES)
    texts = {"fr": "Quel projet ?", "en": "Which project?"}
    return Asked(kind, texts, answers, 1, MARKS.get(rule, 1), rule=rule, seats=SEATS.get(rule, 1))


def counted(
    question: Asked, found: Together, seed: str, on_paper: int = 0
) -> tuple[BallotResult, BallotSeen, dict[str, Any]]:
    """A ballot in French first, counted and kept as the worker does it."""
    kept = kept_answer(question, found, "fr", seed)
    result = BallotResult("B", (answered_of(question, kept),), seed, "fr", 9, on_paper, None)
    names = {"fr": "Scrutin", "en": "Ballot"}
    seen = BallotSeen(
        NOBODY, "B", 1, NOBODY, NOBODY, NOBODY, "fr", names, names, (question,), DAY, DAY, None, 9, ()
    )
    return result, seen, kept


@st.composite
def opened(draw: st.DrawFn) -> tuple[str, Together]:
    """A rule, and so few votes that many are equal."""
    rule = draw(st.sampled_from([*ONE_MARK, *SEVERAL_MARKS, *ORDERS]))
    if rule in MARKS:
        counts = draw(st.tuples(*[st.integers(0, 2)] * len(NAMES)))
        return rule, Together(counts, (), draw(st.integers(0, 2)), 0)
    orders = draw(st.lists(st.permutations((1, 2, 3)).map(tuple), max_size=4))
    return rule, Together((), tuple(sorted(orders)), 0, 0)


@settings(max_examples=150, deadline=None)
@given(given_=opened(), seed=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_in_every_language_the_transcript_elects_whom_the_count_elected(
    given_: tuple[str, Together], seed: str
) -> None:
    rule, found = given_
    question = asked(rule)
    result, seen, kept = counted(question, found, seed)
    for language in ("fr", "en"):
        names = question.worded(language).answers
        elected = [names[place] for place in kept["elected"]]
        with override(language):
            (told,) = outcome_words(result, seen)
        lines = told["transcript"].splitlines()
        assert told["elected"] == elected
        assert lines[len(lines) - len(elected) :] == [
            f"  {place}. {name}" for place, name in enumerate(elected, 1)
        ]
        assert all(name in told["transcript"] for name in names)


def test_it_says_in_which_language_the_names_of_a_lot_stand() -> None:
    result, seen, _kept = counted(asked("plurality"), Together((1, 1, 1), (), 0, 0), "7 13")
    with override("en"):
        (told,) = outcome_words(result, seen)
    assert told["lots"] == [
        "Lots were drawn from the seed “7 13”.",
        "A lot goes by the names as they stand in the language of the ballot: French.",
    ]
    with override("fr"):
        (own,) = outcome_words(result, seen)
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in own["lots"]] == [
        "Le sort a été tiré de la graine « 7 13 »."
    ]
    # What was drawn stands in both to the letter, for it is what anybody draws again.
    drawn = [line for line in told["transcript"].splitlines() if line.startswith("Lot drawn")]
    assert drawn
    assert all(any(french in line for french, _english in NAMES) for line in drawn)


def test_a_seed_that_nobody_needed_is_not_told() -> None:
    result, seen, _kept = counted(asked("plurality"), Together((3, 2, 1), (), 0, 0), "7 13")
    with override("en"):
        (told,) = outcome_words(result, seen)
    assert told["lots"] == []
    assert "7 13" not in told["transcript"]


@pytest.mark.parametrize(
    ("rule", "on_paper", "language", "told"),
    [
        ("block_vote", 0, "en", "Of the ballots only the sums are known. Ballots: 9, blank: 2, marks: 12."),
        ("block_vote", 0, "fr", "on ne connaît que les sommes. Bulletins : 9, blancs : 2, marques : 12."),
        # A paper that was given need not have come back.
        ("block_vote", 1, "en", "Of the ballots only the sums are known; marks: 12."),
        ("approval", 1, "fr", "on ne connaît que les sommes ; marques : 12."),
        ("plurality", 0, "en", "Valid ballots: 12, marks: 12."),
    ],
)
def test_of_sums_it_says_what_is_known(rule: str, on_paper: int, language: str, told: str) -> None:
    found = Together((5, 4, 3), (), 2, 0)
    result, seen, _kept = counted(asked(rule), found, "", on_paper)
    with override(language):
        (words,) = outcome_words(result, seen)
    transcript = " ".join(words["transcript"].split())
    assert told in transcript
    assert ("Valid ballots" in transcript) == (rule == "plurality")
