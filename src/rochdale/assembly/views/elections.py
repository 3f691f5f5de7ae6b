"""Votes that are closed: their results, with the archive that anyone may take away and verify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.assembly import queries
from rochdale.assembly.errors import BallotNotFound, ElectionDocumentNotFound, ElectionNotFound
from rochdale.assembly.queries import BoundDocument, ballot_results, ballots
from rochdale.assembly.views.ballot_words import outcome_words
from rochdale.assembly.views.checking import KIND_NAMES, told_of
from rochdale.cooperatives.views import Visit, open_to_all, visit_of
from rochdale.web.values import Fact

ARCHIVE_TYPE = "application/x-belenios"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as it is read: what it is, and under which name it is saved."""

    href: str
    name: str
    filename: str


@open_to_all
@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """The votes that this cooperative published."""
    visit = visit_of(request)
    lines = [
        Fact(
            listed.title(get_language() or ""),
            listed.closed_at.date(),
            visit.href("assembly-votes:election", uuid=listed.uuid),
        )
        for listed in queries.elections()
    ]
    return render(
        request, "assembly/elections.html", {"lines": lines, "check_href": reverse("assembly:check")}
    )


@open_to_all
@require_safe
def election(request: HttpRequest, uuid: str) -> HttpResponse:
    """One vote: its result in words, and how to check it."""
    visit = visit_of(request)
    try:
        found = queries.published_election(uuid=uuid)
    except ElectionNotFound as missing:
        raise Http404 from missing
    address = visit.href("assembly-votes:election", uuid=uuid)
    context = {
        "title": found.listed.title(get_language() or ""),
        "closed_at": found.listed.closed_at,
        "archive_href": visit.href("assembly-votes:archive", uuid=uuid, same=uuid),
        "kilobytes": max(found.archive_bytes // 1024, 1),
        "kept": found.kept,
        "address": request.build_absolute_uri(address).rstrip("/"),
        "check_href": reverse("assembly:check"),
        "documents": [_document_line(visit, uuid, each) for each in queries.election_documents(uuid=uuid)],
        "drawn": _drawn(uuid),
        "board_href": visit.href("assembly-votes:board-of-ballot", uuid=uuid),
        "back": visit.href("assembly-votes:elections"),
        **told_of(found.report),
    }
    return render(request, "assembly/election.html", context)


def _drawn(uuid: str) -> list[dict[str, Any]]:
    """The questions of a meeting's ballot in which lots were drawn; an archive knows of no lot."""
    try:
        seen = ballots.ballot_named(uuid=uuid)
    except BallotNotFound:
        return []  # published without a meeting
    result = ballot_results.ballot_result(seen)
    return [each for each in outcome_words(result, seen) if each["lots"]] if result else []


def _document_line(visit: Visit, uuid: str, document: BoundDocument) -> DocumentLine:
    return DocumentLine(
        href=visit.href("assembly-votes:document", uuid=uuid, kind=document.kind),
        name=str(KIND_NAMES[document.kind]),
        filename=_filename(uuid, document.kind, document.media_type),
    )


def _filename(uuid: str, kind: str, media_type: str) -> str:
    return f"{uuid}-{kind}.{'pdf' if media_type == 'application/pdf' else 'txt'}"


@open_to_all
@require_safe
def document(request: HttpRequest, uuid: str, kind: str) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """A document that the vote is bound to, to the byte, so that anyone can compute its hash."""
    try:
        return document_file(uuid, kind)
    except ElectionDocumentNotFound as missing:
        raise Http404 from missing


def document_file(uuid: str, kind: str) -> HttpResponse:
    """The document as a file to take away. Raises ElectionDocumentNotFound."""
    found = queries.election_document(uuid=uuid, kind=kind)
    media_type = "text/plain; charset=utf-8" if found.media_type == "text/plain" else found.media_type
    response = HttpResponse(found.content, content_type=media_type)
    name = _filename(uuid, kind, found.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to_all
@require_safe
def archive(request: HttpRequest, uuid: str, same: str) -> HttpResponse:  # noqa: ARG001  # as Django calls it
    """The archive, at the address at which `belenios-tool election verify --url` looks for it."""
    if same != uuid:
        raise Http404(_("No vote is published here under this address."))
    try:
        return archive_file(uuid)
    except ElectionNotFound as missing:
        raise Http404 from missing


def archive_file(uuid: str) -> HttpResponse:
    """The archive as a file to take away. Raises ElectionNotFound."""
    content = queries.election_archive(uuid=uuid)
    response = HttpResponse(content, content_type=ARCHIVE_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{uuid}.bel"'
    return response
