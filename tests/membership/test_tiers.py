"""Tiers: persons are members of a primary cooperative, cooperatives of a federation, each once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest
from django.test import Client

from rochdale.audit.checks import differences
from rochdale.config.embedded import Server
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.models import Cooperative
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import Enrolment, Newcomer, Particulars, PersonKind
from rochdale.membership.actions.taking_over import OldMembership, OldPerson, take_over_members
from rochdale.membership.checks import CHECKS
from rochdale.membership.models import Application
from rochdale.membership.queries import Applicant, Companion, Identity
from rochdale.tenancy.actions import inside

from .conftest import TODAY, acting, found
from .test_applications import ANA, JOINED, apply, file_of, register

Raw = psycopg.Connection[tuple[object, ...]]
CAISSE = Particulars("Caisse du Pont", kind=PersonKind.COOPERATIVE, language="fr", town="Lévis")
CHAIR = Companion("Ginette", "Arsenault", "présidente", email="ginette@example.org")


def institution(slug: str, tier: str) -> UUID:
    own_id = uuid.uuid4()
    with inside(own_id):
        Cooperative.objects.create(
            id=own_id,
            slug=slug,
            name=f"Name of {slug}",
            tier=tier,
            currency="CAD",
            languages=["en"],
            time_zone="America/Toronto",
            holidays="CA-QC",
            business_date=TODAY,
            founded_on=JOINED,
        )
    return own_id


@pytest.fixture
def federation(database: str, slug: str) -> Acting:
    """A federation beside a caisse, another federation, and a confederation."""
    found(f"{slug}-caisse")
    institution(f"{slug}-other", "federation")
    institution(f"{slug}-top", "confederation")
    by = acting(institution(slug, "federation"))
    cooperatives.adopt_pack(by=by, pack="ica-generic", effective_from=JOINED)
    return by


def slugs(by: Acting) -> set[str]:
    with inside(by.cooperative_id):
        return {each.slug for each in queries.admission_terms(on=by.on).affiliates}


def caisse(linked: str = "", name: str = "Caisse du Pont") -> Applicant:
    known = replace(CAISSE, family_name=name, cooperative_slug=linked)
    return Applicant(known, Identity("registration", f"{name} 1"), representative=CHAIR)


def admit(by: Acting, applicant: Applicant) -> UUID:
    asked = apply(by, applicant, bond="anyone")
    actions.accept_application(by=by, application_id=asked, words="")
    return register(by, asked).person_id


def test_a_cooperative_joins_its_federation_through_a_representative(federation: Acting, slug: str) -> None:
    linked = f"{slug}-caisse"
    assert linked in slugs(federation)
    assert not {slug, f"{slug}-other", f"{slug}-top"} & slugs(federation)
    person_id = admit(federation, caisse(linked))
    with inside(federation.cooperative_id):
        known = queries.person(person_id=person_id).particulars
        (stands,) = queries.representatives_of(person_id=person_id)
    assert (known.kind, known.cooperative_slug) == (PersonKind.COOPERATIVE, linked)
    assert stands.name == "Ginette Arsenault"
    assert linked not in slugs(federation)
    assert list(differences(federation.cooperative_id, CHECKS)) == []


def test_a_cooperative_that_is_not_kept_here_joins_as_well(federation: Acting) -> None:
    assert admit(federation, caisse(name="Caisse de l’Anse"))


@pytest.mark.parametrize("tier", ["-other", "-top", ""])
def test_only_a_cooperative_of_a_lower_tier_joins(federation: Acting, slug: str, tier: str) -> None:
    with pytest.raises(errors.NoAffiliate):
        apply(federation, caisse(f"{slug}{tier}"), bond="anyone")


def test_a_cooperative_joins_once(federation: Acting, slug: str) -> None:
    linked = f"{slug}-caisse"
    waiting = apply(federation, caisse(linked, "Caisse Deux"), bond="anyone")
    admit(federation, caisse(linked))
    with pytest.raises(errors.NoAffiliate):
        apply(federation, caisse(linked, "Caisse Trois"), bond="anyone")
    actions.accept_application(by=federation, application_id=waiting, words="")
    with pytest.raises(errors.CooperativeLinked):
        register(federation, waiting)


def test_a_cooperative_needs_a_representative(federation: Acting) -> None:
    with pytest.raises(errors.DraftIncomplete):
        apply(federation, replace(caisse(), representative=None), bond="anyone")


def test_a_person_is_no_member_of_a_federation(federation: Acting) -> None:
    with pytest.raises(errors.PersonsNotAdmitted):
        apply(federation, ANA, bond="anyone")
    with pytest.raises(errors.PersonsNotAdmitted):
        actions.register_members(by=federation, newcomers=[Newcomer(ANA.particulars, TODAY)])
    (person_id,) = actions.add_persons(by=federation, particulars=[ANA.particulars])
    with pytest.raises(errors.PersonsNotAdmitted):
        actions.enrol_persons(by=federation, enrolments=[Enrolment(person_id, TODAY)])
    with pytest.raises(errors.PersonsNotAdmitted):
        take_over_members(by=federation, persons=[OldPerson(ANA.particulars, (OldMembership(1, TODAY),))])


def test_a_caisse_admits_no_cooperative_as_one(by: Acting) -> None:
    cooperatives.adopt_pack(by=by, pack="ica-generic", effective_from=JOINED)
    with pytest.raises(errors.CooperativesNotAdmitted):
        apply(by, caisse(), bond="anyone")


LINE = (
    "INSERT INTO membership_member (cooperative_id, id, number, person_id, member_class, joined_on, joining_cause,"
    " act_id) SELECT cooperative_id, uuidv7(), 9, id, 'full', %s, 'application', act_id FROM membership_person"
    " WHERE id = %s"
)


def test_the_database_refuses_a_person_and_a_tier_that_is_not_lower(
    federation: Acting, app: Raw, slug: str
) -> None:
    wrong = [
        ANA.particulars,
        replace(CAISSE, cooperative_slug=f"{slug}-top"),
        replace(CAISSE, cooperative_slug="x"),
    ]
    ids = actions.add_persons(by=federation, particulars=wrong)
    for person_id in ids:
        app.execute(
            "SELECT set_config('rochdale.cooperative_id', %s, false)", [str(federation.cooperative_id)]
        )
        with pytest.raises(psycopg.Error) as refused:
            app.execute(LINE, [TODAY, person_id])
        assert refused.value.sqlstate == "RD036"
        app.rollback()


@pytest.fixture
def almighty(server: Server, database: str) -> Iterator[Raw]:
    """A superuser without guards, whose work is undone in the end."""
    with psycopg.connect(server.url("postgres", database)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()


def test_the_check_finds_a_person_among_cooperatives(federation: Acting, slug: str, almighty: Raw) -> None:
    admit(federation, caisse())
    almighty.execute(
        "SELECT set_config('rochdale.cooperative_id', %s, true)", [str(federation.cooperative_id)]
    )
    almighty.execute(
        "UPDATE membership_person SET kind = 'natural', cooperative_slug = '' "
        "WHERE cooperative_id = tenancy_current() AND kind = 'cooperative'"
    )
    check = next(each for each in CHECKS if each.invariant == "INV-36")
    almighty.execute("SET LOCAL ROLE rochdale_app")
    assert almighty.execute(check.sql.encode()).fetchall()


def test_the_form_of_a_federation_asks_for_a_cooperative(federation: Acting, slug: str) -> None:
    client = Client(headers={"accept-language": "en"})
    public = client.get(f"/{slug}/join/").content.decode()
    assert "Cooperatives and other organizations may join" in public
    assert "Persons and organizations" not in public
    assert "parent or guardian" not in public
    begun = client.get(f"/{slug}/join/apply/").content.decode()
    for page in (public, begun):
        assert "passport" not in page
        assert "date of birth" not in page
        assert "registered" in page
    client.post(f"/{slug}/join/apply/")
    shown = client.get(f"/{slug}/join/apply/who/").content.decode()
    assert "A cooperative" in shown
    assert "A person" not in shown
    address = {"language": "en", "street": "1 Main St", "town": "Sutton", "postal_code": "J0E 2K0"}
    answers = {
        "who": {"kind": "cooperative", "member_class": "full"},
        "particulars": address | {"family_name": "Caisse du Pont", "cooperative_slug": f"{slug}-caisse"},
        "representative": {
            "given_names": "Ginette", "family_name": "Arsenault", "function": "chair", "birth_date": "1961-03-22",
        },
        "identity": {"kind": "registration", "number": "1144"},
        "shares": {"shares": "1", "instalments": "1"},
    }  # fmt: skip
    for step, answer in answers.items():
        path = f"/{slug}/join/apply/{step}/"
        if step == "particulars":
            assert f"Caisse {slug}-caisse" in client.get(path).content.decode()
        assert client.post(path, answer).status_code == 302, client.post(path, answer).content.decode()
    version = {"bylaws": "yes", "truth": "yes", "version": "1"}
    client.post(f"/{slug}/join/apply/agreement/", version)
    assert client.post(f"/{slug}/join/apply/review/").headers["Location"] == f"/{slug}/join/mine/"
    with inside(federation.cooperative_id):
        (sent,) = Application.objects.values_list("id", flat=True)
    told = file_of(federation, sent).applicant
    assert told is not None
    assert told.particulars.cooperative_slug == f"{slug}-caisse"
