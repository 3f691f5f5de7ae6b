"""The notice of a meeting and its proof: what went out by which way, what waits on paper, and each member's letter."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.forms import BounceForm, HandoverForm
from rochdale.assembly.queries import MeetingSeen, NoticeFigures, NoticeLine, NoticePage, NoticeSeen
from rochdale.assembly.views.seen import MEETING, day_shown, language_now, meeting_seen
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.membership.queries import Channel, FilePart
from rochdale.membership.views.looking import note_looks
from rochdale.membership.views.papers import letters_pdf
from rochdale.web.formatting import moment_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Page


@requires(Permission.RUN_MEETINGS)
@require_safe
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """The last notice of a meeting: its figures, and page by page each member's letter with what proves it."""
    visit = visit_of(request)
    found, sent = noticed(visit, number)
    page = queries.notice_letters(notice_id=sent.id, after_number=_after(request))
    figures = queries.notice_figures(notice_id=sent.id)
    may_post = Permission.MANAGE_REGISTER in visit.permissions
    here = visit.href("assembly-votes:notice", number=number)
    context = {
        "title": found.title(language_now()),
        "facts": _facts(sent),
        "figures": _figures(figures),
        "sum": Fact(_("All letters"), sent.letters),
        "lines": [_line(visit, line) for line in page.lines],
        "page": _page(here, request, page),
        "to_deliver": figures.to_deliver,
        "list_href": visit.href("assembly-votes:notice-list", number=number) if may_post else "",
        "bounce": BounceForm(initial={"came_on": visit.today}),
        "bounce_href": visit.href("assembly-votes:note-bounce", number=number),
        "earlier": len(queries.notices(meeting_id=found.id)) - 1,
        "back": Link(visit.href(MEETING, number=number), _("To the meeting")),
    }
    return render(request, "assembly/notice.html", context)


def noticed(visit: Visit, number: int) -> tuple[MeetingSeen, NoticeSeen]:
    """A meeting with its last notice. Raises Http404 where it was not called."""
    found = meeting_seen(visit, number)
    sent = queries.notices(meeting_id=found.id)
    if not sent:
        raise Http404
    return found, sent[-1]


def _after(request: HttpRequest) -> int:
    after = request.GET.get("after", "")
    return int(after[:12]) if after.isdecimal() else 0


def _page(here: str, request: HttpRequest, page: NoticePage) -> Page:
    following = f"{here}?{urlencode({'after': page.next_after})}" if page.next_after else ""
    return Page(previous=here if _after(request) else "", next=following)


def _facts(sent: NoticeSeen) -> list[Fact]:
    return [
        Fact(_("Called on"), sent.called_on),
        Fact(_("First sitting"), sent.held_on),
        Fact(_("Days of notice"), sent.days, note=_window_words(sent)),
    ]


def _window_words(sent: NoticeSeen) -> str:
    if sent.least_days is None or sent.most_days is None:
        return _("the by-laws of that day state no window")
    told = {"least": sent.least_days, "most": sent.most_days}
    return _("the by-laws ask for %(least)s to %(most)s") % told


def _figures(figures: NoticeFigures) -> list[Fact]:
    told = [
        Fact(_("Sent by e-mail"), figures.sent),
        Fact(_("On their way by e-mail"), figures.waiting),
        Fact(_("Could not be sent, wait on paper"), figures.given_up),
        Fact(_("Wait on paper"), figures.on_paper),
        Fact(_("Printed and posted"), figures.posted),
        Fact(_("Delivered by hand"), figures.handed_over),
        Fact(_("Came back, wait to be delivered by hand"), figures.bounced),
    ]
    return [fact for fact in told if fact.value]


def _line(visit: Visit, line: NoticeLine) -> Fact:
    may_open = Permission.MANAGE_REGISTER in visit.permissions
    href = visit.href("membership:letter", letter_id=line.letter_id) if may_open else ""
    label = f"{line.member_number}, {line.name}" if line.name else str(line.member_number)
    return Fact(label, capfirst(str(line.channel.label)), href, proof_words(line))


def proof_words(line: NoticeLine) -> str:
    """What proves that a notice went out or came back, or what it waits for."""
    came_back = _bounce_words(line)
    return "; ".join(part for part in (_out_words(line), came_back) if part)


def _bounce_words(line: NoticeLine) -> str:
    if line.bounced_on is None or line.bounced_by is None or line.bounce_reason is None:
        return ""
    told = {"way": line.bounced_by.label, "day": day_shown(line.bounced_on), "why": line.bounce_reason.label}
    return _("came back on %(day)s (%(way)s): %(why)s") % told


