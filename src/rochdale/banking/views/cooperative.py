"""How is our cooperative: its books in brief, its people and its rules, for everybody who belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rochdale.banking import queries
from rochdale.banking.queries import Part, Standing
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Gathered, Visit, gathered_lines, insiders_only, visit_of
from rochdale.membership import queries as membership
from rochdale.money.amount import Money
from rochdale.web.charts import Segment, split_bar
from rochdale.web.formatting import day_text, percent_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact


@insiders_only
@require_safe
def our_cooperative(request: HttpRequest) -> HttpResponse:
    """What the cooperative owns, owes and keeps, who holds its offices, and how it decides."""
    visit = visit_of(request)
    known = standing_of(visit)
    context = {
        "today": visit.today,
        "facts": in_brief(visit, known),
        "owned": _lines(known.owned),
        "owned_sum": Fact(_("All that is ours"), known.assets),
        "owed": _lines(known.owed),
        "owed_sum": Fact(_("All that we owe"), known.debts),
        "own": [*_lines(known.own), Fact(_("Result that no meeting has allocated yet"), known.result)],
        "own_sum": Fact(_("Our capital"), known.capital),
        "whose": _whose(known),
        "people": _people(visit),
        "decides": [
            *meeting_lines(visit),
            Fact(_("Our by-laws"), "", visit.href("membership:join-bylaws")),
            # The room of meetings stands beside this one: it is known by the name of its page alone.
            Fact(_("Practise in the voting booth"), "", reverse("assembly:practice")),
            Fact(_("Votes and their archives"), "", visit.href("assembly-votes:elections")),
            Fact(_("Check a vote"), "", reverse("assembly:check")),
        ],
    }
    return render(request, "banking/cooperative.html", context)


def standing_of(visit: Visit) -> Standing:
    """How the cooperative of the visit stands, in its own currency."""
    own = visit.cooperative
    return queries.standing(own.id, own.currency, visit.today)


def in_brief(visit: Visit, known: Standing) -> list[Fact]:
    """The few figures by which a member sees how the cooperative is."""
    members = membership.members_at(cooperative_id=visit.cooperative.id, on=visit.today)
    facts = [
        Fact(_("Members"), members),
        Fact(_("Saved by members"), known.saved),
        Fact(_("Lent to members"), known.lent),
    ]
    if known.capital_ratio is not None:
        facts.append(Fact(_("Capital by assets"), percent_text(known.capital_ratio, reader_locale())))
    return facts


def meeting_lines(visit: Visit) -> list[Fact]:
    """When members decide together next, as other rooms tell it; or else what the by-laws say of it."""
    return gathered_lines(Gathered.DECIDES, visit) or [_none_called(visit)]


def _none_called(visit: Visit) -> Fact:
    laws = cooperatives.bylaws(visit.today)
    within, notice = laws.get("annual_meeting_within_months"), laws.get("notice_min_days")
    words = []
    if within:
        words.append(
            ngettext(
                "The annual meeting is held within %(months)s month of the end of the year.",
                "The annual meeting is held within %(months)s months of the end of the year.",
                within.number,
            )
            % {"months": within.number}
        )
    if notice:
        words.append(
            ngettext(
                "You are told at least %(days)s day before.",
                "You are told at least %(days)s days before.",
                notice.number,
            )
            % {"days": notice.number}
        )
    return Fact(_("General meeting"), _("none is called"), note=" ".join(words))


def _lines(parts: Sequence[Part]) -> list[Fact]:
    return [Fact(part.name, part.amount) for part in parts]


def _whose(known: Standing) -> list[Segment]:
    """To whom what is owned belongs; nothing is drawn where a part is less than nothing."""
    others = known.debts - known.saved
    parts: list[tuple[str, Money]] = [
        (_("Saved by members"), known.saved),
        (_("Owed to others"), others),
        (_("Our capital"), known.capital),
    ]
    if any(amount.is_negative for _label, amount in parts) or not known.assets.is_positive:
        return []
    return split_bar([(label, amount) for label, amount in parts if amount.is_positive])


def _people(visit: Visit) -> list[Fact]:
    held = cooperatives.officers(visit.today)
    names = membership.names_of(person_ids=[each.person_id for each in held])
    may_open = Permission.VIEW_REGISTER in visit.permissions
    return [
        Fact(
            names.get(each.person_id, ""),
            capfirst(str(each.office.label)),
            visit.href("membership:person", person_id=each.person_id) if may_open else "",
            note=_("since %(since)s") % {"since": day_text(each.since_on, reader_locale())},
        )
        for each in held
    ]
