"""The minutes of a meeting, and the book of all: read, edited, signed, approved, and taken away as paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.assembly import actions
from rochdale.assembly.forms.minutes import (
    ApprovalForm,
    SignForm,
    VersionForm,
)
from rochdale.assembly.queries import FloorRole, MeetingStepKind
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.queries.minutes import BOOK_PAGE, BookLine, MinutesSeen, book, how_spoken
from rochdale.assembly.queries.minutes_text import Content
from rochdale.assembly.views.minutes_finding import LANGUAGES, MinutesAsked, page_asked, reader_of
from rochdale.assembly.views.minutes_paper import minutes_pdf
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, insiders_only, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.web.values import Fact, Link, Page

_VERSION_MAX = 10**6


@insiders_only
@require_safe
def minutes_book(request: HttpRequest) -> HttpResponse:
    """The book of minutes: every meeting whose minutes the visitor may read, the latest first."""
    visit = visit_of(request)
    search, before = request.GET.get("q", "").strip()[:200], _number(request.GET.get("before"))
    reader = reader_of(visit)
    found = book(reader=reader, search=search, before=before)
    href = visit.href("assembly-votes:minutes-book")
    following = {"q": search, "before": found[-1].number} if len(found) == BOOK_PAGE else {}
    context = {
        "search": search,
        "action": href,
        "is_let_in": reader.is_let_in,
        "lines": [_book_line(visit, line) for line in found],
        "page": Page(
            next=f"{href}?{urlencode(following)}" if following else "", previous=href if before else ""
        ),
    }
    return render(request, "assembly/minutes_book.html", context)


def _book_line(visit: Visit, line: BookLine) -> Fact:
    return Fact(
        label=in_language(line.titles, get_language() or ""),
        value=line.held_on,
        href=visit.href("assembly-votes:minutes", number=line.number),
        note=_stands(is_signed=line.is_signed, is_approved=line.is_approved),
    )


def _stands(*, is_signed: bool, is_approved: bool) -> str:
    if is_approved:
        return _("Signed, and approved by a later meeting")
    return _("Signed by chair and secretary") if is_signed else _("Draft, not signed")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and int(text) <= _VERSION_MAX else None


@insiders_only
@require_safe
def minutes(request: HttpRequest, number: int) -> HttpResponse:
    """The minutes of one meeting, with who signed them and which meeting approved them."""
    visit = visit_of(request)
    asked = page_asked(visit, number, _number(request.GET.get("version")))
    language = _language(asked.shown.content, request.GET.get("language", ""))
    context = {
        "title": asked.seen.title(language),
        "language": language,
        "stands": _stands_of(asked.shown),
        "is_draft": not asked.shown.is_signed,
        "shown": asked.shown,
        "facts": _facts(asked),
        "parts": _parts(asked.shown.content, language),
        "signatures": _signatures(asked.shown),
        "approval": _approval(asked.shown),
        "languages": _languages(visit, asked, language),
        "papers": _papers(visit, asked),
        "versions": _versions(visit, asked),
        "newer": _newer(visit, asked),
        "book": Link(visit.href("assembly-votes:minutes-book"), _("The book of minutes")),
        **_acts(visit, asked),
    }
    return render(request, "assembly/minutes.html", context)


def _language(content: Content, wanted: str) -> str:
    """The language asked for, the reader's, or the first that there is."""
    for each in (wanted, get_language() or ""):
        if each in content.languages:
            return each
    return content.languages[0]


def _parts(content: Content, language: str) -> list[dict[str, Any]]:
    say = how_spoken(content)
    return [
        {"title": part.title, "paragraphs": [(each.kind.value, say(each)) for each in part.paragraphs]}
        for part in content.parts(language)
    ]


def _stands_of(shown: MinutesSeen) -> str:
    return _stands(is_signed=shown.is_signed, is_approved=shown.approval is not None)


def _facts(asked: MinutesAsked) -> list[Fact]:
    return [
        Fact(_("Meeting"), asked.seen.number),
        Fact(_("Held on"), asked.seen.held_on),
        Fact(_("Version"), asked.shown.version or _("not saved yet")),
    ]


def _signatures(shown: MinutesSeen) -> list[dict[str, Any]]:
    names = membership.names_of(person_ids=[each.person_id for each in shown.signatures])
    return [
        {"role": each.role.label, "name": names[each.person_id], "at": each.at} for each in shown.signatures
    ]


def _approval(shown: MinutesSeen) -> dict[str, Any] | None:
    given = shown.approval
    if given is None:
        return None
    return {"resolution": given.resolution, "meeting": given.meeting, "on": given.decided_on}


def _languages(visit: Visit, asked: MinutesAsked, language: str) -> list[Link]:
    return [
        Link(_at(visit, asked, {"language": each}), LANGUAGES.get(each, each))
        for each in asked.shown.content.languages
        if each != language
    ]


def _at(visit: Visit, asked: MinutesAsked, told: dict[str, Any]) -> str:
    href = visit.href("assembly-votes:minutes", number=asked.seen.number)
    version = {} if asked.is_last else {"version": asked.shown.version}
    return f"{href}?{urlencode({**version, **told})}"