def _out_words(line: NoticeLine) -> str:
    if line.listed_on is not None:
        return _("Delivered by hand, on the list of %(day)s") % {"day": day_shown(line.listed_on)}
    if line.last is None or line.last_at is None:
        return _("Waits on paper") if line.channel is Channel.PAPER else _("Not sent yet")
    moment = moment_text(timezone.localtime(line.last_at), reader_locale())
    told = [f"{capfirst(str(line.last.label))}, {moment}"]
    if line.fault is not None:
        told.append(str(line.fault.label))
    return "; ".join(told)


@requires(Permission.RUN_MEETINGS)
@require_POST
def note_bounce(request: HttpRequest, number: int) -> HttpResponse:
    """Write down that a letter of the notice came back undelivered."""
    visit = visit_of(request)
    noticed(visit, number)
    form = BounceForm(request.POST)
    if form.is_valid():
        actions.note_bounce(by=visit.acting(Permission.RUN_MEETINGS), number=number, bounce=form.bounce())
        messages.success(
            request, _("It is written down that the letter came back. It waits to be delivered by hand.")
        )
    else:
        messages.error(request, _("Something was not filled in. Nothing was changed."))
    return redirect(visit.href("assembly-votes:notice", number=number))


@requires(Permission.MANAGE_REGISTER)
@require_safe
def notice_list(request: HttpRequest, number: int) -> HttpResponse:
    """The notices that wait on paper, as a list to print, to sign on delivery, and to mark as delivered."""
    visit = visit_of(request)
    found, sent = _noticed_for_register(visit, number)
    page = queries.notice_letters(notice_id=sent.id, after_number=_after(request), on_paper=True)
    here = visit.href("assembly-votes:notice-list", number=number)
    after = f"?{urlencode({'after': _after(request)})}" if _after(request) else ""
    context = {
        "title": found.title(language_now()),
        "today": visit.today,
        "lines": page.lines,
        "page": _page(here, request, page),
        "form": HandoverForm(initial={"list_on": visit.today}),
        "letters_href": visit.href("assembly-votes:notice-letters", number=number) + after,
        "handed_href": visit.href("assembly-votes:notice-handed-over", number=number),
        "back": Link(visit.href(MEETING, number=number), _("To the meeting")),
    }
    return render(request, "assembly/notice_list.html", context)


def _noticed_for_register(visit: Visit, number: int) -> tuple[MeetingSeen, NoticeSeen]:
    """The same for who keeps the register: what is called, every insider sees. Raises Http404."""
    return noticed(visit, number)


@requires(Permission.MANAGE_REGISTER)
@require_safe
def notice_letters(request: HttpRequest, number: int) -> HttpResponse:
    """The letters of a page of that list as a PDF. Raises Http404 where none waits."""
    visit = visit_of(request)
    _found, sent = _noticed_for_register(visit, number)
    return waiting_letters(visit, sent, _after(request))


def waiting_letters(visit: Visit, sent: NoticeSeen, after: int) -> HttpResponse:
    """The letters behind a member number that wait on paper, as a PDF. Raises Http404 where none does."""
    page = queries.notice_letters(notice_id=sent.id, after_number=after, on_paper=True)
    if not page.lines:
        raise Http404
    letters = membership.letters_whole(letter_ids=[line.letter_id for line in page.lines])
    note_looks(visit, FilePart.LETTER, [each.person_id for each in letters if each.person_id is not None])
    paper = letters_pdf(cooperative=visit.cooperative.name, letters=letters, at=visit.at)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="notices.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@requires(Permission.MANAGE_REGISTER)
@require_POST
def notice_handed_over(request: HttpRequest, number: int) -> HttpResponse:
    """Write down that the notices of a list were delivered by hand."""
    visit = visit_of(request)
    _noticed_for_register(visit, number)
    form = HandoverForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say of which day the list is. Nothing was written down."))
        return redirect(visit.href("assembly-votes:notice-list", number=number))
    handed = actions.hand_over_notices(
        by=visit.acting(Permission.MANAGE_REGISTER),
        number=number,
        letter_ids=_ids(request.POST.getlist("letter")),
        list_on=form.cleaned_data["list_on"],
    )
    told = ngettext(
        "%(count)s notice is marked as delivered.", "%(count)s notices are marked as delivered.", handed
    )
    messages.success(request, told % {"count": handed})
    return redirect(visit.href("assembly-votes:notice-list", number=number))


def _ids(texts: list[str]) -> list[UUID]:
    found: list[UUID] = []
    for text in texts[:200]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def notice_told(sent: NoticeSeen, figures: NoticeFigures) -> dict[str, Any]:
    """A notice in plain values, for programs."""
    return {
        "called_on": sent.called_on,
        "held_on": sent.held_on,
        "days": sent.days,
        "least_days": sent.least_days,
        "most_days": sent.most_days,
        "letters": sent.letters,
        "sent": figures.sent,
        "waiting": figures.waiting,
        "given_up": figures.given_up,
        "on_paper": figures.on_paper,
        "posted": figures.posted,
        "handed_over": figures.handed_over,
        "bounced": figures.bounced,
    }
