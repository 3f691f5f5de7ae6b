"""Posting entries: authorised by the caller, locked, decided by pure code, written in one statement.

Many entries cost the same handful of statements as one. The database judges each statement again
(sql/witness.sql), so what slips past the decision here, it refuses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

import psycopg
from django.db import OperationalError

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors
from rochdale.ledger.actions.deciding import Standing, decide
from rochdale.ledger.actions.requests import EntryRequest, Posted
from rochdale.tenancy.actions import inside_in_one_trip, new_ids
from rochdale.tenancy.queries import (
    array_of_bytes,
    array_of_ids,
    array_of_numbers,
    array_of_texts,
    packed_rows,
    packed_send,
)

BATCH_ENTRIES_MAX = 50_000
KEY_RACES_MAX = 50
Outcome = TypeVar("Outcome")


class _KeyRaced(Exception):
    """Another transaction posted under one of our keys while we decided: look again, it is there now."""


def _settled(once: Callable[[], Outcome]) -> Outcome:
    """Look again as often as someone was faster with one of our keys: each time, the books hold more of them."""
    for _ in range(KEY_RACES_MAX):
        with suppress(_KeyRaced):
            return once()
    raise errors.BooksBusy


def post_entry(*, by: Acting, request: EntryRequest) -> Posted:
    """Post one entry. Repeating the same key with the same facts is harmless and answers as before.

    Raises the refusal that applies: see `ledger.errors`.
    """
    outcome = post_each(asked=[(by, request)])[0]
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def post_batch(
    *, by: Acting, requests: Sequence[EntryRequest], verb: str = "ledger.post_batch"
) -> list[Posted]:
    """Post many entries as one operation and one act: all of them, or none.

    Raises BatchRefused with every reason by position. Entries posted before under their key stay as they are.
    """
    assert 0 < len(requests) <= BATCH_ENTRIES_MAX
    asked = [(by, request) for request in requests]
    return _settled(lambda: _post_batch_once(by, asked, verb))


def _post_batch_once(by: Acting, asked: Sequence[tuple[Acting, EntryRequest]], verb: str) -> list[Posted]:
    with _witnessed([request for _, request in asked]), inside_in_one_trip(by.cooperative_id):
        judged = _judge(asked)
        refusals = {place: found for place, found in enumerate(judged.outcomes) if isinstance(found, Refusal)}
        if refusals:
            raise errors.BatchRefused(refusals=refusals)
        if judged.fresh:
            deed = audit.Deed(verb, "batch", None, facts={"entries": len(judged.fresh)})
            _write(by, judged, [(by, deed)])
    return [outcome for outcome in judged.outcomes if isinstance(outcome, Posted)]


def post_each(*, asked: Sequence[tuple[Acting, EntryRequest]]) -> list[Posted | Refusal]:
    """Post what can be posted of several independent requests to one cooperative, each under its own act.

    One request's fault does not touch the others: the outcome of each stands at its position.
    """
    return _settled(lambda: _post_each_once(asked))


def _post_each_once(asked: Sequence[tuple[Acting, EntryRequest]]) -> list[Posted | Refusal]:
    first = asked[0][0]
    with _witnessed([request for _, request in asked]), inside_in_one_trip(first.cooperative_id):
        judged = _judge(asked)
        if judged.fresh:
            deeds = [
                (asked[fresh.place][0], audit.Deed(f"ledger.{fresh.request.kind}", "entry", fresh.entry_id))
                for fresh in judged.fresh
            ]
            _write(first, judged, deeds)
    return judged.outcomes


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A request that is not in the books yet: where it stood, and the id that its entry will have."""

    place: int
    request: EntryRequest
    entry_id: UUID
    fingerprint: bytes


@dataclass(slots=True)
class _Judged:
    """What became of each request, and which of them are to be written."""

    outcomes: list[Posted | Refusal]
    fresh: list[_Fresh] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """What the books say before the decision: accounts under lock, keys already used, open days."""

    standings: dict[UUID, Standing] = field(default_factory=dict)
    keys: dict[str, tuple[UUID, bytes]] = field(default_factory=dict)
    open_days: set[date] = field(default_factory=set)


def _judge(asked: Sequence[tuple[Acting, EntryRequest]]) -> _Judged:
    """Lock, then decide."""
    known = _prepare(asked[0][0].cooperative_id, [request for _, request in asked])
    new: list[_Fresh] = []
    outcomes: list[Posted | Refusal] = []
    ids = new_ids(
        asked[0][0].at, len(asked)
    )  # a statement shows entries in the order in which they were asked
    for place, (_, request) in enumerate(asked):
        fingerprint = request.fingerprint()
        earlier = known.keys.get(request.idempotency_key)
        if earlier is None:
            fresh = _Fresh(place, request, request.entry_id or ids[place], fingerprint)
            # The second of two with one key in one batch is answered by the first.
            known.keys[request.idempotency_key] = (fresh.entry_id, fingerprint)
            new.append(fresh)
            outcomes.append(Posted(fresh.entry_id))
        else:
            outcomes.append(_again(earlier, request, fingerprint))
    refusals = decide([fresh.request for fresh in new], known.standings, known.open_days)
    # Keys are written in one order everywhere: batches that share some of them wait in turn, not for each other.
    new_by_key = sorted(new, key=lambda fresh: fresh.request.idempotency_key)
    if not refusals:
        return _Judged(outcomes, new_by_key)
    return _without(outcomes, new_by_key, {new[order].entry_id: found for order, found in refusals.items()})


