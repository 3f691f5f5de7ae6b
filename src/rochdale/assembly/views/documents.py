"""Papers of a meeting: brought by who prepares it, taken away by members."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import FileDraft
from rochdale.assembly.errors import MeetingDocumentNotFound
from rochdale.assembly.forms import MeetingPaperForm
from rochdale.assembly.queries import OpenedFile
from rochdale.assembly.views.seen import MEETING, language_now, meeting_seen
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.web.errors import SpokenRefusal, words_of
from rochdale.web.values import Link

_SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def add_paper(request: HttpRequest, number: int) -> HttpResponse:
    """Bring a paper in the languages of the cooperative; or the correction of one."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    languages = visit.cooperative.languages
    replaces = _replaced(request)
    form = MeetingPaperForm(request.POST or None, request.FILES or None, languages=languages)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_meeting_document(
                by=visit.acting(Permission.RUN_MEETINGS), number=number, files=_files(form), replaces=replaces
            )
        except SpokenRefusal as refusal:
            form.add_error(None, str(words_of(refusal).happened))
        else:
            messages.success(request, _("The paper is kept, and members can read it."))
            return redirect(visit.href(MEETING, number=number))
    context = {
        "title": found.title(language_now()),
        "form": form,
        "replaces": replaces,
        "back": Link(visit.href(MEETING, number=number), _("To the meeting")),
    }
    return render(request, "assembly/add_paper.html", context, status=400 if form.is_bound else 200)


def _replaced(request: HttpRequest) -> int | None:
    number = request.GET.get("replaces", "")
    return int(number[:6]) if number.isdecimal() else None


def _files(form: MeetingPaperForm) -> list[FileDraft]:
    told = form.cleaned_data
    return [
        FileDraft(language, told[f"title_{language}"], _content(told[f"file_{language}"]))
        for language in form.languages
        if told[f"file_{language}"] is not None
    ]


def _content(paper: object) -> bytes:
    """What a file holds. One that was cut off on its way is longer than any that is kept, and refused for it."""
    return bytes(cast("UploadedFile[bytes]", paper).read())


@insiders_only
@require_safe
def meeting_paper(request: HttpRequest, number: int, document: int, language: str) -> HttpResponse:
    """A paper as it was brought."""
    visit = visit_of(request)
    found = meeting_seen(visit, number)
    try:
        opened = queries.document_file(meeting_id=found.id, number=document, language=language)
    except MeetingDocumentNotFound as missing:
        raise Http404 from missing
    return file_response(opened, f"{visit.cooperative.slug}-{number}-{document}-{language}")


def file_response(opened: OpenedFile, name: str) -> HttpResponse:
    """A file to be saved and not to be shown: whatever it holds, it runs nothing here."""
    response = HttpResponse(opened.content, content_type=opened.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{_SUFFIXES[opened.media_type]}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
