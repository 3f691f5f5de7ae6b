"""The words of a count go by its figure, in each language as that language counts."""

from __future__ import annotations

import gettext
from fractions import Fraction
from pathlib import Path

import pytest

import rochdale
from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.opened import profile_of_counts, profile_of_rankings
from rochdale.voting.rules import rule_of, tally
from rochdale.voting.words import Words, in_english, wording_number

LOCALE = Path(rochdale.__file__).parent / "locale"


def told(rule: str, kind: BallotKind, profile: object, language: str = "en") -> str:
    """Every sentence of a count of two candidates for one seat."""
    words = Words(rule_of(rule).sentences, str, lambda figure, _decimals: str(figure))
    if language != "en":
        catalogue = gettext.translation("django", LOCALE, [language])
        words = Words(words.sentences, catalogue.gettext, words.figure, catalogue.ngettext)
    outcome = tally(rule, Contest(("Ada", "Blaise"), 1), profile, kind)  # type: ignore[arg-type]  # of its kind
    return " ".join(text for reason, _stage, notes in words.story(outcome) for text in (reason, *notes))


@pytest.mark.parametrize(("counts", "said"), [((1, 0), "with 1 vote."), ((2, 1), "with 2 votes.")])
def test_one_vote_and_two_votes(counts: tuple[int, int], said: str) -> None:
    assert said in told("plurality", BallotKind.CHOICE, profile_of_counts(counts))


@pytest.mark.parametrize(
    ("ballots", "language", "said"),
    [
        (1, "en", "with 1 point."),
        (2, "en", "with 2 points."),
        (1, "fr", "avec 1 point."),
        (2, "fr", "avec 2 points."),
    ],
)
def test_one_point_and_two_points(ballots: int, language: str, said: str) -> None:
    profile = profile_of_rankings([(1, 2)] * ballots, 2)
    assert said in told("borda", BallotKind.RANKING, profile, language)


@pytest.mark.parametrize(
    ("value", "decimals", "english", "is_french_plural"),
    [
        (0, None, "votes", False),
        (1, None, "vote", False),
        (1, 0, "vote", False),
        (2, 0, "votes", True),
        (Fraction(1), 5, "votes", False),  # "1.00000 votes", "1,00000 vote"
        (Fraction(3, 2), 5, "votes", False),
        (Fraction(3, 2), None, "votes", False),
        (Fraction(2), 5, "votes", True),
        (Fraction(5, 2), 5, "votes", True),
    ],
)
def test_a_figure_with_decimals_is_worded_as_the_language_does(
    value: int | Fraction, decimals: int | None, english: str, *, is_french_plural: bool
) -> None:
    number = wording_number(value, decimals)
    assert in_english("vote", "votes", number) == english
    assert (number > 1) is is_french_plural
