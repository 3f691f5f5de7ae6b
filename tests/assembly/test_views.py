"""The pages of this room over HTTP: what they come with, what they say, and what they take."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client, RequestFactory

from rochdale.assembly.queries import paper, practice
from rochdale.assembly.views import Booth, booth
from rochdale.assembly.views.booth import BALLOT_BYTES_MAX


@pytest.fixture
def client(database: str) -> Client:
    return Client()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_practice_page_asks_what_its_election_asks(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    page = client.get("/vote/practice/").content.decode()
    told = json.loads(practice.ELECTION)
    words = told["translations"]["fr"] if language == "fr" else told
    for question in words["questions"]:
        for text in (question["question"], *question["answers"]):
            assert text.replace("'", "&#x27;") in page


@pytest.mark.parametrize(
    ("path", "election"), [("", practice.ELECTION), ("ranking/", practice.RANKING_ELECTION)]
)
def test_the_page_carries_the_election_to_the_byte(client: Client, path: str, election: str) -> None:
    page = client.get(f"/vote/practice/{path}").content.decode()
    carried = page.split('<template id="election">')[1].split("</template>")[0]
    assert unescape(carried) == election


def test_nothing_in_an_election_becomes_a_tag_of_the_page() -> None:
    told = json.loads(practice.ELECTION) | {"name": '</template><script>&amp;"\r'}
    shown = paper(json.dumps(told, indent="\r"), language="en").election_text
    assert "<" not in shown
    assert "\r" not in shown
    assert unescape(shown) == json.dumps(told, indent="\r")


def test_an_election_without_translations_speaks_its_own_language() -> None:
    told = json.loads(practice.ELECTION)
    del told["translations"]
    assert paper(json.dumps(told), language="fr").questions[0].text == told["questions"][0]["question"]


def test_a_paper_says_what_may_be_ticked() -> None:
    first, second, third = paper(practice.ELECTION, language="fr").questions
    assert (first.is_single, first.blank, first.number) == (True, False, 1)
    assert (second.is_single, second.least, second.most, second.blank) == (False, 1, 3, True)
    assert (third.is_single, third.blank, third.number) == (True, True, 3)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "A practice ballot is kept nowhere"), ("fr", "Un bulletin d’essai n’est gardé nulle part")],
)
def test_practice_leads_to_where_a_number_is_looked_up(client: Client, language: str, sentence: str) -> None:
    client.cookies["django_language"] = language
    page = client.get("/vote/practice/").content.decode()
    assert 'data-check="/vote/check/"' in page
    assert sentence in page


def test_a_paper_says_what_is_put_in_order() -> None:
    told = paper(practice.RANKING_ELECTION, language="en")
    asked = told.questions[1]
    assert (asked.is_ranking, asked.blank, asked.is_single, asked.most) == (True, True, False, 5)
    assert asked.answers[0] == "A van for the volunteer drivers"
    assert told.has_ranking
    assert not paper(practice.ELECTION, language="en").has_ranking


def test_a_booth_says_until_when_and_where_to_look_a_number_up() -> None:
    request = RequestFactory().get("/")
    told = Booth(
        paper(practice.ELECTION, language="en"),
        "/cast/",
        datetime(2027, 1, 1, 20, tzinfo=UTC),
        check_url="/vote/check/",
    )
    page = booth(request, told).content.decode()
    assert 'datetime="2027-01-01' in page
    assert 'data-check="/vote/check/"' in page
    assert "This is for practice" not in page
    assert practice.CODE not in page


def test_a_practice_ballot_is_answered_with_its_hash(client: Client) -> None:
    answer = client.post("/vote/practice/ballots/", b'{"a":1}', content_type="application/json")
    assert answer.json() == {"tracker": b64encode(hashlib.sha256(b'{"a":1}').digest()).decode().rstrip("=")}


@pytest.mark.parametrize("body", [b"", b"x" * (BALLOT_BYTES_MAX + 1)])
def test_what_is_no_ballot_is_refused_in_words(client: Client, body: bytes) -> None:
    answer = client.post("/vote/practice/ballots/", body, content_type="application/json")
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Nothing was cast" in answer.json()["detail"]


def test_a_practice_ballot_from_another_site_is_refused(database: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/vote/practice/ballots/", b"{}", content_type="application/json").status_code == 403


def test_the_trustee_s_page_can_send_nothing(client: Client) -> None:
    policy = client.get("/vote/trustee/").headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "connect-src 'none'", "form-action 'none'"):
        assert rule in policy


@pytest.mark.parametrize("name", ["booth_worker.js", "trustee_worker.js"])
def test_a_worker_comes_with_a_policy_of_its_own(client: Client, name: str) -> None:
    answer = client.get(f"/static/assembly/{name}")
    answer.close()
    headers = answer.headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; script-src 'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
