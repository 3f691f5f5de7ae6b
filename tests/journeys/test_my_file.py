"""One's file over HTTP: taken along whole, corrected alone, corrected with proof, and at the counter with consent."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable

import pytest
from django.test import Client
from pypdf import PdfReader

from rochdale.membership import actions, queries
from rochdale.membership.actions import ConsentPurpose
from rochdale.tenancy.actions import inside

from .conftest import Caisse

Enter = Callable[[Caisse, str], Client]
MOVED = {
    "language": "fr",
    "email": "",
    "telephone": "418 555-0100",
    "street": "4, rue du Quai",
    "town": "Lévis",
}
SECTIONS = [
    "particulars", "sign_ins", "memberships", "consents", "departures", "letters", "looks", "acts_at_counter",
    "history", "stands", "suspensions", "name_requests", "offices", "programs", "applications", "answers", "papers",
    "shares", "share_movements", "share_requests", "certificates", "accounts", "account_lines", "recorded",
    "rolls", "roll_challenges", "meetings", "candidacies",
]  # fmt: skip


def test_the_whole_file_goes_along_as_json(caisse: Caisse, enter: Enter) -> None:
    member, officer = enter(caisse, "1"), enter(caisse, "officer")
    officer.get(caisse.at("register/1/"))
    purposes = [ConsentPurpose.NEWS_AND_EDUCATION]
    actions.give_consents(by=caisse.by, person_id=caisse.members[0].person_id, purposes=purposes)
    member.post(caisse.at("my-file/leave/"), {"words": "déménagement"})
    answer = member.get(caisse.at("my-file/my-file.json"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-file.json"'
    assert "Côté-Lévesque" in answer.content.decode()
    told = json.loads(answer.content)
    assert told["format"] == "rochdale-person-file/1"
    assert told["cooperative"]["slug"] == caisse.slug
    sections = told["sections"]
    assert list(sections) == SECTIONS
    (particulars,) = sections["particulars"]
    assert (particulars["family_name"], particulars["town"]) == ("Côté-Lévesque", "Lévis")
    assert sections["memberships"] == [
        {"number": 1, "class": "full", "joined_on": "1998-03-12", "left_on": None}
    ]
    assert sections["sign_ins"] == [{"email": caisse.email("1"), "language": "fr"}]
    assert sections["consents"][0]["purpose"] == "news_and_education"
    assert sections["departures"][0]["words"] == "déménagement"
    assert sections["letters"][0]["subject"] == "Nous avons reçu votre avis de départ"
    assert sections["looks"][0]["part"] == "member"
    assert sections["looks"][0]["offices"] == ["secretary"]
    assert "Roy" not in answer.content.decode()
    assert told["goes_on"] == []


def text_of(answer: object) -> str:
    content = getattr(answer, "content", b"")
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_whole_file_is_printed_in_the_language_of_the_person(caisse: Caisse, enter: Enter) -> None:
    told = text_of(enter(caisse, "1").get(caisse.at("my-file/my-file.pdf")))
    assert "Ce qui est inscrit sur Anaïs Côté-Lévesque" in told
    assert "Adhésions" in told
    officer = enter(caisse, "officer")
    person_id = caisse.members[1].person_id
    told = text_of(officer.get(caisse.at(f"persons/{person_id}/file.pdf")))
    assert "What is written about Marc Roy" in told
    assert "Accounts" not in told  # a secretary does not see them
    assert enter(caisse, "1").get(caisse.at(f"persons/{person_id}/file.pdf")).status_code == 403
    with inside(caisse.by.cooperative_id):
        (line,) = queries.file_views_of(person_id=person_id).lines
    assert line.part.value == "whole"


def test_what_was_known_before_and_all_that_happened_go_along(
    caisse: Caisse, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = enter(caisse, "1")
    member.post(caisse.at("my-file/contact/"), MOVED | {"town": "Sherbrooke"})
    name = {"given_names": "Ana", "family_name": "Roy-Côté", "birth_date": "1960-07-08", "words": "mariage"}
    member.post(caisse.at("my-file/name/"), name)
    told = json.loads(member.get(caisse.at("my-file/my-file.json")).content)["sections"]
    town = next(each for each in told["history"] if each["what"] == "town")
    assert (town["before"], town["after"]) == ("Lévis", "Sherbrooke")
    assert [each["what"] for each in told["history"]].count("first_person") == 1
    (asked,) = told["name_requests"]
    assert (asked["name"], asked["words"], asked["outcome"]) == ("Ana Roy-Côté", "mariage", None)
    paper = text_of(member.get(caisse.at("my-file/my-file.pdf")))
    assert "Sherbrooke" in paper
    assert "Ville" in paper
    monkeypatch.setattr(sys.modules["rochdale.membership.queries.whole_file"], "SECTION_LINES_MAX", 1)
    monkeypatch.setattr(sys.modules["rochdale.membership.views.whole_file"], "PAPER_LINES_MAX", 0)
    cut = json.loads(member.get(caisse.at("my-file/my-file.json")).content)
    assert "history" in cut["goes_on"]
    assert len(cut["sections"]["history"]) == 1
    assert "Le fichier pour les programmes en a 1 de plus" in text_of(
        member.get(caisse.at("my-file/my-file.pdf"))
    )


def test_a_member_who_moved_corrects_it(caisse: Caisse, enter: Enter) -> None:
    member = enter(caisse, "1")
    path = caisse.at("my-file/contact/")
    shown = member.get(path).content.decode()
    assert "Mes coordonnées" in shown
    assert "Les lettres viennent sur papier, car vous n’avez pas accepté" in shown
    assert member.post(path, MOVED | {"email": "no address"}).status_code == 400
    told = member.post(path, MOVED, follow=True).content.decode()
    assert "C’est corrigé." in told
    assert "4, rue du Quai" in told
    # Where letters went until then, on paper, hears of it.
    assert (
        "L’adresse courriel de votre dossier a été changée"
        in member.get(caisse.at("my-file/letters/")).content.decode()
    )


def test_a_name_waits_for_the_proof(caisse: Caisse, enter: Enter) -> None:
    member, officer = enter(caisse, "2"), enter(caisse, "officer")
    assert "No correction waits." in officer.get(caisse.at("corrections/")).content.decode()
    path = caisse.at("my-file/name/")
    asked = {"given_names": "Marc", "family_name": "Royer", "birth_date": "1970-05-06", "words": "passport"}
    assert member.post(path, asked | {"family_name": ""}).status_code == 400
    told = member.post(path, asked, follow=True).content.decode()
    assert "it waits for an officer" in told
    told = officer.get(caisse.at("corrections/")).content.decode()
    assert "Marc Royer" in told
    with inside(caisse.by.cooperative_id):
        waiting = queries.name_asked(person_id=caisse.members[1].person_id)
    assert waiting is not None
    decide = caisse.at(f"corrections/{waiting.id}/")
    assert officer.post(decide, {f"{waiting.id}-words": "", "grant": "1"}).status_code == 400
    assert member.post(decide, {f"{waiting.id}-words": "x", "grant": "1"}).status_code == 403
    told = officer.post(decide, {f"{waiting.id}-words": "passport seen", "grant": "1"}, follow=True)
    assert "a letter tells the person" in told.content.decode()
    assert "Marc Royer" in member.get(caisse.at("my-file/")).content.decode()
    member.post(path, asked | {"family_name": "Roy"})
    assert "You took it back" in member.post(path, {"withdraw": "1"}, follow=True).content.decode()


def test_an_officer_acts_at_the_counter_once_the_member_agreed(caisse: Caisse, enter: Enter) -> None:
    officer, member = enter(caisse, "officer"), enter(caisse, "2")
    person_id = caisse.members[1].person_id
    path, consents = caisse.at(f"persons/{person_id}/counter/"), caisse.at(f"persons/{person_id}/consents/")
    assert "Act for this person" in officer.get(caisse.at("register/2/")).content.decode()
    assert "This person has not agreed to it." in officer.get(path).content.decode()
    contact = {f"contact-{key}": value for key, value in MOVED.items()} | {"does": "contact"}
    assert officer.post(path, contact).status_code == 409
    officer.post(consents, {"purpose": "acts_at_counter", "does": "give"})
    assert "The person asks me to give it" in officer.get(consents).content.decode()
    officer.post(consents, {"purpose": "news_and_education", "does": "give", "how": "asked"})
    assert "It is corrected." in officer.post(path, contact, follow=True).content.decode()
    assert officer.post(path, contact | {"contact-email": "x"}).status_code == 400
    told = officer.post(path, {"does": "leave", "leave-words": "moves away"}, follow=True).content.decode()
    assert "in the member’s name and yours" in told
    done = json.loads(member.get(caisse.at("my-file/my-file.json")).content)["sections"]["acts_at_counter"]
    assert [(line["who"], line["verb"]) for line in done] == [
        ("Rosaire Gagnon", "ask_to_leave"),
        ("Rosaire Gagnon", "correct_contact"),
        ("Rosaire Gagnon", "give_consents"),
    ]
    told = member.get(caisse.at("my-file/looked/")).content.decode()
    assert "Notice of leaving was given" in told
    assert member.get(path).status_code == 403


@pytest.mark.parametrize("path", ["counter/", "consents/"])
def test_an_officer_does_nothing_there_for_oneself(caisse: Caisse, enter: Enter, path: str) -> None:
    officer = enter(caisse, "officer")
    own = caisse.at(f"persons/{caisse.officer_id}/{path}")
    answer = officer.post(own, {"does": "give", "purpose": "acts_at_counter"})
    assert answer.status_code == 403
