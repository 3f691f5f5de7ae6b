"""The papers of applications as officers read them, and what became of those who applied, in figures."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.membership import actions, errors, queries
from rochdale.membership.api.applications import ROUTES
from rochdale.membership.api.joining import FILES, paper_told
from rochdale.membership.api.joining_schemas import PaperTold
from rochdale.membership.queries import FilePart
from rochdale.membership.views.applications import secret_link
from rochdale.membership.views.applications.file import acting_for_application, application_file
from rochdale.membership.views.looking import note_look
from rochdale.web.api import Answer

_FOR_OFFICERS = (Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS)


class Papers(Answer):
    """The papers of an application, the oldest first."""

    items: list[PaperTold]


class AdmissionYearTold(Answer):
    """The applications of a year by where they stand, refusals by ground, and the median days until a decision."""

    year: int
    applications: int
    by_state: dict[str, int]
    by_ground: dict[str, int]
    median_days: int | None


class AdmissionFigures(Answer):
    """Year by year, the latest first."""

    items: list[AdmissionYearTold]


@ROUTES.question("applications/{uuid:application_id}/papers", Papers)
@requires(*_FOR_OFFICERS)
def application_papers(request: HttpRequest, application_id: UUID) -> Papers:
    """Which papers an applicant brought."""
    return Papers(items=[paper_told(each) for each in application_file(application_id).documents])


@ROUTES.question(
    "applications/{uuid:application_id}/papers/{uuid:document_id}",
    None,
    refuses=(NotAllowed, OwnMatter, errors.DocumentNotFound, errors.DocumentDamaged),
    media=FILES,
)
@requires(*_FOR_OFFICERS)
def application_paper(request: HttpRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """A paper as it was brought; the record keeps who read it."""
    visit, found = visit_of(request), application_file(application_id)
    by = acting_for_application(visit, found)
    paper = actions.open_document(by=by, application_id=application_id, document_id=document_id)
    if found.person_id is not None:
        note_look(visit, FilePart.DOCUMENTS, found.person_id)
    return secret_link.handed_over(paper)


@ROUTES.question("applications/figures", AdmissionFigures)
@requires(*_FOR_OFFICERS, Permission.VIEW_AUDIT)
def application_figures(request: HttpRequest) -> AdmissionFigures:
    """What became of those who applied, year by year: whether the door is open (ICA principle 1)."""
    return AdmissionFigures(
        items=[
            AdmissionYearTold(
                year=each.year,
                applications=each.applications,
                by_state={state.value: counted for state, counted in each.by_state},
                by_ground=dict(each.by_ground),
                median_days=each.median_days,
            )
            for each in queries.admission_figures()
        ]
    )
