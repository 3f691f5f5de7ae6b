"""The queue of repayments: asking, withdrawing, and paying in its order when the capital test lets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.capital import actions, queries
from rochdale.capital.errors import RedemptionNotFound
from rochdale.capital.forms import ReasonForm, RedemptionForm, RepaymentForm
from rochdale.capital.queries import QueuedRedemption
from rochdale.capital.views import words
from rochdale.capital.views.acts import Act, Asked, carry_out
from rochdale.capital.views.holder import new_key, person_of
from rochdale.cooperatives import queries as institutions
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, members_only, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.money.amount import Money, total
from rochdale.web.values import Effect, Fact, Link, Page

_LINES = 50
REPAYING = "redeem_shares"


@requires(Permission.VIEW_CAPITAL)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Who waits for repayment, in order, and how much of it the capital test lets through."""
    visit = visit_of(request)
    after = _place(request)
    found = queries.redemption_queue(after=after, limit=_LINES + 1)
    shown = found[:_LINES]
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    may_pay = Permission.MANAGE_CAPITAL in visit.permissions and bool(found) and not after
    passing = queries.passing_together(test=test) if may_pay else []
    terms = queries.repayment_terms(on=visit.today)
    context = {
        "lines": [words.queue_line(visit, each, terms, _href(visit, each)) for each in shown],
        "facts": [
            Fact(_("Capital"), test.capital),
            Fact(_("Assets"), test.assets),
            Fact(_("Floor"), words.percent(test.floor)),
            Fact(_("May be repaid today"), test.payable),
        ],
        "test": words.test_words(test),
        "passes": bool(found) and test.passes_after(found[0].worth_with_it),
        "pay_href": visit.href("capital:pay-first", request_id=found[0].id) if may_pay else "",
        "pay_many_href": visit.href("capital:pay-many") if len(passing) > 1 else "",
        "passing": len(passing),
        "proposed": sum(each.kind == REPAYING for each in institutions.waiting_proposals()) if may_pay else 0,
        "page": Page(
            previous=request.path if after else "",
            next=f"{request.path}?after={shown[-1].place}" if len(found) > len(shown) else "",
        ),
        "papers": [
            Link(f"{visit.href('capital:waiting-file', ending='csv')}", "CSV"),
            Link(f"{visit.href('capital:waiting-file', ending='pdf')}", "PDF"),
        ],
        "back": Link(visit.href("capital:shares"), _("To the shares")),
    }
    return render(request, "capital/queue.html", context)


def _place(request: HttpRequest) -> int:
    typed = request.GET.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004  # an int4


def _href(visit: Visit, found: QueuedRedemption) -> str:
    return visit.href("capital:holder", person_id=found.holder_id)


@members_only
@require_http_methods(["GET", "POST"])
def redeem(request: HttpRequest) -> HttpResponse:
    """A member asks for repayment, and sees first what that means."""
    visit = visit_of(request)
    assert visit.person_id is not None
    back = Link(visit.href("capital:my-shares"), _("To my shares"))
    return _request(request, visit.person_id, back)


@requires(Permission.MANAGE_CAPITAL)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """An officer puts a member's request into the queue."""
    visit, person = visit_of(request), person_of(person_id)
    visit.require_other(person_id)
    back = Link(visit.href("capital:holder", person_id=person_id), person.name)
    return _request(request, person_id, back)


