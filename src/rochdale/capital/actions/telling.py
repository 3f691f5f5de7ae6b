"""The letters of capital: a certificate issued, shares repaid, an instalment due; each written with its act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import Final, cast
from uuid import UUID

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from rochdale.capital import queries
from rochdale.capital.actions.authority import require
from rochdale.capital.queries import Instalment, QueuedRedemption, ShareClassFacts
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import LetterFact, PersonLetter
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, lock
from rochdale.tenancy.queries import array_of_ids, rows

REMINDED_AGAIN_AFTER: Final = timedelta(days=30)
REMINDED_AT_ONCE_MAX: Final = 200


class ShareLetter(StrEnum):
    """The letters that this room writes."""

    CERTIFICATE_ISSUED = "certificate_issued"
    SHARES_REPAID = "shares_repaid"
    INSTALMENT_DUE = "instalment_due"


def offer_letters() -> None:
    """Let the letters of this room be written."""
    labels = {
        ShareLetter.CERTIFICATE_ISSUED: _("share certificate issued"),
        ShareLetter.SHARES_REPAID: _("shares repaid"),
        ShareLetter.INSTALMENT_DUE: _("instalment on shares due"),
    }
    for kind, label in labels.items():
        membership.offer_letter(kind=kind, template=f"capital/letters/{kind.value}.txt", label=label)


def tell_certificate(*, by: Acting, certificate_id: UUID, act_id: UUID) -> None:
    """That a certificate was issued, without its code: who did not ask for it can say so."""
    paper = queries.certificate(certificate_id=certificate_id)
    facts: dict[str, LetterFact] = {
        "number": paper.number,
        "shares": paper.quantity,
        "issued_on": paper.issued_on,
        "class_name": _in_own_language(paper.share_class),
    }
    _write(by, [PersonLetter(paper.holder_id, ShareLetter.CERTIFICATE_ISSUED, facts, act_id)])


def tell_repaid(*, by: Acting, paid: Iterable[tuple[QueuedRedemption, Money]], act_id: UUID) -> None:
    """That shares were repaid, and for how much. Nothing is written to who has died: the estate knows."""
    letters = [
        PersonLetter(
            found.holder_id,
            ShareLetter.SHARES_REPAID,
            {
                "shares": found.quantity,
                "price": price,
                "asked_on": found.asked_on,
                "class_name": _in_own_language(found.share_class),
            },
            act_id,
        )
        for found, price in paid
    ]
    _write(by, letters)


def remind_instalments(*, by: Acting) -> int:
    """Write to everybody whose instalment is overdue and who was not written to lately; how many letters.

    Raises NotAllowed.
    """
    with inside(by.cooperative_id):
        require(by)
        # Of two who send the same reminders, one waits here and finds them written.
        lock(by.cooperative_id, invariant=58)
        owed, _count = queries.overdue_instalments(on=by.on, limit=REMINDED_AT_ONCE_MAX)
        late = [each for each in owed if each.holder_id not in _reminded(by) | {by.person_id}]
        _write(by, [_reminder(each) for each in late])
        return len(late)


def _reminder(late: Instalment) -> PersonLetter:
    assert late.due_on is not None
    facts: dict[str, LetterFact] = {
        "owing": late.owing,
        "due_on": late.due_on,
        "shares": late.quantity,
        "class_name": _in_own_language(late.share_class),
    }
    return PersonLetter(late.holder_id, ShareLetter.INSTALMENT_DUE, facts)


def _reminded(by: Acting) -> set[UUID | None]:
    parameters = {"kind": ShareLetter.INSTALMENT_DUE.value, "since": by.on - REMINDED_AGAIN_AFTER}
    return {person_id for (person_id,) in rows("capital", "reminded.sql", parameters)}


def _in_own_language(own: ShareClassFacts) -> Promise:
    """The name of a class, once it is known in which language."""
    return cast("Promise", lazy(lambda: own.name, str)())  # what it is until it is told


def _write(by: Acting, letters: Sequence[PersonLetter]) -> None:
    """Write letters that lead to the own shares, in a constant number of statements; none to who has died."""
    holders = array_of_ids(letter.person_id for letter in letters)
    died = {person_id for (person_id,) in rows("capital", "died.sql", {"person_ids": holders})}
    path = f"/{cooperatives.cooperative(by.cooperative_id).slug}/my-shares/"
    told = [
        replace(letter, facts={"path": path, **letter.facts})
        for letter in letters
        if letter.person_id not in died
    ]
    membership.write_letters_to(by=by, letters=told)
