"""The dated register as people use it: a new name told late, the register of another day, standing, lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rochdale.audit.models import Act
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind
from rochdale.membership import actions, queries
from rochdale.membership.actions import Newcomer, Particulars, PersonKind
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Caisse

Enter = Callable[[Caisse, str], Client]


@pytest.fixture
def officer(caisse: Caisse, enter: Enter) -> Client:
    """The secretary, who is also the chair, in a caisse with by-laws."""
    cooperatives.adopt_pack(by=caisse.by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    cooperatives.appoint(by=caisse.by, person_id=caisse.officer_id, office=OfficeKind.CHAIR)
    return enter(caisse, "officer")


def read(client: Client, path: str, **asked: Any) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def send(client: Client, path: str, **sent: Any) -> None:
    answer = client.post(path, sent)
    assert answer.status_code == 302, answer.content.decode()


def test_a_new_name_told_late_shows_by_both_dates(caisse: Caisse, officer: Client) -> None:
    path = caisse.at("register/2/particulars/")
    form = read(officer, path)
    assert "From which day does it hold?" in form
    assert "Why does it change?" in form
    send(
        officer, path, given_names="Marc", family_name="Roy-Hébert", language="en", telephone="418 555-0133",
        effective_on="2026-10-01", shown_on=TODAY.isoformat(), reason="certificate of change of name",
    )  # fmt: skip
    register = caisse.at("register/")
    assert "Roy-Hébert" in read(officer, register)
    assert "Roy-Hébert" not in read(officer, register, on="2026-09-30")
    assert "Roy-Hébert" in read(officer, register, on="2026-10-01")
    # What was written on the day of the change was not known before.
    known_before = read(officer, register, on="2026-10-01", known="2026-11-22")
    assert "Nobody was a member" in known_before  # the register itself was brought in on the 23rd
    assert "Roy-Hébert" in read(officer, register, on="2026-10-01", known="2026-11-23")
    history = read(officer, caisse.at("register/2/history/"), on="2026-09-30")
    assert "“Roy-Hébert”, before it “Roy”" in history
    assert "53 days later" in history
    assert "certificate of change of name" in history
    assert "Rosaire Gagnon (the secretary)" in history


def test_what_held_on_an_earlier_day_is_corrected(caisse: Caisse, officer: Client) -> None:
    path = caisse.at("register/1/particulars/")
    known = {
        "given_names": "Anaïs",
        "family_name": "Côté-Lévesque",
        "language": "fr",
        "email": "an@example.org",
    }
    send(officer, path, **known, town="Rimouski", reason="moved")
    assert 'value="Lévis"' in read(officer, path, on="2020-01-01")
    send(
        officer, path, **known, town="Gatineau", reason="was never in Lévis then",
        effective_on="2020-01-01", shown_on="2020-01-01",
    )  # fmt: skip
    with inside(caisse.by.cooperative_id):
        then = queries.member_as_of(number=1, on=date(2024, 1, 1))
        assert then is not None
        assert then.particulars.town == "Gatineau"
        assert queries.member(number=1).particulars.town == "Rimouski"


def test_a_member_reads_what_was_changed_and_not_by_whom(
    caisse: Caisse, officer: Client, enter: Enter
) -> None:
    send(
        officer, caisse.at("register/2/particulars/"), given_names="Marc", family_name="Roy", language="en",
        telephone="418 555-0199", reason="new number",
    )  # fmt: skip
    own = enter(caisse, "2")
    page = read(own, caisse.at("my-file/history/"))
    assert "418 555-0199" in page
    assert "the secretary" in page
    assert "Gagnon" not in page
    assert "I have the right to vote" in read(own, caisse.at("my-file/"))
    assert own.get(caisse.at("register/1/history/")).status_code == 403


def test_the_kind_and_the_bond_of_a_member_change(caisse: Caisse, officer: Client) -> None:
    send(
        officer, caisse.at("register/3/class/"), member_class="auxiliary", effective_on="2026-11-01", reason="x"
    )  # fmt: skip
    send(officer, caisse.at("register/3/bond/"), ground="works", effective_on="2026-11-01", reason="new job")
    page = read(officer, caisse.at("register/3/"))
    assert "Auxiliary member" in page
    assert "works on the territory" in page
    assert "auxiliary member" in page
    refused = officer.post(caisse.at("register/3/out-of-bond/"), {"since": "2026-11-01", "reason": "moved"})
    assert refused.status_code == 409
    assert "the by-laws allow 0" in refused.content.decode()


def test_an_organization_gets_a_representative_and_then_another(caisse: Caisse, officer: Client) -> None:
    theatre = Newcomer(Particulars("Théâtre", kind=PersonKind.ORGANIZATION), date(2020, 1, 1))
    (line,) = actions.register_members(by=caisse.by, newcomers=[theatre])
    page = caisse.at(f"register/{line.number}/")
    assert "Nobody represents this organization" in read(officer, page)
    path = caisse.at(f"register/{line.number}/representative/")
    missing = officer.post(path, {"from_on": "2026-01-01", "mandate": "resolution", "language": "fr"})
    assert missing.status_code == 400
    assert "Give the number of a member, or a name." in missing.content.decode()
    send(officer, path, member_number=1, from_on="2026-01-01", mandate="resolution 4", language="fr")
    send(
        officer,
        path,
        family_name="Aubin",
        given_names="Léa",
        from_on="2026-11-01",
        mandate="7",
        language="fr",
    )
    shown = read(officer, page)
    assert "Léa Aubin" in shown
    assert "Anaïs" not in shown
    with inside(caisse.by.cooperative_id):
        stands = queries.representatives_of(person_id=line.person_id)
    send(officer, caisse.at(f"register/{line.number}/stands/{stands[0].id}/"), day=TODAY.isoformat())
    assert "Nobody represents this organization" in read(officer, page)
    history = read(officer, caisse.at(f"register/{line.number}/history/"))
    assert "Representative: Anaïs Côté-Lévesque" in history
    assert "Representative: Léa Aubin" in history
    assert "No longer representative: Léa Aubin" in history
    gone = officer.get(caisse.at(f"register/{line.number}/stands/{UUID(int=7)}/"))
    assert gone.status_code == 404


def test_a_minor_gets_a_guardian(caisse: Caisse, officer: Client) -> None:
    child = Newcomer(Particulars("Petit", "Zoé", birth_date=date(2015, 5, 5)), date(2020, 1, 1))
    (line,) = actions.register_members(by=caisse.by, newcomers=[child])
    path = caisse.at(f"register/{line.number}/guardian/")
    send(officer, path, member_number=2, from_on="2026-01-01", mandate="birth certificate", language="fr")
    page = read(officer, caisse.at(f"register/{line.number}/"))
    assert "Marc Roy" in page
    assert "up to 5 May 2033" in page
    assert "not of age yet" in page


def test_rights_are_suspended_read_by_the_member_and_given_back(
    caisse: Caisse, officer: Client, enter: Enter
) -> None:
    path = caisse.at("register/2/suspend/")
    assert "to vote" in read(officer, path)
    asked = {"rights": ["vote"], "until_on": "2027-01-31", "ground": "fraud", "words": "Resolution 12."}
    asked |= {"directors": "5", "votes_for": "3", "votes_against": "2", "votes_abstained": "0"}
    refused = officer.post(path, asked)
    assert refused.status_code == 409
    assert "the by-laws ask for 4" in refused.content.decode()
    asked |= {"votes_for": "4", "votes_against": "1"}
    send(officer, path, **asked)
    too_long = officer.post(caisse.at("register/3/suspend/"), asked | {"until_on": "2028-01-31"})
    assert too_long.status_code == 409
    own = read(enter(caisse, "2"), caisse.at("my-file/"))
    assert "Suspended from" in own
    assert "Resolution 12." in own
    assert "4 for, 1 against, 0 abstained, of 5 directors." in own
    assert "What remains: to attend meetings and be told of them, to be elected, to use the services." in own
    with inside(caisse.by.cooperative_id):
        (found,) = queries.suspensions_of(member_id=caisse.members[1].member_id)
    lift = caisse.at(f"suspensions/{found.id}/")
    assert "to vote" in read(officer, lift)
    send(officer, lift, words="paid")
    assert "Suspended from" not in read(officer, caisse.at("register/2/"))
    history = read(officer, caisse.at("register/2/history/"))
    assert "Rights suspended: to vote" in history
    assert "Rights given back: to vote" in history
    assert officer.get(caisse.at(f"suspensions/{UUID(int=7)}/")).status_code == 404


def handed_out(caisse: Caisse) -> list[tuple[dict[str, Any], str]]:
    with inside(caisse.by.cooperative_id):
        found = Act.objects.filter(verb="membership.hand_out_list").order_by("id")
        return [(act.facts, act.reason) for act in found]


def test_a_list_leaves_for_a_purpose_that_is_said(caisse: Caisse, officer: Client) -> None:
    path = caisse.at("lists/notice/")
    page = read(officer, path, on="2026-11-20")
    assert "Members entitled to notice and to vote" in page
    silent = officer.post(path, {"which": "notice", "form": "csv", "purpose": " "})
    assert silent.status_code == 400
    sent = {"which": "notice", "form": "csv", "purpose": "notice of the AGM"}
    assert officer.post(f"{path}?on=2026-02-30", sent).status_code == 404
    assert handed_out(caisse) == []
    answer = officer.post(
        f"{path}?on=2005-01-01", {"which": "notice", "form": "csv", "purpose": "notice of the AGM"}
    )
    assert answer["Content-Disposition"] == 'attachment; filename="notice-2005-01-01.csv"'
    table = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # it streams
    lines = list(csv.reader(io.StringIO(table)))
    assert lines == [
        ["Name", "Number", "Address", "Language", "E-mail address"],
        ["Côté-Lévesque, Anaïs", "1", "Lévis", "Français", "an@example.org"],
        ["Roy, Marc", "2", "", "English", ""],
    ]
    paper = officer.post(path, {"which": "excluded", "form": "pdf", "purpose": "roll"})
    assert paper.content.startswith(b"%PDF")
    assert [(facts["list"], facts["first"], facts["lines"], why) for facts, why in handed_out(caisse)] == [
        ("notice", "2005-01-01", 2, "notice of the AGM"),
        ("excluded", TODAY.isoformat(), 0, "roll"),
    ]


def test_the_register_leaves_as_it_was_on_its_day(caisse: Caisse, officer: Client) -> None:
    moved = Particulars("Roy-Savard", "Marc", language="en", town="Rimouski")
    actions.change_particulars(
        by=caisse.by, person_id=caisse.members[1].person_id, particulars=moved, effective_on=date(2020, 5, 1)
    )
    actions.end_membership(by=caisse.by, number=1, left_on=date(2019, 1, 1))
    path = caisse.at("lists/register/")

    def listed(on: str) -> list[list[str]]:
        answer = officer.post(f"{path}?on={on}", {"which": "register", "form": "csv", "purpose": "audit"})
        table = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # it streams
        return list(csv.reader(io.StringIO(table)))[1:]

    anais = ["Côté-Lévesque, Anaïs", "1", "1998-03-12", "full member", "Lévis"]
    noel = ["Œuvrard, Noël", "3", "2011-01-31", "full member", ""]
    assert listed("2018-12-31") == [anais, noel, ["Roy, Marc", "2", "2004-05-06", "full member", ""]]
    renamed = ["Roy-Savard, Marc", "2", "2004-05-06", "full member", "Rimouski"]
    assert listed("2020-05-01") == [noel, renamed]
    paper = officer.post(path, {"which": "register", "form": "pdf", "purpose": "audit"})
    assert paper.content.startswith(b"%PDF")
    assert "Roy-Savard" in read(officer, path)


def test_who_joined_and_left_is_listed_by_cause(caisse: Caisse, officer: Client) -> None:
    actions.end_membership(by=caisse.by, number=3, left_on=TODAY)
    actions.register_members(by=caisse.by, newcomers=[Newcomer(Particulars("=Formula"), TODAY)])
    path = caisse.at("lists/movements/")
    page = read(officer, path, first="1990-01-01", last=TODAY.isoformat())
    assert "taken over from an earlier register" in page
    assert "lapse" in page
    answer = officer.post(f"{path}?first=2026-11-01", {"which": "joined", "form": "csv", "purpose": "report"})
    table = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # it streams
    assert list(csv.reader(io.StringIO(table)))[1:] == [["application", TODAY.isoformat(), "4", "'=Formula"]]
    assert "Lists" in read(officer, caisse.at("lists/"))


def test_the_delays_stand_on_the_first_page_of_officers(
    caisse: Caisse, officer: Client, enter: Enter
) -> None:
    theatre = Newcomer(Particulars("Théâtre", kind=PersonKind.ORGANIZATION), date(2020, 1, 1))
    (line,) = actions.register_members(by=caisse.by, newcomers=[theatre])
    actions.name_representative(
        by=caisse.by, member_number=line.number, particulars=Particulars("Aubin"), from_on=date(2026, 1, 1),
        until_on=date(2026, 11, 20),
    )  # fmt: skip
    page = read(officer, caisse.at())
    assert "Delays" in page
    assert "overdue for 3 days" in page
    assert "Delays" not in read(enter(caisse, "1"), caisse.at())


@pytest.mark.parametrize(
    "path",
    [
        "register/1/history/",
        "register/?on=2026-01-01",
        "lists/register/",
        "lists/notice/",
        "lists/movements/",
        "register/1/",
    ],
)
def test_a_page_asks_as_much_of_many_members_as_of_few(caisse: Caisse, officer: Client, path: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            read(officer, caisse.at(path))
        return len(found)

    asked()
    few = asked()
    newcomers = [Newcomer(Particulars(f"Roy {place}"), date(2020, 1, 1)) for place in range(60)]
    actions.register_members(by=caisse.by, newcomers=newcomers)
    assert asked() == few
