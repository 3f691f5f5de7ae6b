"""Editing the minutes of a meeting without losing anything, also when two do it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions
from rochdale.assembly.errors import MinutesMovedOn
from rochdale.assembly.forms.minutes import MinutesForm, field_of, initial_of
from rochdale.assembly.queries.minutes_text import Content, Part
from rochdale.assembly.views.minutes_finding import LANGUAGES, MinutesAsked, page_asked
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.web.values import Link


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Edit the minutes, as plain paragraphs, per language and part; every save is a new version."""
    visit = visit_of(request)
    asked = page_asked(visit, number)
    is_correction = asked.shown.is_signed or asked.shown.corrects is not None
    content = asked.shown.content
    if request.method != "POST":
        initial = {**initial_of(content, asked.last), "words": asked.shown.words}
        return _edited(
            request, visit, asked, MinutesForm(content, is_correction=is_correction, initial=initial)
        )
    form = MinutesForm(content, is_correction=is_correction, data=request.POST)
    if not form.is_valid():
        return _edited(request, visit, asked, form, status=400)
    try:
        saved = actions.save_minutes(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            based_on=form.cleaned_data["based_on"],
            texts=form.texts(),
            words=form.cleaned_data.get("words", ""),
        )
    except MinutesMovedOn:
        return _put_together(request, visit, asked, form)
    messages.success(request, _("Version %(version)s is saved.") % {"version": saved})
    return redirect(visit.href("assembly-votes:minutes", number=number))


def _put_together(request: HttpRequest, visit: Visit, asked: MinutesAsked, form: MinutesForm) -> HttpResponse:
    """Somebody else saved in the meantime: what only one of the two changed is taken, the rest is shown twice."""
    based_on = form.cleaned_data["based_on"]
    base = next((each.content for each in asked.versions if each.version == based_on), None)
    theirs = initial_of(asked.shown.content, asked.last)
    before = initial_of(base, based_on) if base else {}
    kept: dict[str, str] = {}
    twice: dict[str, str] = {}
    for name in theirs:
        sent, their = _plain(form.cleaned_data.get(name)), _plain(theirs[name])
        if name == "based_on" or sent in (their, _plain(before.get(name))):
            continue
        kept[name] = sent
        if their != _plain(before.get(name)):
            twice[name] = their
    again = MinutesForm(
        asked.shown.content,
        is_correction="words" in form.fields,
        initial={
            **initial_of(asked.shown.content, asked.last, kept),
            "words": form.cleaned_data.get("words", ""),
        },
    )
    return _edited(request, visit, asked, again, status=409, twice=twice, is_moved=True)


def _plain(text: object) -> str:
    return str(text or "").replace("\r\n", "\n").strip()


def _edited(
    request: HttpRequest,
    visit: Visit,
    asked: MinutesAsked,
    form: MinutesForm,
    *,
    status: int = 200,
    twice: dict[str, str] | None = None,
    is_moved: bool = False,
) -> HttpResponse:
    texts = asked.shown.content.texts
    places = next(iter(texts.values()))
    context = {
        "title": asked.seen.title(get_language() or ""),
        "form": form,
        "sections": [_section(form, asked.shown.content, part, twice or {}) for part in places],
        "last": asked.last,
        "is_moved": is_moved,
        "back": Link(visit.href("assembly-votes:minutes", number=asked.seen.number), _("The minutes")),
    }
    return render(request, "assembly/minutes_edit.html", context, status=status)


def _section(form: MinutesForm, content: Content, part: Part, twice: dict[str, str]) -> dict[str, Any]:
    own = next(each for each in content.parts(get_language() or "") if each.place == part.place)
    fields = []
    for language in content.languages:
        name = field_of(language, part.place)
        fields.append(
            {
                "field": form[name],
                "label": LANGUAGES.get(language, language),
                "language": language,
                "theirs": twice.get(name, ""),
                "is_twice": name in twice,
            }
        )
    return {"place": part.place, "title": own.title or _HEADS[part.place](), "fields": fields}


_HEADS: dict[str, Callable[[], str]] = {
    "opening": lambda: _("Opening of the meeting"),
    "closing": lambda: _("Closing of the meeting"),
}
