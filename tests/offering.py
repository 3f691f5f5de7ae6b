"""Kinds of acts that a test offers for a while: the program's own come back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rochdale.cooperatives import actions
from rochdale.cooperatives.actions import ActKind, proposals


@contextmanager
def offering(kind: ActKind) -> Iterator[None]:
    """Let `kind` stand for acts of its name, whatever a room offers under it."""
    before = dict(proposals._KINDS)
    actions.offer_kind(kind=kind)
    try:
        yield
    finally:
        proposals._KINDS.clear()
        proposals._KINDS.update(before)
