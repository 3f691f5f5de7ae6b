"""What officers do for a holder: issue, take an instalment, transfer, convert, reverse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.capital import actions, queries
from rochdale.capital.actions import QUALIFYING
from rochdale.capital.forms import ConversionForm, InstalmentForm, IssueForm, ReasonForm, TransferForm
from rochdale.capital.queries import DecidingOrgan, MovementCause
from rochdale.capital.views import words
from rochdale.capital.views.acts import Act, Asked, carry_out
from rochdale.capital.views.holder import movement_of, new_key, person_of
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.web.values import Link

ORGANS = [
    (organ.value, capfirst(organ.label))
    for organ in (DecidingOrgan.OFFICER, DecidingOrgan.BOARD, DecidingOrgan.GENERAL_MEETING)
]
CAUSES = [
    (cause.value, cause.label)
    for cause in (MovementCause.TRANSFER, MovementCause.GIFT, MovementCause.INHERITANCE)
]


def _back(visit: Visit, person_id: UUID, name: str) -> Link:
    return Link(visit.href("capital:holder", person_id=person_id), name)


def _held_choices(visit: Visit, person_id: UUID) -> list[tuple[str, str]]:
    held = queries.holdings(holder_ids=[person_id], on=visit.today)
    return words.class_choices([each.share_class for each in held if each.held])


@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Issue shares to a member, paid at once or by instalments."""
    visit, person = visit_of(request), person_of(person_id)
    permission, ending = actions.counter_permission(permissions=visit.permissions)
    classes = {own.code: own for own in queries.share_classes()}
    form = IssueForm(
        request.POST if request.method == "POST" else None,
        classes=words.class_choices(list(classes.values())),
        accounts=words.account_choices(visit, person_id),
        organs=ORGANS,
        currency=visit.cooperative.currency,
        initial={"key": new_key(visit), "code": QUALIFYING, "quantity": 1},
    )

    def asked(sent: Mapping[str, Any]) -> Asked:
        own = classes[sent["code"]]
        cost = own.worth(sent["quantity"])
        paid = cost if sent["paid"] is None else sent["paid"]
        facts = {
            "holder": str(person_id),
            "code": own.code,
            "quantity": sent["quantity"],
            "paid": paid.minor,
            "currency": paid.currency.code,
            "account": sent["account"],
            "organ": sent["organ"],
        }
        told = {"shares": words.shares(sent["quantity"]), "class": own.name, "cost": words.amount(cost)}
        sentence = _("%(shares)s of the class %(class)s, which cost %(cost)s.") % told
        return Asked(facts, sentence, cost)

    act = Act(
        kind=f"issue_shares{ending}",
        permission=permission,
        title=_("Issue shares to %(name)s") % {"name": person.name},
        intro=_("You will see the effect before anything is posted."),
        button=_("Yes, issue them"),
        holder_ids=(person_id,),
        form=form,
        asked=asked,
        done=_("Done. The shares are in the register, and in the books."),
        back=_back(visit, person_id, person.name),
        dangerous=False,
    )
    return carry_out(request, act)


@requires(Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT)
@require_http_methods(["GET", "POST"])
def pay_in(request: HttpRequest, movement_id: UUID) -> HttpResponse:
    """Take in an instalment on an issue."""
    visit = visit_of(request)
    moved = movement_of(visit, movement_id)
    if not moved.owing.minor:
        raise Http404
    permission, ending = actions.counter_permission(permissions=visit.permissions)
    form = InstalmentForm(
        request.POST if request.method == "POST" else None,
        accounts=words.account_choices(visit, moved.holder_id),
        currency=visit.cooperative.currency,
        initial={"key": new_key(visit), "amount": moved.owing},
    )

    def asked(sent: Mapping[str, Any]) -> Asked:
        amount = sent["amount"]
        facts = {
            "movement": str(movement_id),
            "amount": amount.minor,
            "currency": amount.currency.code,
            "account": sent["account"],
        }
        told = {"amount": words.amount(amount), "owing": words.amount(moved.owing)}
        return Asked(facts, _("%(amount)s of the %(owing)s that are owed.") % told, amount)

    act = Act(
        kind=f"pay_instalment{ending}",
        permission=permission,
        title=_("Take in an instalment of %(name)s") % {"name": moved.holder},
        intro=_("%(owing)s is owed on these shares.") % {"owing": words.amount(moved.owing)},
        button=_("Yes, take it in"),
        holder_ids=(moved.holder_id,),
        form=form,
        asked=asked,
        done=_("Done. It is in the books."),
        back=_back(visit, moved.holder_id, moved.holder),
        dangerous=False,
    )
    return carry_out(request, act)


