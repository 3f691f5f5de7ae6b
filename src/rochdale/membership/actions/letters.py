"""Letters: written in the transaction of the act that causes them, sent by the worker, or printed and posted.

A letter is never a side effect: who registers or imports people writes none. Nothing of a letter, neither its
words nor its address, goes into the record or into a log (rule V-7).
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import formataddr, parseaddr
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError
from django.db.models import QuerySet
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors, models, queries
from rochdale.membership.models import Channel, DeliveryFault, DeliveryOutcome, LetterDelivery, Person
from rochdale.membership.queries import PersonFile, SealedWord
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, new_id, put_off, put_off_all
from rochdale.web import formatting

LETTER_JOB: Final = "membership.send_letter"
# After each failed try the next one waits longer; after the last of these the letter is given up.
WAITS: Final = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 8 * 60, 24 * 60, 2 * 24 * 60)
)
POSTED_AT_ONCE_MAX: Final = 200
LetterFact = str | Promise | Money | date | int


class LetterKind(StrEnum):
    """The letters that this room writes. A room above has kinds of its own, offered by `offer_letter`."""

    NOTICE_RECEIVED = "notice_received"
    HEARING_NOTICE = "hearing_notice"
    EXCLUSION_DECIDED = "exclusion_decided"
    EXCLUSION_DISMISSED = "exclusion_dismissed"
    APPEAL_DECIDED = "appeal_decided"
    MEMBERSHIP_ENDED = "membership_ended"
    ADDRESS_CHANGED = "address_changed"
    NAME_DECIDED = "name_decided"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be written. `address` is for e-mail; without one it is printed, for `recipient`.

    To a person of the register the address is used only while the consent to letters by e-mail is in force;
    else the letter is printed. Without `person_id` it answers somebody who wrote from that address.
    `recipient` is the name with the postal lines below it, of a person by default the one on file. `facts` are
    what its template says beside whole sentences: words, amounts, days, and paths of pages. `act_id` is the
    act that causes it; without it the letter has an act of its own.
    """

    kind: str
    language: str
    address: str
    person_id: UUID | None = None
    facts: Mapping[str, LetterFact | SealedWord] = field(default_factory=dict)
    recipient: str = ""
    act_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Offered:
    template: str
    label: Promise


_KINDS: Final[dict[str, _Offered]] = {}


def offer_letter(*, kind: str, template: str, label: Promise) -> None:
    """Let letters of this kind be written, from a template whose first line is the subject.

    Called when a room is made ready. Its context: the facts, `name` (of the recipient), `cooperative`, `site`
    (the address before a path), `today`, and whether it goes by e-mail (`is_electronic`). `label` names the kind
    in lists.
    """
    assert _KINDS.get(kind, _Offered(template, label)).template == template, f"two letters named {kind}"
    _KINDS[kind] = _Offered(template, label)


def letter_label(*, kind: str) -> Promise | str:
    """The kind of a letter in words; its bare name where no room offers it any more."""
    return _KINDS[kind].label if kind in _KINDS else kind


def write_letters(*, by: Acting, letters: Sequence[Letter]) -> list[UUID]:
    """Write letters, to be sent once this transaction is committed; their ids in the order given.

    Constant number of statements. Raises PersonNotFound, PersonBlanked.
    """
    if not letters:
        return []
    with inside(by.cooperative_id):
        persons = _persons([letter.person_id for letter in letters if letter.person_id is not None])
        # INV-35: without the consent of a person of the register an address is not used.
        consents = queries.electronic_consents(person_ids=persons)
        place = cooperatives.cooperative(by.cooperative_id).name
        own_act_id = _own_act(by, letters)
        # INV-60: every letter leads to an act, and waits for the worker or for an officer.
        known = _Known(persons, consents, place, own_act_id)
        rows = [_row(by, letter, known) for letter in letters]
        models.Letter.objects.bulk_create(rows)
        electronic = [row.id for row in rows if row.channel == Channel.EMAIL]
        put_off_all(job=LETTER_JOB, cooperative_id=by.cooperative_id, subject_ids=electronic)
        return [row.id for row in rows]


@dataclass(frozen=True, slots=True)
class PersonLetter:
    """A letter to a person of the register; the rest of it is what the register knows of the person."""

    person_id: UUID
    kind: str
    facts: Mapping[str, LetterFact | SealedWord] = field(default_factory=dict)
    act_id: UUID | None = None


def write_letters_to(*, by: Acting, letters: Sequence[PersonLetter]) -> list[UUID]:
    """Write letters to persons of the register: in each one's language, by e-mail with consent, else on paper.

    Their templates know beside the facts whether the person `can_sign_in`. Constant number of statements.
    Raises PersonNotFound, PersonBlanked.
    """
    if not letters:
        return []
    with inside(by.cooperative_id):
        files = queries.persons(person_ids=[letter.person_id for letter in letters])
        return write_letters(by=by, letters=[_to_person(files[each.person_id], each) for each in letters])


