"""An act of any room that takes two persons: its effect, and approving, refusing or withdrawing it.

The page is open to every officer; the act's own permission decides who may do what on it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.banking.forms import DecisionForm
from rochdale.cooperatives import actions, queries
from rochdale.cooperatives.errors import ProposalNotFound
from rochdale.cooperatives.queries import Permission, Proposal
from rochdale.cooperatives.views import Visit, freshly_signed_in, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.web.formatting import moment_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link


@requires(*Permission)
@require_safe
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """What was proposed, by whom and why, its effect as it would be now, and what became of it."""
    visit = visit_of(request)
    found = _found(proposal_id)
    kind = actions.act_kind(name=found.kind)
    may = found.permission in visit.permissions and found.end is None
    is_own = found.proposed_by == visit.person_id
    names = membership.names_of(person_ids=_persons(found))
    context: dict[str, Any] = {
        "title": kind.label,
        "proposal": found,
        "proposed_by": names.get(found.proposed_by, ""),
        "decided_by": names.get(found.end.decided_by, "") if found.end else "",
        "outcome": found.end.outcome.value if found.end else "",
        "effects": kind.effects(found.facts) if found.end is None else [],
        "may_decide": may and not is_own,
        "may_withdraw": may and is_own,
        "is_own": is_own,
        "form": DecisionForm(),
        "approve_href": visit.href("banking:proposal-approve", proposal_id=proposal_id),
        "refuse_href": visit.href("banking:proposal-refuse", proposal_id=proposal_id),
        "withdraw_href": visit.href("banking:proposal-withdraw", proposal_id=proposal_id),
        "back": Link(visit.home_url, _("Back to what waits")),
    }
    return render(request, "banking/proposal.html", context)


def _found(proposal_id: UUID) -> Proposal:
    try:
        return queries.proposal(proposal_id=proposal_id)
    except ProposalNotFound as missing:
        raise Http404 from missing


def _persons(found: Proposal) -> set[UUID]:
    return {found.proposed_by} | ({found.end.decided_by} if found.end else set())


def waiting_lines(visit: Visit) -> tuple[list[Fact], list[Fact]]:
    """What waits for who visits to decide, and what that person proposed; both the oldest first."""
    waiting = [each for each in queries.waiting_proposals() if each.permission in visit.permissions]
    names = membership.names_of(person_ids={each.proposed_by for each in waiting})
    lines = [(each.proposed_by == visit.person_id, _line(visit, each, names)) for each in waiting]
    return [line for is_own, line in lines if not is_own], [line for is_own, line in lines if is_own]


def _line(visit: Visit, found: Proposal, names: dict[UUID, str]) -> Fact:
    asked = {
        "who": names.get(found.proposed_by, ""),
        "when": moment_text(timezone.localtime(found.proposed_at), reader_locale()),
    }
    href = visit.href("banking:proposal", proposal_id=found.id)
    note = _("asked by %(who)s, %(when)s") % asked
    return Fact(actions.act_kind(name=found.kind).label, None, href, note)


@freshly_signed_in
@requires(*Permission)
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Do what was proposed. Who had to show first that it is still they comes back to what is proposed."""
    if request.method == "GET":
        return _to(request, proposal_id)
    actions.approve_proposal(by=_by(request, proposal_id), proposal_id=proposal_id)
    messages.success(request, _("You approved the act, and it is done. Both names are on the record."))
    return _to(request, proposal_id)


@requires(*Permission)
@require_POST
def refuse(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Refuse what was proposed, with a reason."""
    actions.refuse_proposal(by=_by(request, proposal_id), proposal_id=proposal_id)
    messages.success(request, _("You refused the act. Nothing was done."))
    return _to(request, proposal_id)


@requires(*Permission)
@require_POST
def withdraw(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Take back what one proposed oneself."""
    actions.withdraw_proposal(by=_by(request, proposal_id), proposal_id=proposal_id)
    messages.success(request, _("You took the act back. Nothing was done."))
    return _to(request, proposal_id)


def _by(request: HttpRequest, proposal_id: UUID) -> Acting:
    form = DecisionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return visit_of(request).acting(_found(proposal_id).permission, reason)


def _to(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    return redirect(visit_of(request).href("banking:proposal", proposal_id=proposal_id))
