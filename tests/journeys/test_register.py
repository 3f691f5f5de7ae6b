"""The register: what an officer finds and corrects, and what a member can never see."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from rochdale.membership import actions, queries
from rochdale.tenancy.actions import inside

from .conftest import Caisse

Enter = Callable[[Caisse, str], Client]


@pytest.mark.parametrize(
    ("search", "found", "missed"),
    [
        ("leve", "Côté-Lévesque", "Roy"),
        ("COTE anais", "Côté-Lévesque", "Roy"),
        ("2", "Roy", "Côté-Lévesque"),
        ("oeuvr", "Œuvrard", "Roy"),
        ("an@example.org", "Côté-Lévesque", "Roy"),
        ("", "Roy", "nobody"),
    ],
)
def test_an_officer_finds_a_member(
    caisse: Caisse, enter: Enter, search: str, found: str, missed: str
) -> None:
    page = enter(caisse, "officer").get(caisse.at("register/"), {"q": search}).content.decode()
    assert found in page
    assert missed not in page


def test_a_search_that_finds_nobody_says_how_to_go_on(caisse: Caisse, enter: Enter) -> None:
    page = enter(caisse, "officer").get(caisse.at("register/"), {"q": "<b>zz"}).content.decode()
    assert "Nobody on the register" in page
    assert "<b>zz" not in page


def test_an_officer_opens_a_member(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "officer")
    page = client.get(caisse.at("register/1/")).content.decode()
    assert "Anaïs Côté-Lévesque" in page
    assert "12 March 1998" in page
    assert client.get(caisse.at("register/99/")).status_code == 404
    assert client.get(caisse.at(f"register/{10**30}/")).status_code == 404


def test_a_person_page_is_for_who_is_no_member(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "officer")
    assert "Rosaire Gagnon" in client.get(caisse.at(f"persons/{caisse.officer_id}/")).content.decode()
    to_member = client.get(caisse.at(f"persons/{caisse.members[0].person_id}/"))
    assert to_member.headers["Location"] == caisse.at("register/1/")
    assert client.get(caisse.at(f"persons/{uuid4()}/")).status_code == 404


def test_an_officer_corrects_particulars(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "officer")
    path = caisse.at("register/2/particulars/")
    assert 'value="Roy"' in client.get(path).content.decode()
    sent = {
        "given_names": "Marc",
        "family_name": "Roy-Hébert",
        "language": "en",
        "birth_date": "1980-02-29",
        "reason": "marriage",
    }
    answer = client.post(path, sent)
    assert answer.headers["Location"] == caisse.at("register/2/")
    page = client.get(caisse.at("register/2/")).content.decode()
    assert "Marc Roy-Hébert" in page
    assert "What stood there before stays in the history." in page
    assert client.post(path, sent | {"family_name": ""}).status_code == 400
    assert client.post(path, sent | {"birth_date": "1981-02-29"}).status_code == 400
    own = caisse.at(f"persons/{caisse.officer_id}/particulars/")
    assert client.get(own).status_code == client.post(own, sent).status_code == 403  # OwnMatter
    (other_id,) = actions.add_persons(by=caisse.by, particulars=[actions.Particulars("Tremblay")])
    person = caisse.at(f"persons/{other_id}/particulars/")
    assert client.post(person, sent | {"family_name": "Gagnon"}).status_code == 302
    with inside(caisse.by.cooperative_id):
        assert queries.person(person_id=other_id).name == "Marc Gagnon"


def test_a_member_reads_the_own_file_and_nothing_else(caisse: Caisse, enter: Enter) -> None:
    client = enter(caisse, "2")
    page = client.get(caisse.at("my-file/")).content.decode()
    assert "Marc Roy" in page
    assert "Lévis" not in page
    closed = ["register/", "register/1/", "register/2/", "register/1/particulars/"]
    closed += [f"persons/{line.person_id}/" for line in caisse.members]
    closed += [f"persons/{caisse.officer_id}/", f"persons/{caisse.officer_id}/particulars/"]
    for path in closed:
        assert client.get(caisse.at(path)).status_code == 403, path
        assert client.post(caisse.at(path), {"family_name": "X"}).status_code == 403, path


def test_nobody_enters_next_door(caisse: Caisse, neighbour: Caisse, enter: Enter) -> None:
    for who in ("officer", "1"):
        client = enter(caisse, who)
        for path in (
            "",
            "my-file/",
            "register/",
            "register/1/",
            f"persons/{neighbour.members[0].person_id}/",
        ):
            assert client.get(neighbour.at(path)).status_code == 403, path


def test_an_officer_finds_nobody_from_next_door(caisse: Caisse, neighbour: Caisse, enter: Enter) -> None:
    client = enter(caisse, "officer")
    for line in neighbour.members:
        assert client.get(caisse.at(f"persons/{line.person_id}/")).status_code == 404
        assert client.post(caisse.at(f"persons/{line.person_id}/particulars/"), {}).status_code == 404


def test_a_cooperative_that_does_not_exist(database: str) -> None:
    assert Client().get("/no-such-caisse/register/").status_code == 404


def test_a_former_member_reads_the_file_still(caisse: Caisse, enter: Enter) -> None:
    actions.end_membership(by=caisse.by, number=2, left_on=caisse.by.on)
    assert enter(caisse, "2").get(caisse.at("my-file/")).status_code == 200
    page = enter(caisse, "officer").get(caisse.at("register/2/")).content.decode()
    assert "Left on" in page