def _papers(visit: Visit, asked: MinutesAsked) -> list[Link]:
    query = "" if asked.is_last else f"?version={asked.shown.version}"
    return [
        Link(
            visit.href("assembly-votes:minutes-paper", number=asked.seen.number, language=each) + query,
            _("PDF: %(language)s") % {"language": LANGUAGES.get(each, each)},
        )
        for each in asked.shown.content.languages
    ]


def _versions(visit: Visit, asked: MinutesAsked) -> list[Fact]:
    href = visit.href("assembly-votes:minutes", number=asked.seen.number)
    return [
        Fact(
            label=_("Version %(number)s") % {"number": each.version},
            value=each.at,
            href=f"{href}?version={each.version}",
            note=_note(each),
        )
        for each in reversed(asked.versions)
    ]


def _note(version: MinutesSeen) -> str:
    stands = _stands_of(version)
    if version.corrects is None:
        return stands
    told = {"stands": stands, "version": version.corrects, "words": version.words}
    return _("%(stands)s. Corrects version %(version)s: %(words)s") % told


def _newer(visit: Visit, asked: MinutesAsked) -> Link | None:
    if asked.is_last:
        return None
    href = visit.href("assembly-votes:minutes", number=asked.seen.number)
    return Link(href, _("This is an earlier version. Open the last one."))


def _acts(visit: Visit, asked: MinutesAsked) -> dict[str, Any]:
    def href(name: str) -> str:
        return visit.href(f"assembly-votes:{name}", number=asked.seen.number)

    is_over = asked.seen.stands is MeetingStepKind.CLOSED
    may_sign = is_over and asked.provisional_until is None
    may_approve = asked.may_edit and asked.shown.is_signed and asked.shown.approval is None
    return {
        "may_edit": asked.may_edit and asked.is_last,
        "edit_href": href("edit-minutes"),
        "draft_href": href("draft-minutes"),
        "is_correction": asked.shown.is_signed or asked.shown.corrects is not None,
        "is_over": is_over,
        "provisional_until": asked.provisional_until,
        "ballots_href": href("ballots"),
        "is_complete": asked.shown.content.is_complete,
        "sign_as": [
            {"role": role.value, "label": _SIGN_AS[role]()}
            for role in asked.roles
            if asked.is_last and may_sign and asked.shown.content.is_complete
        ],
        "sign_href": href("sign-minutes"),
        "approve": ApprovalForm(initial={"version": asked.shown.version}) if may_approve else None,
        "approve_href": href("approve-minutes"),
        "wording": _wording(asked) if may_approve else "",
    }


_SIGN_AS: dict[FloorRole, Callable[[], str]] = {
    FloorRole.CHAIR: lambda: _("Sign as chair of the meeting"),
    FloorRole.SECRETARY: lambda: _("Sign as secretary of the meeting"),
}


def _wording(asked: MinutesAsked) -> str:
    """How the next meeting may be asked to approve this version, for its agenda."""
    told = {
        "title": asked.seen.title(get_language() or ""),
        "number": asked.seen.number,
        "version": asked.shown.version,
        "hash": asked.shown.hash[:16],
    }
    return (
        _(
            "That the minutes of meeting number %(number)s, %(title)s, be approved: version %(version)s, whose "
            "fingerprint begins with %(hash)s."
        )
        % told
    )


@requires(Permission.RUN_MEETINGS)
@require_POST
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Save what the minutes draft of themselves now as a new version."""
    visit = visit_of(request)
    form = VersionForm(request.POST)
    if form.is_valid():
        saved = actions.draft_minutes(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            based_on=form.cleaned_data["version"],
            words=form.cleaned_data["words"],
        )
        messages.success(
            request, _("Version %(version)s is drafted from what happened.") % {"version": saved}
        )
    return redirect(visit.href("assembly-votes:minutes", number=number))


@freshly_signed_in
@insiders_only
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign the last version, as the chair or the secretary who was named for the meeting.

    Who had to show first that it is still they comes back to the minutes.
    """
    visit = visit_of(request)
    if request.method == "GET":
        return redirect(visit.href("assembly-votes:minutes", number=number))
    visit.require_self()
    form = SignForm(request.POST)
    if form.is_valid():
        actions.sign_minutes(
            by=visit.acting_for_oneself(),
            number=number,
            version=form.cleaned_data["version"],
            role=FloorRole(form.cleaned_data["role"]),
        )
        messages.success(request, _("Your signature is written down."))
    return redirect(visit.href("assembly-votes:minutes", number=number))


@requires(Permission.RUN_MEETINGS)
@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Write down that a later meeting approved a signed version."""
    visit = visit_of(request)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        actions.approve_minutes(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            version=form.cleaned_data["version"],
            resolution=form.cleaned_data["resolution"],
        )
        messages.success(request, _("It is written down that these minutes are approved."))
    else:
        messages.error(request, _("Give the number of the resolution. Nothing was written down."))
    return redirect(visit.href("assembly-votes:minutes", number=number))


@insiders_only
@require_safe
def paper(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The minutes as paper, in a language of the cooperative, with their hash, signatures and approval."""
    visit = visit_of(request)
    asked = page_asked(visit, number, _number(request.GET.get("version")))
    return minutes_pdf(visit, asked, language)