def _to_person(file: PersonFile, letter: PersonLetter) -> Letter:
    known = file.particulars
    told = {"can_sign_in": int(file.can_sign_in), **letter.facts}
    return Letter(letter.kind, known.language, known.email, letter.person_id, told, act_id=letter.act_id)


def write_letter_to(
    *,
    by: Acting,
    person_id: UUID,
    kind: str,
    facts: Mapping[str, LetterFact] | None = None,
    act_id: UUID | None = None,
) -> UUID:
    """Write one letter as `write_letters_to` does. Raises PersonNotFound, PersonBlanked."""
    return write_letters_to(by=by, letters=[PersonLetter(person_id, kind, facts or {}, act_id)])[0]


def blank_letters_of_acts(*, act_ids: Sequence[UUID], act_id: UUID) -> None:
    """Take the words of the letters away that these acts caused, for good and by another act (rule V-5)."""
    blank_letters(models.Letter.objects.filter(act_id__in=act_ids), act_id)


def blank_letters(letters: QuerySet[models.Letter], act_id: UUID) -> None:
    """Take the words of these letters away; that they were written, and what became of them, stays."""
    letters.filter(blanked_act_id=None).update(
        address="", recipient="", subject="", body="", blanked_act_id=act_id
    )


def _persons(person_ids: Sequence[UUID]) -> dict[UUID, Person]:
    found = {row.id: row for row in Person.objects.filter(id__in=set(person_ids))}
    for person_id in person_ids:
        if person_id not in found:
            raise errors.PersonNotFound(person_id=person_id)
        if found[person_id].blanked_act_id is not None:
            raise errors.PersonBlanked(person_id=person_id)
    return found


def _own_act(by: Acting, letters: Sequence[Letter]) -> UUID | None:
    """One act for all letters that were given none; None where each has its own."""
    bare = [letter for letter in letters if letter.act_id is None]
    if not bare:
        return None
    facts = {"letters": len(bare), "kinds": sorted({letter.kind for letter in bare})}
    deed = audit.Deed("membership.write_letters", "person", bare[0].person_id, facts=facts)
    return audit.record(by=by, deed=deed)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is asked once for all letters: persons, their consents to e-mail, the cooperative's name, the act."""

    persons: Mapping[UUID, Person]
    consents: Mapping[UUID, UUID]
    place: str
    own_act_id: UUID | None


def _row(by: Acting, letter: Letter, known: _Known) -> models.Letter:
    assert letter.kind in _KINDS, f"no room offers the letter {letter.kind}"
    person = known.persons.get(letter.person_id) if letter.person_id else None
    consent_id = known.consents.get(letter.person_id) if letter.person_id and letter.address else None
    address = letter.address if letter.person_id is None or consent_id else ""
    recipient = letter.recipient or _postal(person)
    assert address or recipient, "a letter needs an address or a recipient"
    subject, body = _rendered(by, letter, known.place, recipient, is_electronic=bool(address))
    act_id = letter.act_id or known.own_act_id
    assert act_id is not None
    return models.Letter(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        kind=letter.kind,
        language=letter.language,
        channel=Channel.EMAIL if address else Channel.PAPER,
        address=address,
        consent_id=consent_id,
        recipient=recipient,
        person_id=letter.person_id,
        subject=subject,
        body=body,
        written_on=by.on,
        written_at=by.at,
        act_id=act_id,
    )


def _postal(person: Person | None) -> str:
    if person is None:
        return ""
    name = f"{person.given_names} {person.family_name}".strip()
    return postal(name=name, street=person.street, town=person.town, postal_code=person.postal_code)


def postal(*, name: str, street: str, town: str, postal_code: str) -> str:
    """The lines of an envelope; those that are not known are left out."""
    return "\n".join(line for line in (name, street, f"{town} {postal_code}".strip()) if line)


def _rendered(
    by: Acting, letter: Letter, place: str, recipient: str, *, is_electronic: bool
) -> tuple[str, str]:
    """The subject and the body, in the language of the recipient. It is text: nothing is escaped."""
    language = letter.language if letter.language in dict(settings.LANGUAGES) else settings.LANGUAGES[0][0]
    with translation.override(language):
        given: dict[str, LetterFact | SealedWord] = {
            "name": recipient.partition("\n")[0],
            "cooperative": place,
            "site": settings.PUBLIC_URL,
            "today": by.on,
            "is_electronic": int(is_electronic),
            **letter.facts,
        }
        told = {name: _told(by, fact, language) for name, fact in given.items()}
        template = get_template(_KINDS[letter.kind].template).template  # type: ignore[attr-defined]  # Django's own
        text = template.render(Context(told, autoescape=False))
    subject, _, body = text.strip().partition("\n")
    assert body.strip(), f"the letter {letter.kind} has no body"
    return subject.strip(), body.strip() + "\n"


def _told(by: Acting, fact: LetterFact | SealedWord, language: str) -> str | int:
    match fact:
        case SealedWord():
            return queries.sealed_word(by.cooperative_id, fact.word)
        case Money():
            return formatting.money_text(fact, formatting.locale_of(language))
        case date():
            return formatting.day_text(fact, formatting.locale_of(language))
        case int():
            return fact
        case _:
            return str(fact)


