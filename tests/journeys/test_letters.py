"""Letters over HTTP: a member leaves and reads the receipt, an officer prints and posts, neighbours see nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from rochdale.membership import actions, queries
from rochdale.membership.actions import Letter, LetterKind
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Caisse

Enter = Callable[[Caisse, str], Client]


def page(client: Client, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def letters_on_paper(caisse: Caisse, count: int) -> list[UUID]:
    facts = {"number": 2, "left_on": TODAY}
    person_id = caisse.members[1].person_id
    letter = Letter(LetterKind.MEMBERSHIP_ENDED, "en", "", person_id, facts)
    return actions.write_letters(by=caisse.by, letters=[letter] * count)


def test_who_leaves_reads_the_receipt_and_the_officer_posts_it(caisse: Caisse, enter: Enter) -> None:
    member, officer = enter(caisse, "2"), enter(caisse, "officer")
    assert "Nothing was written to me yet" in page(member, caisse.at("my-file/letters/"))
    assert "No letter waits for the post" in page(officer, caisse.at("letters/"))
    member.post(caisse.at("my-file/leave/"), {"words": ""})
    assert "We received your notice of leaving" in page(member, caisse.at("my-file/letters/"))
    with inside(caisse.by.cooperative_id):
        (line,) = queries.letters_of(person_id=caisse.members[1].person_id).lines
    own = caisse.at(f"letters/{line.id}/")
    assert "It waits to be printed and posted" in page(member, own)
    assert "It is printed and posted" not in page(member, own)
    assert "Marc Roy" in page(officer, caisse.at("letters/"))
    answer = officer.get(caisse.at("letters/letters.pdf"))
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "Hello Marc Roy," in text
    answer = officer.post(caisse.at("letters/posted/"), {"letter": [str(line.id), "nonsense"]}, follow=True)
    assert "1 letter is marked as posted." in answer.content.decode()
    assert "Printed and posted" in page(member, own)
    assert officer.get(caisse.at("letters/letters.pdf")).status_code == 404
    assert b"%PDF" in member.get(f"{own}letter.pdf").content


def test_the_pages_speak_both_languages(caisse: Caisse, enter: Enter) -> None:
    letters_on_paper(caisse, 2)
    officer = enter(caisse, "officer")
    officer.get("/language/fr")
    told = page(officer, caisse.at("letters/"), "fr")
    assert "Lettres à imprimer et à poster" in told
    assert "Imprimer ces 2 lettres" in told


def test_a_letter_is_read_by_its_person_and_the_register_alone(
    caisse: Caisse, neighbour: Caisse, enter: Enter
) -> None:
    (letter_id,) = letters_on_paper(caisse, 1)
    for path in (f"letters/{letter_id}/", f"letters/{letter_id}/letter.pdf"):
        assert enter(caisse, "2").get(caisse.at(path)).status_code == 200
        assert enter(caisse, "1").get(caisse.at(path)).status_code == 404
        assert enter(neighbour, "officer").get(neighbour.at(path)).status_code == 404
    assert enter(neighbour, "officer").get(caisse.at("letters/")).status_code == 403
    answer = enter(neighbour, "officer").post(neighbour.at("letters/posted/"), {"letter": str(letter_id)})
    assert answer.status_code == 302
    with inside(caisse.by.cooperative_id):
        assert not queries.letter(letter_id=letter_id).is_settled


@pytest.mark.parametrize("path", ["letters/", "my-file/letters/"])
def test_a_list_costs_the_same_for_many_letters_and_goes_on(caisse: Caisse, enter: Enter, path: str) -> None:
    client = enter(caisse, "officer" if path == "letters/" else "2")
    letters_on_paper(caisse, 2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, caisse.at(path))
    letters_on_paper(caisse, 60)
    with CaptureQueriesContext(connection) as many:
        told = page(client, caisse.at(path))
    assert len(many) == len(few)
    (following,) = re.findall(r'href="([^"]+)" rel="next"', told)
    assert 'rel="prev"' in page(client, following)
    page(client, caisse.at(f"{path}?after=nonsense"))
