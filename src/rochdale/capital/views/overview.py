"""The shares of the cooperative: register against books, classes, and what is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.capital import actions, queries
from rochdale.capital.forms import ClassForm
from rochdale.capital.views import words
from rochdale.capital.views.acts import Act, Asked, carry_out
from rochdale.capital.views.holder import new_key
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, requires, visit_of
from rochdale.web.formatting import number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link


@requires(Permission.VIEW_CAPITAL)
@require_safe
def shares(request: HttpRequest) -> HttpResponse:
    """How many shares of each class there are, against the books; and the way to everything about them."""
    visit = visit_of(request)
    context = {
        "books": queries.class_books(on=visit.today),
        "late": delay_lines(visit),
        "links": [
            Link(visit.href("capital:register"), _("Register of shares")),
            Link(visit.href("capital:year"), _("Movements of a year")),
            Link(visit.href("capital:queue"), _("Waiting for repayment")),
            Link(visit.href("capital:classes"), _("Classes")),
            Link(visit.href("capital:check"), _("Verify a certificate")),
        ],
        "today": visit.today,
    }
    return render(request, "capital/shares.html", context)


def delay_lines(visit: Visit) -> list[Fact]:
    """What is late, or will be, as lines that open: for this page and the officers' first one."""
    late = queries.delays(on=visit.today)
    href = visit.href("capital:delays")
    lines = []
    if late.overdue_instalments:
        what = ngettext(
            "%(count)s instalment on shares is overdue",
            "%(count)s instalments on shares are overdue",
            late.overdue_instalments,
        )
        lines.append(_counted(what, late.overdue_instalments, href, _due(late.overdue_since)))
    if late.below_required:
        what = ngettext(
            "%(count)s member holds fewer shares than required",
            "%(count)s members hold fewer shares than required",
            late.below_required,
        )
        lines.append(_counted(what, late.below_required, href, _due(late.below_due_on)))
    if late.late_redemption is not None:
        lines.append(
            Fact(
                _("A repayment of shares is late"),
                None,
                visit.href("capital:queue"),
                _due(late.late_redemption),
            )
        )
    if late.left_holdings:
        what = ngettext(
            "%(count)s holding of somebody who has left is not in the queue",
            "%(count)s holdings of people who have left are not in the queue",
            late.left_holdings,
        )
        lines.append(_counted(what, late.left_holdings, href, ""))
    return lines


def _counted(what: str, count: int, href: str, note: str) -> Fact:
    return Fact(what % {"count": number_text(count, reader_locale())}, None, href, note)


def _due(on: Any) -> str:
    return _("the first was or is due on %(date)s") % {"date": words.day(on)} if on else ""


@requires(Permission.VIEW_CAPITAL)
@require_safe
def delays(request: HttpRequest) -> HttpResponse:
    """Instalments overdue, members below the required shares with their deadline, shares of who has left."""
    visit = visit_of(request)
    owed, owed_count = queries.overdue_instalments(on=visit.today)
    below, below_count = queries.below_required(on=visit.today)
    left, left_count = queries.left_holdings(on=visit.today)
    names = {each.holder_id: each.holder for each in owed}
    context = {
        "owing": [
            Fact(
                names[each.holder_id],
                each.owing,
                visit.href("capital:holder", person_id=each.holder_id),
                _("due on %(date)s") % {"date": words.day(each.due_on)} if each.due_on else "",
            )
            for each in owed
        ],
        "below": [_below(visit, each) for each in below],
        "left": [
            Fact(
                each.share_class.name,
                each.free,
                visit.href("capital:holder", person_id=each.holder_id),
                _("left on %(date)s") % {"date": words.day(each.left_on)},
            )
            for each in left
        ],
        "remind_href": visit.href("capital:remind") if _may_remind(visit, owed) else "",
        "counts": {"owing": owed_count, "below": below_count, "left": left_count},
        "back": Link(visit.href("capital:shares"), _("To the shares")),
    }
    return render(request, "capital/delays.html", context)


def _may_remind(visit: Visit, owed: Sequence[queries.Instalment]) -> bool:
    return bool(owed) and Permission.MANAGE_CAPITAL in visit.permissions


@requires(Permission.MANAGE_CAPITAL)
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Write to everybody whose instalment is overdue, once in thirty days."""
    visit = visit_of(request)
    written = actions.remind_instalments(by=visit.acting(Permission.MANAGE_CAPITAL))
    sentence = ngettext("%(count)s letter was written.", "%(count)s letters were written.", written)
    messages.success(request, sentence % {"count": number_text(written, reader_locale())})
    return redirect(visit.href("capital:delays"))


def _below(visit: Visit, each: queries.BelowRequired) -> Fact:
    href = visit.href("capital:holder", person_id=each.person_id)
    note = _("%(held)s of %(required)s required") % {"held": each.held, "required": each.required}
    if each.due_on is not None:
        note += " · " + _("to be cured by %(date)s") % {"date": words.day(each.due_on)}
    return Fact(f"{each.name}, {each.member_number}", None, href, note)


@requires(Permission.VIEW_CAPITAL)
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """Every class: par, who may hold it, limits, whether it is repaid, and its return in words."""
    visit = visit_of(request)
    may = Permission.MANAGE_LIMITS in visit.permissions
    totals = {each.share_class.id: each for each in queries.share_totals(on=visit.today)}
    context = {
        "classes": [
            {"own": own, "facts": words.class_facts(own), "total": totals.get(own.id)}
            for own in queries.share_classes()
        ],
        "open_href": visit.href("capital:open-class") if may else "",
        "back": Link(visit.href("capital:shares"), _("To the shares")),
    }
    return render(request, "capital/classes.html", context)


@freshly_signed_in
@requires(Permission.MANAGE_LIMITS)
@require_http_methods(["GET", "POST"])
def open_class(request: HttpRequest) -> HttpResponse:
    """Open a class of shares."""
    visit = visit_of(request)
    form = ClassForm(
        request.POST if request.method == "POST" else None,
        holders=[(word, words.HOLDERS[word]) for word in sorted(actions.HOLDERS)],
        currency=visit.cooperative.currency,
        initial={"key": new_key(visit), "open_to": ["full", "auxiliary"], "kind": "permanent"},
    )

    def asked(sent: Mapping[str, Any]) -> Asked:
        fraction = sent["return_fraction"]
        facts = {
            "code": sent["code"],
            "kind": sent["kind"],
            "names": {"en": sent["name_en"], "fr": sent["name_fr"]},
            "par": sent["par"].minor,
            "currency": sent["par"].currency.code,
            "open_to": sorted(sent["open_to"]),
            "holding_max": sent["holding_max"],
            "is_redeemable": sent["is_redeemable"] == "yes",
            "return_cap": f"{fraction.numerator}/{fraction.denominator}",
        }
        told = {"name": sent["name_en"], "par": words.amount(sent["par"])}
        return Asked(facts, _("A class “%(name)s”, at %(par)s a share. It cannot be changed later.") % told)

    act = Act(
        kind="open_share_class",
        permission=Permission.MANAGE_LIMITS,
        title=_("Open a class of shares"),
        intro=_("Its par, its limits and who may hold it stay as they are written here."),
        button=_("Yes, open it"),
        holder_ids=(),
        form=form,
        asked=asked,
        done=_("Done. Shares of this class can be issued."),
        back=Link(visit.href("capital:classes"), _("To the classes")),
    )
    return carry_out(request, act)
