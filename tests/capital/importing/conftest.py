"""What tests of the import share: the command, a file to give it, and a look at everything that is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from capital.conftest import Capital
from rochdale.config import embedded, runtime
from rochdale.config.cli import main

Census = Callable[[], dict[str, int]]
HEADINGS = (
    "number,kind,given names,family name,birth date,language,e-mail,class,joined on,left on,cause of leaving,"
    "shares,shares since,shares permanent,source key\n"
)
GOOD = HEADINGS + (
    "4182,person,Odile,Gagnon,1957-06-03,fr,odile@example.org,full,1998-03-12,,,1,1998-03-12,20,a\n"
    "17,person,Lise,Tremblay,1964-02-29,en,,auxiliary,1986-06-16,,,1,,,b\n"
    "18,organization,,Quincaillerie Roy,,,,full,1990-01-02,2001-05-04,dissolution,,,,c\n"
    "30,person,Rosaire,Côté,1988-02-20,fr,,full,2011-09-06,2015-01-01,démission,,,,d\n"
    "77,person,Rosaire,Côté,1988-02-20,fr,,full,2020-02-29,,,1,,,d\n"
    ",person,Karim,Benali,1979-07-05,fr,,full,2014-04-08,,,,,5,e\n"
)


@dataclass(frozen=True)
class Desk:
    """A cooperative, a folder, and the command."""

    capital: Capital
    folder: Path

    def file(self, content: str | bytes) -> Path:
        path = self.folder / "members.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, content: str | bytes, *options: str) -> Result:
        own = ("--cooperative", self.capital.caisse.slug)
        return CliRunner().invoke(main, ["import", "members", str(self.file(content)), *own, *options])

    def report(self, content: str | bytes, *options: str) -> dict[str, object]:
        result = self.run(content, "--json", *options)
        found: dict[str, object] = json.loads(result.stdout)
        return found


@pytest.fixture(autouse=True)
def running(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the tests, in the place of one that the command would start."""

    @contextmanager
    def ready() -> Iterator[None]:
        yield None

    monkeypatch.setattr(runtime, "ready", ready)


@pytest.fixture
def desk(capital: Capital, tmp_path: Path) -> Desk:
    """Where an older register arrives."""
    return Desk(capital, tmp_path)


@pytest.fixture
def census(server: embedded.Server, database: str) -> Iterator[Census]:
    """Counts the rows of every table, past all walls."""
    with psycopg.connect(server.url("postgres", database), autocommit=True) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for (name,) in found)
        yield lambda: dict(connection.execute(query).fetchall())
