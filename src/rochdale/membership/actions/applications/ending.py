"""What time does to applications: the unanswered and the unpaid lapse, and what is over is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import queries
from rochdale.membership.actions.applications.taking import record, step_row
from rochdale.membership.actions.applications.telling import tell_all
from rochdale.membership.actions.letters import blank_letters_of_acts
from rochdale.membership.models import (
    BLANKED_NAME,
    Application,
    ApplicationDocument,
    ApplicationLink,
    ApplicationStep,
    ApplicationStepKind,
)
from rochdale.membership.queries import admission_terms
from rochdale.membership.queries.applying import ENDED_WITHOUT, months_before
from rochdale.tenancy.actions import inside
from rochdale.tenancy.queries import rows

_K = ApplicationStepKind


def lapse_overdue_applications(*, by: Acting) -> list[UUID]:
    """Let every application lapse whose answer or payment did not come through today; which ones.

    The last day counts whole: this is done when it closes. Constant number of statements.
    """
    with inside(by.cooperative_id):
        overdue = {"cooperative_id": by.cooperative_id, "on": by.on}
        if not rows("membership", "lock_overdue_applications.sql", overdue):
            return []
        # Read by a statement of its own: it sees what was paid or answered until the locks were ours.
        found = rows("membership", "applications_overdue.sql", overdue)
        if not found:
            return []
        version = cooperatives.bylaw_version(by.on)
        deeds = [
            (by, audit.Deed("membership.application_lapsed", "application", id_, version)) for id_, _ in found
        ]
        act_ids = audit.record_all(deeds=deeds)
        terms = admission_terms(on=by.on)
        ApplicationStep.objects.bulk_create(
            step_row(by, id_, place + 1, _K.LAPSED, act_id, terms)
            for (id_, place), act_id in zip(found, act_ids, strict=True)
        )
        lapsed = queries.application_files(application_ids=[id_ for id_, _ in found])
        tell_all(by=by, files=lapsed, terms=terms)
        return [id_ for id_, _ in found]


def blank_ended_applications(*, by: Acting) -> list[UUID]:
    """Blank what is known of applicants who did not become members, once the by-law's time is over (rule V-5).

    The steps and the figures stay; name, particulars, identity and papers are gone for good (INV-69). Which ones.
    """
    with inside(by.cooperative_id):
        months = admission_terms(on=by.on).retention_months
        if months is None:
            return []
        over = Application.objects.filter(
            cooperative_id=by.cooperative_id,
            state__in=ENDED_WITHOUT,
            order_on__lte=months_before(by.on, months),
            blanked_on=None,
        )
        ids = list(over.values_list("id", flat=True))
        if ids:
            act_id = record(by, "blanked", ids[0], {"applications": len(ids)})
            _blank(by, ids, act_id)
        return ids


def blank_applications_of(*, by: Acting, person_id: UUID, act_id: UUID) -> None:
    """Blank the applications by which a person came, with the person's own particulars and by the same act.

    The caller's transaction must be open, and decides that it may be done (INV-63).
    """
    came = Application.objects.filter(person_id=person_id, blanked_on=None)
    _blank(by, list(came.values_list("id", flat=True)), act_id)


def _blank(by: Acting, ids: Sequence[UUID], act_id: UUID) -> None:
    ApplicationDocument.objects.filter(application_id__in=ids).delete()
    steps = ApplicationStep.objects.filter(application_id__in=ids)
    links = ApplicationLink.objects.filter(application_id__in=ids)
    written = [*steps.values_list("act_id", flat=True), *links.values_list("act_id", flat=True)]
    blank_letters_of_acts(act_ids=written, act_id=act_id)
    Application.objects.filter(id__in=ids).update(
        name="",
        sorting_name="",
        email="",
        birth_date=None,
        identity_hash=None,
        particulars=None,
        blanked_on=by.on,
        blanked_act_id=act_id,
    )
    # The database lets the words of the steps go once the rest has.
    steps.exclude(words__in=["", BLANKED_NAME]).update(words=BLANKED_NAME)
