"""`rochdale bench ledger`: single transfers, a hot account, batches, and a balance long ago.

Everything goes through the actions that pages and imports use, with limits, triggers and the record on. The
yardsticks run on the same server, one after the other: pgbench's TPC-B script, and a bare COPY.
"""

from __future__ import annotations

import random
import re
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg
from django.db import connection, connections

from rochdale.config import embedded
from rochdale.config.bench.figures import Figure
from rochdale.cooperatives.actions import found_cooperative
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

CAD = Currency.of("CAD")
CLIENTS = 8
ACCOUNTS = 10_000
BATCH = 10_000
LONG_HISTORY = 100_000
DAY = date(2026, 3, 2)
LIMIT_MS = 5.0


@dataclass(frozen=True, slots=True)
class Scene:
    """A cooperative with ten thousand funded accounts, and its open day."""

    by: Acting
    accounts: Sequence[UUID]


def run(server: embedded.Server, *, seconds: float = 8.0) -> Iterator[Figure]:
    """Yield each figure as it is measured; `seconds` is how long each of the timed runs lasts."""
    scene = _scene(server)
    tpcb = _tpcb(server, seconds)
    post = _per_second(scene, _spread(scene), seconds)
    yield _figure("post", post, "transfers/s", "pgbench TPC-B, 8 clients, prepared", tpcb, 0.5)
    hot = _per_second(scene, _hot(scene), seconds)
    yield _figure("post_hot", hot, "transfers/s", "post", post, 0.8)
    yield _batch_figure(scene, server, post)
    yield _balance_figure(scene)


def _figure(name: str, value: float, unit: str, yardstick: str, against: float, goal: float) -> Figure:
    ratio = value / against
    return Figure(
        name, round(value, 1), unit, yardstick, round(against, 1), round(ratio, 3), f"{goal}", ratio >= goal
    )


def _scene(server: embedded.Server) -> Scene:
    by = Acting(uuid.uuid4(), None, None, "bench", DAY, datetime.now(UTC))
    found_cooperative(
        by=by,
        slug=f"bench-{by.cooperative_id.hex[:12]}",
        name="Bench",
        tier=Tier.PRIMARY,
        currency="CAD",
        languages=["en"],
        time_zone="UTC",
        holidays="CA-QC",
    )
    ledger.open_days(by=by, days=[DAY])
    accounts = _accounts(by)
    with psycopg.connect(server.url(embedded.OWNER_ROLE), autocommit=True) as owner:
        owner.execute("ANALYZE")
    return Scene(by, accounts)


def _accounts(by: Acting) -> list[UUID]:
    chart = [
        ledger.AccountRequest(
            "2110", {"en": "Deposits"}, ledger.AccountClass.LIABILITY, "CAD", is_control=True
        ),
        ledger.AccountRequest("1010", {"en": "Cash"}, ledger.AccountClass.ASSET, "CAD"),
    ]
    deposits, cash = ledger.open_accounts(by=by, requests=chart)
    member = [
        ledger.AccountRequest(
            f"M{place:06}", {}, ledger.AccountClass.LIABILITY, "CAD", control_id=deposits, keeps_balance=True
        )
        for place in range(ACCOUNTS)
    ]
    accounts = ledger.open_accounts(by=by, requests=member)
    funding = [_transfer(cash, account, 1_000_000_00) for account in accounts]
    ledger.post_batch(by=by, requests=funding)
    return accounts


def _transfer(from_id: UUID, to_id: UUID, minor: int) -> ledger.EntryRequest:
    return ledger.transfer(
        key=uuid.uuid4().hex,
        on=DAY,
        kind="transfer",
        text="",
        from_id=from_id,
        to_id=to_id,
        amount=Money(minor, CAD),
    )


def _spread(scene: Scene) -> Callable[[random.Random], ledger.EntryRequest]:
    def make(dice: random.Random) -> ledger.EntryRequest:
        payer, payee = dice.sample(scene.accounts, 2)
        return _transfer(payer, payee, dice.randint(1, 100))

    return make


def _hot(scene: Scene) -> Callable[[random.Random], ledger.EntryRequest]:
    """Everyone pays one merchant, and few payers do most of the paying (Zipf, s = 2)."""
    merchant, payers = scene.accounts[0], scene.accounts[1:]
    weights = [1 / rank**2 for rank in range(1, len(payers) + 1)]
    totals = [sum(weights[:1])]
    for weight in weights[1:]:
        totals.append(totals[-1] + weight)

    def make(dice: random.Random) -> ledger.EntryRequest:
        return _transfer(dice.choices(payers, cum_weights=totals)[0], merchant, dice.randint(1, 3))

    return make


