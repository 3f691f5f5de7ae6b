"""Tracking numbers in words: there and back in both languages, what is forgiven, what is noticed and what is not."""

from __future__ import annotations

import gzip
import unicodedata
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from rochdale.assembly.queries import WORD_LANGUAGES, read_tracking, tracking_words, word_list
from rochdale.assembly.queries.tracking_words import word_places
from rochdale.voting.verifiable.tracking import number_of
from rochdale.voting.verifiable.tracking_words import read_words

NUMBER = "7462 9858 2971 6817 0899 6585"
FRENCH = "abolir triomphe critère prédire avarice pollen bouquin vivipare"
ENGLISH = "above utility deputy scatter bike rural canyon wood"
LANGUAGES = sorted(WORD_LANGUAGES)

bodies = st.integers(0, 10**22 - 1)


def numbered(body: int) -> str:
    digits = f"{body:022}{98 - body * 100 % 97:02}"
    return " ".join(digits[start : start + 4] for start in range(0, 24, 4))


def read(words: list[str]) -> str | None:
    sought = read_tracking(" ".join(words))
    return None if sought is None else sought.number


def unaccented(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


@pytest.mark.parametrize(("language", "words"), [("fr", FRENCH), ("en", ENGLISH)])
def test_the_example_of_the_reference(language: str, words: str) -> None:
    assert tracking_words(NUMBER, language) == words
    assert read(words.split()) == NUMBER


@pytest.mark.parametrize("language", LANGUAGES)
@given(body=bodies)
def test_a_number_comes_back_from_its_words(language: str, body: int) -> None:
    assert read(tracking_words(numbered(body), language).split()) == numbered(body)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("body", [0, 1, 10**22 - 1])
def test_the_ends_of_the_range_too(language: str, body: int) -> None:
    words = tracking_words(numbered(body), language).split()
    assert len(words) == 8
    assert read(words) == numbered(body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_tells_its_words_apart_without_their_accents(language: str) -> None:
    words = word_list(language)
    assert len({unaccented(word) for word in words}) == len(words) == 2048
    assert all(unicodedata.is_normalized("NFC", word) and unaccented(word).isascii() for word in words)


def test_a_language_without_a_list_has_no_words() -> None:
    assert not tracking_words(NUMBER, "de")


@pytest.mark.parametrize(
    "typed",
    [
        FRENCH.upper(),
        unaccented(FRENCH),
        unicodedata.normalize("NFD", FRENCH),
        f"  {FRENCH.title().replace(' ', ' , ')}\n",
        FRENCH.replace(" ", "-"),
        FRENCH.replace(" ", "\u2011"),
        FRENCH.replace(" ", "\u00a0–\u202f"),
        ENGLISH.replace(" ", ",\n"),
    ],
)
def test_how_it_is_written_makes_no_difference(typed: str) -> None:
    assert read([typed]) == NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        FRENCH.rpartition(" ")[0],
        f"{FRENCH} vivipare",
        FRENCH.replace("critère", "critere x"),
        FRENCH.replace("critère", "deputy"),  # of the other list
        FRENCH.replace("critère", "critèr"),
        FRENCH.replace(" ", ""),
        f"1 {FRENCH}",
        FRENCH.replace("abolir", "zoologie"),  # more than 24 digits
        "",
    ],
)
def test_anything_else_is_no_number(typed: str) -> None:
    assert read([typed]) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tracker", ["ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0", "A" * 43])
def test_of_the_wrong_words_at_one_place_one_in_a_hundred_passes(language: str, tracker: str) -> None:
    """What docs/reference/tracking-number.md says: those that stand a multiple of 97 places away, and no other."""
    number, words, places = number_of(tracker), word_list(language), word_places(language)
    right = tracking_words(number, language).split()
    at = words.index(right[4])
    wrong = [place for place in range(2048) if place != at]
    assert {
        place for place in wrong if read_words(" ".join([*right[:4], words[place], *right[5:]]), [places])
    } == {place for place in wrong if (place - at) % 97 == 0}
    assert len([place for place in wrong if (place - at) % 97 == 0]) in {20, 21}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_begin_with_the_same_two_letters_are_never_taken_for_each_other(language: str) -> None:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(word_list(language)):
        places.setdefault(unaccented(word)[:2], []).append(place)
    assert max(each[-1] - each[0] for each in places.values()) < 97


def test_every_wrong_word_is_noticed_at_the_first_place() -> None:
    words = word_list("fr")
    assert [word for word in words if read([word, *FRENCH.split()[1:]])] == ["abolir"]


@given(body=bodies)
def test_two_neighbours_that_changed_places_pass_only_97_places_apart(body: int) -> None:
    words = word_list("fr")
    told = tracking_words(numbered(body), "fr").split()
    for place, (left, right) in enumerate(pairwise(told)):
        swapped = [*told[:place], right, left, *told[place + 2 :]]
        apart = words.index(left) - words.index(right)
        if apart % 97:
            assert read(swapped) is None
        elif place and apart:
            assert read(swapped) not in {None, numbered(body)}


def test_words_of_both_lists_are_told_apart_by_the_check() -> None:
    """Each of these words stands in both lists, elsewhere in each."""
    assert read(["abandon", "fragile", "prison", "surprise", "impact", "relief", "civil", "piece"]) == (
        "2147 0211 8874 6895 0248 5960"
    )
    twice = "abandon question correct immense puzzle emotion notable image"
    assert [read_words(twice, [word_places(language)]) is not None for language in LANGUAGES] == [True, True]
    assert read_tracking(twice) is None


@pytest.fixture
def client(database: str) -> Client:
    cache.clear()
    return Client()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_served_to_all_alike_and_kept(client: Client, language: str) -> None:
    answer = client.get(f"/vote/words/{language}.js", headers={"Accept-Encoding": "gzip"})
    told = gzip.decompress(answer.content).decode()
    assert told.split('"')[1].split() == list(word_list(language))
    assert len(answer.content) < 8_000
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert {"public", "immutable", "max-age=31536000"} <= set(answer.headers["Cache-Control"].split(", "))
    assert not answer.cookies


@pytest.mark.parametrize("language", ["de", "french", "EN"])
def test_of_other_languages_there_is_none(client: Client, language: str) -> None:
    assert client.get(f"/vote/words/{language}.js").status_code == 404


@pytest.mark.parametrize(("reader", "typed", "shown"), [("fr", ENGLISH, FRENCH), ("en", FRENCH, ENGLISH)])
def test_words_of_one_language_are_looked_up_in_the_other(
    client: Client, reader: str, typed: str, shown: str
) -> None:
    client.cookies["django_language"] = reader
    told = client.post("/vote/check/", {"number": typed}).content.decode()
    assert 'data-place="absent"' in told
    assert f'<p class="number">{NUMBER}<br><span translate="no" data-words>{shown}</span></p>' in told


def test_a_wrong_word_is_said_to_be(client: Client) -> None:
    client.cookies["django_language"] = "en"
    answer = client.post("/vote/check/", {"number": ENGLISH.replace("bike", "bird")})
    assert answer.status_code == 400
    assert "compare each digit or each word with your receipt" in answer.content.decode()
