"""`rochdale import members FILE.csv`: an older register into a cooperative; first shown, then written with --yes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from rochdale.config.cli.terminal import language_of_terminal

if TYPE_CHECKING:
    from rochdale.capital.actions import importing
    from rochdale.cooperatives.queries import Cooperative
    from rochdale.kernel.errors import Fault, Refusal

SEPARATORS: Final = {",": ",", ";": ";", "tab": "\t"}
SHOWN: Final = 40


@click.command()
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--cooperative", "slug", required=True, metavar="SLUG", help="Whose register it is.")
@click.option(
    "--yes", is_flag=True, help="Write it. Without this, everything is checked and nothing is written."
)
@click.option("--against", default="suspense", show_default=True, metavar="ACCOUNT",
              help="The account that the shares are taken over against: a role of the chart, or a number.")  # fmt: skip
@click.option("--encoding", default="utf-8", show_default=True, type=click.Choice(["utf-8", "windows-1252"]))
@click.option(
    "--separator", type=click.Choice(list(SEPARATORS)), help="Found out from the header if not said."
)
@click.option("--dates", default="iso", show_default=True, type=click.Choice(["iso", "d/m/y", "m/d/y"]),
              help="How days are written: iso is 1980-02-29.")  # fmt: skip
@click.option("--despite-namesakes", is_flag=True,
              help="Whoever has the name and birth date of somebody known here is another person.")  # fmt: skip
@click.option(
    "--show", default=SHOWN, show_default=True, type=click.IntRange(1), help="How many faults are printed."
)
@click.option(
    "--language", type=click.Choice(["en", "fr"]), help="Of the report; your terminal’s if not said."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report for a program to read.")
def members(  # one parameter for each option
    file: Path,
    slug: str,
    *,
    yes: bool,
    against: str,
    encoding: str,
    separator: str | None,
    dates: str,
    despite_namesakes: bool,
    show: int,
    language: str | None,
    as_json: bool,
) -> None:
    """Bring the members of an older register into a cooperative, with their numbers, days and shares.

    All of it or nothing, as of the cooperative's business date. Nobody is written to. The columns are told in
    docs/guides/import-a-register.md.
    """
    from rochdale.config import runtime

    with runtime.ready():
        from django.utils import translation

        from rochdale.capital.actions.importing import Accepted
        from rochdale.capital.old_register.fields import Dates
        from rochdale.capital.old_register.lines import Encoding
        from rochdale.capital.old_register.reading import Layout
        from rochdale.kernel.errors import Refusal

        layout = Layout(Encoding(encoding), SEPARATORS.get(separator or "", ""), Dates(dates))
        accepted = Accepted(write=yes, namesakes=despite_namesakes)
        with translation.override(language or language_of_terminal()):
            try:
                with _bar(shown=not as_json) as progress:
                    own, report = _import(slug, file, layout, against, accepted, progress)
            except Refusal as refusal:
                _tell_refusal(refusal, show, as_json=as_json)
                sys.exit(1)
            if as_json:
                click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
            else:
                _tell(own, file, report, show)


def _import(
    slug: str,
    file: Path,
    layout: object,
    against: str,
    accepted: importing.Accepted,
    progress: importing.Progress,
) -> tuple[Cooperative, importing.RegisterImport]:
    from rochdale.capital.actions.importing import import_members
    from rochdale.capital.old_register.reading import Layout
    from rochdale.cooperatives import queries as cooperatives
    from rochdale.kernel.acting import Acting

    assert isinstance(layout, Layout)
    own = cooperatives.cooperative_by_slug(slug)
    by = Acting(own.id, None, None, "system: import", own.business_date, datetime.now(UTC))
    report = import_members(
        by=by, path=file, layout=layout, against=against, accepted=accepted, progress=progress
    )
    return own, report


@contextmanager
def _bar(*, shown: bool) -> Iterator[importing.Progress]:
    from django.utils.translation import gettext as _

    words = {
        "read": _("Reading the file"),
        "judge": _("Comparing with the register"),
        "members": _("Registering members"),
        "shares": _("Taking over shares"),
    }
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as bar:
        task = bar.add_task("", total=None)

        def move(step: importing.Step, done: int, whole: int) -> None:
            # A step of one piece has nothing to count: the bar only shows that work goes on.
            bar.update(task, description=words[step], completed=done, total=whole if whole > 1 else None)

        yield move


def _tell(own: Cooperative, file: Path, report: importing.RegisterImport, show: int) -> None:
    from django.utils.translation import gettext as _

    from rochdale.web.formatting import day_text
    from rochdale.web.templatetags.rochdale_format import reader_locale

    console = Console(soft_wrap=True, highlight=False)
    facts = {"file": file.name, "name": own.name, "day": day_text(report.on, reader_locale())}
    heading = _("%(file)s into %(name)s, as of %(day)s") % facts
    console.print(f"[bold]{escape(heading)}[/]")
    if report.already_there:
        said = _("Everybody in this file was imported before. Nothing was changed.")
        console.print(f"[green]{said}[/]")
        return
    console.print(Padding(_table(report), (1, 2)))
    _tell_namesakes(console, report.namesakes, show)
    if report.written:
        said = _("All of it is in the register now. Nobody was sent anything.")
        console.print(f"[bold green]{said}[/]")
    else:
        said = _("This was a trial: nothing is written. Run the same again with --yes to bring all of it in.")
        console.print(f"[bold]{said}[/]")


def _table(report: importing.RegisterImport) -> Table:
    """The counts, one a line; what is nothing is left out."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column()
    for words, figure, remark in _figures(report):
        table.add_row(escape(words), escape(figure), f"[dim]{escape(remark)}[/]")
    return table


