"""The by-laws in force, in words, for everybody to read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import PARAMETERS, BylawAnswer, OfficeKind, bylaws
from rochdale.cooperatives.views import open_to_all, visit_of
from rochdale.membership import queries
from rochdale.membership.queries import BOND_WORDS as ASKED_WORDS
from rochdale.membership.queries import GROUND_WORDS, REFUSAL_WORDS
from rochdale.membership.views.dated_words import BOND_WORDS
from rochdale.money.amount import Money
from rochdale.web.formatting import money_text, number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

_CODES: Final[Mapping[str, Promise]] = {
    "cast": gettext_lazy("the votes cast"),
    "present": gettext_lazy("those present"),
    "all": gettext_lazy("all"),
    "board": gettext_lazy("the board"),
    "general_meeting": gettext_lazy("the general meeting"),
    "federation_board": gettext_lazy("the board of the federation"),
    "officer": gettext_lazy("an officer"),
    "plurality": gettext_lazy("most votes"),
    "absolute_majority": gettext_lazy("more than half of the votes"),
    "limited_vote": gettext_lazy("most votes, fewer marks than seats"),
    "approval": gettext_lazy("approval"),
    "scottish_stv": gettext_lazy("single transferable vote (Scottish)"),
    "meek_stv": gettext_lazy("single transferable vote (Meek)"),
    "votes": gettext_lazy("who has the most votes"),
    "lot": gettext_lazy("the lot"),
    "alphabetical": gettext_lazy("the alphabet"),
    "par": gettext_lazy("par, whatever the losses"),
    "net_worth": gettext_lazy("par, or the part of the net worth behind it where losses have reduced it"),
    "surplus_earnings": gettext_lazy("surplus earnings"),
    "surpluses": gettext_lazy("surpluses"),
    "debts": gettext_lazy("debts"),
    "assets": gettext_lazy("assets"),
    "retained": gettext_lazy("kept by the cooperative"),
    "reserve": gettext_lazy("the reserve"),
    "community_fund": gettext_lazy("the community fund"),
    "in_person": gettext_lazy("in person"),
    "hybrid": gettext_lazy("in person and at a distance"),
    "virtual": gettext_lazy("at a distance"),
    "vote": gettext_lazy("vote"),
    "attendance": gettext_lazy("take part in meetings"),
    "eligibility": gettext_lazy("be elected"),
    "redeem_shares": gettext_lazy("repay shares"),
    "transfer_shares": gettext_lazy("transfer shares"),
    "reverse_shares": gettext_lazy("reverse a movement of shares"),
    "issue_shares": gettext_lazy("issue shares"),
    "convert_shares": gettext_lazy("convert shares"),
    "open_share_class": gettext_lazy("open a class of shares"),
    "change_representative": gettext_lazy("change a representative"),
    "end_membership": gettext_lazy("end a membership"),
    "blank_person": gettext_lazy("blank what is known of a person"),
    **{kind.value: kind.label for kind in OfficeKind},
    **GROUND_WORDS,
    **REFUSAL_WORDS,
    **ASKED_WORDS,
    **BOND_WORDS,
}
_OF: Final[Mapping[str, Promise]] = {
    "of votes": gettext_lazy("%(part)s of the votes"),
    "of members": gettext_lazy("%(part)s of the members"),
    "of seats": gettext_lazy("%(part)s of the seats"),
    "of surplus": gettext_lazy("%(part)s of the surplus"),
    "of assets": gettext_lazy("%(part)s of the assets"),
    "of par a year": gettext_lazy("%(part)s of par a year"),
}
# Not for reading twice: the bond is said in the reader's language.
_LANGUAGES = ("en", "fr")


@open_to_all
@require_safe
def join_bylaws(request: HttpRequest) -> HttpResponse:
    """The by-laws of today with their version and date, each with the rule it follows."""
    visit = visit_of(request)
    said = bylaws(visit.today)
    terms = queries.admission_terms(on=visit.today)
    language = (get_language() or "en").split("-")[0]
    hidden = {f"common_bond_words_{each}" for each in _LANGUAGES if each != language}
    lines = [
        Fact(PARAMETERS[name].label, bylaw_in_words(answer), note=_("rule %(rule)s") % {"rule": answer.rule})
        for name, answer in said.items()
        if name in PARAMETERS and name not in hidden
    ]
    context = {
        "terms": terms,
        "lines": sorted(lines, key=lambda fact: str(fact.label)),
        "back": Link(visit.href("membership:join"), _("Becoming a member")),
    }
    return render(request, "membership/join/bylaws.html", context)


def bylaw_in_words(answer: BylawAnswer) -> str:
    """A value of a by-law as people read it."""
    value = answer.value
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Money():
            return money_text(value, reader_locale())
        case Fraction():
            return _part(value, answer.unit)
        case int():
            return _counted(value, answer.unit)
        case tuple():
            return ", ".join(bylaw_word(each) for each in value) or _("none")
        case _:
            return bylaw_word(str(value))


def bylaw_word(code: str) -> str:
    """A code that a by-law may hold, as people read it."""
    return str(_CODES[code]) if code in _CODES else str(capfirst(code))


def _part(value: Fraction, unit: str) -> str:
    part = number_text(value.numerator, reader_locale())
    if value.denominator != 1:
        part = f"{part}/{number_text(value.denominator, reader_locale())}"
    return str(_OF[unit]) % {"part": part} if unit in _OF else part


def _counted(value: int, unit: str) -> str:
    counted = {
        "days": ngettext("%(count)s day", "%(count)s days", value),
        "months": ngettext("%(count)s month", "%(count)s months", value),
        "years": ngettext("%(count)s year", "%(count)s years", value),
        "members": ngettext("%(count)s member", "%(count)s members", value),
        "seats": ngettext("%(count)s seat", "%(count)s seats", value),
        "shares": ngettext("%(count)s share", "%(count)s shares", value),
        "hours": ngettext("%(count)s hour", "%(count)s hours", value),
        "instalments": ngettext("%(count)s instalment", "%(count)s instalments", value),
    }
    number = number_text(value, reader_locale())
    return counted[unit] % {"count": number} if unit in counted else number
