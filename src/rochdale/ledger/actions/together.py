"""Requests that wait at the same moment are posted as one batch, each under its own act.

There is no thread of its own: the first who waits posts for all who have come meanwhile, on its own
connection, while the next ones gather. Inside a caller's transaction a request is posted there, alone.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
from django.db import connection

from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors
from rochdale.ledger.actions.posting import post_each, post_entry
from rochdale.ledger.actions.requests import EntryRequest, Posted

GROUP_REQUESTS_MAX = 200
GATHER_SECONDS_MAX = 0.001


@dataclass(slots=True, eq=False)
class _Waiting:
    """One request, and what became of it. `turn` is released when it is answered, or when it is to lead."""

    by: Acting
    request: EntryRequest
    turn: threading.Lock = field(default_factory=threading.Lock)
    outcome: Posted | Refusal | BaseException | None = None


class _Queue:
    """Who waits to post in one cooperative, and whether someone is posting for them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: list[_Waiting] = []
        self.led = False
        self.crowd = 0  # how many were lately at work together: posted last, and waiting meanwhile
        self.gathered = threading.Event()


_queues: dict[UUID, _Queue] = {}
_queues_lock = threading.Lock()


def post(*, by: Acting, request: EntryRequest) -> Posted:
    """Post one entry, together with those that other threads want posted now.

    The outcome, refusals included, is that of `post_entry`; only the cost of the commit is shared.
    """
    if connection.in_atomic_block:
        return post_entry(by=by, request=request)
    outcome = _outcome(_queue(by.cooperative_id), _Waiting(by, request))
    if isinstance(outcome, BaseException):
        raise outcome
    assert outcome is not None
    return outcome


def _queue(cooperative_id: UUID) -> _Queue:
    with _queues_lock:
        return _queues.setdefault(cooperative_id, _Queue())


def _outcome(queue: _Queue, own: _Waiting) -> Posted | BaseException | None:
    own.turn.acquire()
    with queue.lock:
        queue.waiting.append(own)
        leads = not queue.led
        queue.led = True
        if len(queue.waiting) >= queue.crowd:
            queue.gathered.set()
    if not leads:
        own.turn.acquire()  # until answered, or called to lead
    if own.outcome is None:
        _lead(queue)
    return own.outcome


def _lead(queue: _Queue) -> None:
    """Post for everyone who waits, oneself among them, then pass the lead to who came meanwhile."""
    _gather(queue)
    with queue.lock:
        group, queue.waiting = queue.waiting[:GROUP_REQUESTS_MAX], queue.waiting[GROUP_REQUESTS_MAX:]
    try:
        _post_group(group)
    finally:
        with queue.lock:
            following = queue.waiting[0] if queue.waiting else None
            queue.led = following is not None
            queue.crowd = len(group) + len(queue.waiting)
            queue.gathered.clear()
        for waiting in group:
            waiting.outcome = waiting.outcome or errors.BooksBusy()
            waiting.turn.release()
        if following is not None:
            following.turn.release()


def _gather(queue: _Queue) -> None:
    """Give those who were just answered the moment they need to ask again: without it, small and large groups
    take turns, and a small one costs as much as a large one. Someone who is alone never waits.
    """
    if queue.crowd > len(queue.waiting):
        queue.gathered.wait(GATHER_SECONDS_MAX)


def _post_group(group: list[_Waiting]) -> None:
    try:
        outcomes = post_each(asked=[(waiting.by, waiting.request) for waiting in group])
    except (Refusal, psycopg.Error):
        # Something raced with us: apart, each finds out for itself, and harms nobody else.
        for waiting in group:
            waiting.outcome = _alone(waiting)
        return
    for waiting, outcome in zip(group, outcomes, strict=True):
        waiting.outcome = outcome


def _alone(waiting: _Waiting) -> Posted | BaseException:
    try:
        return post_entry(by=waiting.by, request=waiting.request)
    except (Refusal, psycopg.Error) as error:
        return error
