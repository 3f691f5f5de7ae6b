"""The prepared values that the shared parts take: what a view hands over, never a model object.

The parts read attributes by name, so a room may hand over its own frozen value with the same names. Text is
already in words (a lazy translation is fine); amounts and dates stay values, and the part writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from django.utils.functional import Promise

from rochdale.money.amount import Money

Words: TypeAlias = str | Promise
Shown: TypeAlias = Words | Money | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go. `current` marks where one is; `within` are the pages of which it is the first."""

    href: str
    label: Words
    current: bool = False
    within: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value; `href` opens what is behind the figure."""

    label: Words
    value: Shown
    href: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One entry of a statement: what happened to the balance, and what the balance was after it."""

    day: date
    what: Words
    amount: Money | None
    balance: Money
    href: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act on the record: who did what, when, why, and under what authority."""

    who: Words
    what: Words
    at: datetime
    authority: Words
    why: Words = ""
    for_whom: Words = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """One figure or fact that an act will change, before and after."""

    label: Words
    before: Shown
    after: Shown


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that waits for a second person, with the rule that asks for one."""

    what: Words
    asked_by: Words
    asked_at: datetime
    rule: Words
    amount: Money | None = None
    why: Words = ""
    until: datetime | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of several. `state` is "done", "now" or "ahead"."""

    label: Words
    state: str
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Where one is in a list that goes on. An empty `previous` or `next` means there is none."""

    previous: str = ""
    next: str = ""
    words: Words = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal in words: what happened, what did not happen, and what to do next."""

    happened: Words
    unchanged: Words
    next_step: Words
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class WhatNow:
    """What a meeting is at, for one of the people in it, and what that person can do."""

    where: Words
    title: Words
    words: Words
    facts: Sequence[Fact] = ()
    acts: Sequence[Link] = ()
    decides: bool = False
    after: Words = ""
