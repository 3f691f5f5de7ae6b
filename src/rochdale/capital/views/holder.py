"""What one person holds: the member's own page, and the same for officers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.capital import queries
from rochdale.capital.errors import MovementNotFound
from rochdale.capital.queries import MovementLine, QueuedRedemption
from rochdale.capital.views import words
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, authority_words, doer_words, insiders_only, requires, visit_of
from rochdale.ledger import queries as ledger
from rochdale.membership import queries as membership
from rochdale.membership.errors import PersonNotFound
from rochdale.membership.queries import FilePart
from rochdale.membership.views import by_person, shows_file
from rochdale.money.amount import total
from rochdale.tenancy.actions import new_id
from rochdale.web.values import Deed, Fact, Link, Page

_MOVEMENTS_SHOWN = 25


@insiders_only
@require_safe
def my_shares(request: HttpRequest) -> HttpResponse:
    """What is mine of the cooperative's capital."""
    visit = visit_of(request)
    assert visit.person_id is not None
    context = shares_context(request, visit.person_id, is_own=True)
    return render(request, "capital/holder.html", context)


@requires(Permission.VIEW_CAPITAL)
@require_safe
@shows_file(FilePart.MEMBER, by_person)
def holder(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What a person holds, with what an officer may do about it."""
    context = shares_context(request, person_id, is_own=False)
    return render(request, "capital/holder.html", context)


def shares_context(request: HttpRequest, person_id: UUID, *, is_own: bool) -> dict[str, Any]:
    """All that `capital/holder.html` shows. Raises Http404."""
    visit = visit_of(request)
    person = person_of(person_id)
    held = queries.holdings(holder_ids=[person_id], on=visit.today)
    may = not is_own and words.may_at_counter(visit)
    may_manage = not is_own and Permission.MANAGE_CAPITAL in visit.permissions
    owed = queries.instalments(on=visit.today, holder_id=person_id)
    below, _count = queries.below_required(on=visit.today, person_id=person_id)
    context: dict[str, Any] = {
        "is_own": is_own,
        "name": person.name,
        "number": person.member_number,
        "holdings": [words.holding_line(each) for each in held],
        "sum": _sum(held),
        "owing": [words.owing_line(visit, each, may_pay=may) for each in owed],
        "below": below[0] if below else None,
        "waiting": _waiting(visit, person_id, may_manage=may_manage, is_own=is_own),
        "test": words.test_words(queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)),
        "certificates": [
            words.certificate_line(visit, each) for each in queries.certificates_of(holder_id=person_id)
        ],
        "certifiable": [(each.share_class.code, each.share_class.name) for each in held if each.held],
        "certify_href": _certify_href(visit, person_id, is_own=is_own, may=may),
        "check_href": visit.href("capital:check"),
        "acts": _own_acts(visit, held)
        if is_own
        else _acts(visit, person_id, held, may=may, manage=may_manage),
        "back": _back(visit, person, is_own=is_own),
    }
    context |= _movements(request, visit, person_id)
    # Who holds shares or did, and is no member, was one.
    context["has_left"] = is_own and visit.member_number is None and bool(context["movements"])
    return context


def member_shares(visit: Visit, person_id: UUID) -> dict[str, Any]:
    """What somebody holds, for a page about the person: `capital/parts/shares.html`."""
    held = queries.holdings(holder_ids=[person_id], on=visit.today)
    href = visit.href("capital:holder", person_id=person_id)
    return {"shares": [words.holding_line(each, href) for each in held], "shares_href": href}


def person_of(person_id: UUID) -> membership.PersonFile:
    """A person of the cooperative of the visit. Raises Http404."""
    try:
        return membership.person(person_id=person_id)
    except PersonNotFound as missing:
        raise Http404 from missing


def _sum(held: list[queries.Holding]) -> Fact | None:
    if len(held) < 2:  # noqa: PLR2004  # one line is its own sum
        return None
    return Fact(_("In all"), total([each.worth for each in held], held[0].worth.currency))


def _waiting(visit: Visit, person_id: UUID, *, may_manage: bool, is_own: bool) -> list[dict[str, Any]]:
    found = queries.redemption_queue(holder_id=person_id)
    if not found:
        return []
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    terms = queries.repayment_terms(on=visit.today)
    return [
        _request(visit, each, words.queue_words(each, test, terms), may_manage=may_manage, is_own=is_own)
        for each in found
    ]


def _request(
    visit: Visit, found: QueuedRedemption, why: list[str], *, may_manage: bool, is_own: bool
) -> dict[str, Any]:
    href = ""
    if is_own and visit.member_number is not None:
        href = visit.href("capital:withdraw", request_id=found.id)
    elif may_manage:
        href = visit.href("capital:queue-withdraw", request_id=found.id)
    return {
        "id": found.id,
        "what": _("%(class)s: %(shares)s")
        % {"class": found.share_class.name, "shares": words.shares(found.quantity)},
        "worth": found.worth,
        "asked_on": found.asked_on,
        "why": why,
        "withdraw_href": href,
    }


def _certify_href(visit: Visit, person_id: UUID, *, is_own: bool, may: bool) -> str:
    if is_own:
        # Who has left is served at the counter.
        return visit.href("capital:my-certificates") if visit.member_number is not None else ""
    is_other = person_id != visit.person_id
    return visit.href("capital:holder-certificates", person_id=person_id) if may and is_other else ""


def _own_acts(visit: Visit, held: list[queries.Holding]) -> list[Link]:
    is_member = visit.member_number is not None
    may_ask = is_member and bool(queries.redeemable_holdings(held=held, on=visit.today, is_member=True))
    return [Link(visit.href("capital:redeem"), _("Ask for repayment"))] if may_ask else []


def _acts(
    visit: Visit, person_id: UUID, held: list[queries.Holding], *, may: bool, manage: bool
) -> list[Link]:
    if person_id == visit.person_id:
        return []
    is_member = membership.member_of(person_id=person_id) is not None
    names = [("issue", _("Issue shares"))] if may and is_member else []
    if manage and any(each.held for each in held):
        names.append(("transfer", _("Transfer shares")))
        if is_member:
            names.append(("convert", _("Convert shares")))
        if queries.redeemable_holdings(held=held, on=visit.today, is_member=is_member):
            names.append(("ask", _("Ask for repayment")))
    return [Link(visit.href(f"capital:{name}", person_id=person_id), label) for name, label in names]


def _back(visit: Visit, person: membership.PersonFile, *, is_own: bool) -> Link:
    if is_own:
        return Link(visit.home_url, _("To my book"))
    if person.member_number is None or Permission.VIEW_REGISTER not in visit.permissions:
        return Link(visit.href("capital:shares"), _("To the shares"))
    return Link(visit.href("membership:member", number=person.member_number), _("To the member"))


def _movements(request: HttpRequest, visit: Visit, person_id: UUID) -> dict[str, Any]:
    after = cursor_of(request)
    found = queries.movements(
        first=visit.cooperative.founded_on,
        last=visit.today,
        holder_id=person_id,
        after=after,
        limit=_MOVEMENTS_SHOWN + 1,
    )
    shown = found[:_MOVEMENTS_SHOWN]
    return {
        "movements": [words.movement_line(visit, each) for each in shown],
        "page": Page(
            previous=request.path if after else "",
            next=f"{request.path}?after={shown[-1].id}" if len(found) > len(shown) else "",
        ),
    }


def cursor_of(request: HttpRequest) -> UUID | None:
    """The movement behind which a page of a list begins; nonsense begins at the front."""
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None


@insiders_only
@require_safe
def movement(request: HttpRequest, movement_id: UUID) -> HttpResponse:
    """One movement: its entry, who decided it, who wrote it down, when and why."""
    visit = visit_of(request)
    moved = movement_of(visit, movement_id)
    act = queries.movement_act(movement_id=movement_id)
    is_own = moved.holder_id == visit.person_id
    may_reverse = (
        Permission.MANAGE_CAPITAL in visit.permissions
        and visit.person_id not in queries.holders_of_entry(entry_id=moved.entry_id)
    )
    is_whole = moved.reversed_by is None and moved.reverses_id is None
    back = visit.href("capital:my-shares") if is_own else _holder_href(visit, moved)
    context = {
        "moved": moved,
        "title": capfirst(str(moved.cause.label)),
        "facts": _movement_facts(visit, moved),
        "deeds": [
            Deed(
                who=doer_words(act.who),
                what=_("Wrote it down"),
                at=act.at,
                authority=authority_words(act.authority),
                why=act.reason,
            )
        ],
        "reverse_href": visit.href("capital:reverse", movement_id=moved.id)
        if may_reverse and is_whole
        else "",
        "pay_href": visit.href("capital:pay-in", movement_id=moved.id)
        if moved.owing.minor and words.may_at_counter(visit) and not is_own
        else "",
        "back": Link(back, _("To my shares") if is_own else moved.holder),
    }
    return render(request, "capital/movement.html", context)


def _holder_href(visit: Visit, moved: MovementLine) -> str:
    return visit.href("capital:holder", person_id=moved.holder_id)


def movement_of(visit: Visit, movement_id: UUID) -> MovementLine:
    """A movement that who visits may see: an own one, or any for officers of capital. Raises Http404."""
    try:
        moved = queries.movement(movement_id=movement_id)
    except MovementNotFound as missing:
        raise Http404 from missing
    if moved.holder_id != visit.person_id and Permission.VIEW_CAPITAL not in visit.permissions:
        raise Http404
    return moved


def _movement_facts(visit: Visit, moved: MovementLine) -> list[Fact]:
    entry = ledger.entry(visit.cooperative.id, moved.entry_id)
    may_open = Permission.VIEW_ACCOUNTS in visit.permissions
    number = str(entry.number) if entry.number else _("its number is given when the day closes")
    facts = [
        Fact(_("Shares"), moved.quantity),
        Fact(_("At par"), moved.amount),
        Fact(_("Class"), moved.share_class.name),
        Fact(_("Holder"), moved.holder),
        Fact(_("Counts from"), moved.effective_on),
        Fact(_("Written down on"), moved.recorded_on),
        Fact(_("Decided by"), capfirst(str(moved.organ.label))),
        Fact(_("Entry"), number, visit.href("banking:entry", entry_id=moved.entry_id) if may_open else ""),
    ]
    if moved.owing.minor:
        facts.append(Fact(_("Still owed"), moved.owing))
    for label, other in ((_("Reverses"), moved.reverses_id), (_("Reversed by"), moved.reversed_by)):
        if other:
            facts.append(
                Fact(label, _("another movement"), visit.href("capital:movement", movement_id=other))
            )
    return facts


def new_key(visit: Visit) -> str:
    """A key for one request."""
    return str(new_id(visit.at))