def _per_second(scene: Scene, make: Callable[[random.Random], ledger.EntryRequest], seconds: float) -> float:
    """Transfers a second by eight clients, each waiting for its answer; none may fail."""
    counts = [0] * CLIENTS
    began = time.perf_counter()
    until = began + seconds

    def client(place: int) -> None:
        dice = random.Random(place)
        while time.perf_counter() < until:
            ledger.post(by=scene.by, request=make(dice))
            counts[place] += 1
        connections.close_all()

    threads = [threading.Thread(target=client, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


def _tpcb(server: embedded.Server, seconds: float) -> float:
    """Transactions a second of pgbench's own script, at the scale at which it is fastest here (10)."""
    pgbench = str(embedded.program("pgbench"))
    place = [
        "-h",
        str(server.socket_folder),
        "-p",
        str(embedded.PORT),
        "-U",
        embedded.OWNER_ROLE,
        embedded.DATABASE,
    ]
    subprocess.run([pgbench, "-i", "-q", "-s", "10", *place], check=True, capture_output=True)
    timed = [
        pgbench,
        "-c",
        str(CLIENTS),
        "-j",
        "2",
        "-M",
        "prepared",
        "-T",
        str(max(1, round(seconds))),
        *place,
    ]
    printed = subprocess.run(timed, check=True, capture_output=True, text=True).stdout
    found = re.search(r"tps = ([0-9.]+)", printed)
    assert found, printed
    return float(found[1])


def _batch_figure(scene: Scene, server: embedded.Server, post: float) -> Figure:
    dice = random.Random(1)
    make = _spread(scene)
    rates: list[float] = []
    for _ in range(5):
        requests = [make(dice) for _ in range(BATCH)]
        began = time.perf_counter()
        ledger.post_batch(by=scene.by, requests=requests)
        rates.append(BATCH / (time.perf_counter() - began))
    rate = sorted(rates)[2]
    bare = _bare_copy(server, scene)
    floor = max(12_000, 10 * post)
    goal = f"0.25 of COPY, and {floor:.0f}/s (10 x post, or 12,000)"
    met = rate >= 0.25 * bare and rate >= floor
    return Figure(
        "batch",
        round(rate, 1),
        "transfers/s",
        "bare COPY, no index, no trigger",
        round(bare, 1),
        round(rate / bare, 3),
        goal,
        met,
    )


@contextmanager
def _bare_tables(owner: psycopg.Connection) -> Iterator[None]:
    owner.execute("CREATE TABLE bench_entry (LIKE ledger_entry)")
    owner.execute("CREATE TABLE bench_posting (LIKE ledger_posting)")
    yield
    owner.execute("DROP TABLE bench_entry, bench_posting")


def _bare_copy(server: embedded.Server, scene: Scene) -> float:
    """Transfers a second of COPY into tables with the same columns and nothing else: median of five."""
    rates: list[float] = []
    with psycopg.connect(server.url(embedded.OWNER_ROLE), autocommit=True) as owner, _bare_tables(owner):
        owner.execute(
            "SELECT set_config('rochdale.cooperative_id', %s, false)", [str(scene.by.cooperative_id)]
        )
        recent = "(SELECT id FROM ledger_entry ORDER BY id DESC LIMIT %s)"
        entries = _copied_out(owner, f"SELECT * FROM ledger_entry WHERE id IN {recent}")
        postings = _copied_out(owner, f"SELECT * FROM ledger_posting WHERE entry_id IN {recent}")
        for _ in range(5):
            began = time.perf_counter()
            with owner.transaction():
                _copied_in(owner, "bench_entry", entries)
                _copied_in(owner, "bench_posting", postings)
            rates.append(BATCH / (time.perf_counter() - began))
    return sorted(rates)[2]


def _copied_out(owner: psycopg.Connection, query: str) -> bytes:
    with owner.cursor().copy(f"COPY ({query % BATCH}) TO STDOUT".encode()) as copy:
        return b"".join(bytes(block) for block in copy)


def _copied_in(owner: psycopg.Connection, table: str, rows: bytes) -> None:
    with owner.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
        copy.write(rows)


def _balance_figure(scene: Scene) -> Figure:
    """The 99th percentile of the time to a balance at a random past date, on an account of long history."""
    busy, other = scene.accounts[1], scene.accounts[2]
    ledger.close_days(by=scene.by, through=DAY)
    days = [DAY + timedelta(days=1 + number) for number in range(400)]
    ledger.open_days(by=scene.by, days=days)
    _fill(scene, busy, other, days)
    ledger.close_days(by=scene.by, through=days[-2])
    dice = random.Random(2)
    times: list[float] = []
    for _ in range(500):
        on = dice.choice(days)
        began = time.perf_counter()
        queries.balance_on(scene.by.cooperative_id, busy, on)
        times.append((time.perf_counter() - began) * 1000)
    p99 = sorted(times)[round(len(times) * 0.99) - 1]
    return Figure(
        "balance_at",
        round(p99, 3),
        "ms (p99)",
        "limit",
        LIMIT_MS,
        round(p99 / LIMIT_MS, 3),
        "under 5 ms",
        p99 < LIMIT_MS,
    )


def _fill(scene: Scene, busy: UUID, other: UUID, days: Sequence[date]) -> None:
    each = LONG_HISTORY // len(days)
    requests = [
        ledger.transfer(
            key=uuid.uuid4().hex,
            on=day,
            kind="transfer",
            text="",
            from_id=busy if number % 2 else other,
            to_id=other if number % 2 else busy,
            amount=Money(1, CAD),
        )
        for day in days
        for number in range(each)
    ]
    for start in range(0, len(requests), BATCH):
        ledger.post_batch(by=scene.by, requests=requests[start : start + BATCH])
    connection.close()