def _request(request: HttpRequest, person_id: UUID, back: Link) -> HttpResponse:
    visit = visit_of(request)
    held = queries.holdings(holder_ids=[person_id], on=visit.today)
    is_member = membership.member_of(person_id=person_id) is not None
    free = queries.redeemable_holdings(held=held, on=visit.today, is_member=is_member)
    form = RedemptionForm(
        request.POST if request.method == "POST" else None,
        classes=words.class_choices([each.share_class for each in free]),
        initial={"key": new_key(visit), "quantity": 1},
    )
    intro = _("Shares are repaid at par, in the order in which it was asked, when the capital test lets it.")
    title = _("Ask for repayment")
    if not form.is_bound or not form.is_valid():
        context = {"title": title, "words": intro, "form": form, "back": back}
        return render(request, "capital/act.html", context, status=400 if form.is_bound else 200)
    sent = form.cleaned_data
    if "confirmed" not in request.POST:
        context = _before(visit, person_id, sent) | {"title": title, "form": form.hidden(), "back": back}
        return render(request, "capital/confirm.html", context)
    own_act = person_id == visit.person_id
    by = visit.acting() if own_act else visit.acting(Permission.MANAGE_CAPITAL, for_person_id=person_id)
    actions.ask_redemption(
        by=by, key=sent["key"], holder_id=person_id, code=sent["code"], quantity=sent["quantity"]
    )
    messages.success(
        request, _("Your request has its place in the queue. It can be withdrawn until it is paid.")
    )
    return redirect(back.href)


def _before(visit: Visit, person_id: UUID, sent: Mapping[str, Any]) -> dict[str, Any]:
    own = queries.share_class(code=sent["code"])
    held = queries.holdings(holder_ids=[person_id], on=visit.today)
    holding = next(each for each in held if each.share_class.id == own.id)
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    told = {"shares": words.shares(sent["quantity"]), "worth": words.amount(own.worth(sent["quantity"]))}
    return {
        "words": " ".join([_("%(shares)s, worth %(worth)s at par.") % told, *words.test_words(test)]),
        "effects": [
            Effect(_("Free shares"), holding.free, holding.free - sent["quantity"]),
            Effect(_("Waiting for repayment"), holding.waiting, holding.waiting + sent["quantity"]),
        ],
        "act": _("Yes, ask for it"),
    }


@members_only
@require_POST
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """A member takes a request back."""
    visit = visit_of(request)
    found = _queued(request_id)
    if found.holder_id != visit.person_id:
        raise Http404
    actions.withdraw_redemption(by=visit.acting(), request_id=request_id)
    messages.success(request, _("The request is withdrawn. The shares stay yours."))
    return redirect(visit.href("capital:my-shares"))


@requires(Permission.MANAGE_CAPITAL)
@require_POST
def queue_withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """An officer takes a request back for the member."""
    visit = visit_of(request)
    found = _queued(request_id)
    by = visit.acting(Permission.MANAGE_CAPITAL, for_person_id=found.holder_id)
    actions.withdraw_redemption(by=by, request_id=request_id)
    messages.success(request, _("The request is withdrawn; the shares are free again."))
    return redirect(visit.href("capital:holder", person_id=found.holder_id))


def _queued(request_id: UUID) -> QueuedRedemption:
    try:
        return queries.queued_redemption(request_id=request_id)
    except RedemptionNotFound as missing:
        raise Http404 from missing


