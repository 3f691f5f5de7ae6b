"""The papers that the law asks for: the register of shares as of a day, and the movements of a year (rule Q-47)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.capital import actions, queries
from rochdale.capital.errors import PaperTooLong
from rochdale.capital.forms import DayForm, YearForm
from rochdale.capital.queries import MovementLine, QueuedRedemption, ShareLine
from rochdale.capital.views import papers, words
from rochdale.capital.views.holder import cursor_of
from rochdale.capital.views.papers import Row
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.money.amount import Money
from rochdale.web.formatting import day_medium_text, digits_text, number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Page

PAGE_LINES = 50
STREAM_LINES = 500
PAPER_LINES_MAX = 5_000


def record_paper(visit: Visit, paper: str, as_of: date, file_format: str) -> None:
    """Who took which paper is on the record (rule Q-47). Raises NotAllowed."""
    by = visit.acting(Permission.VIEW_CAPITAL)
    actions.record_extract(by=by, paper=paper, as_of=as_of, file_format=file_format)


def _on(visit: Visit, request: HttpRequest) -> tuple[DayForm, date]:
    form = DayForm({"on": request.GET.get("on", visit.today.isoformat())})
    return form, form.cleaned_data["on"] if form.is_valid() else visit.today


@requires(Permission.VIEW_CAPITAL)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register of shares as of a day, a page at a time, with the line that holds it to the books."""
    visit = visit_of(request)
    form, on = _on(visit, request)
    after = request.GET.get("after", "")
    page = queries.share_register(cooperative_id=visit.cooperative.id, on=on, after=after, limit=PAGE_LINES)
    owing = _owing([line.holder_id for line in page.lines], on)
    here = {"on": on.isoformat()}
    onward = urlencode(here | {"after": page.next_cursor})
    context = {
        "form": form,
        "on": on,
        "books": queries.class_books(on=on),
        "lines": [
            _register_line(visit, line, owing.get((line.holder_id, line.share_class.code)))
            for line in page.lines
        ],
        "page": Page(
            previous=f"{request.path}?{urlencode(here)}" if after else "",
            next=f"{request.path}?{onward}" if page.next_cursor else "",
        ),
        "files": _files(visit, "register-file", here),
        "back": Link(visit.href("capital:shares"), _("To the shares")),
    }
    return render(request, "capital/register.html", context, status=200 if form.is_valid() else 400)


def _owing(holder_ids: list[UUID], on: date) -> dict[tuple[UUID, str], Money]:
    found = queries.holdings(holder_ids=holder_ids, on=on)
    return {(each.holder_id, each.share_class.code): each.owing for each in found if each.owing.minor}


def _key(line: ShareLine) -> tuple[UUID, str]:
    return line.holder_id, line.share_class.code


def _register_line(visit: Visit, line: ShareLine, owing: Money | None) -> Fact:
    name = line.name if line.member_number is None else f"{line.name} ({line.member_number})"
    told = [
        words.shares(line.held),
        line.share_class.name,
        _("since %(date)s") % {"date": words.day(line.since)},
    ]
    if owing is not None:
        told.append(_("%(amount)s still owed") % {"amount": words.amount(owing)})
    if line.address:
        told.append(line.address)
    return Fact(name, line.worth, visit.href("capital:holder", person_id=line.holder_id), " · ".join(told))


def _files(visit: Visit, name: str, asked: dict[str, str]) -> list[Link]:
    query = urlencode(asked)
    return [
        Link(f"{visit.href(f'capital:{name}', ending=ending)}?{query}", ending.upper())
        for ending in ("pdf", "csv")
    ]


