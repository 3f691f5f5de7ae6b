"""Decisions on an application: the same person or another, accepted, refused, and what becomes of an appeal."""

from __future__ import annotations

from uuid import UUID

from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.applications.taking import (
    hold_application,
    next_step,
    record,
    refuse_own,
    require_office,
    require_words,
    take,
)
from rochdale.membership.models import (
    Application,
    ApplicationMatch,
    ApplicationStepKind,
    MatchVerdict,
    Person,
)
from rochdale.membership.queries import OUTSIDE, AdmissionTerms, ApplicationFile
from rochdale.membership.queries.applying import outside_most
from rochdale.tenancy.actions import inside, lock, new_id

_K = ApplicationStepKind


def judge_match(*, by: Acting, application_id: UUID, person_id: UUID, verdict: MatchVerdict) -> None:
    """Say whether the applicant is somebody who is known; the last word counts, and nothing is merged.

    Raises NotAllowed, ApplicationNotFound, PersonNotFound, OwnApplication, OwnMatter, ApplicationStepOutOfOrder.
    """
    with inside(by.cooperative_id):
        hold_application(application_id=application_id)
        require_office(by)
        found = queries.application(application_id=application_id)
        if by.person_id == person_id and by.person_id is not None:
            raise errors.OwnApplication
        refuse_own(by, found)
        if not found.follows:
            raise errors.ApplicationStepOutOfOrder(last=found.last.kind.value, step=verdict.value)
        if not Person.objects.filter(id=person_id, kind=found.kind).exists():
            raise errors.PersonNotFound(person_id=person_id)
        act_id = record(by, f"judged_{verdict.value}", application_id, {"person_id": str(person_id)})
        ApplicationMatch(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            application_id=application_id,
            person_id=person_id,
            verdict=verdict,
            at=by.at,
            act_id=act_id,
        ).save(force_insert=True)
        _link(found, person_id, verdict)


def _link(found: ApplicationFile, person_id: UUID, verdict: MatchVerdict) -> None:
    asked = Application.objects.filter(id=found.id)
    if verdict is MatchVerdict.SAME:
        asked.update(person_id=person_id)
    elif found.person_id == person_id:
        asked.update(person_id=None)


def accept_application(*, by: Acting, application_id: UUID, words: str = "") -> None:
    """Accept an application; it takes effect once the qualifying shares are paid, and lapses if they are not.

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication, BoardDecides, SamePersonOpen,
    ApplicantIsMember, OutsideBond.
    """
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.ACCEPTED)
        _refuse_acceptance(by, found, terms)
        take(by, found, _K.ACCEPTED, terms, words=words)


def _refuse_acceptance(by: Acting, found: ApplicationFile, terms: AdmissionTerms) -> None:
    refuse_open_matches(found)
    if found.bond == OUTSIDE:
        # One decision after the other: two at once would each see the last place free.
        lock(by.cooperative_id, invariant=74)
        members, outside = queries.outside_bond()
        most = outside_most(terms.outside_cap, members=members)
        if outside >= most:
            raise errors.OutsideBond(most=most)


def refuse_open_matches(found: ApplicationFile) -> None:
    """Nobody becomes a member while it is open whether he is one already. Raises SamePersonOpen, ApplicantIsMember."""
    unjudged = [each for each in queries.possible_persons(application_id=found.id) if each.verdict is None]
    if unjudged:
        raise errors.SamePersonOpen(persons=len(unjudged))
    number = queries.member_of(person_id=found.person_id) if found.person_id else None
    if number is not None:
        raise errors.ApplicantIsMember(number=number)


def refuse_application(*, by: Acting, application_id: UUID, ground: str, words: str) -> None:
    """Refuse an application on a ground that the by-laws name, and say why; it can be appealed (rule U-3).

    Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication, BoardDecides,
    RefusalGroundUnknown, WordsMissing.
    """
    require_words(words)
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.REFUSED)
        if ground not in terms.refusal_grounds:
            raise errors.RefusalGroundUnknown(ground=ground)
        take(by, found, _K.REFUSED, terms, words=words, ground=ground)


def decide_refusal_appeal(*, by: Acting, application_id: UUID, is_upheld: bool, words: str) -> None:
    """The board looks at a refusal again: it stays, or it is overturned, which is an acceptance.

    Who refused does not decide. Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder, OwnApplication,
    BoardDecides, OtherDecides, WordsMissing, SamePersonOpen, ApplicantIsMember, OutsideBond.
    """
    require_words(words)
    kind = _K.UPHELD if is_upheld else _K.OVERTURNED
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, kind)
        refused = next(step for step in reversed(found.steps) if step.kind is _K.REFUSED)
        if by.person_id is not None and by.person_id == refused.by_person_id:
            raise errors.OtherDecides
        if not is_upheld:
            _refuse_acceptance(by, found, terms)
        take(by, found, kind, terms, words=words)