@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
@require_http_methods(["GET", "POST"])
def pay_first(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Repay the first of the queue: at par, or at less where losses reduced it, less what is owed."""
    visit = visit_of(request)
    found = _queued(request_id)
    debts = words.debt_choices(visit, found.holder_id)
    form = RepaymentForm(
        request.POST if request.method == "POST" else None,
        accounts=words.account_choices(visit, found.holder_id),
        debts=debts,
        currency=visit.cooperative.currency,
        initial={"key": new_key(visit)},
    )
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)

    limit = queries.price_limit(cooperative_id=visit.cooperative.id, on=visit.today)

    def asked(sent: Mapping[str, Any]) -> Asked:
        price: Money | None = sent["price"]
        set_off: Money | None = sent.get("set_off")
        facts = actions.redemption_facts(
            repayments=[(request_id, UUID(sent["account"]))],
            currency=visit.cooperative.currency,
            price=price,
            set_off=set_off,
            set_off_account_id=UUID(sent["debt"]) if sent.get("debt") else None,
        )
        paid = found.worth if price is None else price
        return Asked(facts, _sentence(found, paid, set_off), paid)

    act = Act(
        kind=REPAYING,
        permission=Permission.MANAGE_CAPITAL,
        title=_("Repay the shares of %(name)s") % {"name": found.holder},
        intro=" ".join([*words.test_words(test), *words.price_words(limit, found.worth)]),
        button=_("Yes, repay them"),
        holder_ids=(found.holder_id,),
        form=form,
        asked=asked,
        done=_("Done. The shares are repaid."),
        back=Link(visit.href("capital:queue"), _("To the queue")),
    )
    return carry_out(request, act)


def _sentence(found: QueuedRedemption, price: Money, set_off: Money | None) -> str:
    told = {"shares": words.shares(found.quantity), "name": found.holder, "price": words.amount(price)}
    if set_off is None:
        return _("%(shares)s of %(name)s for %(price)s.") % told
    told["set_off"] = words.amount(set_off)
    return _("%(shares)s of %(name)s for %(price)s, of which %(set_off)s is taken for what is owed.") % told


@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
@require_http_methods(["GET", "POST"])
def pay_many(request: HttpRequest) -> HttpResponse:
    """Repay as many of the first as the capital test lets through, at par, as one act."""
    visit = visit_of(request)
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    passing = queries.passing_together(test=test)
    back = Link(visit.href("capital:queue"), _("To the queue"))
    if not passing:
        messages.info(request, _("The capital test lets nothing through today. Nothing changed."))
        return redirect(back.href)
    if queries.price_limit(cooperative_id=visit.cooperative.id, on=visit.today).is_reduced:
        messages.info(
            request, _("Losses have reduced the shares: repay the requests one by one, each at its price.")
        )
        return redirect(back.href)
    holders = tuple(each.holder_id for each in passing)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"key": new_key(visit)})

    def asked(_sent: Mapping[str, Any]) -> Asked:
        facts, worth = repaid_together(visit, passing)
        counted = {"worth": words.amount(worth), "count": len(passing)}
        sentence = ngettext(
            "%(count)s request, %(worth)s at par, to the holder’s account, or in cash where there is none.",
            "%(count)s requests, %(worth)s at par, each to the holder’s account, or in cash where there is none.",
            len(passing),
        )
        return Asked(facts, sentence % counted, worth)

    act = Act(
        kind=REPAYING,
        permission=Permission.MANAGE_CAPITAL,
        title=_("Repay all that the capital test lets through"),
        intro=" ".join(words.test_words(test)),
        button=_("Yes, repay them"),
        holder_ids=holders,
        form=form,
        asked=asked,
        done=_("Done. The shares are repaid."),
        back=back,
    )
    return carry_out(request, act)


def repaid_together(visit: Visit, passing: Sequence[QueuedRedemption]) -> tuple[Mapping[str, object], Money]:
    """The facts of repaying these at par as one act, each to the holder's account or in cash, and what it costs."""
    currency = visit.cooperative.currency
    holders = {each.holder_id for each in passing}
    accounts = queries.payout_accounts(
        cooperative_id=visit.cooperative.id, holder_ids=holders, currency=currency
    )
    repayments = [(each.id, accounts[each.holder_id]) for each in passing]
    facts = actions.redemption_facts(repayments=repayments, currency=currency)
    return facts, total([each.worth for each in passing], currency)


def leaving_context(visit: Visit, person_id: UUID) -> dict[str, Any]:
    """What becomes of somebody's shares when the membership ends, for the pages of leaving."""
    held = queries.holdings(holder_ids=[person_id], on=visit.today)
    waiting = queries.redemption_queue(holder_id=person_id)
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    set_off = institutions.bylaw_or_none("share_set_off", visit.today)
    terms = queries.repayment_terms(on=visit.today)
    return {
        "shares": [words.holding_line(each) for each in held],
        "share_test": words.test_words(test),
        "share_queue": [line for each in waiting for line in words.queue_words(each, test, terms)],
        "share_set_off": set_off is not None and set_off.allowed,
        "share_debts": [label for _value, label in words.debt_choices(visit, person_id)],
        "is_member": membership.member_of(person_id=person_id) is not None,
    }
