"""Sending an application: what was filled in becomes one, once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.applications.drafts import draft_row
from rochdale.membership.actions.applications.taking import record, require_office, write
from rochdale.membership.actions.applications.telling import tell
from rochdale.membership.models import (
    Application,
    ApplicationDocument,
    ApplicationDraft,
    ApplicationStepKind,
    MemberClass,
    PersonKind,
)
from rochdale.membership.queries import (
    ANYONE,
    OUTSIDE,
    AdmissionTerms,
    Applicant,
    Particulars,
    admission_terms,
    age_years,
    sorting_name,
)
from rochdale.membership.queries.applicants import packed
from rochdale.membership.queries.sealing import identity_hash, place_of, seal, token_hash
from rochdale.tenancy.actions import inside, lock, new_id
from rochdale.tenancy.queries import rows

SHARES_MAX = 10_000


@dataclass(frozen=True, slots=True)
class ApplicationRequest:
    """What somebody asks for: who, as what, on which ground of the common bond, with how many shares.

    `bylaw_version` is the version of the by-laws that the applicant accepted.
    """

    applicant: Applicant
    bond: str
    bylaw_version: int
    shares: int = 1
    instalments: int = 1
    member_class: MemberClass = MemberClass.FULL


@dataclass(frozen=True, slots=True)
class Sent:
    """An application that was received; `again` where the same draft had been sent before."""

    application_id: UUID
    number: int
    again: bool = False


def send_application(*, by: Acting, token: str, asked: ApplicationRequest) -> Sent:
    """Turn a draft into an application, once: a second time answers as the first. The link stays the same.

    Raises NotAllowed, DraftNotFound, DraftIncomplete, NameMissing, BornInFuture, GuardianMissing,
    MinorsNotAdmitted, PersonsNotAdmitted, CooperativesNotAdmitted, NoAffiliate, OutsideBond, SharesImpossible.
    """
    with inside(by.cooperative_id):
        _lock(token)
        known = Application.objects.filter(token_hash=token_hash(token)).first()
        if known is not None:
            return Sent(known.id, known.number, again=True)
        row = draft_row(token)
        if row.entered_by is not None:
            require_office(by)
        terms = admission_terms(on=by.on)
        _refuse(by, terms, asked)
        return _write(by, row, terms, asked)


def _lock(token: str) -> None:
    lock(f"draft:{token_hash(token).hex()}", invariant=65)


def _refuse(by: Acting, terms: AdmissionTerms, asked: ApplicationRequest) -> None:
    known = asked.applicant.particulars
    if not known.family_name.strip():
        raise errors.NameMissing(position=1)
    if asked.bylaw_version != terms.version:
        raise errors.DraftIncomplete(step="agreement")
    _refuse_kind(terms, known)
    if known.kind is not PersonKind.NATURAL and asked.applicant.representative is None:
        raise errors.DraftIncomplete(step="representative")
    if known.kind is PersonKind.NATURAL:
        _refuse_age(by, terms, asked.applicant)
    _refuse_bond(terms, asked.bond)
    most = terms.instalments_max
    if not terms.shares_required <= asked.shares <= SHARES_MAX or not 1 <= asked.instalments <= most:
        raise errors.SharesImpossible(least=terms.shares_required, instalments_max=most)


def _refuse_kind(terms: AdmissionTerms, known: Particulars) -> None:
    """Persons own a primary cooperative; those of higher tiers are owned by cooperatives (INV-36)."""
    if terms.is_of_cooperatives and known.kind is PersonKind.NATURAL:
        raise errors.PersonsNotAdmitted
    if known.kind is PersonKind.COOPERATIVE and not terms.is_of_cooperatives:
        raise errors.CooperativesNotAdmitted
    if known.cooperative_slug and known.cooperative_slug not in {each.slug for each in terms.affiliates}:
        raise errors.NoAffiliate(slug=known.cooperative_slug)


def _refuse_age(by: Acting, terms: AdmissionTerms, applicant: Applicant) -> None:
    """Minors come with a guardian below the age of the by-laws, or not at all (rule Q-17)."""
    born_on = applicant.particulars.birth_date
    if born_on is None:
        raise errors.DraftIncomplete(step="particulars")
    if born_on > by.on:
        raise errors.BornInFuture
    age = age_years(born_on, by.on)
    if not terms.minors_admitted and age < (terms.voting_age_years or 0):
        raise errors.MinorsNotAdmitted(age_years=terms.voting_age_years or 0)
    if applicant.guardian is None and age < (terms.joining_age_years or 0):
        raise errors.GuardianMissing(age_years=terms.joining_age_years or 0)


def _refuse_bond(terms: AdmissionTerms, bond: str) -> None:
    if bond in terms.bond or (bond == OUTSIDE and terms.outside_cap and ANYONE not in terms.bond):
        return
    raise errors.OutsideBond(most=0)


def _write(by: Acting, row: ApplicationDraft, terms: AdmissionTerms, asked: ApplicationRequest) -> Sent:
    known, identity = asked.applicant.particulars, asked.applicant.identity
    id_, hashed = new_id(by.at), None
    if identity is not None:
        hashed = identity_hash(cooperative_id=by.cooperative_id, kind=identity.kind, number=identity.number)
    number: int = rows("membership", "last_application.sql", {"cooperative_id": by.cooperative_id})[0][0] + 1
    act_id = record(by, "applied", id_, {"number": number})
    place = place_of(by.cooperative_id, "application", id_)
    Application(
        id=id_,
        cooperative_id=by.cooperative_id,
        number=number,
        kind=known.kind,
        member_class=asked.member_class,
        shares=asked.shares,
        instalments=asked.instalments,
        bond=asked.bond,
        language=known.language,
        bylaw_version=asked.bylaw_version,
        applied_on=by.on,
        token_hash=bytes(row.token_hash),
        sign_in_id=row.sign_in_id,
        entered_by=row.entered_by,
        act_id=act_id,
        name=known.name,
        sorting_name=sorting_name(given_names=known.given_names, family_name=known.family_name),
        email=known.email.strip().lower(),
        birth_date=known.birth_date,
        identity_hash=hashed,
        particulars=seal(packed(asked.applicant), place=place),
        state_on=by.on,
        order_on=by.on,
    ).save(force_insert=True)
    ApplicationDocument.objects.filter(draft_id=row.id).update(application_id=id_, draft_id=None)
    ApplicationDraft.objects.filter(id=row.id).delete()
    write(by, id_, 1, ApplicationStepKind.APPLIED, act_id, terms)
    tell(by=by, found=queries.application(application_id=id_), terms=terms)
    return Sent(id_, number)
