"""What is written about the person who reads."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from rochdale.cooperatives.views import insiders_only, visit_of
from rochdale.membership import queries
from rochdale.membership.views.member import membership_facts
from rochdale.membership.views.member_files import member_file
from rochdale.membership.views.particulars import particulars_shown
from rochdale.membership.views.persons import person_file
from rochdale.membership.views.standing import standing_context


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


def _agreed(person_id: UUID) -> str:
    """The purposes of the consents in force, in a row."""
    given = queries.consents_given(person_id=person_id)
    return capfirst("; ".join(str(purpose.label) for purpose in queries.ConsentPurpose if purpose in given))
