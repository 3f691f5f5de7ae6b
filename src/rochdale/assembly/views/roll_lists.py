"""What leaves a roll: the alphabetical list of who may vote, and the text that is hashed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import queries
from rochdale.assembly.forms import RollListForm
from rochdale.assembly.queries import RollSeen
from rochdale.assembly.views.roll_pages import form_page, or_404
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries as register
from rochdale.membership.queries import ListKind
from rochdale.membership.views.extracts import Extract
from rochdale.membership.views.lists import TITLES, HandedOut, hand_out
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Link


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def roll_list(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out who may vote, by name, as paper or as a table (rule Q-39)."""
    visit = visit_of(request)
    seen = or_404(lambda: queries.roll(number))
    form = RollListForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data
        out = HandedOut(ListKind.ROLL, seen.record_date, seen.record_date, sent["form"], sent["purpose"])
        return hand_out(visit, out, roll_extract(visit, seen))
    return form_page(
        request,
        form,
        title=_("The list of who may vote"),
        lead=_(
            "Everybody who may vote in this meeting, by name, as of the record date. "
            "It holds names: use it for what you say here, and destroy it afterwards."
        ),
        button=_("Take the list out"),
        back=Link(visit.href("assembly-votes:roll", number=number), _("To the roll")),
        is_once=False,
    )


def roll_extract(visit: Visit, seen: RollSeen) -> Extract:
    """The alphabetical list in words, with its dates and whether it is final."""
    found = queries.roll_list(seen, cooperative_id=visit.cooperative.id)
    stood_for = register.names_of(
        person_ids=[each.voter_id for each in found if each.voter_id != each.person_id]
    )
    locale = reader_locale()
    days = {"record": day_text(seen.record_date, locale), "held": day_text(seen.held_on, locale)}
    period = (
        _("Meeting of %(held)s. As of %(record)s. Final.")
        if seen.frozen
        else _("Meeting of %(held)s. As of %(record)s. It may still be corrected.")
    ) % days
    lines = [
        [
            f"{each.family_name}, {each.given_names}" if each.given_names else each.family_name,
            str(each.number),
            stood_for.get(each.voter_id, ""),
            str(each.votes),
        ]
        for each in found
    ]
    heads = [_("Name"), _("Number"), _("Who votes"), _("Votes")]
    name = f"roll-{seen.meeting_number}-{seen.record_date}"
    return Extract(name, str(TITLES[ListKind.ROLL]), period, heads, [6, 2, 5, 1], lines)


@requires(Permission.RUN_MEETINGS, Permission.VIEW_AUDIT)
@require_safe
def roll_text(request: HttpRequest, number: int) -> HttpResponse:
    """The canonical text of a roll: numbers, votes and reasons, of which the hash is taken."""
    visit = visit_of(request)
    text = queries.roll_text(or_404(lambda: queries.roll(number)), cooperative_id=visit.cooperative.id)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="roll-{number}.txt"'
    return answer
