"""The end of the way: the qualifying shares are paid, and the applicant is a line of the register."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.applications.deciding import refuse_open_matches
from rochdale.membership.actions.applications.taking import APPLICANT, next_step, record, write
from rochdale.membership.actions.applications.telling import tell
from rochdale.membership.actions.classes import keep_out_of_bond
from rochdale.membership.actions.consents import give_consents
from rochdale.membership.actions.persons import change_particulars
from rochdale.membership.actions.register import (
    Enrolment,
    Newcomer,
    Registered,
    enrol_persons,
    register_members,
)
from rochdale.membership.actions.sign_ins import give_sign_in
from rochdale.membership.actions.standing import name_guardian, name_representative
from rochdale.membership.models import Application, ApplicationStepKind, ConsentPurpose, ConsentWay
from rochdale.membership.queries import (
    ANYONE,
    OUTSIDE,
    Applicant,
    ApplicationFile,
    Companion,
    Particulars,
)
from rochdale.tenancy.actions import inside

_K = ApplicationStepKind


def register_applicant(*, by: Acting, application_id: UUID, pay: Callable[[Registered], UUID]) -> Registered:
    """Make who was accepted a member, today, once `pay` has taken in the qualifying shares (INV-67).

    `pay` belongs to the room that knows shares: it is handed the new line, and answers with the entry. Whatever it
    refuses undoes the registration. Raises NotAllowed, ApplicationNotFound, ApplicationStepOutOfOrder,
    OwnApplication, AcceptanceLapsed, SamePersonOpen, ApplicantIsMember, and what `pay` raises.
    """
    with inside(by.cooperative_id):
        found, terms = next_step(by, application_id, _K.REGISTERED)
        latest = found.last.next_by
        if latest is not None and by.on > latest:
            raise errors.AcceptanceLapsed(latest=latest)
        refuse_open_matches(found)
        assert found.applicant is not None, "only what has ended is blanked"
        line = _line(by, found, found.applicant)
        entry_id = pay(line)
        act_id = record(by, _K.REGISTERED.value, found.id, {"number": line.number})
        place = len(found.steps) + 1
        write(by, found.id, place, _K.REGISTERED, act_id, terms, member_id=line.member_id, entry_id=entry_id)
        _stand(by, line, found, found.applicant)
        _let_in(by, line, found)
        _consent(by, line, found, found.applicant)
        done = queries.application(application_id=application_id)
        tell(by=by, found=done, terms=terms, member_number=line.number)
        return line


def _line(by: Acting, found: ApplicationFile, applicant: Applicant) -> Registered:
    """A new line for a new person, or for one who was known before, with what is known now."""
    bond = "" if found.bond in {ANYONE, OUTSIDE} else found.bond
    if found.person_id is None:
        newcomer = Newcomer(applicant.particulars, by.on, found.member_class, bond_ground=bond)
        (line,) = register_members(by=by, newcomers=[newcomer])
        Application.objects.filter(id=found.id).update(person_id=line.person_id)
        return line
    before = queries.person(person_id=found.person_id).particulars
    now = replace(applicant.particulars, kind=before.kind, sex=before.sex, source_key=before.source_key)
    change_particulars(by=by, person_id=found.person_id, particulars=now)
    enrolment = Enrolment(found.person_id, by.on, found.member_class, bond_ground=bond)
    (line,) = enrol_persons(by=by, enrolments=[enrolment])
    return line


def _stand(by: Acting, line: Registered, found: ApplicationFile, applicant: Applicant) -> None:
    """Who acts for the member, and that the member is outside the bond: as the application, decided on, has it."""
    order = replace(by, person_id=None, for_person_id=None, authority=f"application {found.number}")
    number, mandate = line.number, f"application {found.number}"
    if applicant.representative is not None:
        known = _companion(applicant.representative, applicant.particulars.language)
        name_representative(by=order, member_number=number, from_on=by.on, particulars=known, mandate=mandate)
    if applicant.guardian is not None:
        known = _companion(applicant.guardian, applicant.particulars.language)
        with suppress(errors.NotAMinor):  # who came of age while the application went its way needs nobody
            name_guardian(by=order, member_number=number, from_on=by.on, particulars=known, mandate=mandate)
    if found.bond == OUTSIDE:
        keep_out_of_bond(by=order, number=number, since=by.on, reason=mandate)


def _companion(told: Companion, language: str) -> Particulars:
    return Particulars(
        family_name=told.family_name,
        given_names=told.given_names,
        birth_date=told.birth_date,
        language=language,
        email=told.email,
        telephone=told.telephone,
    )


def _let_in(by: Acting, line: Registered, found: ApplicationFile) -> None:
    """A way to sign in, where there is an address that is nobody else's here; a child may share a parent's."""
    if not found.email:
        return
    with suppress(errors.SignInGivenAlready, errors.SignInOfAnother, errors.EmailMalformed):
        give_sign_in(by=by, person_id=line.person_id, email=found.email)


def _consent(by: Acting, line: Registered, found: ApplicationFile, applicant: Applicant) -> None:
    """The consents that came with the application: the applicant gave them, whoever takes the payment."""
    himself = replace(by, person_id=line.person_id, for_person_id=None, authority=APPLICANT)
    give_consents(
        by=himself,
        person_id=line.person_id,
        purposes=[ConsentPurpose(each) for each in applicant.consents],
        way=ConsentWay.APPLICATION,
        language=found.language,
    )
