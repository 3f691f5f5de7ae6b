"""Reading packs of by-laws: TOML in, a pack or all of its faults out. Nothing here reads a table or a clock.

A pack is a table `[pack]` and one table `[bylaws.<parameter>]` for each value that it states.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rochdale.cooperatives.errors import BylawsFaulty, PackNotFound
from rochdale.cooperatives.models import BylawKind
from rochdale.cooperatives.queries.parameters import PARAMETERS, Parameter, Plain, is_sound
from rochdale.kernel.errors import Fault
from rochdale.money.currency import DECIMALS

PACKS: Final = Path(__file__).resolve().parent.parent / "packs"
OWN_CURRENCY: Final = "own"  # the unit of an amount in whatever currency the cooperative keeps its books in
_RULE: Final = re.compile(r"[A-Z]-[0-9]+")
_PACK_KEYS: Final = frozenset({"name", "title_en", "title_fr", "jurisdiction"})
_REQUIRED: Final = ("type", "value", "rule", "source")
_BYLAW_KEYS: Final = frozenset({*_REQUIRED, "unit"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What a pack or an amendment states about one parameter, in plain form (see `parameters.encode`)."""

    name: str
    kind: BylawKind
    value: Plain
    unit: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The by-laws of a jurisdiction, as shipped: where each value comes from stands beside it."""

    name: str
    titles: Mapping[str, str]
    jurisdiction: str
    statements: tuple[Statement, ...]

    def currencies(self) -> frozenset[str]:
        """The currencies in which this pack states amounts, besides the cooperative's own."""
        units = {each.unit for each in self.statements if each.kind is BylawKind.MONEY}
        return frozenset(units - {OWN_CURRENCY})


def pack_names() -> list[str]:
    """The packs that are shipped, by name."""
    return sorted(path.stem for path in PACKS.glob("*.toml"))


@cache
def pack(name: str) -> Pack:
    """A shipped pack. Raises PackNotFound, and BylawsFaulty with every fault of it."""
    if name not in pack_names():
        raise PackNotFound(pack=name)
    return read_pack(f"{name}.toml", (PACKS / f"{name}.toml").read_text(encoding="utf-8"))


def read_pack(source: str, text: str) -> Pack:
    """The pack in `text`; `source` names it in faults. Raises BylawsFaulty with all the faults at once."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault(source, _line_in(str(error)), "toml_malformed", {"reason": str(error)})
        raise BylawsFaulty(source=source, faults=[fault]) from error
    if faults := list(_Reading(source, text).faults(found)):
        raise BylawsFaulty(source=source, faults=faults)
    heading, bylaws = found["pack"], found["bylaws"]
    return Pack(
        name=heading["name"],
        titles={"en": heading["title_en"], "fr": heading["title_fr"]},
        jurisdiction=heading["jurisdiction"],
        statements=tuple(_statement(name, stated) for name, stated in bylaws.items()),
    )


def statement_faults(source: str, line: int | None, statement: Statement) -> Iterator[Fault]:
    """What is wrong with one statement, wherever it comes from: it names its rule and its source (INV-22)."""
    parameter = PARAMETERS.get(statement.name)
    if parameter is None:
        yield Fault(source, line, "name_unknown", {"name": statement.name})
        return
    facts: dict[str, object] = {"name": statement.name}
    kinds = {"type": statement.kind.value, "wanted": parameter.kind.value}
    if statement.kind is not parameter.kind:
        yield Fault(source, line, "type_wrong", facts | kinds)
    elif not is_sound(parameter, statement.value):
        yield Fault(source, line, "value_unsound", facts | kinds | {"value": statement.value})
    if not _unit_fits(parameter, statement.unit):
        wanted = "currency" if parameter.kind is BylawKind.MONEY else parameter.unit
        yield Fault(source, line, "unit_wrong", facts | {"unit": statement.unit, "wanted": wanted})
    if _RULE.fullmatch(statement.rule) is None:
        yield Fault(source, line, "rule_malformed", facts | {"rule": statement.rule})
    if not statement.source.strip():
        yield Fault(source, line, "source_missing", facts)


def _unit_fits(parameter: Parameter, unit: str) -> bool:
    if parameter.kind is BylawKind.MONEY:
        return unit == OWN_CURRENCY or unit in DECIMALS
    return unit == parameter.unit


def _statement(name: str, stated: Mapping[str, object]) -> Statement:
    """Only for tables that have their keys; a text that is not one becomes one that no rule allows."""
    value = stated["value"]
    plain: Plain = tuple(value) if isinstance(value, list) else value  # type: ignore[assignment]  # judged by is_sound
    return Statement(
        name=name,
        kind=BylawKind(str(stated["type"])),
        value=plain,
        unit=str(stated.get("unit", "")),
        rule=str(stated["rule"]),
        source=str(stated["source"]),
    )


def _line_in(message: str) -> int | None:
    match = re.search(r"line ([0-9]+)", message)
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class _Reading:
    source: str
    text: str

    def faults(self, found: Mapping[str, object]) -> Iterator[Fault]:
        for key in sorted(found.keys() - {"pack", "bylaws"}):
            yield self._fault(self._line_of(key), "key_unknown", key=key)
        yield from self._heading_faults(found.get("pack"))
        bylaws = found.get("bylaws")
        if not isinstance(bylaws, dict) or not bylaws:
            yield self._fault(None, "bylaws_missing")
            return
        for name, stated in bylaws.items():
            yield from self._bylaw_faults(name, stated)

    def _heading_faults(self, heading: object) -> Iterator[Fault]:
        if not isinstance(heading, dict):
            yield self._fault(None, "heading_missing")
            return
        line = self._line_of("pack")
        for key in sorted(_PACK_KEYS - heading.keys()):
            yield self._fault(line, "key_missing", key=key)
        for key, value in heading.items():
            if key not in _PACK_KEYS:
                yield self._fault(line, "key_unknown", key=key)
            elif not isinstance(value, str):
                yield self._fault(line, "type_wrong", key=key, wanted="text")

    def _bylaw_faults(self, name: str, stated: object) -> Iterator[Fault]:
        line = self._line_of(f"bylaws.{name}")
        if not isinstance(stated, dict):
            yield self._fault(line, "key_unknown", key=f"bylaws.{name}")
            return
        missing = sorted(set(_REQUIRED) - stated.keys())
        for key in missing:
            yield self._fault(line, "key_missing", name=name, key=key)
        for key in sorted(stated.keys() - _BYLAW_KEYS):
            yield self._fault(line, "key_unknown", name=name, key=key)
        texts = [key for key in ("rule", "source", "unit") if not isinstance(stated.get(key, ""), str)]
        for key in texts:
            yield self._fault(line, "type_wrong", name=name, key=key, wanted="text")
        if stated.get("type") not in BylawKind.values and "type" in stated:
            yield self._fault(line, "type_unknown", name=name, type=stated["type"])
        elif not missing and not texts:
            yield from statement_faults(self.source, line, _statement(name, stated))
        elif name not in PARAMETERS:
            yield self._fault(line, "name_unknown", name=name)

    def _fault(self, line: int | None, code: str, **facts: object) -> Fault:
        return Fault(self.source, line, code, facts)

    def _line_of(self, table: str) -> int | None:
        for number, line in enumerate(self.text.splitlines(), start=1):
            if line.split("#")[0].strip() == f"[{table}]":
                return number
        return None
