"""Bodies as of any day: their seats, who holds them, who held them; and what officers write down about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Holder, OldMandate
from rochdale.assembly.errors import BodyNotFound, MandateNotFound, SeatNotFound
from rochdale.assembly.forms import (
    AsOfForm,
    BodyForm,
    ElectedForm,
    EndMandateForm,
    OldMandateForm,
    SeatForm,
)
from rochdale.assembly.queries import (
    Attended,
    BodyKind,
    BodySeen,
    Composition,
    FilledBy,
    MandateEndKind,
    MandateSeen,
    SeatSeen,
)
from rochdale.assembly.views import decision_words as words
from rochdale.assembly.views.seen import reads_of_bodies
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.membership.views.dates import day_asked
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

BOARD = "board"
ATTENDED_DURING: Final = timedelta(days=365)


@insiders_only
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board of directors as of any day; before its seats are kept here, what will be shown."""
    found = queries.board()
    if found is None:
        return render(request, "assembly/no_board.html", {"make_href": _make_href(visit_of(request))})
    return _shown(request, found)


@insiders_only
@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """A body as of any day."""
    return _shown(request, _body(code))


def _body(code: str) -> BodySeen:
    try:
        return queries.body(code)
    except BodyNotFound as missing:
        raise Http404 from missing


def _shown(request: HttpRequest, found: BodySeen) -> HttpResponse:
    visit = visit_of(request)
    on = day_asked(request, "on") or visit.today
    seen = queries.composition(found.code, on=on)
    came = queries.attended(body_id=found.id, since=on - ATTENDED_DURING, until=on + timedelta(days=1))
    context = {
        "title": found.name(words.language()),
        "on": on,
        "is_today": on == visit.today,
        "seats": [_seat_fact(visit, each, came) for each in seen.seats],
        "vacancies": seen.vacancies,
        "ending": [_ending_fact(each) for each in seen.ending] if on == visit.today else [],
        "form": AsOfForm(initial={"on": on}),
        "action": request.path,
        "others": [
            Link(visit.href("assembly-decisions:body", code=each.code), each.name(words.language()))
            for each in queries.bodies()
            if each.code != found.code
        ],
        "size": _size_words(visit, seen),
        "acts": _acts(visit, found),
    }
    return render(request, "assembly/body.html", context)


def _seat_fact(visit: Visit, seat: SeatSeen, came: Mapping[UUID, Attended]) -> Fact:
    label = seat.mandate.name if seat.mandate else _("Vacant")
    told = [_("seat %(place)s") % {"place": seat.place}]
    if seat.closes_on:
        told.append(_("closed from %(day)s on") % {"day": day_text(seat.closes_on, reader_locale())})
    if seat.electoral_group:
        told.append(seat.electoral_group)
    if seat.mandate:
        told.append(mandate_words(seat.mandate))
        if (own := came.get(seat.mandate.person_id)) is not None:
            told.append(_attended_words(own))
    value = seat.mandate.until_on if seat.mandate else ""
    return Fact(label, value, visit.href("assembly-decisions:seat", seat_id=seat.id), " · ".join(told))


def _attended_words(own: Attended) -> str:
    """To how many meetings of the last twelve months somebody came."""
    return ngettext(
        "came to %(came)s of %(count)s meeting in twelve months",
        "came to %(came)s of %(count)s meetings in twelve months",
        own.meetings,
    ) % {"came": own.came, "count": own.meetings}


def mandate_words(mandate: MandateSeen) -> str:
    """Since when, and by what."""
    told = [
        _("since %(since)s") % {"since": day_text(mandate.from_on, reader_locale())},
        str(mandate.source.label),
    ]
    if mandate.resolution is not None:
        told.append(_("resolution %(number)s") % {"number": mandate.resolution})
    elif mandate.meeting is not None:
        told.append(_("meeting %(number)s") % {"number": mandate.meeting})
    return ", ".join(told)


def _ending_fact(mandate: MandateSeen) -> Fact:
    return Fact(mandate.name, mandate.until_on)


