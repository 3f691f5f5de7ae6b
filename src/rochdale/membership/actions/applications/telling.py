"""Letters to applicants: each step that they wait for is told, in their language, with the act that causes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership.actions.letters import Letter, LetterFact, postal, write_letters
from rochdale.membership.models import ApplicationStepKind
from rochdale.membership.queries import REFUSAL_WORDS, AdmissionTerms, ApplicationFile


class ApplicationLetter(StrEnum):
    """The letters on the way into a membership."""

    RECEIVED = "application_received"
    MORE_ASKED = "application_more_asked"
    SENT_TO_BOARD = "application_sent_to_board"
    ACCEPTED = "application_accepted"
    REFUSED = "application_refused"
    UPHELD = "application_upheld"
    LAPSED = "application_lapsed"
    REGISTERED = "application_registered"
    LINK = "application_link"


_K = ApplicationStepKind
_LETTERS: Final[Mapping[ApplicationStepKind, ApplicationLetter]] = {
    _K.APPLIED: ApplicationLetter.RECEIVED,
    _K.ASKED: ApplicationLetter.MORE_ASKED,
    _K.SENT: ApplicationLetter.SENT_TO_BOARD,
    _K.ACCEPTED: ApplicationLetter.ACCEPTED,
    _K.OVERTURNED: ApplicationLetter.ACCEPTED,
    _K.REFUSED: ApplicationLetter.REFUSED,
    _K.UPHELD: ApplicationLetter.UPHELD,
    _K.LAPSED: ApplicationLetter.LAPSED,
    _K.REGISTERED: ApplicationLetter.REGISTERED,
}


def tell(*, by: Acting, found: ApplicationFile, terms: AdmissionTerms, member_number: int = 0) -> None:
    """Write the letter of the last step of an application, if it has one. It brings no secret link.

    Until the applicant is registered it answers to the address that the applicant gave; then the consent counts.
    """
    tell_all(by=by, files=[found], terms=terms, member_number=member_number)


def tell_all(
    *, by: Acting, files: Sequence[ApplicationFile], terms: AdmissionTerms, member_number: int = 0
) -> None:
    """Write the letters of the last steps of some applications, as `tell` does, in a constant number of statements."""
    slug = cooperatives.cooperative(by.cooperative_id).slug
    letters = [_letter(slug, found, terms, member_number) for found in files]
    write_letters(by=by, letters=[each for each in letters if each is not None])


def _letter(slug: str, found: ApplicationFile, terms: AdmissionTerms, member_number: int) -> Letter | None:
    kind = _LETTERS.get(found.last.kind)
    if kind is None or found.applicant is None:
        return None
    known = found.applicant.particulars
    recipient = postal(name=known.name, street=known.street, town=known.town, postal_code=known.postal_code)
    return Letter(
        kind=kind.value,
        language=found.language,
        address=found.email,
        person_id=found.person_id if found.last.kind is _K.REGISTERED else None,
        facts=_facts(slug, found, terms, member_number),
        recipient=recipient,
        act_id=found.last.act_id,
    )


def _facts(
    slug: str, found: ApplicationFile, terms: AdmissionTerms, member_number: int
) -> dict[str, LetterFact]:
    last = found.last
    facts: dict[str, LetterFact] = {
        "application_number": found.number,
        "path": f"/{slug}/join/mine/",
        "words": last.words,
        "ground": REFUSAL_WORDS.get(last.ground, last.ground),
        "number": member_number,
        "by_email": int(bool(found.email)),
    }
    if last.next_by is not None:
        facts["until"] = last.next_by
    if terms.par is not None:
        facts |= {"cost": terms.worth(found.shares), "least": terms.least(found.shares, found.instalments)}
        facts["instalments"] = found.instalments
    return facts
