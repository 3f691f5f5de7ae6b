"""Correcting one's own file: how one is reached at once, a name or a birth date with proof that an officer sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.assisting import require_own_or_assisted
from rochdale.membership.actions.letters import Letter, LetterKind, postal, write_letter_to, write_letters
from rochdale.membership.actions.persons import change_particulars
from rochdale.membership.models import NameRequest, RequestOutcome
from rochdale.tenancy.actions import inside, new_id


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is reached: what one corrects alone, without proof."""

    language: str
    email: str = ""
    telephone: str = ""
    street: str = ""
    town: str = ""
    postal_code: str = ""


def correct_contact(*, by: Acting, person_id: UUID, contact: Contact) -> tuple[str, ...]:
    """Write anew how a person is reached; answers with the names of what changed, sorted.

    The address that counted until then is told of a new one, by e-mail or on paper as letters went until then, so
    that nobody turns letters away in silence.
    Raises NotAllowed, CounterConsentMissing, PersonNotFound, PersonBlanked.
    """
    with inside(by.cooperative_id):
        known = queries.person(person_id=person_id).particulars
        require_own_or_assisted(by=by, person_id=person_id, verb="correct_contact")
        wanted = replace(
            known,
            language=contact.language,
            email=contact.email,
            telephone=contact.telephone,
            street=contact.street,
            town=contact.town,
            postal_code=contact.postal_code,
        )
        changed = change_particulars(by=by, person_id=person_id, particulars=wanted)
        if "email" in changed and known.email:
            kind = LetterKind.ADDRESS_CHANGED
            envelope = postal(
                name=known.name, street=known.street, town=known.town, postal_code=known.postal_code
            )
            letter = Letter(kind, known.language, known.email, person_id, recipient=envelope)
            write_letters(by=by, letters=[letter])
        return changed


def ask_for_name(
    *, by: Acting, person_id: UUID, given_names: str, family_name: str, birth_date: date | None, words: str
) -> UUID:
    """Ask for another name or birth date on file; it waits for an officer who sees the proof.

    Raises NotAllowed, CounterConsentMissing, PersonNotFound, PersonBlanked, NameMissing, NothingAskedFor,
    RequestWaiting.
    """
    if not family_name.strip():
        raise errors.NameMissing(position=1)
    with inside(by.cooperative_id):
        file = queries.person(person_id=person_id)
        if file.is_blanked:
            raise errors.PersonBlanked(person_id=person_id)
        known = file.particulars
        require_own_or_assisted(by=by, person_id=person_id, verb="ask_for_name")
        asked = (given_names.strip(), family_name.strip(), birth_date)
        if asked == (known.given_names, known.family_name, known.birth_date):
            raise errors.NothingAskedFor
        row = NameRequest(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            person_id=person_id,
            given_names=asked[0],
            family_name=asked[1],
            birth_date=birth_date,
            words=words.strip(),
            asked_on=by.on,
            asked_at=by.at,
            act_id=audit.record(by=by, deed=audit.Deed("membership.ask_for_name", "person", person_id)),
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if "membership_namerequest_open" not in str(error):
                raise
            raise errors.RequestWaiting from error
        return row.id


def withdraw_name(*, by: Acting, request_id: UUID) -> None:
    """Take back what one asked for. Raises NotAllowed, CounterConsentMissing, RequestNotFound, RequestDecided."""
    with inside(by.cooperative_id):
        row = _open(request_id)
        require_own_or_assisted(by=by, person_id=row.person_id, verb="withdraw_name")
        _end(by, row, RequestOutcome.WITHDRAWN)


def decide_name(*, by: Acting, request_id: UUID, is_granted: bool, words: str) -> None:
    """Grant or refuse another name or birth date, on proof or with a reason that `words` say; a letter tells it.

    Raises NotAllowed, RequestNotFound, RequestDecided, WordsMissing, OwnRequest.
    """
    if not words.strip():
        raise errors.WordsMissing
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        row = _open(request_id)
        if by.person_id == row.person_id:
            raise errors.OwnRequest
        person_id = row.person_id
        if is_granted:
            known = queries.person(person_id=person_id).particulars
            wanted = replace(
                known, given_names=row.given_names, family_name=row.family_name, birth_date=row.birth_date
            )
            change_particulars(by=by, person_id=person_id, particulars=wanted)
        act_id = _end(by, row, RequestOutcome.GRANTED if is_granted else RequestOutcome.REFUSED)
        write_letter_to(
            by=by,
            person_id=person_id,
            kind=LetterKind.NAME_DECIDED,
            facts={"is_granted": int(is_granted), "words": words.strip()},
            act_id=act_id,
        )


def _open(request_id: UUID) -> NameRequest:
    row = NameRequest.objects.select_for_update().filter(id=request_id).first()
    if row is None:
        raise errors.RequestNotFound(request_id=request_id)
    if row.outcome:
        raise errors.RequestDecided(outcome=row.outcome)
    return row


def _end(by: Acting, row: NameRequest, outcome: RequestOutcome) -> UUID:
    deed = audit.Deed(f"membership.name_{outcome.value}", "person", row.person_id)
    act_id = audit.record(by=by, deed=deed)
    NameRequest.objects.filter(id=row.id).update(
        outcome=outcome,
        decided_at=by.at,
        decided_act_id=act_id,
        given_names="",
        family_name="",
        birth_date=None,
        words="",
    )
    return act_id
