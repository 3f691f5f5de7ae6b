"""What is written about the person who reads."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from rochdale.cooperatives.views import Visit, insiders_only, visit_of
from rochdale.membership import queries
from rochdale.membership.errors import DocumentNotFound
from rochdale.membership.views.applications import secret_link
from rochdale.membership.views.applications.applying import size_words
from rochdale.membership.views.member import membership_facts
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.particulars import particulars_shown
from rochdale.membership.views.persons import person_file
from rochdale.membership.views.standing import standing_context
from rochdale.web.values import Fact


@insiders_only
@require_safe
def my_file(request: HttpRequest) -> HttpResponse:
    """What the cooperative keeps about the person who reads, and about nobody else."""
    visit = visit_of(request)
    assert visit.person_id is not None
    file = person_file(visit.person_id)
    member = member_file(visit.member_number) if visit.member_number else None
    facts = membership_facts(member) if member else []
    context = {
        "person": file,
        "number": visit.member_number,
        "facts": facts,
        "particulars": particulars_shown(file.particulars),
        "consents": _agreed(visit.person_id),
        "consents_href": visit.href("membership:my-consents"),
        "views_href": visit.href("membership:my-views"),
        "pdf_href": visit.href("membership:my-file-pdf"),
        "json_href": visit.href("membership:my-file-json"),
        "papers": _papers(visit, visit.person_id),
        "contact_href": visit.href("membership:my-contact"),
        "name_href": visit.href("membership:my-name"),
        "letters_href": visit.href("membership:my-letters"),
        "leave_href": visit.href("membership:leave") if visit.member_number else "",
        "programs_href": visit.href("membership:tokens"),
        "email": request.user.get_username(),
        **(standing_context(visit, member) if member else {}),
        "history_href": visit.href("membership:my-history"),
    }
    return render(request, "membership/my_file.html", context)


@insiders_only
@require_safe
def my_paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A paper, back to who brought it to become a member."""
    visit = visit_of(request)
    assert visit.person_id is not None
    return secret_link.handed_over(paper_of(visit.person_id, document_id))


def paper_of(person_id: UUID, document_id: UUID) -> queries.OpenedDocument:
    """A paper that the person brought. Raises Http404, DocumentDamaged."""
    try:
        return queries.document_of_person(person_id=person_id, document_id=document_id)
    except DocumentNotFound as missing:
        raise Http404 from missing


def _papers(visit: Visit, person_id: UUID) -> list[Fact]:
    return [
        Fact(
            capfirst(str(paper.kind.label)),
            size_words(paper),
            visit.href("membership:my-paper", document_id=paper.id),
        )
        for brought in queries.papers_brought_by(person_id).values()
        for paper in brought
    ]


def _agreed(person_id: UUID) -> str:
    """The purposes of the consents in force, in a row."""
    given = queries.consents_given(person_id=person_id)
    return capfirst("; ".join(str(purpose.label) for purpose in queries.ConsentPurpose if purpose in given))
