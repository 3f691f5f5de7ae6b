"""What the database itself refuses of applications, in raw SQL, whoever writes; and how a paper is sealed."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest

from rochdale.audit.checks import differences
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.membership.checks import CHECKS
from rochdale.membership.queries import DocumentKind
from rochdale.tenancy.actions import inside

from .conftest import TODAY
from .test_applications import PDF, apply, governed, later, own, register
from .test_constraints import CHECK, DENIED, FOREIGN, Raw, enter, refused

__all__ = ["governed"]
STEP = (
    "INSERT INTO membership_applicationstep (cooperative_id, application_id, place, kind, on_date, at, act_id, "
    "member_id, entry_id, ground, words) VALUES (%s, %s, %s, %s, %s, now(), %s, %s, %s, %s, %s)"
)
TABLES = (
    "membership_application",
    "membership_applicationstep",
    "membership_applicationdocument",
    "membership_applicationdraft",
    "membership_applicationmatch",
)


def test_another_cooperative_sees_nothing(app: Raw, governed: Acting, elsewhere: Acting) -> None:
    asked = apply(governed)
    actions.begin_draft(by=own(governed), token="x")
    actions.add_document(by=own(governed), application_id=asked, kind=DocumentKind.OTHER, content=PDF)
    for own_id in (None, elsewhere.cooperative_id):
        if own_id:
            enter(app, own_id)
        for table in TABLES:
            assert app.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def act_of(by: Acting, asked: UUID) -> UUID:
    with inside(by.cooperative_id):
        return queries.application(application_id=asked).last.act_id


def test_steps_follow_one_another(app: Raw, governed: Acting) -> None:
    asked = apply(governed)
    own_id, act_id = governed.cooperative_id, act_of(governed, asked)
    enter(app, own_id)
    for place, kind, on in (
        (3, "asked", TODAY),
        (2, "answered", TODAY),
        (2, "applied", TODAY),
        (2, "asked", TODAY.replace(year=2020)),
    ):
        with refused(app, state="RD065"):
            app.execute(STEP, [own_id, asked, place, kind, on, act_id, None, None, "", ""])
    with refused(app, state=CHECK):
        app.execute(STEP, [own_id, asked, 2, "refused", TODAY, act_id, None, None, "", "no"])
    with refused(app, state=FOREIGN):
        app.execute(STEP, [own_id, asked, 2, "asked", TODAY, uuid4(), None, None, "", "?"])
        app.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_who_is_registered_is_a_member(app: Raw, governed: Acting) -> None:
    asked = apply(governed)
    actions.accept_application(by=governed, application_id=asked)
    (other,) = actions.register_members(by=governed, newcomers=[Newcomer(Particulars("Roy"), TODAY)])
    own_id, act_id = governed.cooperative_id, act_of(governed, asked)
    enter(app, own_id)
    with refused(app, state="RD067"):
        app.execute(STEP, [own_id, asked, 3, "registered", TODAY, act_id, other.member_id, uuid4(), "", ""])
    with refused(app, state="RD067"):
        app.execute(STEP, [own_id, asked, 3, "registered", TODAY, act_id, None, None, "", ""])
    app.rollback()
    register(governed, asked)
    enter(app, own_id)
    with refused(app, state="RD067"):
        app.execute("UPDATE membership_application SET person_id = %s", [other.person_id])


def test_where_it_stands_is_what_its_last_step_says(app: Raw, governed: Acting) -> None:
    apply(governed)
    enter(app, governed.cooperative_id)
    for change in (
        "state = 'accepted'",
        "due_on = NULL",
        "state_on = '2020-01-01'",
        "order_on = '2020-01-01'",
    ):
        with refused(app, state="RD068"):
            app.execute(f"UPDATE membership_application SET {change}")


def test_of_an_application_little_is_changed_and_nothing_goes_away(app: Raw, governed: Acting) -> None:
    apply(governed)
    enter(app, governed.cooperative_id)
    for statement in (
        "UPDATE membership_application SET shares = 2",
        "UPDATE membership_application SET applied_on = '2020-01-01'",
        "DELETE FROM membership_application",
        "UPDATE membership_applicationstep SET kind = 'asked'",
        "DELETE FROM membership_applicationstep",
        "UPDATE membership_applicationmatch SET verdict = 'same'",
        "UPDATE membership_applicationdocument SET sealed = ''",
        "UPDATE membership_applicationdraft SET token_hash = ''",
    ):
        with refused(app, state=DENIED):
            app.execute(statement)
    for words in ("", "—", "something else"):
        with refused(app, state="RD002"):
            app.execute("UPDATE membership_applicationstep SET words = %s", [words])
    with refused(app, state=CHECK):
        app.execute("UPDATE membership_application SET name = ''")
    with refused(app, state=CHECK):
        app.execute("UPDATE membership_application SET particulars = NULL")


def test_what_was_blanked_stays_blank(app: Raw, governed: Acting) -> None:
    asked = apply(governed)
    actions.withdraw_application(by=own(governed), application_id=asked)
    actions.blank_ended_applications(by=later(governed, 400))
    own_id = governed.cooperative_id
    enter(app, own_id)
    with refused(app, state="RD069"):
        app.execute(
            "UPDATE membership_application SET name = 'A', particulars = '\\x00', blanked_on = NULL, "
            "blanked_act_id = NULL"
        )
    with refused(app, state="RD069"):
        app.execute(
            "INSERT INTO membership_applicationdocument (cooperative_id, application_id, kind, media_type, size, "
            "digest, sealed, added_at) VALUES (%s, %s, 'other', 'application/pdf', 0, '', '', now())",
            [own_id, asked],
        )


def test_a_paper_stays_with_its_application_and_opens_nowhere_else(app: Raw, governed: Acting) -> None:
    first, second = apply(governed), apply(governed)
    kind = DocumentKind.IDENTITY
    paper = actions.add_document(by=own(governed), application_id=first, kind=kind, content=PDF)
    other = actions.add_document(by=own(governed), application_id=second, kind=kind, content=PDF + b"!")
    enter(app, governed.cooperative_id)
    with refused(app, state="RD066"):
        app.execute(
            "UPDATE membership_applicationdocument SET application_id = %s WHERE id = %s", [second, paper]
        )
    app.rollback()
    with inside(governed.cooperative_id):
        assert queries.document_of(application_id=first, document_id=paper).content == PDF
        with pytest.raises(errors.DocumentNotFound):
            queries.document_of(application_id=first, document_id=other)
        with pytest.raises(errors.DocumentNotFound):
            queries.document_of(application_id=first, document_id=uuid4())


@pytest.mark.parametrize(
    "tampering",
    [
        (
            "UPDATE membership_applicationdocument AS a SET sealed = b.sealed "
            "FROM membership_applicationdocument AS b WHERE a.id <> b.id AND a.cooperative_id = b.cooperative_id"
        ),
        "UPDATE membership_applicationdocument SET sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))",
        "UPDATE membership_applicationdocument SET digest = set_byte(digest, 0, 255 - get_byte(digest, 0))",
    ],
    ids=["moved", "changed", "another"],
)
def test_a_paper_that_was_tampered_with_does_not_open_and_the_check_finds_it(
    server: object, database: str, governed: Acting, tampering: str
) -> None:
    asked = apply(governed)
    for _ in range(2):
        actions.add_document(by=own(governed), application_id=asked, kind=DocumentKind.OTHER, content=PDF)
    with psycopg.connect(server.url("postgres", database)) as raw:  # type: ignore[attr-defined]  # the run's server
        raw.execute("SET session_replication_role = replica")
        raw.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
        own_rows = (
            f"{tampering} {'AND a' if ' AS a ' in tampering else 'WHERE membership_applicationdocument'}"
        )
        raw.execute(f"{own_rows}.cooperative_id = tenancy_current()")
    found = [each.invariant for each in differences(governed.cooperative_id, CHECKS)]
    assert found == ["INV-66", "INV-66"]
    with inside(governed.cooperative_id):
        paper = queries.documents_of(application_id=asked)[0]
        with pytest.raises(errors.DocumentDamaged):
            queries.document_of(application_id=asked, document_id=paper.id)


def test_what_is_kept_of_a_paper_is_not_in_clear(app: Raw, governed: Acting) -> None:
    asked = apply(governed)
    actions.add_document(by=own(governed), application_id=asked, kind=DocumentKind.OTHER, content=PDF * 100)
    enter(app, governed.cooperative_id)
    row = app.execute("SELECT sealed FROM membership_applicationdocument").fetchone()
    told = app.execute("SELECT particulars, identity_hash FROM membership_application").fetchone()
    assert row is not None
    assert told is not None
    assert b"lease" not in bytes(row[0])  # type: ignore[call-overload]  # bytes of the database
    assert b"123" not in bytes(told[0])  # type: ignore[call-overload]  # as above
    assert b"123" not in bytes(told[1])  # type: ignore[call-overload]  # as above
