"""The public page of a cooperative: what it is, who may join, what it costs, and how it goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.views import Visit, open_to_all, visit_of
from rochdale.membership import queries
from rochdale.membership.queries import REFUSAL_WORDS, AdmissionTerms, ApplicationStepKind
from rochdale.web.values import Fact

_K = ApplicationStepKind


@open_to_all
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """What one should know before joining."""
    visit = visit_of(request)
    terms = queries.admission_terms(on=visit.today)
    context = {
        "cooperative": visit.cooperative,
        "terms": terms,
        "bond_words": bond_words(terms),
        "facts": _facts(visit, terms),
        "grounds": [REFUSAL_WORDS.get(each, each) for each in terms.refusal_grounds],
        "days": {step.value: days for step, days in terms.days.items()},
        "bylaws_href": visit.href("membership:join-bylaws"),
        "apply_href": visit.href("membership:apply"),
        "mine_href": visit.href("membership:my-application"),
        "is_member": visit.member_number is not None,
    }
    return render(request, "membership/join/join.html", context)


def bond_words(terms: AdmissionTerms) -> str:
    """The common bond in plain words, in the reader's language where the by-laws have it."""
    language = (get_language() or "en").split("-")[0]
    return terms.bond_words.get(language) or terms.bond_words.get("en", "")


def _facts(visit: Visit, terms: AdmissionTerms) -> list[Fact]:
    own = visit.cooperative
    facts = [
        Fact(_("Founded"), own.founded_on),
        Fact(_("Members"), queries.members_at(cooperative_id=own.id, on=visit.today)),
    ]
    if terms.is_open:
        facts.append(Fact(_("To join one pays"), terms.cost))
    return facts
