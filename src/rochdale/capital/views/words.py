"""How capital speaks: why a repayment waits, what somebody holds, and values made ready for the shared parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rochdale.capital.queries import (
    CapitalTest,
    CertificateFacts,
    CertificateState,
    Holding,
    Instalment,
    MovementLine,
    PriceLimit,
    QueuedRedemption,
    RepaymentTerms,
    ShareClassFacts,
    payment_accounts,
)
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit
from rochdale.ledger import queries as ledger
from rochdale.money.amount import Money
from rochdale.web.formatting import day_text, money_text, number_text, percent_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact

HOLDERS: Mapping[str, Promise] = {
    "full": gettext_lazy("full members"),
    "auxiliary": gettext_lazy("auxiliary members"),
    "natural": gettext_lazy("every member who is a person"),
    "organization": gettext_lazy("every member that is an organization"),
}
STATES: Mapping[CertificateState, Promise] = {
    CertificateState.IN_FORCE: gettext_lazy("in force"),
    CertificateState.SUPERSEDED: gettext_lazy("superseded by a newer one"),
    CertificateState.OUTDATED: gettext_lazy("no longer right: the number of shares has changed"),
    CertificateState.CANCELLED: gettext_lazy("cancelled: no share of it is held any more"),
}


def amount(money: Money) -> str:
    """An amount in the middle of a sentence."""
    return money_text(money, reader_locale())


def day(on: date) -> str:
    """A day in the middle of a sentence."""
    return day_text(on, reader_locale())


def percent(part: Fraction) -> str:
    """A part as a percentage: 1/25 is 4 %."""
    return percent_text(Decimal(part.numerator) / part.denominator, reader_locale())


def shares(count: int) -> str:
    """So many shares: "12 shares"."""
    counted = {"count": number_text(count, reader_locale())}
    return ngettext("%(count)s share", "%(count)s shares", abs(count)) % counted


def held_words(holding: Holding) -> str:
    """What is held of a class, in a few words: "Permanent shares: 50 shares"."""
    return _("%(class)s: %(shares)s") % {"class": holding.share_class.name, "shares": shares(holding.held)}


def holding_line(holding: Holding, href: str = "") -> Fact:
    """What is held of a class, as a passbook line."""
    told = [
        _("%(shares)s at %(par)s") % {"shares": shares(holding.held), "par": amount(holding.share_class.par)}
    ]
    if holding.waiting:
        told.append(_("%(shares)s waiting for repayment") % {"shares": shares(holding.waiting)})
    if holding.owing.minor:
        told.append(_("%(amount)s still owed") % {"amount": amount(holding.owing)})
    return Fact(holding.share_class.name, holding.worth, href, " · ".join(told))


def owing_line(visit: Visit, owed: Instalment, *, may_pay: bool) -> Fact:
    """What is owed on an issue, and by when."""
    what = _("%(shares)s of %(date)s") % {"shares": shares(owed.quantity), "date": day(owed.since)}
    note = str(owed.share_class.name)
    if owed.due_on is not None:
        by = {"date": day(owed.due_on)}
        late = owed.due_on < visit.today
        note += " · " + (_("overdue since %(date)s") % by if late else _("to be paid by %(date)s") % by)
    href = visit.href("capital:pay-in", movement_id=owed.movement_id) if may_pay else ""
    return Fact(what, owed.owing, href, note)


def movement_line(visit: Visit, moved: MovementLine) -> Fact:
    """A movement, as a line that opens."""
    note = f"{moved.share_class.name} · {day(moved.effective_on)}"
    if moved.reversed_by is not None:
        note += " · " + _("reversed")
    href = visit.href("capital:movement", movement_id=moved.id)
    sign = "+" if moved.quantity > 0 else "\N{MINUS SIGN}"
    count = f"{sign}{number_text(abs(moved.quantity), reader_locale())}"
    return Fact(capfirst(str(moved.cause.label)), count, href, note)


def certificate_line(visit: Visit, paper: CertificateFacts) -> Fact:
    """A certificate, as a line that opens its paper."""
    note = f"{paper.share_class.name} · {day(paper.issued_on)} · {STATES[paper.state]}"
    in_force = paper.state is CertificateState.IN_FORCE
    href = visit.href("capital:certificate", certificate_id=paper.id) if in_force else ""
    what = _("Certificate %(number)s") % {"number": number_text(paper.number, reader_locale())}
    return Fact(what, shares(paper.quantity), href, note)


def test_words(test: CapitalTest) -> list[str]:
    """The capital test in sentences, with its figures (rule Q-22)."""
    figures = {
        "capital": amount(test.capital),
        "assets": amount(test.assets),
        "floor": percent(test.floor),
        "needed": amount(test.needed_after(Money(0, test.assets.currency))),
        "payable": amount(test.payable),
    }
    return [
        _("Today the cooperative has %(capital)s of capital, for %(assets)s of assets.") % figures,
        _("The by-laws ask that capital stay at %(floor)s of the assets or more: %(needed)s today.")
        % figures,
        _("So %(payable)s may be repaid today.") % figures
        if test.payable.minor
        else _("So nothing may be repaid today.") % figures,
    ]


def price_words(limit: PriceLimit, worth: Money) -> list[str]:
    """What these shares are repaid at today at most, with the figures that it comes from (rule Q-22)."""
    figures = {
        "net_worth": amount(limit.net_worth),
        "outstanding": amount(limit.outstanding),
        "worth": amount(worth),
        "highest": amount(limit.highest(worth)),
    }
    if limit.is_at_par:
        return [_("The by-laws have shares repaid at par: %(worth)s.") % figures]
    told = [_("The books show a net worth of %(net_worth)s behind %(outstanding)s of paid shares.") % figures]
    if not limit.is_reduced:
        return [*told, _("No loss reduces them: at most par, %(worth)s.") % figures]
    sentence = _(
        "Losses reduce them: %(worth)s at par × %(net_worth)s ÷ %(outstanding)s is %(highest)s at most. What is "
        "owed on them still is added."
    )
    return [*told, sentence % figures]


def queue_words(found: QueuedRedemption, test: CapitalTest, terms: RepaymentTerms) -> list[str]:
    """Where a request stands, and why it waits."""
    told = [_place(found)]
    figures = {"worth": amount(found.worth_with_it), "payable": amount(test.payable)}
    if test.passes_after(found.worth_with_it):
        told.append(
            _("There is enough capital to repay this and what comes before: an officer does it in turn.")
        )
    elif found.before:
        told.append(
            _("With what was asked before it comes to %(worth)s; %(payable)s may be repaid today.") % figures
        )
    else:
        told.append(_("It comes to %(worth)s; %(payable)s may be repaid today.") % figures)
    if not test.passes_after(found.worth_with_it):
        told.append(
            _(
                "It keeps its place until there is more capital: surplus that stays in the cooperative, or "
                "new shares."
            )
        )
    return [*told, *_until(found, terms)]


def _place(found: QueuedRedemption) -> str:
    if not found.before:
        return _("It is the first of those that wait.")
    counted = {"before": number_text(found.before, reader_locale())}
    return (
        ngettext("%(before)s request comes before it.", "%(before)s requests come before it.", found.before)
        % counted
    )


def _until(found: QueuedRedemption, terms: RepaymentTerms) -> list[str]:
    due, latest = terms.due(found.asked_on), terms.latest(found.asked_on)
    if due is None or latest is None:
        return []
    days = {"due": day(due), "latest": day(latest)}
    return [
        _("The by-laws give until %(due)s, and let it be put off until %(latest)s where capital is short.")
        % days
    ]


def queue_line(visit: Visit, found: QueuedRedemption, terms: RepaymentTerms, href: str) -> Fact:
    """A request in the queue, for officers."""
    name = found.holder if found.member_number is None else f"{found.holder}, {found.member_number}"
    told = [shares(found.quantity), str(found.share_class.name), day(found.asked_on)]
    due = terms.due(found.asked_on)
    if due is not None and due < visit.today:
        told.append(_("overdue since %(date)s") % {"date": day(due)})
    return Fact(f"{found.before + 1}. {name}", found.worth, href, " · ".join(told))


def class_facts(own: ShareClassFacts) -> list[Fact]:
    """What a class is, in words."""
    holders = ", ".join(str(HOLDERS[word]) for word in sorted(own.open_to))
    facts = [
        Fact(_("Par"), own.par),
        Fact(_("For"), capfirst(str(own.kind.label))),
        Fact(_("Who may hold it"), capfirst(holders)),
        Fact(
            _("Repaid"),
            _("when the capital test lets it") if own.is_redeemable else _("never; it is transferred"),
        ),
    ]
    if own.holding_max is not None:
        facts.append(Fact(_("At most"), _("%(shares)s a member") % {"shares": shares(own.holding_max)}))
    cap = _("%(percent)s of par a year at most") % {"percent": percent(own.return_cap)}
    return [*facts, Fact(_("Return"), cap if own.return_cap else _("none"))]


def class_choices(classes: Sequence[ShareClassFacts]) -> list[tuple[str, str]]:
    """Classes to choose from."""
    return [
        (own.code, _("%(class)s, %(par)s each") % {"class": own.name, "par": amount(own.par)})
        for own in classes
    ]


def account_choices(visit: Visit, holder_id: UUID) -> list[tuple[str, str]]:
    """Cash, and the accounts of the holder that money may come from or go to."""
    cash = ledger.account_by_role(visit.cooperative.id, "cash", visit.cooperative.currency.code)
    usable = payment_accounts(cooperative_id=visit.cooperative.id, holder_ids=[holder_id])
    return [
        *((str(each.id), f"{each.number}, {_own_name(each.names)}") for each in usable),
        (str(cash.id), _("Cash")),
    ]


def debt_choices(visit: Visit, holder_id: UUID) -> list[tuple[str, str]]:
    """The accounts on which the holder owes, with how much."""
    choices = []
    for each in ledger.accounts_owned_by(visit.cooperative.id, [holder_id]):
        owed = ledger.balance_on(visit.cooperative.id, each.id, visit.today)
        if owed > 0 and each.currency == visit.cooperative.currency.code:
            owing = {"account": f"{each.number}, {_own_name(each.names)}"}
            owing["amount"] = amount(Money(owed, visit.cooperative.currency))
            choices.append((str(each.id), _("%(account)s: %(amount)s is owed") % owing))
    return choices


def _own_name(names: Mapping[str, str]) -> str:
    return names.get(reader_locale().language) or names.get("en", "")


def may_at_counter(visit: Visit) -> bool:
    """Whether the visitor may take money in for shares."""
    return bool(visit.permissions & {Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT})
