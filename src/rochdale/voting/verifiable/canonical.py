"""JSON of one spelling only (section 2), read with suspicion.

Compact, fields in a fixed order, no optional field that says nothing, group elements and exponents as decimal
text without sign or leading zero. What is written otherwise is refused, so that one object has one hash.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final, NoReturn, TypeAlias

from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.refusals import Reason, Unsound

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_DECIMAL: Final = re.compile(r"0|[1-9][0-9]*")
_DECIMAL_DIGITS_MAX: Final = 620  # of 2048 bits there are 617
_COUNT_MAX: Final = 2**30 - 1
_SHOWN: Final = 40  # characters of a wrong value that a fault repeats


def write(value: Json) -> str:
    """The one spelling of a value."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def encode(value: Json) -> bytes:
    """As `write`, as the bytes that are hashed and kept."""
    return write(value).encode()


def parse(content: bytes | str, at: str) -> Json:
    """JSON in any layout: no field twice, whole numbers only, real text. Raises Unsound."""
    try:
        text = content.decode() if isinstance(content, bytes) else content
        value: Json = json.loads(
            text, object_pairs_hook=_distinct, parse_float=_no_fraction, parse_constant=_no_fraction
        )
        write(value).encode()
    except (ValueError, RecursionError):
        # No cause is named: its text would repeat what may be anything.
        raise Unsound(Reason.JSON_MALFORMED, at=at) from None
    return value


def parse_canonical(content: bytes, at: str) -> Json:
    """JSON in its one spelling: what we would write is what was given, byte for byte. Raises Unsound."""
    value = parse(content, at)
    if encode(value) != content:
        raise Unsound(Reason.JSON_NOT_CANONICAL, at=at)
    return value


def _distinct(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field stands twice")
    return fields


def _no_fraction(_: str) -> NoReturn:
    raise ValueError("numbers are whole")


def fields(value: Json, at: str, *names: str, optional: Sequence[str] = ()) -> dict[str, Json]:
    """An object with exactly these fields in this order, of which some may be absent. Raises Unsound."""
    if not isinstance(value, dict):
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="object")
    wanted = [name for name in names if name not in optional or name in value]
    if list(value) != wanted:
        raise Unsound(Reason.FIELDS_WRONG, at=at, wanted=",".join(names))
    return value


def array(value: Json, at: str, length: int | None = None) -> list[Json]:
    """A list, of a given length if one is given. Raises Unsound."""
    if not isinstance(value, list):
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="list")
    if length is not None and len(value) != length:
        raise Unsound(Reason.LENGTH_WRONG, at=at, wanted=length, found=len(value))
    return value


def text(value: Json, at: str) -> str:
    """Text. Raises Unsound."""
    if not isinstance(value, str):
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="text")
    return value


def flag(value: Json, at: str) -> bool:
    """True or false. Raises Unsound."""
    if not isinstance(value, bool):
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="true or false")
    return value


def count(value: Json, at: str, least: int = 0) -> int:
    """A small whole number, written as a number. Raises Unsound."""
    if type(value) is not int:
        raise Unsound(Reason.SHAPE_WRONG, at=at, wanted="number")
    if not least <= value <= _COUNT_MAX:
        raise Unsound(Reason.COUNT_OUT_OF_RANGE, at=at, found=str(value)[:_SHOWN])
    return value


def decimal(value: Json, at: str) -> int:
    """A large number, written as decimal text: no sign, no leading zero. Raises Unsound.

    The fault does not repeat it: it may be a private key.
    """
    digits = text(value, at)
    if len(digits) > _DECIMAL_DIGITS_MAX or not _DECIMAL.fullmatch(digits):
        raise Unsound(Reason.NUMBER_NOT_CANONICAL, at=at)
    return number(digits)


def element(group: Group, value: Json, at: str) -> int:
    """A number between 1 and p-1. Whether it is a *member* is asked with the proof that uses it."""
    candidate = decimal(value, at)
    if not 0 < candidate < group.p:
        raise Unsound(Reason.ELEMENT_OUT_OF_RANGE, at=at)
    return candidate


def member(group: Group, value: Json, at: str) -> int:
    """A member of the group. Raises Unsound."""
    candidate = element(group, value, at)
    if not group.has(candidate):
        raise Unsound(Reason.ELEMENT_FOREIGN, at=at)
    return candidate


def scalar(group: Group, value: Json, at: str) -> int:
    """An exponent, challenge or response: below q. Raises Unsound."""
    exponent = decimal(value, at)
    if exponent >= group.q:
        raise Unsound(Reason.SCALAR_OUT_OF_RANGE, at=at)
    return exponent
