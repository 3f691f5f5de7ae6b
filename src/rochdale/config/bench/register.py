"""`rochdale bench register`: fifty thousand members brought in from a file, then looked for and leafed through.

Everything goes through the actions and questions that commands and pages use. The yardsticks run on the same
server: a bare COPY of the same rows, and looking one line up by its primary key.
"""

from __future__ import annotations

import random
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from rochdale.capital import actions as capital
from rochdale.capital.actions.importing import Accepted, import_members
from rochdale.capital.old_register.reading import Layout
from rochdale.config import embedded
from rochdale.config.bench.figures import Figure
from rochdale.config.bench.old_register import write_register
from rochdale.cooperatives.actions import adopt_pack, found_cooperative
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.membership import queries
from rochdale.membership.queries import RegisterPage
from rochdale.tenancy.actions import inside

MEMBERS = 50_000
DAY = date(2026, 3, 2)
LIMIT_MS = 50.0
SECONDS_MAX = 60.0
ASKED_MIN = 100
_TABLES = ("membership_person", "membership_nameword", "membership_member", "capital_sharemovement")
_ONE_LINE = "SELECT number, joined_on, left_on FROM membership_member WHERE cooperative_id = %s AND id = %s"


@dataclass(frozen=True, slots=True)
class Question:
    """One way of reading the register; each asking is another."""

    name: str
    ask: Callable[[random.Random], RegisterPage]


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of many askings, and whether the plans read by index alone."""

    milliseconds: Sequence[float]
    uses_index: bool = True

    def percentile(self, percent: int) -> float:
        """The time within which so many percent were answered."""
        ordered = sorted(self.milliseconds)
        return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def run(server: embedded.Server, *, seconds: float = 8.0, members: int = MEMBERS) -> Iterator[Figure]:
    """Yield each figure as it is measured; `seconds` is how long all questions of one kind are asked."""
    by = _found()
    yield _import_figure(server, by, members)
    with psycopg.connect(server.url(embedded.OWNER_ROLE), autocommit=True) as owner:
        owner.execute("ANALYZE")
    with inside(by.cooperative_id):
        names, keys = sample(by)
        yardstick = _timed(lambda dice: _one_line(by, dice.choice(keys)), seconds)
        for question in questions(by, names, members):
            timed = _timed(question.ask, seconds)
            timed = replace(timed, uses_index=reads_by_index(question))
            for percent in (50, 95):
                yield _figure(question.name, percent, timed, yardstick)


def _figure(name: str, percent: int, timed: Timed, yardstick: Timed) -> Figure:
    value, against = timed.percentile(percent), yardstick.percentile(percent)
    return Figure(
        name=f"{name}_p{percent}",
        value=round(value, 3),
        unit="ms",
        yardstick=f"one line by its primary key (p{percent})",
        yardstick_value=round(against, 3),
        ratio=round(value / against, 2),
        goal=f"under {LIMIT_MS:.0f} ms, by index",
        met=value < LIMIT_MS and timed.uses_index,
        uses_index=timed.uses_index,
    )


def _found() -> Acting:
    by = Acting(uuid.uuid4(), None, None, "bench", DAY, datetime.now(UTC))
    found_cooperative(
        by=by,
        slug=f"bench-{by.cooperative_id.hex[:12]}",
        name="Bench",
        tier=Tier.PRIMARY,
        currency="CAD",
        languages=["fr", "en"],
        time_zone="UTC",
        holidays="CA-QC",
    )
    adopt_pack(by=by, pack="quebec-caisse")
    ledger.open_days(by=by, days=[DAY])
    suspense = ledger.AccountRequest(
        "2900", {"en": "Amounts in suspense"}, ledger.AccountClass.LIABILITY, "CAD", role="suspense"
    )
    ledger.open_accounts(by=by, requests=[suspense])
    capital.open_qualifying_class(by=by)
    return by


def _import_figure(server: embedded.Server, by: Acting, members: int) -> Figure:
    """Lines a second from the file to the committed register, shares and all, beside COPY of the same rows."""
    with tempfile.TemporaryDirectory(prefix="rochdale-bench-") as folder:
        path = Path(folder) / "members.csv"
        write_register(path, members=members, dice=random.Random(1937))
        began = time.perf_counter()
        import_members(by=by, path=path, layout=Layout(), accepted=Accepted(write=True, namesakes=True))
        took = time.perf_counter() - began
    bare = _bare_copy(server, by, members)
    rate = members / took
    most = SECONDS_MAX * members / MEMBERS
    return Figure(
        name="import",
        value=round(rate, 1),
        unit="lines/s",
        yardstick="bare COPY of the same rows, no index, no trigger",
        yardstick_value=round(bare, 1),
        ratio=round(rate / bare, 4),
        goal=f"{members} lines in under {most:.0f} s",
        met=took < most,
    )


def _bare_copy(server: embedded.Server, by: Acting, members: int) -> float:
    """Lines a second of COPY into tables with the same columns and nothing else: median of three."""
    rates: list[float] = []
    with psycopg.connect(server.url(embedded.OWNER_ROLE), autocommit=True) as owner:
        owner.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
        copied = {name: _copied_out(owner, name) for name in _TABLES}
        for _ in range(3):
            with owner.transaction(force_rollback=True):
                for name in _TABLES:
                    owner.execute(f"CREATE TABLE bench_{name} (LIKE {name})".encode())
                began = time.perf_counter()
                for name, content in copied.items():
                    with owner.cursor().copy(f"COPY bench_{name} FROM STDIN".encode()) as copy:
                        copy.write(content)
                rates.append(members / (time.perf_counter() - began))
    return sorted(rates)[1]


def _copied_out(owner: psycopg.Connection, table: str) -> bytes:
    with owner.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT".encode()) as copy:
        return b"".join(bytes(block) for block in copy)


def sample(by: Acting) -> tuple[list[tuple[str, str]], list[uuid.UUID]]:
    """Some names and keys of the register, to ask for: those of a page in a hundred."""
    names: list[tuple[str, str]] = []
    keys: list[uuid.UUID] = []
    cursor = ""
    while True:
        page = queries.register(cooperative_id=by.cooperative_id, after_cursor=cursor, limit=200)
        names += [(line.given_names, line.family_name) for line in page.lines[::7]]
        keys += [line.member_id for line in page.lines[::7]]
        cursor = page.next_cursor
        if not cursor:
            return names, keys


def questions(by: Acting, names: Sequence[tuple[str, str]], members: int) -> Iterator[Question]:
    def search(text: str) -> RegisterPage:
        return queries.register(cooperative_id=by.cooperative_id, search=text)

    def beginning(dice: random.Random) -> RegisterPage:
        _, family = dice.choice(names)
        return search(family[: dice.randint(2, 5)])

    def two_words(dice: random.Random) -> RegisterPage:
        given, family = dice.choice(names)
        return search(f"{given[:3]} {family[:4]}")

    # The least that can be asked for, and what most names of a page answer to.
    yield Question("search_letter", lambda dice: search(dice.choice(names)[1][:1]))
    yield Question("search_beginning", beginning)
    yield Question("search_two_words", two_words)
    yield Question("search_number", lambda dice: search(str(dice.randint(1, members))))
    yield Question("search_email", lambda dice: search(f"membre{dice.randint(1, members)}@example.org"))
    cursors = [
        _first_line(search(f"{given} {family}")) for given, family in names[:: max(1, len(names) // 200)]
    ]
    yield Question(
        "page",
        lambda dice: queries.register(cooperative_id=by.cooperative_id, after_cursor=dice.choice(cursors)),
    )


def _first_line(page: RegisterPage) -> str:
    return page.lines[0].cursor if page.lines else ""


def _one_line(by: Acting, key: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_LINE, [by.cooperative_id, key])
        cursor.fetchall()


def _timed(ask: Callable[[random.Random], object], seconds: float) -> Timed:
    dice = random.Random(7)
    for _ in range(20):
        ask(dice)
    taken: list[float] = []
    until = time.perf_counter() + seconds
    while len(taken) < ASKED_MIN or time.perf_counter() < until:
        began = time.perf_counter()
        ask(dice)
        taken.append((time.perf_counter() - began) * 1000)
    return Timed(taken)


def reads_by_index(question: Question) -> bool:
    """Whether ten plans of a question read the register by its indexes, and none of them from end to end."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  # Django calls it so
        asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    dice = random.Random(11)
    with connection.execute_wrapper(note):
        for _ in range(10):
            question.ask(dice)
    plans = [_plan(sql, parameters) for sql, parameters in asked]
    scans = [scan for plan in plans for scan in _scans(plan)]
    return bool(scans) and all(kind != "Seq Scan" for kind, _ in scans)


def _plan(sql: str, parameters: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + sql, parameters)
        found = cursor.fetchone()[0]
    plan: dict[str, Any] = found[0]["Plan"]
    return plan


def _scans(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The kinds of reading in a plan with their tables."""
    if plan.get("Relation Name", "").startswith("membership_"):
        yield plan["Node Type"], plan["Relation Name"]
    for below in plan.get("Plans", ()):
        yield from _scans(below)
