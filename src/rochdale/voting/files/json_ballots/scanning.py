"""From a text of JSON to values, each with its line. What the text gives is not trusted.

Objects keep the names that they give twice, numbers that are not whole are none, and the ballots are read one after
the other, so that each has its line.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rochdale.voting.files.faults import Faults

MEMBERS: Final = (
    "format",
    "title",
    "candidates",
    "withdrawn",
    "seats",
    "paper",
    "ballots",
    "blank",
    "spoilt",
)
_SPACE: Final = re.compile(r"[ \t\n\r]*")


class NotWhole:
    """Stands for a number with a point or an exponent, and for NaN: the format has whole numbers only."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


class JsonObject(dict[str, Any]):
    """An object of JSON, which keeps the names that it gives twice."""

    repeated: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    made = JsonObject(pairs)
    if len(made) < len(pairs):
        times = Counter(name for name, _value in pairs)
        made.repeated = tuple(name for name, often in times.items() if often > 1)
    return made


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=NotWhole, parse_constant=NotWhole)


@dataclass(frozen=True, slots=True)
class Value:
    """A value and the line on which it begins."""

    line: int
    value: Any


class _Malformed(Exception):
    """The text is no JSON from here on."""

    def __init__(self, at: int, code: str) -> None:
        super().__init__()
        self.at = at
        self.code = code


@dataclass(slots=True)
class _Scanner:
    """Goes through the text once, and knows the line that it is on."""

    text: str
    at: int = 0
    line: int = 1
    counted_to: int = 0

    def peek(self) -> str:
        """The next character that is no white space; nothing at the end."""
        found = _SPACE.match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        return self.text[self.at : self.at + 1]

    def take(self, wanted: str) -> str:
        """Step over one of these characters."""
        found = self.peek()
        if not found or found not in wanted:
            raise _Malformed(self.at, "json_malformed")
        self.at += 1
        return found

    def value(self) -> Value:
        """The value that begins here."""
        self.peek()
        line = self.line_at(self.at)
        try:
            value, self.at = _DECODER.raw_decode(self.text, self.at)
        except json.JSONDecodeError as fault:
            raise _Malformed(fault.pos, "json_malformed") from fault
        except (RecursionError, ValueError) as fault:
            # Nested too deeply, or a number of thousands of digits.
            raise _Malformed(self.at, "json_excessive") from fault
        return Value(line, value)

    def line_at(self, at: int) -> int:
        """The line of a place that is not before the last one asked for."""
        self.line += self.text.count("\n", self.counted_to, at)
        self.counted_to = at
        return self.line


def members_of(text: str, faults: Faults) -> dict[str, Value]:
    """The members of the outermost object; of the ballots each one is a `Value` of its own.

    Raises BallotsFaulty where the text is no JSON.
    """
    scanner, members = _Scanner(text), dict[str, Value]()
    try:
        for name, value in _walk(scanner):
            if name not in MEMBERS:
                faults.add(value.line, "member_unknown", name=name)
            elif name in members:
                faults.add(value.line, "member_repeated", name=name)
            members.setdefault(name, value)
    except _Malformed as fault:
        start = text.rfind("\n", 0, fault.at) + 1
        line = text.count("\n", 0, fault.at) + 1
        faults.add(line, fault.code, column=fault.at - start + 1)
        raise faults.refusal() from fault
    return members


def _walk(scanner: _Scanner) -> Iterator[tuple[str, Value]]:
    scanner.take("{")
    more = scanner.peek() != "}" or scanner.take("}") != "}"
    while more:
        if scanner.peek() != '"':
            raise _Malformed(scanner.at, "json_malformed")
        name = scanner.value().value
        scanner.take(":")
        if name == "ballots" and scanner.peek() == "[":
            line = scanner.line_at(scanner.at)
            yield name, Value(line, list(_elements(scanner)))
        else:
            yield name, scanner.value()
        more = scanner.take(",}") == ","
    if scanner.peek():
        raise _Malformed(scanner.at, "json_malformed")


def _elements(scanner: _Scanner) -> Iterator[Value]:
    scanner.take("[")
    if scanner.peek() == "]":
        scanner.take("]")
        return
    yield scanner.value()
    while scanner.take(",]") == ",":
        yield scanner.value()
