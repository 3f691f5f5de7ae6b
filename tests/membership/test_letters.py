"""Letters: in the act's transaction, in the recipient's language, sent at least once or printed and posted."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from rochdale.audit.checks import differences
from rochdale.config import worker
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import ConsentPurpose, Letter, LetterKind, Newcomer, Particulars
from rochdale.membership.actions.letters import WAITS
from rochdale.membership.checks import CHECKS
from rochdale.membership.queries import Channel, DeliveryFault, DeliveryOutcome, LetterFile
from rochdale.tenancy.actions import inside

from .conftest import NOW, TODAY

Raw = psycopg.Connection[tuple[object, ...]]
ENDED = LetterKind.MEMBERSHIP_ENDED
BY_EMAIL = ConsentPurpose.ELECTRONIC_LETTERS


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[mail.EmailMessage]]:
    """What leaves, and nothing before."""
    mail.outbox = []
    yield mail.outbox
    mail.outbox = []


def a_letter(address: str = "", language: str = "fr", **more: object) -> Letter:
    facts = {"number": 7, "left_on": TODAY}
    return Letter(ENDED, language, address, facts=facts, recipient="Anaïs Côté\n4, rue du Quai", **more)  # type: ignore[arg-type]


def written(by: Acting, *letters: Letter) -> list[UUID]:
    return actions.write_letters(by=by, letters=letters)


def file_of(by: Acting, letter_id: UUID) -> LetterFile:
    with inside(by.cooperative_id):
        return queries.letter(letter_id=letter_id)


def consent(by: Acting, person_id: UUID) -> None:
    actions.give_consents(by=by, person_id=person_id, purposes=[BY_EMAIL])


def to_a_person(by: Acting) -> tuple[UUID, UUID]:
    """Somebody who takes letters by e-mail, and a letter on its way."""
    known = Particulars("Roy", "Marc", email="m@example.org", town="Sutton")
    (person_id,) = actions.add_persons(by=by, particulars=[known])
    consent(by, person_id)
    facts = {"number": 3, "left_on": TODAY}
    return person_id, actions.write_letter_to(by=by, person_id=person_id, kind=ENDED, facts=facts)


def jobs(app: Raw, letter_id: UUID) -> list[tuple[object, ...]]:
    return app.execute(
        "SELECT args, scheduled_at FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'",
        [str(letter_id)],
    ).fetchall()


def send(by: Acting, letter_id: UUID, days: int = 0) -> None:
    actions.send_letter(cooperative_id=by.cooperative_id, letter_id=letter_id, at=NOW + timedelta(days=days))


def clean(by: Acting) -> bool:
    return list(differences(by.cooperative_id, CHECKS)) == []


def test_a_letter_speaks_the_language_of_who_gets_it(by: Acting) -> None:
    french, english = written(by, a_letter("an@example.org"), a_letter("marc@example.org", "en"))
    told = file_of(by, french)
    assert (told.subject, told.language) == ("L’adhésion a pris fin", "fr")
    assert "23 novembre 2026" in told.body
    assert "Bonjour Anaïs Côté," in told.body
    told = file_of(by, english)
    assert told.subject == "The membership has ended"
    assert "23 November 2026" in told.body
    assert clean(by)


@pytest.mark.slow
def test_a_letter_is_sent_once_by_the_worker(by: Acting, post: list[mail.EmailMessage], app: Raw) -> None:
    app.autocommit = True
    (letter_id,) = written(by, a_letter("an@example.org"))
    assert post == []
    ((arguments, _),) = jobs(app, letter_id)
    assert arguments == {"cooperative_id": str(by.cooperative_id), "subject_id": str(letter_id)}
    worker.work(until_empty=True)
    (sent,) = [message for message in post if str(letter_id) in message.extra_headers["Message-ID"]]
    assert sent.to == ["an@example.org"]
    assert sent.extra_headers["Content-Language"] == "fr"
    assert jobs(app, letter_id) == []
    told = file_of(by, letter_id)
    assert [each.outcome for each in told.deliveries] == [DeliveryOutcome.SENT]
    count = len(post)
    send(by, letter_id)
    assert len(post) == count
    assert clean(by)


def test_a_letter_that_a_dead_worker_held_is_sent_by_the_next(
    by: Acting, post: list[mail.EmailMessage], app: Raw
) -> None:
    app.autocommit = True
    (letter_id,) = written(by, a_letter("an@example.org"))
    app.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE queueing_lock = %s", [str(letter_id)])
    assert clean(by)
    worker.work(until_empty=True)
    assert file_of(by, letter_id).is_settled
    (sent,) = [message for message in post if str(letter_id) in message.extra_headers["Message-ID"]]
    assert sent.from_email.startswith("Caisse ")


def test_many_letters_take_as_many_statements_as_few(by: Acting) -> None:
    def statements(count: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            written(by, *[a_letter(f"m{place}@example.org") for place in range(count)])
        return len(asked)

    assert statements(60) == statements(2)


def test_registering_people_writes_nothing(by: Acting) -> None:
    newcomers = [Newcomer(Particulars("Roy", email="m@example.org"), TODAY)]
    person_id = actions.register_members(by=by, newcomers=newcomers)[0].person_id
    with inside(by.cooperative_id):
        assert queries.letters_of(person_id=person_id).lines == ()


def test_what_is_undone_writes_no_letter(by: Acting, app: Raw) -> None:
    app.autocommit = True
    ids: list[UUID] = []

    def fail() -> None:
        with inside(by.cooperative_id):
            ids.extend(written(by, a_letter("an@example.org")))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    (letter_id,) = ids
    assert jobs(app, letter_id) == []
    with inside(by.cooperative_id), pytest.raises(errors.LetterNotFound):
        queries.letter(letter_id=letter_id)


@pytest.mark.parametrize(
    ("raised", "fault"),
    [
        (ConnectionRefusedError("an@example.org"), DeliveryFault.UNREACHABLE),
        (TimeoutError(), DeliveryFault.UNREACHABLE),
        (smtplib.SMTPServerDisconnected("x"), DeliveryFault.UNREACHABLE),
        (smtplib.SMTPRecipientsRefused({"an@example.org": (550, b"no")}), DeliveryFault.ADDRESS_REFUSED),
        (smtplib.SMTPDataError(554, b"an@example.org"), DeliveryFault.SERVER_REFUSED),
    ],
)
def test_a_failed_letter_waits_longer_each_time_and_is_given_up(
    by: Acting, app: Raw, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    raised: Exception, fault: DeliveryFault,
) -> None:  # fmt: skip
    app.autocommit = True
    caplog.set_level(logging.DEBUG)
    (letter_id,) = written(by, a_letter("an@example.org"))
    app.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = %s", [str(letter_id)])

    def refuse(*_arguments: object, **_options: object) -> None:
        raise raised

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    for wait in WAITS:
        send(by, letter_id)
        ((_, due),) = jobs(app, letter_id)
        assert due == NOW + wait
        app.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = %s", [str(letter_id)])
    assert list(WAITS) == sorted(WAITS)
    send(by, letter_id)
    told = file_of(by, letter_id)
    assert [each.outcome for each in told.deliveries] == [DeliveryOutcome.FAILED] * len(WAITS) + [
        DeliveryOutcome.GIVEN_UP
    ]
    assert {each.fault for each in told.deliveries} == {fault}
    assert told.is_for_paper
    assert jobs(app, letter_id) == []
    assert "an@example.org" not in caplog.text
    assert clean(by)
    actions.post_letters(by=by, letter_ids=[letter_id])
    assert file_of(by, letter_id).is_settled
    assert clean(by)


def test_who_has_no_address_gets_paper(by: Acting, app: Raw) -> None:
    app.autocommit = True
    (paper,) = written(by, a_letter())
    told = file_of(by, paper)
    assert (told.channel, told.is_for_paper) == (Channel.PAPER, True)
    assert jobs(app, paper) == []
    with inside(by.cooperative_id):
        assert [line.id for line in queries.letters_for_paper().lines] == [paper]
    (secretary_id,) = actions.add_persons(by=by, particulars=[Particulars("Roy")])
    with pytest.raises(NotAllowed):
        actions.post_letters(by=replace(by, person_id=secretary_id), letter_ids=[paper])
    cooperatives.appoint(by=by, person_id=secretary_id, office=OfficeKind.SECRETARY)
    assert (
        actions.post_letters(by=replace(by, person_id=secretary_id), letter_ids=[paper, paper, uuid4()]) == 1
    )
    assert actions.post_letters(by=by, letter_ids=[paper]) == 0
    with inside(by.cooperative_id):
        assert queries.letters_for_paper().lines == ()
    assert clean(by)


def test_a_letter_for_a_server_is_not_posted(by: Acting) -> None:
    electronic, paper = written(by, a_letter("an@example.org"), a_letter())
    with pytest.raises(errors.LetterNotForPaper):
        actions.post_letters(by=by, letter_ids=[paper, electronic])
    assert not file_of(by, paper).is_settled


def test_letters_to_a_person_go_by_what_the_register_knows(by: Acting) -> None:
    known = [
        Particulars("Roy", "Marc", language="en", email="m@example.org"),
        Particulars("Lee", street="1 Main St", town="Sutton", postal_code="J0E 2K0"),
    ]
    people = actions.add_persons(by=by, particulars=known)
    for person_id in people:
        consent(by, person_id)
    facts = {"number": 3, "left_on": TODAY}
    first, second = (
        file_of(by, actions.write_letter_to(by=by, person_id=person_id, kind=ENDED, facts=facts))
        for person_id in people
    )
    assert (first.address, first.language, first.channel) == ("m@example.org", "en", Channel.EMAIL)
    assert (second.recipient, second.channel) == ("Lee\n1 Main St\nSutton J0E 2K0", Channel.PAPER)
    with inside(by.cooperative_id):
        assert [line.id for line in queries.letters_of(person_id=people[0]).lines] == [first.id]
    with pytest.raises(errors.PersonNotFound):
        actions.write_letter_to(by=by, person_id=uuid4(), kind=ENDED, facts=facts)


def test_an_address_without_consent_is_not_used(by: Acting) -> None:
    (person_id,) = actions.add_persons(by=by, particulars=[Particulars("Roy", email="m@example.org")])
    letter = replace(a_letter("m@example.org"), person_id=person_id)
    (letter_id,) = written(by, letter)
    told = file_of(by, letter_id)
    assert (told.address, told.is_for_paper) == ("", True)
    assert clean(by)


def test_a_consent_withdrawn_before_the_letter_goes_out_sends_it_to_paper(
    by: Acting, post: list[mail.EmailMessage]
) -> None:
    person_id, letter_id = to_a_person(by)
    actions.withdraw_consent(by=by, person_id=person_id, purpose=BY_EMAIL)
    send(by, letter_id)
    told = file_of(by, letter_id)
    assert post == []
    assert told.deliveries[-1].fault is DeliveryFault.CONSENT_MISSING
    assert told.is_for_paper
    assert clean(by)


def test_the_database_refuses_an_address_that_is_used_without_consent(by: Acting, app: Raw) -> None:
    person_id, letter_id = to_a_person(by)
    raw(app, by)
    copy = (
        "INSERT INTO membership_letter (cooperative_id, id, kind, language, channel, address, recipient, subject,"
        " body, written_on, written_at, act_id, person_id, consent_id) SELECT cooperative_id, uuidv7(), kind,"
        " language, channel, address, recipient, subject, body, written_on, written_at, act_id, person_id, {} "
        "FROM membership_letter WHERE id = %s"
    )
    with pytest.raises(psycopg.Error) as refused:
        app.execute(copy.format("NULL").encode(), [letter_id])
    assert refused.value.sqlstate == "RD035"
    app.rollback()
    actions.withdraw_consent(by=by, person_id=person_id, purpose=BY_EMAIL)
    raw(app, by)
    for refused_text in (copy.format("consent_id"), DELIVERY):
        given = [letter_id] if refused_text != DELIVERY else [1, "sent", "", None, False, letter_id]
        with pytest.raises(psycopg.Error) as refused:
            app.execute(refused_text.encode(), given)
        assert refused.value.sqlstate == "RD035"
        app.rollback()
        raw(app, by)


def test_a_kind_that_nobody_offers_is_a_mistake_of_ours(by: Acting) -> None:
    with pytest.raises(AssertionError, match="no room offers the letter of_no_room"):
        written(by, replace(a_letter("a@example.org"), kind="of_no_room"))
    with pytest.raises(AssertionError, match="two letters named"):
        actions.offer_letter(kind=ENDED, template="other.txt", label=gettext_lazy("other"))
    assert actions.letter_label(kind="of_no_room") == "of_no_room"


def test_nothing_in_a_letter_is_taken_for_markup_or_for_a_head(
    by: Acting, post: list[mail.EmailMessage]
) -> None:
    letter = replace(a_letter("an@example.org"), recipient="A & <b>\nBcc: x@example.org", language="xx")
    (letter_id,) = written(by, letter)
    assert "Bonjour A & <b>," in file_of(by, letter_id).body
    (evil,) = written(by, a_letter("an@example.org\nBcc: x@example.org"))
    send(by, evil)
    assert file_of(by, evil).deliveries[-1].fault is DeliveryFault.ADDRESS_REFUSED


def test_letters_come_by_pages(by: Acting) -> None:
    (person_id,) = actions.add_persons(by=by, particulars=[Particulars("Roy")])
    ids = written(by, *[a_letter(person_id=person_id) for _ in range(5)])
    with inside(by.cooperative_id):
        first = queries.letters_of(person_id=person_id, limit=3)
        second = queries.letters_of(person_id=person_id, after=first.next_after, limit=3)
        paper = queries.letters_for_paper(limit=2)
        assert [line.id for line in (*first.lines, *second.lines)] == ids[::-1]
        assert second.next_after is None
        assert [line.id for line in paper.lines] == ids[:2]
        assert queries.letters_for_paper(after=paper.next_after).lines[0].id == ids[2]


def test_another_cooperative_sees_and_sends_none_of_it(
    by: Acting, elsewhere: Acting, post: list[mail.EmailMessage]
) -> None:
    (letter_id,) = written(by, a_letter("an@example.org"))
    with inside(elsewhere.cooperative_id), pytest.raises(errors.LetterNotFound):
        queries.letter(letter_id=letter_id)
    send(elsewhere, letter_id)
    assert actions.post_letters(by=elsewhere, letter_ids=[letter_id]) == 0
    assert file_of(by, letter_id).deliveries == ()
    assert post == []


DELIVERY = (
    "INSERT INTO membership_letterdelivery (cooperative_id, id, letter_id, place, outcome, fault, at, next_at, act_id) "
    "SELECT cooperative_id, uuidv7(), id, %s, %s, %s, written_at, %s, CASE WHEN %s THEN act_id END "
    "FROM membership_letter WHERE id = %s"
)


def raw(app: Raw, by: Acting) -> Raw:
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
    return app


@pytest.mark.parametrize(
    ("is_paper", "happened"),
    [
        (False, [(2, "sent", "", None, False)]),
        (False, [(1, "posted", "", None, True)]),
        (True, [(1, "sent", "", None, False)]),
        (False, [(1, "sent", "", None, False), (2, "sent", "", None, False)]),
        (False, [(1, "given_up", "unreachable", None, False), (2, "sent", "", None, False)]),
        (True, [(1, "posted", "", None, True), (2, "posted", "", None, True)]),
    ],
)
def test_the_database_refuses_what_cannot_happen_to_a_letter(
    by: Acting, app: Raw, *, is_paper: bool, happened: list[tuple[object, ...]]
) -> None:
    (letter_id,) = written(by, a_letter("" if is_paper else "an@example.org"))
    raw(app, by)
    for each in happened[:-1]:
        app.execute(DELIVERY, [*each, letter_id])
    with pytest.raises(psycopg.Error) as refused:
        app.execute(DELIVERY, [*happened[-1], letter_id])
    assert refused.value.sqlstate == "RD061"


def test_the_database_refuses_a_letter_that_waits_for_nobody(by: Acting, app: Raw) -> None:
    (letter_id,) = written(by, a_letter("an@example.org"))
    raw(app, by)
    app.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = %s", [str(letter_id)])
    app.execute(DELIVERY, [1, "failed", "unreachable", NOW, False, letter_id])
    with pytest.raises(psycopg.Error) as refused:
        app.commit()
    assert refused.value.sqlstate == "RD060"
    raw(app, by)
    app.execute(
        "INSERT INTO membership_letter (cooperative_id, id, kind, language, channel, address, recipient, subject,"
        " body, written_on, written_at, act_id) SELECT cooperative_id, uuidv7(), kind, language, channel, address,"
        " recipient, subject, body, written_on, written_at, act_id FROM membership_letter WHERE id = %s",
        [letter_id],
    )
    with pytest.raises(psycopg.Error) as refused:
        app.commit()
    assert refused.value.sqlstate == "RD060"


@pytest.mark.parametrize(
    "change",
    ["body = 'other words'", "subject = ''", "settled_at = now()", "address = 'x@example.org'"],
)
def test_the_database_keeps_a_letter_as_it_was_written(by: Acting, app: Raw, change: str) -> None:
    (letter_id,) = written(by, a_letter("an@example.org"))
    raw(app, by)
    with pytest.raises(psycopg.Error) as refused:
        app.execute(f"UPDATE membership_letter SET {change} WHERE id = %s".encode(), [letter_id])
    assert refused.value.sqlstate == "RD061"


def test_the_check_finds_a_letter_whose_job_is_gone(by: Acting, app: Raw) -> None:
    app.autocommit = True
    (letter_id,) = written(by, a_letter("an@example.org"))
    app.execute("DELETE FROM procrastinate_jobs WHERE queueing_lock = %s", [str(letter_id)])
    assert [each.invariant for each in differences(by.cooperative_id, CHECKS)] == ["INV-60"]
