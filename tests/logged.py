"""A log that writes everything it is told, and the secrets that may not stand in it.

What a log of the product would hold is more than its messages: with an error go its traceback and, in services that
collect errors, every value that the record carries. So a record is kept whole: its text, what was filled into it,
what was given beside it, and each exception of the chain with its facts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from rochdale.voting.verifiable.secrecy import Secret

# The statements that Django writes there hold what the database holds, and letters stand in the database.
SQL = "django.db.backends"
_LENGTH_MIN = 14  # nothing shorter is kept secret, and a digit or two would be found anywhere


class Journal(logging.Handler):
    """Keeps every record as everything that can be read of it."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.kept: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        raised = record.exc_info[1] if record.exc_info else None
        said = [self.format(record), repr(vars(record)), *_told(raised)]
        self.kept.append((record.name, "\n".join(said)))

    def with_any(self, looked_for: set[str], *, but: str = "") -> set[str]:
        """Which of these texts stand in what was logged; `but` names a logger to leave out."""
        text = "\n".join(kept for name, kept in self.kept if not but or name != but)
        return {each for each in looked_for if each in text}


def _told(raised: BaseException | None) -> Iterator[str]:
    """What an exception, and what it came from, carries."""
    while raised is not None:
        yield repr(raised.args)
        yield repr(getattr(raised, "__dict__", {}))
        facts = getattr(raised, "facts", None)
        if callable(facts):
            yield repr(facts())
        # What was suppressed is neither printed nor collected.
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)


@contextmanager
def everything_logged() -> Iterator[Journal]:
    """Every logger there is says everything, and the journal hears it."""
    journal, root = Journal(), logging.getLogger()
    named = [each for each in logging.Logger.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    before = [(each, each.level, each.propagate, each.disabled) for each in (root, *named)]
    for each, *_ in before:
        each.setLevel(logging.DEBUG if each is root else logging.NOTSET)
        each.propagate, each.disabled = True, False
    root.addHandler(journal)
    try:
        yield journal
    finally:
        root.removeHandler(journal)
        for each, level, propagates, disabled in before:
            each.setLevel(level)
            each.propagate, each.disabled = propagates, disabled


@dataclass(frozen=True, slots=True)
class Secrets:
    """Every secret that was made since, as it could be written."""

    texts: set[str] = field(default_factory=set)

    def keep(self, hidden: object) -> None:
        """A text as it is; a number in decimal and in hexadecimal digits."""
        if isinstance(hidden, str):
            self.texts.add(hidden)
        elif not isinstance(hidden, bytes):
            number = int(hidden)  # type: ignore[call-overload]  # of gmpy2, or an int
            self.texts.update((str(number), f"{number:x}", f"{number:X}"))

    @property
    def to_find(self) -> set[str]:
        """Those that cannot be found by accident."""
        return {each for each in self.texts if len(each) >= _LENGTH_MIN}


def drawing(below: Callable[[int], int], secrets: Secrets) -> Callable[[int], int]:
    """The same chance, whose draws are kept as secrets: nonces of ciphertexts and proofs, polynomials of dealers."""

    def draw(bound: int) -> int:
        drawn = below(bound)
        secrets.keep(drawn)
        return drawn

    return draw


def secrets_from_now(patched: pytest.MonkeyPatch) -> Secrets:
    """Keeps what each `Secret` hides: voting codes, credentials, keys of trustees, their seeds and shares."""
    kept, make = Secrets(), Secret.__init__

    def make_and_keep(self: Secret[object], hidden: object) -> None:
        kept.keep(hidden)
        make(self, hidden)

    patched.setattr(Secret, "__init__", make_and_keep)
    return kept
