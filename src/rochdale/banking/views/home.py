"""The first page: what waits, for an officer; what is mine, for a member. And the quick search."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.banking import queries
from rochdale.banking.views import cooperative, proposals, words
from rochdale.capital import queries as capital
from rochdale.capital import views as shares
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Gathered, Visit, gathered_lines, insiders_only, requires, visit_of
from rochdale.ledger import queries as ledger
from rochdale.membership import queries as membership
from rochdale.membership.views import application_fact, delays_shown, voice_line
from rochdale.money.amount import Money, total
from rochdale.web.formatting import moment_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

# An entry's number as it is written and as it is typed: 123 704, 123,704, nº 123704. Eighteen signs fit a bigint.
ENTRY_NUMBER: Final = re.compile(r"(n[ºo°]\.?)?\s*(\d[\d\s,]{0,17})", re.IGNORECASE)


@insiders_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for an officer, and what is a member's own; whoever is both sees both."""
    visit = visit_of(request)
    context: dict[str, Any] = {"today": visit.today, "name": visit.person_name}
    if visit.is_officer:
        context |= _waiting(visit) | {"search_href": visit.href("banking:search")}
    if visit.member_number is not None or not visit.is_officer:
        context |= _mine(visit)
    return render(request, "banking/home.html", context)


def _waiting(visit: Visit) -> dict[str, Any]:
    may_decide = Permission.APPROVE_OPERATION in visit.permissions
    found = queries.waiting() if may_decide or _counter_links(visit) else queries.Waiting((), 0)
    names = words.names_in(found.operations)
    for_others = [each for each in found.operations if may_decide and each.asked_by != visit.person_id]
    mine = [each for each in found.operations if each.asked_by == visit.person_id]
    acts_for_me, acts_of_mine = proposals.waiting_lines(visit)
    others = [*_applications(visit), *gathered_lines(Gathered.WAITS, visit)]
    return {
        "is_officer": True,
        "may_decide": may_decide,
        "for_me": [*acts_for_me, *(_line(visit, each, names) for each in for_others), *others],
        "asked_by_me": [*acts_of_mine, *(_line(visit, each, names) for each in mine)],
        "count": len(acts_for_me) + len(for_others) + len(others),
        "acts": _counter_links(visit),
        "delays": [
            *delays_shown(visit),
            *(shares.delay_lines(visit) if Permission.MANAGE_CAPITAL in visit.permissions else []),
        ],
    }


def _applications(visit: Visit) -> list[Fact]:
    """The applications for membership that wait for who visits, what is due first standing first."""
    if not visit.permissions & {Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS}:
        return []
    found = membership.applications_waiting(
        cooperative_id=visit.cooperative.id,
        permissions=visit.permissions,
        terms=membership.admission_terms(on=visit.today),
    )
    return [
        application_fact(visit, line, _("%(name)s wants to become a member") % {"name": line.name})
        for line in found
    ]


def _line(visit: Visit, pending: queries.PendingOperation, names: Any) -> Fact:
    href = visit.href("banking:pending", pending_id=pending.id)
    asked = {
        "who": names.get(pending.asked_by, ""),
        "when": moment_text(timezone.localtime(pending.asked_at), reader_locale()),
    }
    note = _("asked by %(who)s, %(when)s") % asked
    return Fact(words.pending_words(pending, names), pending.amount, href, note)


def _counter_links(visit: Visit) -> list[Link]:
    return [
        Link(visit.href(f"banking:{name}"), label)
        for name, label, permission in words.COUNTER
        if permission in visit.permissions
    ]


def _mine(visit: Visit) -> dict[str, Any]:
    assert visit.person_id is not None
    held = queries.accounts_of(visit.person_id, visit.today)
    open_ones = [account for account in held if account.state != "closed"]
    own_shares = capital.holdings(holder_ids=[visit.person_id], on=visit.today)
    lines = [words.held_line(visit, account) for account in held]
    if own_shares:
        lines.append(_shares_line(visit, own_shares))
    return {
        "is_member": True,
        "number": visit.member_number,
        "mine": lines,
        "mine_sum": Fact(words.IN_ALL, _sum(open_ones, own_shares))
        if len(open_ones) + len(own_shares) > 1
        else None,
        "decide": [*([voice_line(visit)] if visit.member_id else []), cooperative.meeting_line(visit)],
        "ours": cooperative.in_brief(visit, cooperative.standing_of(visit)),
        "ours_href": visit.href("banking:cooperative"),
    }


def _shares_line(visit: Visit, held: list[capital.Holding]) -> Fact:
    note = " · ".join(shares.held_words(each) for each in held)
    worth = total([each.worth for each in held], held[0].worth.currency)
    return Fact(_("Shares"), worth, visit.href("capital:my-shares"), note)


def _sum(held: list[queries.HeldAccount], own_shares: list[capital.Holding]) -> Money:
    """What somebody owns of these, less what is owed on loans; a signatory owns nothing of an account."""
    own = [account.worth for account in held if account.role != "signatory"]
    own += [each.worth - each.owing for each in own_shares]
    currency = held[0].balance.currency if held else own[0].currency
    return total([each for each in own if each.currency == currency], currency)


@requires(Permission.VIEW_REGISTER, Permission.VIEW_ACCOUNTS)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """An account by its number opens at once, and so does an entry; the rest is looked for in the register."""
    visit = visit_of(request)
    asked = request.GET.get("q", "").strip()
    if asked and Permission.VIEW_ACCOUNTS in visit.permissions:
        account = queries.account_numbered(asked)
        if account is not None:
            return redirect(words.account_href(visit, account.number))
        entry_id = _entry_asked(visit, asked)
        if entry_id is not None:
            return redirect(visit.href("banking:entry", entry_id=entry_id))
    return redirect(f"{visit.href('membership:register')}?{urlencode({'q': asked})}")


def _entry_asked(visit: Visit, asked: str) -> UUID | None:
    """The entry whose number this is; a bare number is a member's first."""
    typed = ENTRY_NUMBER.fullmatch(asked)
    if typed is None:
        return None
    number = int("".join(digit for digit in typed[2] if digit.isdigit()))
    if typed[1] is None and membership.is_number_taken(number=number):
        return None
    return ledger.entry_numbered(visit.cooperative.id, number)
