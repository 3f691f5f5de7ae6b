"""Taking a step of an application: who may, what follows what, and how it is written down."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.applications.telling import tell
from rochdale.membership.models import ApplicationStep, ApplicationStepKind, Door, MatchVerdict, Person
from rochdale.membership.queries import OF_THE_BOARD, AdmissionTerms, ApplicationFile, admission_terms
from rochdale.membership.queries.applying import OF_APPLICANT, application_may_follow
from rochdale.tenancy.actions import lock, new_id

# Under this authority acts whoever holds the secret link, and nothing but what an applicant may.
APPLICANT: Final = "applicant, by the secret link"
_K = ApplicationStepKind
_DECISIONS = frozenset({_K.ACCEPTED, _K.REFUSED})
_ON_APPEAL = frozenset({_K.UPHELD, _K.OVERTURNED})


def hold_application(*, application_id: UUID) -> None:
    """Take an application for the rest of the transaction, as the database's own trigger does."""
    lock(application_id, invariant=65)


def next_step(
    by: Acting, application_id: UUID, kind: ApplicationStepKind
) -> tuple[ApplicationFile, AdmissionTerms]:
    """The application, taken for the transaction, if `kind` may follow (INV-65) and `by` may take that step."""
    hold_application(application_id=application_id)
    found = queries.application(application_id=application_id)
    terms = admission_terms(on=by.on)
    _authorise(by, found, kind, terms)
    if not application_may_follow(found.last.kind, kind):
        raise errors.ApplicationStepOutOfOrder(last=found.last.kind.value, step=kind.value)
    return found, terms


def _authorise(by: Acting, found: ApplicationFile, kind: ApplicationStepKind, terms: AdmissionTerms) -> None:
    if by.authority == APPLICANT:
        if kind not in OF_APPLICANT:
            raise NotAllowed(person_id=by.person_id or UUID(int=0), permission=kind.value, on=by.on)
        return
    if by.person_id is None:
        return
    refuse_own(by, found)
    if kind in _ON_APPEAL:
        require_board(by)
    elif kind in _DECISIONS and (terms.is_board or found.is_with_board):
        if not found.is_with_board:
            raise errors.BoardDecides
        require_board(by)
    elif kind in _DECISIONS:
        cooperatives.require(by.person_id, Permission.DECIDE_ADMISSIONS, by.on)
    elif kind is not _K.REGISTERED:
        require_office(by)


def require_office(by: Acting) -> None:
    """Let who prepares or decides applications go on. Raises NotAllowed."""
    if by.person_id is None:
        return
    held = cooperatives.permissions_of(by.person_id, by.on)
    if Permission.DECIDE_ADMISSIONS not in held:
        cooperatives.require(by.person_id, Permission.PREPARE_APPLICATIONS, by.on)


def require_board(by: Acting) -> None:
    """Let who sits on the board go on. Raises BoardDecides, or NotAllowed for who decides on nobody."""
    if by.person_id is None:
        return
    cooperatives.require(by.person_id, Permission.DECIDE_ADMISSIONS, by.on)
    if not cooperatives.permissions_of(by.person_id, by.on) >= OF_THE_BOARD:
        raise errors.BoardDecides


def refuse_own(by: Acting, found: ApplicationFile) -> None:
    """Nobody acts by office on the own application, nor on one in which the own address stands (INV-28)."""
    if by.person_id is None:
        return
    mine = Person.objects.filter(id=by.person_id).values_list("email", flat=True).first()
    if by.person_id == found.person_id or (mine and mine in _addresses(found)):
        raise errors.OwnApplication
    if found.sign_in_id and Door.objects.filter(person_id=by.person_id, sign_in_id=found.sign_in_id).exists():
        raise errors.OwnApplication
    for each in queries.possible_persons(application_id=found.id):
        if each.person_id == by.person_id and each.verdict is not MatchVerdict.ANOTHER:
            raise errors.OwnApplication


def _addresses(found: ApplicationFile) -> set[str]:
    told = found.applicant
    if told is None:
        return set()
    others = [each.email for each in (told.guardian, told.representative) if each]
    return {each.strip().lower() for each in (told.particulars.email, *others)} - {""}


def record(by: Acting, kind: str, application_id: UUID, facts: dict[str, object] | None = None) -> UUID:
    """Write the act of a step into the record; it names nobody (rule V-7)."""
    deed = audit.Deed(
        f"membership.application_{kind}",
        "application",
        application_id,
        cooperatives.bylaw_version(by.on),
        facts or {},
    )
    return audit.record(by=by, deed=deed)


def write(
    by: Acting,
    application_id: UUID,
    place: int,
    kind: ApplicationStepKind,
    act_id: UUID,
    terms: AdmissionTerms,
    *,
    words: str = "",
    ground: str = "",
    member_id: UUID | None = None,
    entry_id: UUID | None = None,
) -> ApplicationStep:
    """Write one step, with the day by which something is to follow; the database moves the application (INV-68)."""
    row = step_row(by, application_id, place, kind, act_id, terms)
    row.words, row.ground = words.strip(), ground
    row.member_id, row.entry_id = member_id, entry_id
    row.save(force_insert=True)
    return row


def step_row(
    by: Acting,
    application_id: UUID,
    place: int,
    kind: ApplicationStepKind,
    act_id: UUID,
    terms: AdmissionTerms,
) -> ApplicationStep:
    """A step that is not written yet."""
    return ApplicationStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        application_id=application_id,
        place=place,
        kind=kind,
        on_date=by.on,
        at=by.at,
        next_by=terms.next_by(kind, by.on),
        act_id=act_id,
    )


def take(
    by: Acting,
    found: ApplicationFile,
    kind: ApplicationStepKind,
    terms: AdmissionTerms,
    *,
    words: str = "",
    ground: str = "",
) -> None:
    """Record and write the step that `next_step` allowed."""
    act_id = record(by, kind.value, found.id, {"ground": ground} if ground else None)
    write(by, found.id, len(found.steps) + 1, kind, act_id, terms, words=words, ground=ground)
    tell(by=by, found=queries.application(application_id=found.id), terms=terms)


def require_words(words: str) -> None:
    """A step that the applicant must understand brings words. Raises WordsMissing."""
    if not words.strip():
        raise errors.WordsMissing