@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Move shares to another member: sold, given or inherited."""
    visit, person = visit_of(request), person_of(person_id)
    form = TransferForm(
        request.POST if request.method == "POST" else None,
        classes=_held_choices(visit, person_id),
        causes=CAUSES,
        organs=ORGANS,
        initial={"key": new_key(visit), "quantity": 1},
    )

    def asked(sent: Mapping[str, Any]) -> Asked:
        visit.require_other(sent["to"])
        own = queries.share_class(code=sent["code"])
        facts = {name: sent[name] for name in ("code", "quantity", "cause", "organ")}
        facts |= {"holder": str(person_id), "to": str(sent["to"])}
        told = {
            "shares": words.shares(sent["quantity"]),
            "class": own.name,
            "from": person.name,
            "to": membership.names_of(person_ids=[sent["to"]])[sent["to"]],
        }
        sentence = _("%(shares)s of the class %(class)s, from %(from)s to %(to)s.") % told
        return Asked(facts, sentence, own.worth(sent["quantity"]))

    act = Act(
        kind="transfer_shares",
        permission=Permission.MANAGE_CAPITAL,
        title=_("Transfer shares of %(name)s") % {"name": person.name},
        intro=_(
            "Shares change hands; the capital stays what it is. Shares of who has died go to heirs this way."
        ),
        button=_("Yes, transfer them"),
        holder_ids=(person_id,),
        form=form,
        asked=asked,
        done=_("Done. The shares have changed hands."),
        back=_back(visit, person_id, person.name),
    )
    return carry_out(request, act)


@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
@require_http_methods(["GET", "POST"])
def convert(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Turn shares of one class into as many of another as are worth the same."""
    visit, person = visit_of(request), person_of(person_id)
    form = ConversionForm(
        request.POST if request.method == "POST" else None,
        classes=words.class_choices(queries.share_classes()),
        initial={"key": new_key(visit), "quantity": 1},
    )

    def asked(sent: Mapping[str, Any]) -> Asked:
        own, other = queries.share_class(code=sent["code"]), queries.share_class(code=sent["to"])
        facts = {name: sent[name] for name in ("code", "quantity", "to")} | {"holder": str(person_id)}
        told = {"shares": words.shares(sent["quantity"]), "from": own.name, "to": other.name}
        sentence = _("%(shares)s of the class %(from)s become shares of the class %(to)s.") % told
        return Asked(facts, sentence, own.worth(sent["quantity"]))

    act = Act(
        kind="convert_shares",
        permission=Permission.MANAGE_CAPITAL,
        title=_("Convert shares of %(name)s") % {"name": person.name},
        intro=_("What is converted keeps its worth: the number follows from the par of both classes."),
        button=_("Yes, convert them"),
        holder_ids=(person_id,),
        form=form,
        asked=asked,
        done=_("Done. The shares are of the other class now."),
        back=_back(visit, person_id, person.name),
    )
    return carry_out(request, act)


@freshly_signed_in
@requires(Permission.MANAGE_CAPITAL)
@require_http_methods(["GET", "POST"])
def reverse(request: HttpRequest, movement_id: UUID) -> HttpResponse:
    """Undo a movement with its entry; the reason stays on the record."""
    visit = visit_of(request)
    moved = movement_of(visit, movement_id)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"key": new_key(visit)})
    holders = tuple(queries.holders_of_entry(entry_id=moved.entry_id))

    def asked(_sent: Mapping[str, Any]) -> Asked:
        sentence = _(
            "The movement stays in the register for ever; a second one undoes it, and both show why."
        )
        return Asked({"movement": str(movement_id)}, sentence, abs(moved.amount))

    act = Act(
        kind="reverse_shares",
        permission=Permission.MANAGE_CAPITAL,
        title=_("Reverse this movement of shares"),
        intro=_("Both sides of a transfer are undone together, with the entry that carries them."),
        button=_("Reverse it"),
        holder_ids=holders,
        form=form,
        asked=asked,
        done=_("Done. The movement was reversed."),
        back=Link(visit.href("capital:movement", movement_id=movement_id), _("Leave it as it is")),
    )
    return carry_out(request, act)
