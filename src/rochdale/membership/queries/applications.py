"""Questions about applications for membership: each with its steps and papers, and the queue of all."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rochdale.cooperatives.queries import Permission
from rochdale.membership.errors import ApplicationNotFound
from rochdale.membership.models import (
    Application,
    ApplicationStepKind,
    MatchVerdict,
    PersonKind,
)
from rochdale.membership.queries.applying import WITH_OFFICERS
from rochdale.membership.queries.names import folded
from rochdale.membership.queries.terms import AdmissionTerms
from rochdale.tenancy.queries import rows

APPLICATIONS_PAGE_MAX = 200
_SEARCH_LENGTH_MAX = 100
_NUMBER_DIGITS_MAX = 18
_LAST_SIGN = chr(0x10FFFF)
_K = ApplicationStepKind
# What the board decides is asked of who sits on it: both permissions together.
OF_THE_BOARD = frozenset({Permission.DECIDE_ADMISSIONS, Permission.DECIDE_DISCIPLINE})


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application in a list. `due_on` is the day by which something is to happen, None for none."""

    id: UUID
    number: int
    name: str
    kind: PersonKind
    state: ApplicationStepKind
    state_on: date
    due_on: date | None
    applied_on: date
    order_on: date

    @property
    def cursor(self) -> str:
        """The place after this line, to be given back as `after_cursor`."""
        return base64.urlsafe_b64encode(f"{self.order_on.isoformat()}:{self.id}".encode()).decode()


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """Some applications, what is due first standing first. `next_cursor` is empty on the last page."""

    lines: tuple[ApplicationLine, ...]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class PossiblePerson:
    """Somebody known here who may be the applicant: why it may be so, and what an officer said of it, if anything.

    `whys` holds name, email, identity, sign_in; `number` and `left_on` are of the last membership.
    """

    person_id: UUID
    name: str
    birth_date: date | None
    town: str
    whys: tuple[str, ...]
    number: int | None
    left_on: date | None
    was_excluded: bool
    verdict: MatchVerdict | None

    @property
    def is_member(self) -> bool:
        """Whether the person is a member today."""
        return self.number is not None and self.left_on is None


def applications(
    *,
    cooperative_id: UUID,
    states: Collection[ApplicationStepKind] = WITH_OFFICERS,
    search: str = "",
    after_cursor: str = "",
    limit: int = 50,
) -> ApplicationPage:
    """One page of the applications in some states, in one statement, what is due first standing first.

    `search` is an application's number, a whole e-mail address, or the beginning of the name, family name first.
    A cursor that cannot be read starts again from the first page.
    """
    limit = max(1, min(limit, APPLICATIONS_PAGE_MAX))
    text = search[:_SEARCH_LENGTH_MAX].strip()
    parameters: dict[str, object] = {
        "cooperative_id": cooperative_id,
        "states": [each.value for each in states],
        "lines": limit + 1,
        **_after(after_cursor),
    }
    if text:
        found = rows("membership", "applications_search.sql", parameters | _asked(text))
    else:
        found = rows("membership", "applications_page.sql", parameters)
    lines = tuple(_line(row) for row in found[:limit])
    return ApplicationPage(lines=lines, next_cursor=lines[-1].cursor if len(found) > limit else "")


def _asked(text: str) -> dict[str, object]:
    nothing: dict[str, object] = {"number": None, "email": None, "word": None, "word_end": None}
    bare = text.removeprefix("#").strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= _NUMBER_DIGITS_MAX:
        return nothing | {"number": int(bare)}
    if "@" in text:
        return nothing | {"email": text.replace("\0", "").lower()}
    word = folded(text.replace("\0", ""))
    return nothing | ({"word": word, "word_end": word + _LAST_SIGN} if word else {})


def _after(cursor: str) -> dict[str, object]:
    try:
        on, id_ = base64.urlsafe_b64decode(cursor.encode()).decode().split(":", 1)
        return {"after_on": date.fromisoformat(on), "after_id": UUID(id_)}
    except (ValueError, binascii.Error):
        return {"after_on": None, "after_id": None}


def _line(row: tuple[Any, ...]) -> ApplicationLine:
    id_, number, name, kind, state, state_on, due_on, applied_on, order_on = row
    return ApplicationLine(
        id=id_,
        number=number,
        name=name,
        kind=PersonKind(kind),
        state=ApplicationStepKind(state),
        state_on=state_on,
        due_on=due_on,
        applied_on=applied_on,
        order_on=order_on,
    )


def applications_waiting(
    *, cooperative_id: UUID, permissions: Collection[Permission], terms: AdmissionTerms, limit: int = 20
) -> tuple[ApplicationLine, ...]:
    """The applications that wait for who has these permissions, what is due first standing first."""
    states = waiting_states(permissions, terms=terms)
    if not states:
        return ()
    return applications(cooperative_id=cooperative_id, states=states, limit=limit).lines


def waiting_states(
    permissions: Collection[Permission], *, terms: AdmissionTerms
) -> Sequence[ApplicationStepKind]:
    """The states in which an application waits for who has these permissions."""
    states: list[ApplicationStepKind] = []
    studies = Permission.PREPARE_APPLICATIONS if terms.is_board else Permission.DECIDE_ADMISSIONS
    if studies in permissions or Permission.PREPARE_APPLICATIONS in permissions:
        states += [_K.APPLIED, _K.ANSWERED]
    if set(permissions) >= OF_THE_BOARD:
        states += [_K.SENT, _K.APPEALED]
    return states


def possible_persons(*, application_id: UUID) -> list[PossiblePerson]:
    """Whom the cooperative knows and who may be the applicant, in two statements (rule Q-11).

    By the name with the birth date, the e-mail address, the number of the identity paper on an earlier
    application, or the sign-in. Whom the applicant became is no longer a question. Raises ApplicationNotFound.
    """
    row = Application.objects.filter(id=application_id).first()
    if row is None:
        raise ApplicationNotFound(application_id=application_id)
    facts = {
        "became_id": row.person_id if row.state == ApplicationStepKind.REGISTERED else None,
        "application_id": row.id,
        "sorting_name": row.sorting_name,
        "birth_date": row.birth_date,
        "email": row.email,
        "identity_hash": bytes(row.identity_hash) if row.identity_hash else None,
        "sign_in_id": row.sign_in_id,
    }
    return [_possible(each) for each in rows("membership", "same_persons.sql", facts)]


def twin_applications(*, cooperative_id: UUID, application_id: UUID) -> list[ApplicationLine]:
    """Other applications that seem to be of the same applicant, the latest first, in one statement."""
    asked = {"cooperative_id": cooperative_id, "application_id": application_id}
    return [_line(row) for row in rows("membership", "twin_applications.sql", asked)]


def _possible(row: tuple[Any, ...]) -> PossiblePerson:
    person_id, given, family, birth_date, town, whys, number, left_on, was_excluded, verdict = row
    return PossiblePerson(
        person_id=person_id,
        name=f"{given} {family}".strip(),
        birth_date=birth_date,
        town=town,
        whys=tuple(why for why in whys if why != "judged"),
        number=number,
        left_on=left_on,
        was_excluded=was_excluded,
        verdict=MatchVerdict(verdict) if verdict else None,
    )
