"""No secret is the exponent of a power whose time depends on it.

How long a power takes can be measured from outside, so secrets and the nonces that hide them are raised through
`arithmetic.secret_power` alone. Here every other way to a power is watched while ballots, keys, dealings, shuffles and
openings are made: what it was given may only be what anybody knows.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from logged import drawing, secrets_from_now
from rochdale.voting.verifiable import (
    arithmetic,
    canonical,
    credentials,
    decryption,
    groups,
    shuffles,
    simultaneous,
    tally,
)
from rochdale.voting.verifiable.ballots import read_ballot, write_ballot
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048, FixedBase, Group
from rochdale.voting.verifiable.proofs import disjunction
from rochdale.voting.verifiable.trustees import certificates, dealing, sharing, signing, single
from voting.verifiable import staging

pytestmark = pytest.mark.slow

GROUPS = (BELENIOS_2048, RFC_3526_2048)
# No power of these says anything: an order, the step of a table, the cofactor of a generator, a small value.
PUBLIC = frozenset(
    [
        *(group.q for group in GROUPS),
        *((group.p - 1) // group.q for group in GROUPS),
        *(2**group.window_bits for group in GROUPS),
        *range(64),
    ]
)
Acts = list[tuple[str, Callable[[], object]]]


@dataclass
class Watched:
    """The exponents that came by every way that is not constant in time, and those that came by the one that is."""

    seen: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)

    def note(self, exponents: Sequence[int]) -> None:
        self.seen.update(int(each) for each in exponents)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Every way to a power, with somebody beside it who writes down the exponents."""
    told = Watched()
    power, table, native = Group.power, FixedBase.power, builtins.pow
    shared, guarded = simultaneous.powers, arithmetic.secret_power

    def a_power(self: Group, base: int, exponent: int) -> int:
        told.note([exponent])
        return power(self, base, exponent)

    def of_a_table(self: FixedBase, exponent: int) -> int:
        told.note([exponent, exponent % self._order])
        return table(self, exponent)

    def together(group: Group, base: int, exponents: Sequence[int]) -> list[int]:
        told.note(exponents)
        return shared(group, base, exponents)

    def a_native_power(*given: Any) -> Any:
        told.note([given[1]])
        return native(*given)

    def a_guarded_power(base: int, exponent: int, order: int, modulus: int) -> int:
        told.kept.update((int(exponent), int(exponent % order)))
        return guarded(base, exponent, order, modulus)

    monkeypatch.setattr(Group, "power", a_power)
    monkeypatch.setattr(simultaneous, "powers", together)
    monkeypatch.setattr(disjunction, "powers", together)
    monkeypatch.setattr(FixedBase, "power", of_a_table)
    monkeypatch.setattr(builtins, "pow", a_native_power)
    monkeypatch.setattr(arithmetic, "secret_power", a_guarded_power)
    return told


def ballots() -> Acts:
    """Voters' devices: codes, choices with and without blank, orders."""
    below = staging.dice(31)
    chosen = staging.stage(questions=staging.THREE_QUESTIONS, voters=1, singles=1)
    ranked = staging.stage(group=RFC_3526_2048, questions=staging.RANKING, voters=1, singles=1)
    code = credentials.new_credential(below)
    return [
        (
            "a code",
            lambda: credentials.public_credential(
                BELENIOS_2048, credentials.secret_exponent(BELENIOS_2048, "x" * 22, code)
            ),
        ),
        ("a choice", lambda: write_ballot(chosen.election, chosen.voters[0], staging.VOTES[0][1], below)),
        (
            "a blank",
            lambda: write_ballot(chosen.election, chosen.voters[0], [[1, 0], [0, 1, 0], [1, 0, 0]], below),
        ),
        ("an order", lambda: write_ballot(ranked.election, ranked.voters[0], [[3, 1, 2]], below)),
    ]


