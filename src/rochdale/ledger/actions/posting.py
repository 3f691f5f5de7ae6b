"""Posting entries: authorised by the caller, locked, decided by pure code, written in one statement.

Many entries cost the same handful of statements as one. The database judges each statement again
(sql/witness.sql), so what slips past the decision here, it refuses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import psycopg

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors
from rochdale.ledger.actions.deciding import Standing, decide
from rochdale.ledger.actions.requests import EntryRequest, Posted
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.queries import packed_rows

BATCH_ENTRIES_MAX = 50_000


def post_entry(*, by: Acting, request: EntryRequest) -> Posted:
    """Post one entry. Repeating the same key with the same facts is harmless and answers as before.

    Raises the refusal that applies: see `ledger.errors`.
    """
    outcome = post_each(asked=[(by, request)])[0]
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def post_batch(*, by: Acting, requests: Sequence[EntryRequest], verb: str = "ledger.post_batch") -> list[Posted]:
    """Post many entries as one operation and one act: all of them, or none.

    Raises BatchRefused with every reason by position. Entries posted before under their key stay as they are.
    """
    assert 0 < len(requests) <= BATCH_ENTRIES_MAX
    with inside(by.cooperative_id):
        outcomes, fresh = _judge([(by, request) for request in requests])
        refusals = {place: found for place, found in enumerate(outcomes) if isinstance(found, Refusal)}
        if refusals:
            raise errors.BatchRefused(refusals=refusals)
        if fresh:
            deed = audit.Deed(verb, "batch", None, facts={"entries": len(fresh)})
            act_id = audit.record(by=by, deed=deed)
            _write(by, [requests[place] for place in fresh], _ids(outcomes, fresh), [act_id] * len(fresh))
    return [outcome for outcome in outcomes if isinstance(outcome, Posted)]


def post_each(*, asked: Sequence[tuple[Acting, EntryRequest]]) -> list[Posted | Refusal]:
    """Post what can be posted of several independent requests to one cooperative, each under its own act.

    One request's fault does not touch the others: the outcome of each stands at its position.
    """
    first = asked[0][0]
    with inside(first.cooperative_id):
        outcomes, fresh = _judge(asked)
        if fresh:
            deeds = [(asked[place][0], _deed(asked[place][1], outcomes[place])) for place in fresh]
            act_ids = audit.record_all(deeds=deeds)
            _write(first, [asked[place][1] for place in fresh], _ids(outcomes, fresh), act_ids)
    return outcomes


def _deed(request: EntryRequest, outcome: Posted | Refusal) -> audit.Deed:
    assert isinstance(outcome, Posted)
    return audit.Deed(f"ledger.{request.kind}", "entry", outcome.entry_id)


def _ids(outcomes: Sequence[Posted | Refusal], fresh: Sequence[int]) -> list[UUID]:
    return [outcome.entry_id for place in fresh if isinstance(outcome := outcomes[place], Posted)]


def _judge(asked: Sequence[tuple[Acting, EntryRequest]]) -> tuple[list[Posted | Refusal], list[int]]:
    """Lock, then decide: an outcome for each request, and the positions that are to be written."""
    requests = [request for _, request in asked]
    cooperative_id = asked[0][0].cooperative_id
    standings = _lock(cooperative_id, requests)
    known = _earlier(cooperative_id, requests)
    outcomes: list[Posted | Refusal | None] = []
    fresh: list[int] = []
    prints: list[bytes] = [request.fingerprint() for request in requests]
    for place, request in enumerate(requests):
        outcome = _again(known, request, prints[place])
        if outcome is None:
            # The second of two with one key in one batch is answered by the first.
            entry_id = request.entry_id or new_id(asked[place][0].at)
            known[request.idempotency_key] = (entry_id, prints[place])
            fresh.append(place)
        outcomes.append(outcome)
    refusals = decide([requests[place] for place in fresh], standings, _open_days(cooperative_id))
    return _settle(outcomes, fresh, refusals, known, requests)


def _settle(
    outcomes: list[Posted | Refusal | None],
    fresh: list[int],
    refusals: Mapping[int, Refusal],
    known: Mapping[str, tuple[UUID, bytes]],
    requests: Sequence[EntryRequest],
) -> tuple[list[Posted | Refusal], list[int]]:
    refused = {fresh[order]: refusal for order, refusal in refusals.items()}
    by_key = {requests[place].idempotency_key: refusal for place, refusal in refused.items()}
    settled: list[Posted | Refusal] = []
    for place, outcome in enumerate(outcomes):
        key = requests[place].idempotency_key
        if isinstance(outcome, Refusal):
            settled.append(outcome)
        elif key in by_key:
            settled.append(by_key[key])
        else:
            settled.append(outcome or Posted(known[key][0]))
    return settled, [place for place in fresh if place not in refused]


def _again(
    known: Mapping[str, tuple[UUID, bytes]], request: EntryRequest, fingerprint: bytes
) -> Posted | Refusal | None:
    earlier = known.get(request.idempotency_key)
    if earlier is None:
        return None
    if earlier[1] != fingerprint:
        return errors.IdempotencyKeyReused(idempotency_key=request.idempotency_key)
    return Posted(earlier[0], again=True)


def _lock(cooperative_id: UUID, requests: Sequence[EntryRequest]) -> dict[UUID, Standing]:
    # Lowest id first, in the statement: batches that cross on the same accounts cannot deadlock.
    account_ids = list({line.account_id for request in requests for line in request.lines})
    found = packed_rows(
        "ledger", "lock_accounts.sql", {"cooperative_id": cooperative_id, "account_ids": account_ids}
    )
    return {row[0]: Standing(*row) for row in found}  # type: ignore[arg-type,misc]  # columns in the order of fields


def _earlier(cooperative_id: UUID, requests: Sequence[EntryRequest]) -> dict[str, tuple[UUID, bytes]]:
    keys = [request.idempotency_key for request in requests]
    found = packed_rows("ledger", "earlier_entries.sql", {"cooperative_id": cooperative_id, "keys": keys})
    return {str(row[0]): (row[1], bytes(row[2])) for row in found}  # type: ignore[misc,call-overload]  # text, uuid, bytea


def _open_days(cooperative_id: UUID) -> set[date]:
    found = packed_rows("ledger", "open_days.sql", {"cooperative_id": cooperative_id})
    return {row[0] for row in found if isinstance(row[0], date)}


def _write(by: Acting, requests: Sequence[EntryRequest], ids: Sequence[UUID], act_ids: Sequence[UUID]) -> None:
    columns = _entry_columns(requests, ids, act_ids) | _posting_columns(requests, ids)
    try:
        packed_rows("ledger", "post.sql", {"cooperative_id": by.cooperative_id, "posted_at": by.at, **columns})
    except psycopg.DatabaseError as error:
        raise _witnessed(error) from error


def _entry_columns(
    requests: Sequence[EntryRequest], ids: Sequence[UUID], act_ids: Sequence[UUID]
) -> dict[str, list[object]]:
    return {
        "id": list(ids),
        "booking_date": [request.booking_date for request in requests],
        "value_date": [request.value_date for request in requests],
        "kind": [request.kind for request in requests],
        "text": [request.text for request in requests],
        "idempotency_key": [request.idempotency_key for request in requests],
        "request_hash": [request.fingerprint() for request in requests],
        "act_id": list(act_ids),
        "reverses_id": [request.reverses_id for request in requests],
    }


def _posting_columns(requests: Sequence[EntryRequest], ids: Sequence[UUID]) -> dict[str, list[object]]:
    lines = [
        (entry_id, order, line.account_id, line.currency, line.amount_minor, request.booking_date, request.value_date)
        for entry_id, request in zip(ids, requests, strict=True)
        for order, line in enumerate(request.lines, start=1)
    ]
    names = ("entry_id", "line", "account_id", "currency", "amount_minor", "line_booking_date", "line_value_date")
    return {name: list(column) for name, column in zip(names, zip(*lines, strict=True), strict=True)}


def _witnessed(error: psycopg.DatabaseError) -> Exception:
    """The refusal that the database's own words name; it only speaks where two requests raced."""
    detail = error.diag.message_detail or "{}"
    if error.sqlstate == "RD004":
        return errors.DayNotOpen(booking_date=date.fromisoformat(json.loads(detail)["booking_date"]))
    if error.sqlstate == "RD005":
        return errors.AccountClosed(account_id=UUID(json.loads(detail)["account_id"]))
    if error.sqlstate == "23505" and error.diag.constraint_name == "ledger_entry_reverses":
        return errors.EntryAlreadyReversed(entry_id=UUID(int=0))
    if isinstance(error, psycopg.errors.QueryCanceled | psycopg.errors.LockNotAvailable):
        return errors.BooksBusy()
    return error
