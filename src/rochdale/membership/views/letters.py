"""Letters: what an officer prints and posts, one letter with what became of it, and a person's own."""

from __future__ import annotations

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

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.errors import LetterNotFound
from rochdale.membership.queries import Channel, Delivery, FilePart, LetterFile, LetterLine
from rochdale.membership.views.looking import by_letter, note_looks, shows_file
from rochdale.membership.views.paging import after_of, page_after
from rochdale.membership.views.papers import letters_pdf
from rochdale.web.formatting import moment_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Step

_READERS = frozenset({Permission.MANAGE_REGISTER})


@requires(Permission.MANAGE_REGISTER)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters that wait to be printed and posted, the oldest first."""
    visit = visit_of(request)
    after = after_of(request)
    page = queries.letters_for_paper(after=after)
    here = visit.href("membership:letters")
    context = {
        "lines": [_line(visit, line, line.recipient) for line in page.lines],
        "ids": [line.id for line in page.lines],
        "page": page_after(here, after, page.next_after),
        "print_href": visit.href("membership:letters-pdf")
        + (f"?{urlencode({'after': after})}" if after else ""),
        "posted_href": visit.href("membership:letters-posted"),
    }
    return render(request, "membership/letters.html", context)


def _line(visit: Visit, line: LetterLine, label: str) -> Fact:
    kind = str(capfirst(str(actions.letter_label(kind=line.kind))))
    waits = _("waits for the post") if line.channel is Channel.PAPER else _("on its way")
    told = [kind, str(line.last.label) if line.last else waits]
    href = visit.href("membership:letter", letter_id=line.id)
    return Fact(label, line.written_on, href, " · ".join(told))


@requires(Permission.MANAGE_REGISTER)
@require_safe
def letters_paper(request: HttpRequest) -> HttpResponse:
    """One page of those letters as a PDF, each on a sheet of its own."""
    return waiting_paper(visit_of(request), after_of(request))


def waiting_paper(visit: Visit, after: UUID | None) -> HttpResponse:
    """The letters behind a place that wait to be printed, as a PDF. Raises Http404 where none does."""
    page = queries.letters_for_paper(after=after)
    if not page.lines:
        raise Http404
    found = queries.letters_whole(letter_ids=[line.id for line in page.lines])
    note_looks(visit, FilePart.LETTER, [each.person_id for each in found if each.person_id is not None])
    return _pdf(visit, [each.opened() for each in found])


@requires(Permission.MANAGE_REGISTER)
@require_POST
def letters_posted(request: HttpRequest) -> HttpResponse:
    """Write down that letters were printed and posted."""
    visit = visit_of(request)
    ids = [_id(text) for text in request.POST.getlist("letter")[: actions.POSTED_AT_ONCE_MAX]]
    by = visit.acting(Permission.MANAGE_REGISTER)
    posted = actions.post_letters(by=by, letter_ids=[id_ for id_ in ids if id_ is not None])
    told = ngettext(
        "%(count)s letter is marked as posted.", "%(count)s letters are marked as posted.", posted
    )
    messages.success(request, told % {"count": posted})
    return redirect(visit.href("membership:letters"))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@insiders_only
@require_safe
@shows_file(FilePart.LETTER, by_letter)
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter: to who got it, and to the officers of the register."""
    visit = visit_of(request)
    found = letter_seen(visit, letter_id)
    is_own = found.person_id is not None and found.person_id == visit.person_id
    may_post = Permission.MANAGE_REGISTER in visit.permissions and found.is_for_paper
    all_of_them = Link(visit.href("membership:letters"), _("To the letters"))
    context = {
        "letter": found,
        "kind": capfirst(str(actions.letter_label(kind=found.kind))),
        "facts": _facts(found),
        "steps": [_step(each) for each in found.deliveries],
        "posted_href": visit.href("membership:letters-posted") if may_post else "",
        "print_href": "" if found.is_blanked else visit.href("membership:letter-pdf", letter_id=letter_id),
        "back": Link(visit.href("membership:my-letters"), _("To my letters")) if is_own else all_of_them,
    }
    return render(request, "membership/letter.html", context)


def letter_seen(visit: Visit, letter_id: UUID) -> LetterFile:
    """A letter that who visits may read. Raises Http404."""
    try:
        found = queries.letter(letter_id=letter_id)
    except LetterNotFound as missing:
        raise Http404 from missing
    if not visit.permissions & _READERS and (found.person_id is None or found.person_id != visit.self_id):
        raise Http404
    return found.opened() if found.person_id is not None and found.person_id == visit.self_id else found


def _facts(found: LetterFile) -> list[Fact]:
    facts = [Fact(_("Written on"), found.written_on), Fact(_("It goes"), found.channel.label)]
    if found.address:
        facts.append(Fact(_("To"), found.address))
    return facts


def _step(happened: Delivery) -> Step:
    locale = reader_locale()
    told = [moment_text(timezone.localtime(happened.at), locale)]
    if happened.fault is not None:
        told.append(str(happened.fault.label))
    if happened.next_at is not None:
        told.append(
            _("next try: %(moment)s") % {"moment": moment_text(timezone.localtime(happened.next_at), locale)}
        )
    return Step(capfirst(str(happened.outcome.label)), "done", "; ".join(told))


@insiders_only
@require_safe
@shows_file(FilePart.LETTER, by_letter)
def letter_paper(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter as a PDF. Raises Http404 where its words are gone."""
    visit = visit_of(request)
    return one_paper(visit, letter_id)


def one_paper(visit: Visit, letter_id: UUID) -> HttpResponse:
    """A letter that who visits may read, as a PDF. Raises Http404, where its words are gone as well."""
    found = letter_seen(visit, letter_id)
    if found.is_blanked:
        raise Http404
    # What is printed to be posted must be whole; of any other letter an officer sees no sealed word.
    return _pdf(visit, [found.opened() if found.is_for_paper else found])


def _pdf(visit: Visit, found: list[LetterFile]) -> HttpResponse:
    paper = letters_pdf(cooperative=visit.cooperative.name, letters=found, at=visit.at)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="letters.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@insiders_only
@require_safe
def my_letters(request: HttpRequest) -> HttpResponse:
    """The letters to the person who reads, the newest first."""
    visit = visit_of(request)
    assert visit.person_id is not None
    after = after_of(request)
    page = queries.letters_of(person_id=visit.person_id, after=after)
    here = visit.href("membership:my-letters")
    context = {
        "lines": [
            _line(visit, line, line.subject or _("A letter whose words are gone")) for line in page.lines
        ],
        "page": page_after(here, after, page.next_after),
        "back": Link(visit.href("membership:my-file"), _("To my file")),
    }
    return render(request, "membership/my_letters.html", context)