def _figures(report: importing.RegisterImport) -> Iterator[tuple[str, str, str]]:
    from django.utils.translation import gettext as _

    from rochdale.web.formatting import money_text, number_text
    from rochdale.web.templatetags.rochdale_format import reader_locale

    found, locale = report.summary, reader_locale()

    def count(number: int) -> str:
        return number_text(number, locale)

    numbers = f"{found.lowest_number} – {found.highest_number}"
    days = f"{found.earliest_on} – {found.latest_on}"
    rows = (
        (_("lines"), found.lines, ""),
        (_("known already, left as they are"), found.known, ""),
        (_("persons"), found.persons, ""),
        (_("organizations"), found.organizations, ""),
        (_("memberships that last"), found.present, ""),
        (_("of these, auxiliary members"), found.auxiliary, ""),
        (_("former members"), found.former, ""),
        (_("persons who left and came back"), found.returned, ""),
        (
            _("who consented to letters by e-mail"),
            found.electronic_letters,
            _("all others are written to on paper"),
        ),
        (_("lines that get their number here"), found.numbered_here, ""),
        (_("members without a qualifying share"), found.without_share, _("allowed; to be looked after")),
    )
    yield from ((words, count(number), remark) for words, number, remark in rows if number)
    yield _("member numbers"), numbers, ""
    yield _("joined"), "", days
    for each in found.shares:
        remark = _("%(holders)s holders") % {"holders": count(each.holders)}
        if each.of_former:
            remark += ", " + _("%(shares)s held by former members") % {"shares": count(each.of_former)}
        yield each.name, count(each.quantity), f"{money_text(each.worth, locale)}, {remark}"
    if found.shares:
        before, after = (money_text(each, locale) for each in (report.account_before, report.account_after))
        words = _("account %(account)s, before and after") % {"account": report.account}
        yield words, before, f"→ {after}"


def _tell_namesakes(console: Console, namesakes: Sequence[Fault], show: int) -> None:
    from django.utils.translation import ngettext

    if not namesakes:
        return
    count = len(namesakes)
    said = ngettext(
        "%(count)s person may be here already:", "%(count)s persons may be here already:", count
    ) % {"count": count}
    console.print(f"[yellow]{said}[/]")
    _tell_faults(namesakes, count, show, console)


def _tell_faults(faults: Sequence[Fault], count: int, show: int, console: Console) -> None:
    from django.utils.translation import ngettext

    from rochdale.capital.actions.importing.sentences import fault_sentence

    for each in faults[:show]:
        console.print(f"  {escape(fault_sentence(each))}")
    more = count - min(show, len(faults))
    if more > 0:
        said = ngettext("… and %(count)s more.", "… and %(count)s more.", more) % {"count": more}
        console.print(f"  {said}")


def _tell_refusal(refusal: Refusal, show: int, *, as_json: bool) -> None:
    from rochdale.web.errors import words_of

    faults: tuple[Fault, ...] = getattr(refusal, "faults", ())
    count: int = getattr(refusal, "count", len(faults))
    if as_json:
        plain = [{"line": each.line, "code": each.code, "facts": dict(each.facts)} for each in faults[:show]]
        report = {"refused": refusal.code, "faults_in_all": count, "faults": plain}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2, default=str))
        return
    words = words_of(refusal)
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    said = " ".join(str(part) for part in (words.happened, words.unchanged, words.next_step) if part)
    console.print(f"[bold red]{escape(said)}[/]")
    _tell_faults(faults, count, show, console)