@requires(Permission.VIEW_CAPITAL)
@require_safe
def register_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The whole register of shares: a table with every movement behind it, or a paper.

    A day that cannot be read is asked for again: no paper leaves that is of another one.
    """
    visit = visit_of(request)
    form, on = _on(visit, request)
    return register_paper(visit, on, ending) if form.is_valid() else register(request)


def register_paper(visit: Visit, on: date, ending: str) -> HttpResponseBase:
    """The whole register of shares as "csv" or "pdf", on the record. Raises Http404, PaperTooLong, NotAllowed."""
    _refuse_ending(ending)
    record_paper(visit, "register", on, ending)
    name = f"shares-{visit.cooperative.slug}-{on}"
    if ending == "csv":
        return papers.csv_streamed(visit, name, lambda: _register_table(visit, on))
    lines = [line for page in register_pages(visit, on, PAPER_LINES_MAX) for line in page]
    owing = _owing([line.holder_id for line in lines], on)
    return papers.table_pdf(
        visit,
        name,
        title=_("Register of shares"),
        notes=[_("As of %(date)s.") % {"date": words.day(on)}, *books_words(on)],
        heads=[_("Holder"), _("Number"), _("Class"), _("Since"), _("Shares"), _("At par"), _("Owed")],
        rows=[_paper_row(line, owing.get(_key(line))) for line in lines],
    )


def _refuse_ending(ending: str) -> None:
    if ending not in {"csv", "pdf"}:
        raise Http404


def register_pages(visit: Visit, on: date, lines_max: int | None = None) -> Iterator[tuple[ShareLine, ...]]:
    """The register page by page; nothing of it is left out in silence. Raises PaperTooLong."""
    after, count = "", 0
    while True:
        page = queries.share_register(
            cooperative_id=visit.cooperative.id, on=on, after=after, limit=STREAM_LINES
        )
        count += len(page.lines)
        if lines_max is not None and count > lines_max:
            raise PaperTooLong(lines_max=lines_max)
        yield page.lines
        after = page.next_cursor
        if not after:
            return


def _register_table(visit: Visit, on: date) -> Iterator[Row]:
    yield [
        _("Holder"), _("Address"), _("Member"), _("Class"), _("Line"), _("Counts from"), _("Written down on"),
        _("Cause"), _("Shares"), _("At par"), _("Owed"), _("Currency"),
    ]  # fmt: skip
    for lines in register_pages(visit, on):
        ids = {line.holder_id for line in lines}
        owing = _owing(list(ids), on)
        details = queries.register_details(holder_ids=ids, on=on)
        for line in lines:
            place = _key(line)
            who = [line.name, line.address, str(line.member_number or ""), line.share_class.code]
            currency = line.worth.currency.code
            owed = owing.get(place, Money(0, line.worth.currency))
            yield [
                *who,
                _("held"),
                line.since.isoformat(),
                "",
                "",
                str(line.held),
                line.worth.plain(),
                owed.plain(),
                currency,
            ]
            for each in details.get(place, []):
                dates = [each.effective_on.isoformat(), each.recorded_on.isoformat(), str(each.cause.label)]
                yield [*who, _("movement"), *dates, str(each.quantity), each.amount.plain(), "", currency]


def _paper_row(line: ShareLine, owing: Money | None) -> Row:
    locale = reader_locale()
    who = f"{line.name}\n{line.address}" if line.address else line.name
    return [
        who,
        str(line.member_number or ""),
        line.share_class.name,
        day_medium_text(line.since, locale),
        number_text(line.held, locale),
        digits_text(line.worth, locale),
        digits_text(owing, locale) if owing is not None else "",
    ]


def books_words(on: date) -> list[str]:
    """That the register, the movements and the books say the same; or that they do not."""
    told = []
    for each in queries.class_books(on=on):
        figures = {
            "class": each.share_class.name,
            "shares": words.shares(each.shares),
            "recorded": words.amount(each.recorded),
            "books": words.amount(each.books),
        }
        told.append(
            _("%(class)s: %(shares)s; written down until that day %(recorded)s, in the books %(books)s.")
            % figures
        )
        told.append(_("They agree.") if each.agree else _("They do not agree: have the books audited."))
    return told


def _times(visit: Visit, request: HttpRequest) -> tuple[YearForm, date, date]:
    usual = {"first": visit.today.replace(month=1, day=1), "last": visit.today}
    asked = {name: request.GET.get(name, day.isoformat()) for name, day in usual.items()}
    form = YearForm(asked)
    found = form.cleaned_data if form.is_valid() else usual
    return form, found["first"], found["last"]


@requires(Permission.VIEW_CAPITAL)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The movements written down between two days, the oldest first, a page at a time."""
    visit = visit_of(request)
    form, first, last = _times(visit, request)
    after = cursor_of(request)
    found = queries.movements(first=first, last=last, after=after, limit=PAGE_LINES + 1)
    shown = found[:PAGE_LINES]
    here = {"first": first.isoformat(), "last": last.isoformat()}
    context = {
        "form": form,
        "lines": [_year_line(visit, each) for each in shown],
        "page": Page(
            previous=f"{request.path}?{urlencode(here)}" if after else "",
            next=f"{request.path}?{urlencode(here | {'after': str(shown[-1].id)})}"
            if len(found) > len(shown)
            else "",
        ),
        "files": _files(visit, "year-file", here),
        "back": Link(visit.href("capital:shares"), _("To the shares")),
    }
    return render(request, "capital/year.html", context, status=200 if form.is_valid() else 400)


