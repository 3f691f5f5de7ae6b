"""What trustees give, read and checked before it is accepted: keys and rounds of a common key, shuffles, shares."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from rochdale.assembly.models import BallotPartKind
from rochdale.assembly.queries.ballot_board import election_read, setup_parts, sums_of
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.queries.trusteeship import Standing, in_order
from rochdale.voting.verifiable import canonical, decryption, shuffles, tally
from rochdale.voting.verifiable.archive.writing import owned, read_owner
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.reasons import Reason
from rochdale.voting.verifiable.refusals import Unsound
from rochdale.voting.verifiable.tally import Tally
from rochdale.voting.verifiable.trustees import dealing, sharing, single
from rochdale.voting.verifiable.trustees.bodies import Item, assemble, flattened, read_trustees
from rochdale.voting.verifiable.trustees.certificates import Certificate, Place, read_certificate
from rochdale.voting.verifiable.trustees.dealing import Dealing

_P = BallotPartKind
Read: TypeAlias = Callable[[BallotSeen, Standing, int, bytes], str]


def checked_part(
    seen: BallotSeen, standing: Standing, place: int, kind: BallotPartKind, content: bytes
) -> str:
    """What the trustee in a place gave, in its one spelling. Raises Unsound with the reason."""
    return _READ[kind](seen, standing, place, content.strip())


def items_of(group: Group, standing: Standing) -> tuple[Item, ...]:
    """The trustees as the archive lists them, from what all of them gave. Raises Unsound."""
    keys = in_order(standing.mandatory, standing.given[_P.KEY])
    items: list[Item] = [single.read_key(group, canonical.parse(key.encode(), "key"), "key") for key in keys]
    if standing.sharing:
        certified, dealings = _certified(group, standing), _dealt(group, standing)
        shares = in_order(standing.sharing, standing.given[_P.SHARE])
        read = [
            sharing.read_share(group, share.encode(), certified, dealings, index)
            for index, share in enumerate(shares, 1)
        ]
        items.append(assemble(certified, dealings, [share.key for share in read]))
    return tuple(items)


@dataclass(frozen=True, slots=True)
class ToOpen:
    """What the trustees work on after the close: the election, their keys, the sum, and how many ballots count."""

    election: Election
    items: tuple[Item, ...]
    sums: Tally
    ballots: int


def to_open(seen: BallotSeen) -> ToOpen:
    """What is to be opened of a ballot that is closed, as its board has it. Raises BallotNotFound."""
    content, trustees, _ = setup_parts(ballot_id=seen.id)
    election = election_read(content)
    sums, sized = sums_of(ballot_id=seen.id)
    ballots = json.loads(sized)["num_tallied"]
    read = tally.read_tally(election, canonical.parse(sums, "tally"), "tally", ballots)
    return ToOpen(election, read_trustees(election.group, trustees), read, ballots)


@dataclass(frozen=True, slots=True)
class _Shuffles:
    """The shuffles of a ballot, by which what they leave is remembered: each was checked when it came."""

    uuid: str
    given: tuple[str, ...]
    opening: ToOpen = field(compare=False)


def last_shuffled(opening: ToOpen, standing: Standing) -> Tally:
    """The sum with its orders as the last shuffle left them."""
    given = tuple(standing.given[_P.SHUFFLE].values())
    return _after(_Shuffles(opening.election.uuid, given, opening))


@lru_cache(maxsize=4)
def _after(all_: _Shuffles) -> Tally:
    election, before = all_.opening.election, all_.opening.sums
    for content in all_.given:
        before = shuffles.shuffled(
            election, before, shuffles.read_shuffle(election, content.encode(), before)
        )
    return before


def _place(standing: Standing, place: int) -> Place:
    return Place(len(standing.sharing), standing.threshold, standing.sharing.index(place) + 1)


def _certified(group: Group, standing: Standing) -> tuple[Certificate, ...]:
    return tuple(
        read_certificate(
            group, canonical.parse(text.encode(), "certificate"), "certificate", _place(standing, place)
        )
        for place, text in sorted(standing.given[_P.CERTIFICATE].items())
    )


def _dealt(group: Group, standing: Standing) -> list[Dealing]:
    certified = _certified(group, standing)
    return [
        dealing.read_dealing(group, text.encode(), certified, _place(standing, place).index)
        for place, text in sorted(standing.given[_P.DEALING].items())
    ]


def _key(seen: BallotSeen, standing: Standing, place: int, content: bytes) -> str:
    assert place in standing.mandatory
    key = single.read_key(seen.group, canonical.parse(content, "key"), "key")
    return canonical.write(key.to_json())


def _certificate(seen: BallotSeen, standing: Standing, place: int, content: bytes) -> str:
    value = canonical.parse(content, "certificate")
    found = read_certificate(seen.group, value, "certificate", _place(standing, place))
    return canonical.write(found.signed.to_json())


def _dealing(seen: BallotSeen, standing: Standing, place: int, content: bytes) -> str:
    index = _place(standing, place).index
    found = dealing.read_dealing(seen.group, content, _certified(seen.group, standing), index)
    return canonical.write(found.to_json())


def _share(seen: BallotSeen, standing: Standing, place: int, content: bytes) -> str:
    index = _place(standing, place).index
    certified, dealings = _certified(seen.group, standing), _dealt(seen.group, standing)
    return canonical.write(sharing.read_share(seen.group, content, certified, dealings, index).to_json())


def _own_lines(standing: Standing, place: int, content: bytes) -> bytes:
    """The object of two lines, the second of which says whose it is; without it the giver is known anyway."""
    first, _, second = content.partition(b"\n")
    if second.strip():
        owner = read_owner(second.strip(), first, "owner", len(standing.owners))
        if owner != standing.owner_of(place):
            raise Unsound(Reason.OWNER_UNKNOWN, at="owner", owner=owner)
    return first


def _shuffle(seen: BallotSeen, standing: Standing, place: int, content: bytes) -> str:
    opening = to_open(seen)
    given = _own_lines(standing, place, content)
    shuffles.read_shuffle(opening.election, given, last_shuffled(opening, standing))
    return given.decode()


def _decryption(seen: BallotSeen, standing: Standing, place: int, content: bytes) -> str:
    opening = to_open(seen)
    given = _own_lines(standing, place, content)
    key = flattened(opening.items)[standing.owner_of(place) - 1]
    decryption.read_decryption(opening.election, given, last_shuffled(opening, standing), key)
    return given.decode()


_READ: Final[Mapping[BallotPartKind, Read]] = {
    _P.KEY: _key,
    _P.CERTIFICATE: _certificate,
    _P.DEALING: _dealing,
    _P.SHARE: _share,
    _P.SHUFFLE: _shuffle,
    _P.DECRYPTION: _decryption,
}


def wrapped(standing: Standing, place: int, content: str) -> list[bytes]:
    """The two records of a shuffle or of a part of the opening: what was given, and whose it is."""
    given = content.encode()
    return [given, owned(standing.owner_of(place), given)]