def _size_words(visit: Visit, seen: Composition) -> str:
    """How many seats the by-laws give the board, where it has fewer or more."""
    said = cooperatives.bylaws(visit.today)
    if seen.body.kind is not BodyKind.BOARD or not {"board_seats_min", "board_seats_max"} <= said.keys():
        return ""
    least, most = said["board_seats_min"].number, said["board_seats_max"].number
    if least <= len(seen.seats) <= most:
        return ""
    return _("The by-laws give the board from %(least)s to %(most)s seats, and it has %(seats)s.") % {
        "least": least,
        "most": most,
        "seats": len(seen.seats),
    }


def _make_href(visit: Visit) -> str:
    if Permission.RUN_MEETINGS not in visit.permissions:
        return ""
    return visit.href("assembly-decisions:make-body")


def _acts(visit: Visit, found: BodySeen) -> list[Link]:
    """What the visitor's offices let write down."""
    if Permission.RUN_MEETINGS not in visit.permissions:
        return []
    here = [
        Link(visit.href("assembly-decisions:record-election", code=found.code), _("Write down an election")),
        Link(visit.href("assembly-decisions:open-seat", code=found.code), _("Add a seat")),
        Link(_make_href(visit), _("Add a body")),
    ]
    if (
        Permission.MANAGE_OFFICES in visit.permissions
        and not queries.resolutions(of_bodies=True, limit=1).lines
    ):
        old = visit.href("assembly-decisions:take-over", code=found.code)
        here.append(Link(old, _("Write down who holds a seat already")))
    return here


