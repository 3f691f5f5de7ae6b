"""What an applicant says of himself, as one value: it comes from the form and goes, sealed, into the application.

Nothing here is a ground of discrimination: neither sex nor origin, belief nor family status is asked or kept
(ICA principle 1; `tests/membership/test_applications.py` holds the list).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rochdale.membership.models import PersonKind
from rochdale.membership.queries.particulars import Particulars


@dataclass(frozen=True, slots=True)
class Identity:
    """The official paper by which somebody shows who he is: its kind, number, place of issue and end."""

    kind: str
    number: str
    place: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who acts for the applicant: an organization's representative, with function, or a minor's guardian."""

    given_names: str
    family_name: str
    function: str = ""
    birth_date: date | None = None
    email: str = ""
    telephone: str = ""

    @property
    def name(self) -> str:
        """The name as it is spoken."""
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, who acts for who applies, and the purposes to which is consented."""

    particulars: Particulars
    identity: Identity | None = None
    representative: Companion | None = None
    guardian: Companion | None = None
    consents: tuple[str, ...] = ()


def packed(applicant: Applicant) -> bytes:
    """The value as bytes, to be sealed."""
    return json.dumps(asdict(applicant), default=str, ensure_ascii=False).encode()


def unpacked(content: bytes) -> Applicant:
    """The value that `packed` wrote."""
    told = json.loads(content)
    known = told["particulars"]
    return Applicant(
        particulars=Particulars(**_dated(known, "birth_date") | {"kind": PersonKind(known["kind"])}),
        identity=Identity(**_dated(told["identity"], "expires_on")) if told["identity"] else None,
        representative=_companion(told["representative"]),
        guardian=_companion(told["guardian"]),
        consents=tuple(told["consents"]),
    )


def _companion(told: Mapping[str, Any] | None) -> Companion | None:
    return Companion(**_dated(told, "birth_date")) if told else None


def _dated(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    return dict(told) | {name: date.fromisoformat(told[name]) if told[name] else None}
