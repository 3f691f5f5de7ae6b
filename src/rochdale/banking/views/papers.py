"""Statements that leave the screen: a PDF set by Typst, and a CSV table."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Final

import typst
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.banking.queries import HeldAccount, in_own_language
from rochdale.banking.views import words
from rochdale.ledger.queries import StatementLine, StatementPage
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web import formatting
from rochdale.web.templatetags.rochdale_format import reader_locale

_SHEET: Final = Path(__file__).resolve().parent.parent / "templates" / "banking" / "statement.typ"


def note(line: StatementLine) -> str:
    """What else a line says: the text of the entry, and the account across for a transfer."""
    told = [line.text] if line.text else []
    if line.kind == "transfer" and line.counterpart_number:
        told.append(line.counterpart_number)
    return " · ".join(told)


def statement_csv(page: StatementPage) -> bytes:
    """The lines of a statement, headed in the reader's language; dates and amounts as machines read them."""
    table = io.StringIO()
    table.write("\ufeff")  # spreadsheets read accents rightly only with it
    writer = csv.writer(table)
    writer.writerow(
        [_("Date"), _("Value date"), _("Operation"), _("Text"), _("Amount"), _("Balance"), _("Currency")]
    )
    for line in page.lines:
        writer.writerow(_cells(line, Currency.of(page.currency)))
    return table.getvalue().encode()


def _cells(line: StatementLine, currency: Currency) -> list[str]:
    return [
        line.booking_date.isoformat(),
        line.value_date.isoformat(),
        str(words.kind_words(line.kind)),
        _harmless(note(line)),
        Money(line.own_amount_minor, currency).plain(),
        Money(line.own_balance_minor, currency).plain(),
        currency.code,
    ]


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def statement_pdf(
    *, cooperative: str, owner: str, account: HeldAccount, page: StatementPage, at: datetime
) -> bytes:
    """The statement as paper, in the reader's language; the typefaces are those that Typst brings along."""
    told = _head(cooperative, owner, account, page, at) | {"rows": _rows(page)}
    paper: bytes = typst.compile(
        _SHEET,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"statement": json.dumps(told)},
        timestamp=int(at.timestamp()),
    )
    return paper


def _head(
    cooperative: str, owner: str, account: HeldAccount, page: StatementPage, at: datetime
) -> dict[str, object]:
    locale = reader_locale()
    first, last = (formatting.day_text(day, locale) for day in (page.first, page.last))
    made = formatting.moment_text(timezone.localtime(at), locale)
    return {
        "language": locale.language,
        "cooperative": cooperative,
        "title": in_own_language(account.names),
        "account": _("Account %(number)s of %(owner)s") % {"number": account.number, "owner": owner},
        "period": _("From %(first)s to %(last)s") % {"first": first, "last": last},
        "heads": [_("Date"), _("Operation"), _("Amount"), _("Balance")],
        "made": _("Made on %(moment)s. Amounts in %(currency)s.")
        % {"moment": made, "currency": page.currency},
        "page": _("Page"),
    }


def _rows(page: StatementPage) -> list[list[str]]:
    locale, currency = reader_locale(), Currency.of(page.currency)

    def written(minor: int) -> str:
        return formatting.digits_text(Money(minor, currency), locale)

    opening = [
        formatting.day_medium_text(page.first, locale),
        _("Balance brought forward"),
        "",
        "",
        written(page.own_opening_minor),
    ]
    closing = [
        formatting.day_medium_text(page.last, locale),
        _("Balance"),
        "",
        "",
        written(page.own_closing_minor),
    ]
    lines = [
        [
            formatting.day_medium_text(line.booking_date, locale),
            str(words.kind_words(line.kind)),
            note(line),
            written(line.own_amount_minor),
            written(line.own_balance_minor),
        ]
        for line in page.lines
    ]
    return [opening, *lines, closing]
