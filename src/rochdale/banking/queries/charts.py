"""Charts of accounts as packs: TOML files beside this room, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from rochdale.banking.errors import ChartNotFound

_FOLDER: Final = Path(__file__).resolve().parent.parent / "charts"


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account of a chart, found by people through its number and by the program through its role."""

    number: str
    role: str
    account_class: str
    is_control: bool
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChartProduct:
    """A kind of account that members may hold; `control_role` is the account of the chart that sums it."""

    code: str
    control_role: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole pack: the accounts of the chart, and the products in the order in which they are offered."""

    code: str
    accounts: tuple[ChartAccount, ...]
    products: tuple[ChartProduct, ...]


def chart_codes() -> list[str]:
    """The names of the packs that this installation has."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def chart(code: str) -> Chart:
    """The pack with this name. Raises ChartNotFound."""
    if code not in chart_codes():
        raise ChartNotFound(chart=code)
    pack = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return Chart(
        code=code,
        accounts=tuple(map(_account, pack["accounts"])),
        products=tuple(ChartProduct(row["code"], row["control"], row["names"]) for row in pack["products"]),
    )


def _account(row: Mapping[str, Any]) -> ChartAccount:
    return ChartAccount(
        number=row["number"],
        role=row["role"],
        account_class=row["class"],
        is_control=row.get("control", False),
        names=row["names"],
    )