def trustees() -> Acts:
    """Trustees' machines: keys of one, rounds of several, shuffles and openings."""
    below, group = staging.dice(32), BELENIOS_2048
    cast = staging.cast(
        staging.stage(group=RFC_3526_2048, questions=staging.RANKING, voters=2, singles=1),
        [(0, [[1, 2, 3]]), (1, [[2, 1, 3]])],
    )
    election = cast.election
    sums = tally.tally(election, tally.counted(read_ballot(election, each) for each in cast.ballots))
    people = [signing.identity(group, signing.new_seed(below)) for _ in range(2)]
    made = [staging.certificate(group, one, 2, 2, index, below) for index, one in enumerate(people, 1)]
    certified = certificates.read_certificates(group, made, "certs", 2)
    return [
        ("a seed", lambda: signing.identity(group, signing.new_seed(below))),
        ("a key", lambda: single.publish(group, single.new_secret(group, below), below)),
        ("a certificate", lambda: staging.certificate(group, people[0], 2, 2, 1, below)),
        ("a dealing", lambda: dealing.deal(group, people[0], certified, below)),
        ("an opening", lambda: decryption.decrypt(election, sums, cast.keys[1], below)),
        ("a shuffle", lambda: shuffles.shuffle_tally(election, sums, below)),
    ]


@pytest.mark.parametrize("acts", [ballots, trustees])
def test_what_is_made_alone_raises_nothing_but_in_constant_time(
    acts: Callable[[], Acts], watched: Watched
) -> None:
    for what, act in acts():
        watched.seen.clear()
        watched.kept.clear()
        act()
        assert watched.seen <= PUBLIC, what
        assert len(watched.kept) > 0, what


def test_a_share_is_received_without_a_secret_exponent(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here others' proofs are checked as well, in powers that anybody could take: none of them is of a secret."""
    group, hidden = BELENIOS_2048, secrets_from_now(monkeypatch)
    below, opened = drawing(staging.dice(33), hidden), sharing._open

    def open_and_keep(*given: Any) -> int:
        share = opened(*given)
        hidden.keep(share)
        return share

    monkeypatch.setattr(sharing, "_open", open_and_keep)
    people = [signing.identity(group, signing.new_seed(below)) for _ in range(2)]
    made = [staging.certificate(group, one, 2, 2, index, below) for index, one in enumerate(people, 1)]
    certified = certificates.read_certificates(group, made, "certs", 2)
    dealt = []
    for index, one in enumerate(people, 1):
        content = canonical.encode(dealing.deal(group, one, certified, below).to_json())
        dealt.append(dealing.read_dealing(group, content, certified, index))
    watched.seen.clear()
    mine = sharing.receive(group, people[0], certified, dealt, below)
    key = sharing.open_share(group, people[0], mine.private_key)
    assert int(key.reveal()) in watched.kept
    assert len(watched.seen - PUBLIC) > 0
    assert watched.seen & {int(each) for each in hidden.to_find if each.isdecimal()} == set()


def test_every_way_to_a_power_is_watched(watched: Watched) -> None:
    group = BELENIOS_2048
    group.power(group.g, 1001)
    group.g_to(1002)
    simultaneous.powers(group, group.g, [1003, 1004])
    simultaneous.powers(group, group.g, [1005])
    disjunction.powers(group, group.g, [1006, 1007])
    pow(3, 1008, group.p)
    assert watched.seen >= set(range(1001, 1009))
    assert watched.kept == set()


def test_who_can_take_a_power_in_another_way_is_known() -> None:
    """What these modules do is watched above. Python's own operator has no modulus, but FLINT's numbers have one."""
    folder = Path(groups.__file__).parent
    imported = {path.name: names_imported(path) for path in folder.rglob("*.py")}

    def who(*names: str) -> list[str]:
        return sorted(module for module, found in imported.items() if found & set(names))

    assert who("gmpy2", "flint") == ["arithmetic.py"]
    assert who("arithmetic", "residues", "Residue") == ["groups.py", "simultaneous.py"]
    assert who("powers", "fixed_base", "FixedBase") == ["disjunction.py"]


def names_imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [each for each in ast.walk(tree) if isinstance(each, ast.Import | ast.ImportFrom)]
    return {alias.name for node in nodes for alias in node.names}
