"""The authority of an act in words: none of the record's codes reaches a reader."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from rochdale.cooperatives.queries import OfficeKind
from rochdale.cooperatives.views import authority_words


@pytest.mark.parametrize(
    ("kept", "english", "french"),
    [
        ("teller since 2020-01-05", "teller", "caissière ou caissier"),
        ("member 4182", "member 4182", "membre nº 4182"),
        ("token 0190: member 4182", "member 4182, by a program", "membre nº 4182, par un programme"),
        ("token 0190: chair since 2020-01-05", "chair, by a program", "présidence, par un programme"),
        ("system: payments of the day", "", ""),
        ("applicant", "the person concerned", "la personne concernée"),
        ("oneself", "the person concerned", "la personne concernée"),
    ],
)
def test_an_authority_is_told_in_the_language_of_the_reader(kept: str, english: str, french: str) -> None:
    for language, words in (("en", english), ("fr", french)):
        with override(language):
            assert authority_words(kept) == words


@pytest.mark.parametrize("office", OfficeKind)
def test_every_office_has_its_own_word(office: OfficeKind) -> None:
    assert authority_words(f"{office.value} since 2020-01-05") == office.label