def _year_line(visit: Visit, moved: MovementLine) -> Fact:
    line = words.movement_line(visit, moved)
    return Fact(f"{moved.holder}, {moved.cause.label}", line.value, line.href, line.note)


@requires(Permission.VIEW_CAPITAL)
@require_safe
def year_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The same as a table or a paper."""
    visit = visit_of(request)
    form, first, last = _times(visit, request)
    return year_paper(visit, first, last, ending) if form.is_valid() else year(request)


def year_paper(visit: Visit, first: date, last: date, ending: str) -> HttpResponseBase:
    """The movements between two days as "csv" or "pdf", on the record. Raises Http404, PaperTooLong, NotAllowed."""
    _refuse_ending(ending)
    record_paper(visit, "movements", last, ending)
    name = f"share-movements-{visit.cooperative.slug}-{first}-{last}"
    heads = [
        _("Written down on"), _("Counts from"), _("Holder"), _("Class"), _("Cause"), _("Decided by"), _("Shares"),
        _("At par"), _("Currency"),
    ]  # fmt: skip
    if ending == "csv":
        return papers.csv_streamed(
            visit, name, lambda: _headed(heads, (_year_row(each) for each in moved_between(first, last)))
        )
    found = queries.movements(first=first, last=last, limit=PAPER_LINES_MAX + 1)
    if len(found) > PAPER_LINES_MAX:
        raise PaperTooLong(lines_max=PAPER_LINES_MAX)
    times = {"first": words.day(first), "last": words.day(last)}
    return papers.table_pdf(
        visit,
        name,
        title=_("Movements of shares"),
        notes=[_("Written down from %(first)s to %(last)s.") % times, *books_words(last)],
        heads=heads,
        rows=[_year_row(each) for each in found],
    )


def _headed(heads: Row, rows: Iterator[Row]) -> Iterator[Row]:
    """A table with its head."""
    yield heads
    yield from rows


def moved_between(first: date, last: date) -> Iterator[MovementLine]:
    """Every movement written down from the first to the last day, the oldest first."""
    after = None
    while found := queries.movements(first=first, last=last, after=after, limit=STREAM_LINES):
        yield from found
        after = found[-1].id


def _year_row(moved: MovementLine) -> Row:
    return [
        moved.recorded_on.isoformat(),
        moved.effective_on.isoformat(),
        moved.holder,
        moved.share_class.code,
        str(moved.cause.label),
        str(moved.organ.label),
        str(moved.quantity),
        moved.amount.plain(),
        moved.amount.currency.code,
    ]


@requires(Permission.VIEW_CAPITAL)
@require_safe
def waiting_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Who waits for repayment today, in order, as a table or a paper."""
    return waiting_paper(visit_of(request), ending)


def waiting_paper(visit: Visit, ending: str) -> HttpResponseBase:
    """The queue of repayments as "csv" or "pdf", on the record. Raises Http404, PaperTooLong, NotAllowed."""
    _refuse_ending(ending)
    record_paper(visit, "queue", visit.today, ending)
    name = f"redemptions-{visit.cooperative.slug}-{visit.today}"
    heads = [
        _("Place"),
        _("Asked for"),
        _("Holder"),
        _("Member"),
        _("Class"),
        _("Shares"),
        _("At par"),
        _("Currency"),
    ]
    if ending == "csv":
        return papers.csv_streamed(visit, name, lambda: _headed(heads, _waiting_rows()))
    rows = list(_waiting_rows())
    if len(rows) > PAPER_LINES_MAX:
        raise PaperTooLong(lines_max=PAPER_LINES_MAX)
    test = queries.capital_test(cooperative_id=visit.cooperative.id, on=visit.today)
    return papers.table_pdf(
        visit,
        name,
        title=capfirst(_("waiting for repayment")),
        notes=[_("As of %(date)s.") % {"date": words.day(visit.today)}, *words.test_words(test)],
        heads=heads,
        rows=rows,
    )


def _waiting_rows() -> Iterator[Row]:
    for each in waiting_lines():
        yield [
            str(each.before + 1),
            each.asked_on.isoformat(),
            each.holder,
            str(each.member_number or ""),
            each.share_class.code,
            str(each.quantity),
            each.worth.plain(),
            each.worth.currency.code,
        ]


def waiting_lines() -> Iterator[QueuedRedemption]:
    """Everybody who waits for repayment, the first first."""
    after = 0
    while found := queries.redemption_queue(after=after, limit=STREAM_LINES):
        yield from found
        after = found[-1].place
