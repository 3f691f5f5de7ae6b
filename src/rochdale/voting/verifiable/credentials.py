"""Credentials: the secret with which a voter signs, and its public half, g^s (section 3).

Two forms. Ours is the present one, of 22 characters (128 bits), derived with SHA-256: the stock tool casts with
it from version 2.4 on. The form of 2.0 has 14 characters and a check digit (82 bits), derived with PBKDF2: it is
needed only where voters shall cast with the stock tool of Debian bookworm. What verifies an election never
sees how a secret was derived.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from rochdale.voting.verifiable import base58, canonical
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import as_number
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret

_GROUP_LENGTHS: Final = (5, 6, 5, 6)
_GROUP_LENGTHS_2_0: Final = (3, 3, 3, 3, 3)
_CHECK_MODULUS: Final = 53
_ITERATIONS_2_0: Final = 1000
_SECRET_BYTES_2_0: Final = 32
_WEIGHTED: Final = re.compile(r"[0-9]+,[0-9]+")


def new_credential(below: Below) -> Secret[str]:
    """A credential to give to one voter, and to forget: 22 random characters in four groups."""
    return Secret(_grouped(base58.draw(sum(_GROUP_LENGTHS), below), _GROUP_LENGTHS))


def new_credential_2_0(below: Below) -> Secret[str]:
    """As `new_credential`, in the form that the stock tool 2.0 hands out."""
    token = base58.draw(sum(_GROUP_LENGTHS_2_0) - 1, below)
    return Secret(_grouped(token + _check_digit(token), _GROUP_LENGTHS_2_0))


def _grouped(token: str, lengths: tuple[int, ...]) -> str:
    ends = [sum(lengths[: place + 1]) for place in range(len(lengths))]
    return "-".join(token[end - length : end] for end, length in zip(ends, lengths, strict=True))


def _check_digit(token: str) -> str:
    return base58.ALPHABET[_CHECK_MODULUS - base58.number_of(token) % _CHECK_MODULUS]


def secret_exponent(group: Group, uuid: str, credential: Secret[str]) -> Secret[int]:
    """The exponent s of a credential of either form. Raises Unsound for a text that is neither.

    It depends on the election: the same credential signs nothing elsewhere.
    """
    text = credential.reveal()
    lengths = tuple(len(part) for part in text.split("-"))
    token = text.replace("-", "")
    if base58.consists_of(token) and lengths == _GROUP_LENGTHS:
        return Secret(_derived(uuid, text) % group.q)
    if base58.consists_of(token) and lengths == _GROUP_LENGTHS_2_0 and _check_digit(token[:-1]) == token[-1]:
        return Secret(_derived_2_0(uuid, text) % group.q)
    raise Unsound(Reason.CREDENTIAL_MALFORMED)


def _derived(uuid: str, text: str) -> int:
    high, low = (as_number(f"derive_credential|{uuid}|{half}|{text}") for half in (0, 1))
    return high * 2**256 + low


def _derived_2_0(uuid: str, text: str) -> int:
    key = hashlib.pbkdf2_hmac("sha256", text.encode(), uuid.encode(), _ITERATIONS_2_0, _SECRET_BYTES_2_0)
    return number(int.from_bytes(key, "big"))


def public_credential(group: Group, secret: Secret[int]) -> int:
    """S = g^s: what the list of voters holds."""
    return group.secret_power(group.g, secret.reveal())


def write_list(credentials: Iterable[int]) -> bytes:
    """The public list, in the order of its numbers: the order of the roll would tell who is who."""
    return canonical.encode([str(credential) for credential in sorted(credentials)])


def read_list(group: Group, content: bytes) -> tuple[int, ...]:
    """The public list as it stands. Every entry is checked but for membership. Raises Unsound.

    Refuses weights, since each member has one vote, and an entry that stands twice.
    """
    at = "credentials"
    found = canonical.array(canonical.parse_canonical(content, at), at)
    listed = tuple(_entry(group, item, f"{at}[{place}]") for place, item in enumerate(found))
    if len(set(listed)) != len(listed):
        raise Unsound(Reason.CREDENTIAL_TWICE, at=at)
    return listed


def _entry(group: Group, item: Json, at: str) -> int:
    if isinstance(item, str) and _WEIGHTED.fullmatch(item):
        raise Unsound(Reason.CREDENTIAL_WEIGHTED, at=at)
    entry = canonical.element(group, item, at)
    if entry == 1:
        raise Unsound(Reason.KEY_TRIVIAL, at=at)
    return entry