@insiders_only
@require_safe
def seat(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """A seat, with everybody who held it; each with what gave it and what ended it."""
    visit = visit_of(request)
    try:
        found = queries.mandates_of_seat(seat_id)
        own = queries.body_of_seat(seat_id)
    except SeatNotFound as missing:
        raise Http404 from missing
    context = {
        "title": _("%(body)s, seat %(place)s")
        % {"body": own.body.name(words.language()), "place": own.place},
        "mandates": [_mandate_told(visit, each) for each in found],
        "closes_on": own.closes_on,
        "closing_words": own.closing_words,
        "close_href": visit.href("assembly-decisions:close-seat", seat_id=seat_id)
        if Permission.RUN_MEETINGS in visit.permissions and own.closes_on is None
        else "",
        "back": Link(
            visit.href("assembly-decisions:body", code=own.body.code), own.body.name(words.language())
        ),
    }
    return render(request, "assembly/seat.html", context)


def _mandate_told(visit: Visit, mandate: MandateSeen) -> dict[str, Any]:
    may_end = Permission.RUN_MEETINGS in visit.permissions and mandate.until_on > visit.today
    return {
        "mandate": mandate,
        "words": mandate_words(mandate),
        "ended": capfirst(str(mandate.end_kind.label)) if mandate.end_kind else "",
        # Why somebody left is for officers; that and when is for all.
        "end_words": mandate.end_words if reads_of_bodies(visit) else "",
        "resolution_href": words.resolution_href(visit, mandate.resolution, mandate.meeting_kind),
        "end_resolution_href": words.resolution_href(visit, mandate.end_resolution, mandate.end_meeting_kind),
        "end_href": visit.href("assembly-decisions:end-mandate", mandate_id=mandate.id)
        if may_end and mandate.end_kind is None
        else "",
    }


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def make_body(request: HttpRequest) -> HttpResponse:
    """Write down that the by-laws know a body."""
    visit = visit_of(request)
    named = dict(settings.LANGUAGES)
    form = BodyForm(
        request.POST or None,
        languages=[(code, named.get(code, code)) for code in visit.cooperative.languages],
    )
    if form.is_valid():
        kind = BodyKind(form.cleaned_data["kind"])
        code = kind.value if kind is not BodyKind.OTHER else slugify(next(iter(form.names.values())))[:40]
        actions.make_body(
            by=visit.acting(Permission.RUN_MEETINGS),
            code=code or "body",
            kind=kind,
            names=form.names,
            filled_by=FilledBy(form.cleaned_data["filled_by"]),
        )
        messages.success(request, _("It is written down. Give it its seats now."))
        return redirect(visit.href("assembly-decisions:open-seat", code=code or "body"))
    lead = _("The board of directors, a committee, or another body that the by-laws know.")
    back = Link(visit.href("assembly-decisions:board"), _("The board"))
    return _form(request, form, _("Add a body"), lead, back)


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def open_seat(request: HttpRequest, code: str) -> HttpResponse:
    """Add a seat to a body."""
    visit = visit_of(request)
    found = _body(code)
    form = SeatForm(request.POST or None)
    if form.is_valid():
        actions.open_seat(by=visit.acting(Permission.RUN_MEETINGS), code=code, **form.cleaned_data)
        messages.success(request, _("The seat is there, and vacant."))
        return redirect(visit.href("assembly-decisions:body", code=code))
    lead = _("It is vacant until an election or a resolution fills it.")
    return _form(request, form, _("Add a seat"), lead, _back(visit, found))


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def record_election(request: HttpRequest, code: str) -> HttpResponse:
    """Give a seat to who was elected."""
    visit = visit_of(request)
    found = _body(code)
    items = [
        (
            f"{each.meeting}/{each.place}",
            _("meeting %(number)s: %(title)s") % {"number": each.meeting, "title": words.said(each.titles)},
        )
        for each in queries.election_items()
    ]
    form = ElectedForm(request.POST or None, items=items, seats=_seat_choices(visit, code))
    if form.is_valid():
        told = form.cleaned_data
        meeting, _slash, place = told["item"].partition("/")
        holder = Holder(told["seat"], queries.person_elected(told["member_number"]), told["until_on"])
        actions.record_election(
            by=visit.acting(Permission.RUN_MEETINGS),
            meeting_number=int(meeting),
            item_place=int(place),
            elected=[holder],
        )
        messages.success(request, _("The mandate is written down; what the office allows follows it."))
        return redirect(visit.href("assembly-decisions:body", code=code))
    lead = _(
        "Who was elected, as the meeting was told. The mandate begins today and lasts the term of the seat."
    )
    return _form(request, form, _("Write down an election"), lead, _back(visit, found))


@requires(Permission.MANAGE_OFFICES)
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, code: str) -> HttpResponse:
    """Write down who holds a seat already, before anything is decided here."""
    visit = visit_of(request)
    found = _body(code)
    form = OldMandateForm(request.POST or None, seats=_seat_choices(visit, code))
    if form.is_valid():
        told = form.cleaned_data
        old = OldMandate(
            told["seat"], queries.person_elected(told["member_number"]), told["from_on"], told["until_on"]
        )
        actions.take_over_mandates(by=visit.acting(Permission.MANAGE_OFFICES), mandates=[old])
        messages.success(request, _("The mandate is written down; what the office allows follows it."))
        return redirect(visit.href("assembly-decisions:body", code=code))
    lead = _(
        "As the last elections left it. Once a resolution stands in the register, seats are filled by decisions."
    )
    return _form(request, form, _("Who holds a seat already"), lead, _back(visit, found))


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def end_mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """End a mandate before its term: a resignation, a death, lost eligibility."""
    visit = visit_of(request)
    try:
        mandate = queries.mandate(mandate_id)
    except MandateNotFound as missing:
        raise Http404 from missing
    form = EndMandateForm(request.POST or None, earliest=max(visit.today, mandate.from_on))
    found = queries.body_of(mandate_id)
    if form.is_valid():
        told = form.cleaned_data
        actions.end_mandate(
            by=visit.acting(Permission.RUN_MEETINGS),
            mandate_id=mandate_id,
            kind=MandateEndKind(told["kind"]),
            words=told["words"],
            on=told["on"],
        )
        messages.success(request, _("The end is written down; the seat is vacant from that day on."))
        return redirect(visit.href("assembly-decisions:body", code=found.code))
    title = _("End the mandate of %(name)s") % {"name": mandate.name}
    lead = _("From that day on the seat is vacant, and what the office allowed is closed.")
    return _form(request, form, title, lead, _back(visit, found))


def _seat_choices(visit: Visit, code: str) -> list[tuple[str, str]]:
    return [
        (
            str(each.id),
            _("seat %(place)s: %(holder)s")
            % {"place": each.place, "holder": each.mandate.name if each.mandate else _("vacant")},
        )
        for each in queries.composition(code, on=visit.today).seats
    ]


def _back(visit: Visit, found: BodySeen) -> Link:
    return Link(visit.href("assembly-decisions:body", code=found.code), found.name(words.language()))


def _form(request: HttpRequest, form: Any, title: str, lead: str, back: Link) -> HttpResponse:
    context = {"title": title, "lead": lead, "form": form, "button": _("Write it down"), "back": back}
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)