def _without(outcomes: list[Posted | Refusal], new: list[_Fresh], by_entry: dict[UUID, Refusal]) -> _Judged:
    """Put refusals in place of what was only assumed posted, for repeats in the same batch as well."""
    settled = [
        by_entry.get(outcome.entry_id, outcome) if isinstance(outcome, Posted) else outcome
        for outcome in outcomes
    ]
    return _Judged(settled, [fresh for fresh in new if fresh.entry_id not in by_entry])


def _again(earlier: tuple[UUID, bytes], request: EntryRequest, fingerprint: bytes) -> Posted | Refusal:
    if earlier[1] != fingerprint:
        return errors.IdempotencyKeyReused(idempotency_key=request.idempotency_key)
    return Posted(earlier[0], again=True)


def _prepare(cooperative_id: UUID, requests: Sequence[EntryRequest]) -> _Known:
    # Lowest id first, in the statement: batches that cross on the same accounts cannot deadlock.
    account_ids = {line.account_id for request in requests for line in request.lines}
    keys = array_of_texts([request.idempotency_key for request in requests])
    parameters = {"cooperative_id": cooperative_id, "account_ids": array_of_ids(account_ids), "keys": keys}
    known = _Known()
    balances: dict[UUID, tuple[int, int, int]] = {}
    for kind, row_id, balance, held, overdraft, *rest in packed_rows("ledger", "prepare.sql", parameters):
        if kind == "balance":
            balances[row_id] = (balance, held, overdraft)
        elif kind == "account":
            # Balances come first in the answer; an account without one has no limit.
            known.standings[row_id] = Standing(row_id, *rest[:4], *balances.get(row_id, (None, 0, 0)))
        elif kind == "entry":
            known.keys[rest[4]] = (row_id, bytes(rest[5]))
        else:
            known.open_days.add(rest[6])
    return known


def _write(by: Acting, judged: _Judged, deeds: Sequence[tuple[Acting, audit.Deed]]) -> None:
    """Record the deeds and write the entries under them: one deed for all, or one for each."""
    requests = [fresh.request for fresh in judged.fresh]
    act_ids = audit.record_all(deeds=deeds)
    each = act_ids if len(deeds) == len(requests) else act_ids * len(requests)
    columns = _entry_columns(judged.fresh, each) | _posting_columns(requests)
    packed_send("ledger", "post.sql", {"cooperative_id": by.cooperative_id, "posted_at": by.at, **columns})


def _entry_columns(fresh: Sequence[_Fresh], act_ids: Sequence[UUID]) -> dict[str, object]:
    requests = [each.request for each in fresh]
    return {
        "id": array_of_ids([each.entry_id for each in fresh]),
        "booking_date": array_of_texts([request.booking_date for request in requests]),
        "value_date": array_of_texts([request.value_date for request in requests]),
        "kind": array_of_texts([request.kind for request in requests]),
        "text": array_of_texts([request.text for request in requests]),
        "idempotency_key": array_of_texts([request.idempotency_key for request in requests]),
        "request_hash": array_of_bytes([each.fingerprint for each in fresh]),
        "act_id": array_of_ids(act_ids),
        "reverses_id": array_of_ids([request.reverses_id for request in requests]),
    }


def _posting_columns(requests: Sequence[EntryRequest]) -> dict[str, object]:
    lines = [line for request in requests for line in request.lines]
    counts = [len(request.lines) for request in requests]
    return {
        "place": array_of_numbers([place for place, count in enumerate(counts, 1) for _ in range(count)]),
        "line": array_of_numbers([order for count in counts for order in range(1, count + 1)]),
        "account_id": array_of_ids([line.account_id for line in lines]),
        "currency": array_of_texts([line.currency for line in lines]),
        "amount_minor": array_of_numbers([line.amount_minor for line in lines]),
    }


@contextmanager
def _witnessed(requests: Sequence[EntryRequest]) -> Iterator[None]:
    """Turn what the database refused into our own words; it only speaks where two transactions raced."""
    try:
        yield
    except psycopg.DatabaseError as error:
        raise _named(error, requests) from error
    except OperationalError as error:  # Django's own: at connecting, and at committing
        raise errors.BooksBusy from error


def _named(error: psycopg.DatabaseError, requests: Sequence[EntryRequest]) -> Exception:
    if (error.sqlstate or "").startswith("RD"):
        return _named_by_witness(error, json.loads(error.diag.message_detail or "{}"))
    if error.diag.constraint_name == "ledger_entry_key":
        return _KeyRaced()
    if error.diag.constraint_name == "ledger_entry_reverses":
        reversed_id = next(request.reverses_id for request in requests if request.reverses_id)
        return errors.EntryAlreadyReversed(entry_id=reversed_id)
    if isinstance(
        error, psycopg.errors.QueryCanceled | psycopg.errors.LockNotAvailable | psycopg.OperationalError
    ):
        return errors.BooksBusy()
    return error


def _named_by_witness(error: psycopg.DatabaseError, facts: Mapping[str, str | None]) -> Exception:
    if error.sqlstate == "RD004":
        return errors.DayNotOpen(booking_date=date.fromisoformat(str(facts["booking_date"])))
    if error.sqlstate == "RD005":
        account_id, state = UUID(str(facts["account_id"])), facts["state"] or ""
        if "frozen" in state:
            return errors.AccountFrozen(account_id=account_id, state=state)
        return errors.AccountClosed(account_id=account_id)
    return error