def send_letter(*, cooperative_id: UUID, letter_id: UUID, at: datetime) -> None:
    """Send a letter by e-mail, or write down why not and put off the next try. The worker's own verb.

    Nothing happens where it was sent, given up or blanked before. It is sent at least once: who is stopped
    between sending and writing it down sends it again.
    """
    with inside(cooperative_id):
        letter = models.Letter.objects.select_for_update().filter(id=letter_id).first()
        if letter is None or letter.settled_at is not None or letter.blanked_act_id is not None:
            return
        before = list(LetterDelivery.objects.filter(letter_id=letter_id).order_by("place"))
        if before and before[-1].outcome == DeliveryOutcome.GIVEN_UP:
            return
        may_send = letter.person_id is None or queries.takes_electronic_letters(person_id=letter.person_id)
        # INV-35: a consent withdrawn since the letter was written sends it to the list for paper.
        fault = _sent(letter) if may_send else DeliveryFault.CONSENT_MISSING
        _write_down(letter, len(before) + 1, fault, at)


def _sent(letter: models.Letter) -> DeliveryFault | None:
    """Hand a letter to the mail server; None, or why it did not take it. What it answered is kept nowhere."""
    place = cooperatives.cooperative(letter.cooperative_id).name
    sender = formataddr((place, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    body = queries.opened_words(letter.cooperative_id, letter.body)
    message = EmailMessage(letter.subject, body, sender, [letter.address])
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.extra_headers["Content-Language"] = letter.language
    message.extra_headers["Message-ID"] = f"<{letter.id}@rochdale>"
    try:
        message.send()
    except (smtplib.SMTPRecipientsRefused, BadHeaderError, ValueError):
        return DeliveryFault.ADDRESS_REFUSED
    except (smtplib.SMTPConnectError, smtplib.SMTPServerDisconnected):
        return DeliveryFault.UNREACHABLE
    except smtplib.SMTPException:
        return DeliveryFault.SERVER_REFUSED
    except OSError:
        return DeliveryFault.UNREACHABLE
    return None


def _write_down(letter: models.Letter, place: int, fault: DeliveryFault | None, at: datetime) -> None:
    # INV-61: in its order, from 1.
    may_pass = fault not in {None, DeliveryFault.CONSENT_MISSING}
    tries_again = may_pass and place <= len(WAITS)
    outcome = DeliveryOutcome.FAILED if tries_again else DeliveryOutcome.GIVEN_UP
    LetterDelivery(
        id=new_id(at),
        cooperative_id=letter.cooperative_id,
        letter_id=letter.id,
        place=place,
        outcome=DeliveryOutcome.SENT if fault is None else outcome,
        fault=fault or "",
        at=at,
        next_at=at + WAITS[place - 1] if tries_again else None,
    ).save(force_insert=True)
    if fault is None:
        models.Letter.objects.filter(id=letter.id).update(settled_at=at)
    if tries_again:
        put_off(
            job=LETTER_JOB,
            cooperative_id=letter.cooperative_id,
            subject_id=letter.id,
            not_before=at + WAITS[place - 1],
        )


def post_letters(*, by: Acting, letter_ids: Sequence[UUID]) -> int:
    """Write down that letters were printed and posted; how many. Those that are settled already stay as they are.

    Raises NotAllowed, LetterNotForPaper.
    """
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        wanted = list(dict.fromkeys(letter_ids))[:POSTED_AT_ONCE_MAX]
        open_letters = models.Letter.objects.select_for_update().filter(id__in=wanted, settled_at=None)
        letters = list(open_letters.order_by("id"))
        if not letters:
            return 0
        places = _places_for_paper(letters)
        facts = {"letters": len(letters)}
        deed = audit.Deed("membership.post_letters", "letter", letters[0].id, facts=facts)
        act_id = audit.record(by=by, deed=deed)
        LetterDelivery.objects.bulk_create(
            LetterDelivery(
                id=new_id(by.at),
                cooperative_id=by.cooperative_id,
                letter_id=letter.id,
                place=places[letter.id],
                outcome=DeliveryOutcome.POSTED,
                at=by.at,
                act_id=act_id,
            )
            for letter in letters
        )
        models.Letter.objects.filter(id__in=[letter.id for letter in letters]).update(settled_at=by.at)
        return len(letters)


def _places_for_paper(letters: Sequence[models.Letter]) -> dict[UUID, int]:
    """The place of what happens next to each. Raises LetterNotForPaper where the worker still tries."""
    last: dict[UUID, LetterDelivery] = {}
    ids = [letter.id for letter in letters]
    for delivery in LetterDelivery.objects.filter(letter_id__in=ids).order_by("place"):
        last[delivery.letter_id] = delivery
    for letter in letters:
        given_up = letter.id in last and last[letter.id].outcome == DeliveryOutcome.GIVEN_UP
        if letter.blanked_act_id is not None or (letter.channel == Channel.EMAIL and not given_up):
            raise errors.LetterNotForPaper(letter_id=letter.id)
    return {letter_id: last[letter_id].place + 1 if letter_id in last else 1 for letter_id in ids}
