"""From the public page to a paid membership, over HTTP, as an applicant and the officers would do it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import visiting
from banking import conftest as banking
from rochdale.audit.checks import differences
from rochdale.capital import actions as capital
from rochdale.capital import queries as shares
from rochdale.config.checks import ALL
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.errors import Refusal
from rochdale.ledger import queries as ledger
from rochdale.membership import actions, queries
from rochdale.membership.models import Letter
from rochdale.membership.queries import ApplicationStepKind, Particulars
from rochdale.tenancy.actions import inside
from rochdale.web.uploads import UPLOAD_BYTES_MAX

from .conftest import caisse_at

pytestmark = pytest.mark.slow

TODAY = banking.TODAY
K = ApplicationStepKind
PDF = b"%PDF-1.7 a lease"
WHO = {"kind": "natural", "bond": "lives", "member_class": "full"}
PERSON = {
    "given_names": "Anaïs", "family_name": "Nguyen", "birth_date": "1990-02-28", "language": "fr",
    "email": "ana@example.org", "telephone": "418 555-0199", "street": "12, rue du Moulin", "town": "Lévis",
    "postal_code": "G6V 1A1",
}  # fmt: skip
IDENTITY = {"kind": "passport", "number": "AB 123-456", "place": "Québec", "expires_on": "2030-01-01"}
AGREED = {"bylaws": "yes", "truth": "yes", "consents": ["news_and_education"]}


@dataclass
class Place:
    """A caisse with books, shares and by-laws, and people at browsers."""

    caisse: banking.Caisse

    @property
    def id(self) -> UUID:
        return self.caisse.id

    @property
    def slug(self) -> str:
        return self.caisse.slug

    def at(self, path: str) -> str:
        return f"/{self.slug}/{path}"

    def officer(self, office: OfficeKind) -> Client:
        by = self.caisse.program
        (person_id,) = actions.add_persons(by=by, particulars=[Particulars(office.value.title(), "Zoé")])
        cooperatives.appoint(by=by, person_id=person_id, office=office, since_on=TODAY)
        return self.client_of(person_id)

    def client_of(self, person_id: UUID) -> Client:
        email = f"{uuid4().hex}@example.org"
        actions.give_sign_in(by=self.caisse.program, person_id=person_id, email=email)
        client = english()
        visiting.enter(client, email)
        return client

    def amend(self, **values: object) -> None:
        changes = [BylawChange(name, value) for name, value in values.items()]  # type: ignore[arg-type]  # by name
        cooperatives.amend_bylaw(
            by=self.caisse.program, changes=changes, effective_from=TODAY, resolution="AGM"
        )

    def version(self) -> int:
        with inside(self.id):
            found = queries.admission_terms(on=TODAY).version
        assert found is not None
        return found

    def file(self, number: int = 1) -> queries.ApplicationFile:
        with inside(self.id):
            states = list(K)
            found = queries.applications(cooperative_id=self.id, states=states, search=str(number))
            return queries.application(application_id=found.lines[0].id)


def english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def place(database: str, slug: str) -> Place:
    return place_at(slug)


def place_at(slug: str) -> Place:
    caisse = banking.build(slug)
    capital.open_qualifying_class(by=caisse.program)
    return Place(caisse)


def send(
    place: Place, client: Client | None = None, *, papers: bool = False, **steps: dict[str, Any]
) -> Client:
    """Somebody applies, from the first page to the last."""
    client = client or english()
    assert client.post(place.at("join/apply/")).headers["Location"] == place.at("join/apply/who/")
    answers = {
        "who": WHO,
        "particulars": PERSON,
        "identity": IDENTITY,
        "shares": {"shares": "1"},
        "agreement": {**AGREED, "version": str(place.version())},
    } | steps
    for step in ("who", "particulars", "representative", "guardian", "identity", "shares", "agreement"):
        if step in answers:
            answer = client.post(place.at(f"join/apply/{step}/"), answers[step])
            assert answer.status_code == 302, (step, answer.content.decode())
    if papers:
        paper = {"kind": "identity", "paper": SimpleUploadedFile("me.exe", PDF)}
        assert client.post(place.at("join/apply/papers/"), paper).status_code == 302
    review = client.get(place.at("join/apply/review/")).content.decode()
    assert "Send the application" in review
    answer = client.post(place.at("join/apply/review/"))
    assert answer.headers["Location"] == place.at("join/mine/"), answer.content.decode()
    return client


def words(response: Any) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).replace("\N{NO-BREAK SPACE}", " ").split())


def act(client: Client, place: Place, step: str, **sent: str) -> Any:
    form = {f"{step}-{name}": value for name, value in sent.items()}
    return client.post(place.at(f"applications/{place.file().id}/{step}/"), form)


def pay(client: Client, place: Place, amount: str = "5.00", key: str = "") -> Any:
    path = place.at(f"applications/{place.file().id}/pay/")
    return client.post(path, {"amount": amount, "key": key or uuid4().hex})


def is_clean(place: Place) -> bool:
    return list(differences(place.id, ALL)) == []


def test_the_public_page_says_what_one_should_know(place: Place) -> None:
    client = english()
    page = words(client.get(place.at("join/")))
    for told in (
        "one vote",
        "territory",
        "$5.00",
        "appeal within 30 days",
        "within 30 days",
        "60 days to pay",
    ):
        assert told in page, told
    assert "Version 1" in words(client.get(place.at("join/bylaws/")))
    assert 'href="/join/"' in client.get("/account/login/").content.decode()


def test_one_applies_answers_is_accepted_pays_and_is_a_member(place: Place) -> None:
    applicant = send(place, papers=True)
    assert "decided by" in words(applicant.get(place.at("join/mine/")))
    teller, manager = place.officer(OfficeKind.TELLER), place.officer(OfficeKind.MANAGER)
    home = words(manager.get(place.at("")))
    assert "Anaïs Nguyen" in home
    assert "Anaïs Nguyen" in words(teller.get(place.at("applications/")))
    page = words(teller.get(place.at(f"applications/{place.file().id}/")))
    for told in ("AB 123-456", "12, rue du Moulin", "Identity", "version 1"):
        assert told in page, told
    assert act(teller, place, "asked", words="Which door?").status_code == 302
    assert "Which door?" in words(applicant.get(place.at("join/mine/")))
    sent = applicant.post(place.at("join/mine/steps/answered/"), {"answered-words": "The green one"})
    assert sent.status_code == 302
    assert "The green one" in words(manager.get(place.at(f"applications/{place.file().id}/")))
    assert act(manager, place, "accepted", words="").status_code == 302
    assert "$5.00" in words(applicant.get(place.at("join/mine/")))
    assert "Take the payment" in words(teller.get(place.at(f"applications/{place.file().id}/")))
    assert pay(teller, place).status_code == 302
    done = place.file()
    assert (done.last.kind, done.member_number) == (K.REGISTERED, 3)
    assert done.person_id is not None
    with inside(place.id):
        (held,) = shares.holdings(holder_ids=[done.person_id], on=TODAY)
        given = [
            each.purpose.value for each in queries.consents_of(person_id=done.person_id) if each.is_given
        ]
    assert (held.held, given) == (1, ["news_and_education"])
    assert "number 3" in words(applicant.get(place.at("join/mine/")))
    # The member whom the applicant became is not somebody else to be told apart.
    assert "Is it somebody we know?" not in words(manager.get(place.at(f"applications/{done.id}/")))
    assert is_clean(place)


def test_the_same_payment_sent_twice_registers_once(place: Place) -> None:
    send(place)
    manager = place.officer(OfficeKind.MANAGER)
    act(manager, place, "accepted", words="")
    first, again = pay(manager, place, key="one"), pay(manager, place, key="one")
    assert (first.status_code, again.status_code) == (302, 302)
    other = pay(manager, place, key="two")
    assert other.status_code == 409
    assert place.file().member_number == 3
    assert is_clean(place)


def test_too_little_is_not_taken_and_nothing_is_half_done(place: Place) -> None:
    place.amend(share_instalments_max=4, qualifying_shares_required=4)
    send(place, shares={"shares": "4", "instalments": "2"})
    manager = place.officer(OfficeKind.MANAGER)
    act(manager, place, "accepted", words="")
    answer = pay(manager, place, amount="9.99")
    assert answer.status_code == 400
    assert place.file().member_number is None
    with inside(place.id):
        assert queries.members_at(cooperative_id=place.id, on=TODAY) == 2
    assert pay(manager, place, amount="10.00").status_code == 302
    assert is_clean(place)


def test_a_refusal_is_told_with_its_ground_and_overturned_on_appeal(place: Place) -> None:
    applicant = send(place)
    manager, chair = place.officer(OfficeKind.MANAGER), place.officer(OfficeKind.CHAIR)
    assert act(manager, place, "refused", ground="beard", words="no").status_code == 400
    assert act(manager, place, "refused", ground="identity_unproven", words="").status_code == 400
    act(manager, place, "refused", ground="identity_unproven", words="The photo cannot be read")
    page = words(applicant.get(place.at("join/mine/")))
    assert "identity not shown" in page
    assert "You may appeal until" in page
    sent = {"appealed-words": "Here is a better one"}
    assert applicant.post(place.at("join/mine/steps/appealed/"), sent).status_code == 302
    assert act(manager, place, "overturned", words="yes").status_code == 409
    assert act(chair, place, "overturned", words="Now it can").status_code == 302
    assert pay(manager, place).status_code == 302
    assert place.file().last.kind is K.REGISTERED


def test_what_the_bylaws_give_to_the_board_is_decided_there(place: Place) -> None:
    place.amend(admission_body="board")
    send(place)
    manager, director = place.officer(OfficeKind.MANAGER), place.officer(OfficeKind.DIRECTOR)
    offered = words(manager.get(place.at(f"applications/{place.file().id}/")))
    assert "Send to the board" in offered
    assert act(manager, place, "accepted", words="").status_code == 409
    assert act(manager, place, "sent", words="").status_code == 302
    assert act(manager, place, "accepted", words="").status_code == 409
    assert "Anaïs Nguyen" in words(director.get(place.at("")))
    assert act(director, place, "accepted", words="").status_code == 302


def test_an_unpaid_acceptance_lapses_with_its_last_day(place: Place) -> None:
    applicant = send(place)
    act(place.officer(OfficeKind.MANAGER), place, "accepted", words="")
    by = replace(
        place.caisse.program,
        on=TODAY + timedelta(days=60),
        at=place.caisse.program.at + timedelta(days=60),
    )
    actions.lapse_overdue_applications(by=by)
    assert "This application is over" in words(applicant.get(place.at("join/mine/")))


def test_the_close_of_the_day_lets_lapse_what_is_over(place: Place) -> None:
    place.amend(admission_payment_days=0)
    send(place)
    act(place.officer(OfficeKind.MANAGER), place, "accepted", words="")
    banking.actions.close_day(by=place.caisse.treasurer)
    assert place.file().last.kind is K.LAPSED


def test_the_same_person_is_found_and_linked_by_an_officer(place: Place) -> None:
    by = place.caisse.program
    known = Particulars("Nguyen", "Anais", birth_date=queries.Particulars("x").birth_date)
    (person_id,) = actions.add_persons(by=by, particulars=[known])
    send(place)
    manager = place.officer(OfficeKind.MANAGER)
    path = place.at(f"applications/{place.file().id}/")
    assert "Is it somebody we know?" in words(manager.get(path))
    assert act(manager, place, "accepted", words="").status_code == 409
    assert manager.post(f"{path}persons/{person_id}/", {"verdict": "maybe"}).status_code == 404
    assert manager.post(f"{path}persons/{person_id}/", {"verdict": "same"}).status_code == 302
    act(manager, place, "accepted", words="")
    pay(manager, place)
    assert place.file().person_id == person_id


def test_sending_twice_makes_one_application(place: Place) -> None:
    applicant = send(place)
    again = applicant.post(place.at("join/apply/review/"))
    assert again.headers["Location"] == place.at("join/mine/")
    with inside(place.id):
        assert len(queries.applications(cooperative_id=place.id, states=list(K)).lines) == 1


def test_a_draft_goes_on_by_its_link_on_another_device_and_the_link_stays_out_of_addresses(
    place: Place,
) -> None:
    phone, tablet = english(), english()
    phone.post(place.at("join/apply/"))
    phone.post(place.at("join/apply/who/"), WHO)
    page = phone.get(place.at("join/apply/particulars/")).content.decode()
    link = re.search(r"http://testserver(/[^<]*/join/link/[^<]*/)", page)
    assert link is not None
    opened = tablet.get(link[1])
    assert opened.headers["Location"] == place.at("join/mine/")
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert tablet.get(place.at("join/apply/review/")).headers["Location"].endswith("/particulars/")
    assert "checked" in tablet.get(place.at("join/apply/who/")).content.decode()
    stranger = english()
    assert "does not know" in words(stranger.get(place.at("join/mine/")))
    stranger.get(place.at("join/link/made-up/"))
    assert "leads to no application" in words(stranger.get(place.at("join/mine/")))
    assert stranger.get(place.at("join/apply/shares/")).headers["Location"] == place.at("join/mine/")


def links_sent(place: Place, email: str) -> list[str]:
    """The links of the letters that wait for an address, as its owner reads them."""
    with inside(place.id):
        waiting = [each.id for each in Letter.objects.filter(address=email, kind="application_link")]
    mail.outbox.clear()
    for letter_id in waiting:
        actions.send_letter(cooperative_id=place.id, letter_id=letter_id, at=datetime.now(UTC))
    return [
        found[1]
        for letter in mail.outbox
        if (found := re.search(r"https?://[^/]+(/[^ \n]*/join/link/[^ \n]*/)", str(letter.body)))
    ]


def test_a_lost_link_is_sent_anew_to_the_address_of_the_application_and_to_no_other(
    place: Place,
) -> None:
    applicant = send(place)
    email = str(place.file().email)
    phone, path = english(), place.at("join/mine/lost/")
    assert path in phone.get(place.at("join/mine/")).content.decode()
    said = set()
    for asked in (email.upper(), "nobody@example.org"):
        assert phone.post(path, {"email": asked}).headers["Location"] == place.at("join/mine/")
        said.add(words(phone.get(place.at("join/mine/"))))
    assert len(said) == 1, "the page does not tell who applied"
    assert phone.post(path, {"email": "no address"}).status_code == 400
    assert links_sent(place, "nobody@example.org") == []
    (link,) = links_sent(place, email)
    with inside(place.id):
        (kept,) = Letter.objects.filter(kind="application_link").values_list("body", flat=True)
    assert link not in kept
    assert phone.get(link).headers["Location"] == place.at("join/mine/")
    assert "Application 1, of" in words(phone.get(place.at("join/mine/")))
    assert "Application 1, of" in words(applicant.get(place.at("join/mine/"))), "the first link goes on"
    phone.post(place.at("join/mine/steps/withdrawn/"), {"withdrawn-words": ""})
    assert place.file().last.kind is K.WITHDRAWN
    assert is_clean(place)
    for _ in range(3):
        limited = phone.post(path, {"email": email})
    assert limited.status_code == 429


def test_a_link_that_no_letter_brings_is_refused_by_the_database(place: Place) -> None:
    send(place)
    known = place.file()
    with pytest.raises(DatabaseError, match="INV-118"), inside(place.id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO membership_applicationlink "
            "(id, cooperative_id, application_id, token_hash, letter_id, sent_at, act_id) "
            "SELECT gen_random_uuid(), %s, %s, sha256('x'), letter.id, now(), other.id "
            "FROM membership_letter AS letter, audit_act AS other WHERE other.id <> letter.act_id LIMIT 1",
            [place.id, known.id],
        )


def test_wrong_answers_are_shown_beside_their_questions_and_nothing_is_lost(place: Place) -> None:
    client = english()
    client.post(place.at("join/apply/"))
    answer = client.post(place.at("join/apply/who/"), WHO | {"bond": "religion"})
    assert answer.status_code == 400
    client.post(place.at("join/apply/who/"), WHO)
    for wrong in ({"birth_date": "1490-01-01"}, {"email": "nobody"}, {"family_name": "x" * 201}):
        answer = client.post(place.at("join/apply/particulars/"), PERSON | wrong)
        assert answer.status_code == 400, wrong
        assert "12, rue du Moulin" in answer.content.decode()
    assert client.get(place.at("join/apply/nothing/")).status_code == 404


def test_a_child_is_asked_for_a_guardian_and_an_organization_for_its_representative(place: Place) -> None:
    child = PERSON | {"birth_date": "2018-05-06", "given_names": "Léa"}
    guardian = {"given_names": "Anaïs", "family_name": "Nguyen", "email": "ana@example.org"}
    send(place, particulars=child, guardian=guardian)
    told = place.file().applicant
    assert told is not None
    assert told.guardian is not None
    mill = {name: PERSON[name] for name in ("language", "email", "street", "town", "postal_code")}
    send(
        place,
        who=WHO | {"kind": "organization", "bond": "organization"},
        particulars=mill | {"family_name": "Moulin inc."},
        representative={**guardian, "function": "présidente", "birth_date": "1990-02-28"},
        identity={"kind": "registration", "number": "1177 000 000"},
    )
    organization = place.file(2).applicant
    assert organization is not None
    assert organization.representative is not None
    assert organization.representative.function == "présidente"
    page = words(place.officer(OfficeKind.TELLER).get(place.at(f"applications/{place.file(2).id}/")))
    assert "Moulin inc." in page
    assert "présidente" in page


def test_papers_are_judged_by_what_they_are_and_handed_back_to_be_saved(place: Place) -> None:
    client = english()
    client.post(place.at("join/apply/"))
    path = place.at("join/apply/papers/")
    for name, content, told in (
        ("passport.pdf", b"MZ\x90\x00 a program", "neither a PDF"),
        ("passport.png", b"<svg onload=alert(1)>", "neither a PDF"),
        ("big.pdf", PDF + b"0" * UPLOAD_BYTES_MAX, "5 MB at most"),
        ("empty.pdf", b"", "empty"),
    ):
        answer = client.post(path, {"kind": "identity", "paper": SimpleUploadedFile(name, content)})
        assert answer.status_code == 400, name
        assert told in words(answer), name
    client.post(path, {"kind": "identity", "paper": SimpleUploadedFile("<script>.html", PDF)})
    found = re.search(rf"/{place.slug}/join/papers/[0-9a-f-]*/", client.get(path).content.decode())
    assert found is not None
    answer = client.get(found[0])
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="identity.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert english().get(found[0]).status_code == 404
    paper_id = found[0].rstrip("/").rsplit("/", 1)[1]
    assert client.post(path, {"remove": "no id"}).status_code == 404
    assert client.post(path, {"remove": paper_id}).status_code == 302
    assert client.get(found[0]).status_code == 404
    for _ in range(actions.DOCUMENTS_MAX):
        client.post(path, {"kind": "other", "paper": SimpleUploadedFile("a.pdf", PDF)})
    last = client.post(path, {"kind": "other", "paper": SimpleUploadedFile("a.pdf", PDF)})
    assert "10 files at most" in words(last)


def test_an_officer_opens_a_paper_and_the_record_keeps_it(place: Place) -> None:
    applicant = send(place, papers=True)
    more = {"paper-kind": "address", "paper-paper": SimpleUploadedFile("b.pdf", PDF)}
    assert applicant.post(place.at("join/mine/steps/paper/"), more).status_code == 302
    teller = place.officer(OfficeKind.TELLER)
    asked = place.file()
    path = place.at(f"applications/{asked.id}/papers/{asked.documents[1].id}/")
    assert teller.get(path).content == PDF
    assert teller.get(place.at(f"applications/{asked.id}/papers/{uuid4()}/")).status_code == 404
    assert english().get(path).status_code == 302
    with inside(place.id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_act WHERE verb = 'membership.application_document_read'")
        assert cursor.fetchone() == (1,)


def test_another_cooperatives_officer_finds_nothing(place: Place) -> None:
    send(place)
    asked = place.file()
    neighbour = place_at(f"{place.slug}-next")
    manager = neighbour.officer(OfficeKind.MANAGER)
    for path in ("", "pay/"):
        assert manager.get(neighbour.at(f"applications/{asked.id}/{path}")).status_code == 404
    assert manager.post(neighbour.at(f"applications/{asked.id}/accepted/")).status_code == 404
    assert manager.get(place.at(f"applications/{asked.id}/")).status_code == 403


def test_an_officer_takes_one_in_at_the_counter(place: Place) -> None:
    teller = place.officer(OfficeKind.TELLER)
    teller.get(place.at("applications/new/"))
    assert teller.post(place.at("applications/new/")).headers["Location"] == place.at("join/apply/who/")
    answers = {
        "who": WHO, "particulars": PERSON, "identity": IDENTITY, "shares": {"shares": "1"},
        "agreement": {**AGREED, "version": str(place.version())},
    }  # fmt: skip
    for step, told in answers.items():
        teller.post(place.at(f"join/apply/{step}/"), told)
    sent = teller.post(place.at("join/apply/review/"))
    asked = place.file()
    assert sent.headers["Location"] == place.at(f"applications/{asked.id}/")
    assert asked.entered_by is not None
    assert place.file().steps[0].by_person_id == asked.entered_by
    assert teller.get(place.at("join/apply/who/")).headers["Location"] == place.at("join/apply/")


def test_who_is_signed_in_elsewhere_is_offered_what_is_known(place: Place) -> None:
    neighbour = place_at(f"{place.slug}-next")
    known = Particulars("Côté", "Zoé", birth_date=None, street="3, rue du Quai", town="Québec")
    (person_id,) = actions.add_persons(by=neighbour.caisse.program, particulars=[known])
    client = neighbour.client_of(person_id)
    client.post(place.at("join/apply/"))
    client.post(place.at("join/apply/who/"), WHO)
    assert "3, rue du Quai" in client.get(place.at("join/apply/particulars/")).content.decode()
    send(place, client)
    asked = place.file()
    assert asked.sign_in_id is not None


def test_an_insider_sees_nothing_of_applications(place: Place) -> None:
    send(place)
    member = place.client_of(place.caisse.odile_id)
    assert member.get(place.at("applications/")).status_code == 403
    assert member.get(place.at(f"applications/{place.file().id}/")).status_code == 403


def test_who_applied_before_is_shown_beside_it(place: Place) -> None:
    manager = place.officer(OfficeKind.MANAGER)
    send(place)
    assert "Other applications" not in words(manager.get(place.at(f"applications/{place.file().id}/")))
    act(manager, place, "refused", ground="debts_unpaid", words="200 $")
    send(place, particulars=PERSON | {"family_name": "Roy"})
    send(place, identity=IDENTITY | {"number": "other"})
    send(place, particulars=PERSON | {"family_name": "Côté"}, identity=IDENTITY | {"number": "third"})
    shown = [
        f"applications/{place.file(number).id}/" in manager.get(
            place.at(f"applications/{place.file(1).id}/")
        ).content.decode()
        for number in (2, 3, 4)
    ]  # fmt: skip
    assert shown == [True, True, False]


def test_the_record_names_nobody(place: Place) -> None:
    send(place, papers=True)
    manager = place.officer(OfficeKind.MANAGER)
    act(manager, place, "asked", words="Which door, Anaïs?")
    actions.answer_application(by=place.caisse.program, application_id=place.file().id, words="Green")
    act(manager, place, "accepted", words="Bienvenue, Anaïs")
    pay(manager, place)
    with inside(place.id), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(to_jsonb(act)::text, ' ') FROM audit_act AS act")
        (told,) = cursor.fetchone()
    assert "membership.application_registered" in told
    for private in ("Ana", "Nguyen", "nguyen", "123-456", "123456", "ana@example", "Moulin", "1990-02-28"):
        assert private not in told, private


def test_the_figures_are_shown_by_year(place: Place) -> None:
    manager = place.officer(OfficeKind.MANAGER)
    assert "Nobody has applied yet" in words(manager.get(place.at("applications/figures/")))
    send(place)
    act(manager, place, "refused", ground="debts_unpaid", words="200 $")
    page = words(manager.get(place.at("applications/figures/")))
    assert "2026" in page
    assert "Debts to the cooperative not paid 1" in page


def test_the_list_takes_as_many_statements_for_one_as_for_many(place: Place) -> None:
    manager = place.officer(OfficeKind.MANAGER)
    send(place)
    manager.get(place.at("applications/"))

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert manager.get(place.at("applications/")).status_code == 200
        return len(asked)

    before = statements()
    for _ in range(3):
        send(place)
    assert statements() == before


def test_a_form_that_says_everything_twice_is_read_once(place: Place) -> None:
    client = english()
    client.post(place.at("join/apply/"))
    told = {name: [value] * 60 + [value] for name, value in WHO.items()}
    assert client.post(place.at("join/apply/who/"), told).status_code == 302
    long = PERSON | {"given_names": ["x" * 90_000, "Anaïs"]}
    assert client.post(place.at("join/apply/particulars/"), long).status_code == 302
    assert client.get(place.at("join/link/%0a%0dx/")).status_code == 404
    assert client.get(place.at("join/apply/identity/")).status_code == 200


def test_payments_that_come_at_once_register_once(place: Place) -> None:
    send(place)
    manager = place.officer(OfficeKind.MANAGER)
    act(manager, place, "accepted", words="")
    id_, cash = place.file().id, ledger.account_by_role(place.id, "cash", "CAD").id

    def take(key: str) -> str:
        try:
            done = capital.pay_admission(
                by=place.caisse.teller, key=key, application_id=id_, paid=banking.cad("5.00"),
                from_account_id=cash,
            )  # fmt: skip
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return f"{done.number}"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(take, ["a", "a", "b", "c"]))
    registered = [answer for answer in answers if answer == "3"]
    assert registered in (["3"], ["3", "3"])
    assert set(answers) == {"3", "application_step_out_of_order"}
    assert is_clean(place)


def test_many_who_begin_from_one_address_are_slowed_down(place: Place) -> None:
    client = english()
    answers = [client.post(place.at("join/apply/")).status_code for _ in range(21)]
    assert answers == [302] * 20 + [429]


def test_nobody_can_apply_where_the_bylaws_say_nothing(database: str, slug: str) -> None:
    caisse = caisse_at(slug)
    client = english()
    assert "Nobody can join on this page yet" in words(client.get(caisse.at("join/")))
    assert "No by-laws are in force" in words(client.get(caisse.at("join/bylaws/")))
    assert client.post(caisse.at("join/apply/")).status_code == 409
