"""The two groups of section 2: where keys and ciphertexts live, and how their numbers are told from others.

`BELENIOS-2048` for questions whose answers are added up; `RFC-3526-2048` where a question asks for a ranking,
because any small number can be made a member of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rochdale.voting.verifiable import arithmetic
from rochdale.voting.verifiable.arithmetic import Residue, number, residues
from rochdale.voting.verifiable.refusals import Reason, Unsound


# A group is one of two constants, so it is compared by identity: thousands of look-ups a second hash it.
@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The members of order `q` among the numbers modulo `p`, written as powers of `g`."""

    name: str
    p: int = field(repr=False)
    """The prime modulus, p."""
    q: int = field(repr=False)
    """The prime order, q: exponents are counted modulo it."""
    g: int = field(repr=False)
    """The generator, g."""
    ranks: bool
    """Whether a question may ask for a ranking (non-homomorphic, section 4.3)."""
    window_bits: int
    """How many bits of an exponent a table answers at once: tables take 8 MB here, and 6 in the larger group."""

    def __reduce__(self) -> tuple[object, ...]:
        # In another process a group is that process's constant.
        return group_named, (self.name,)

    def power(self, base: int, exponent: int) -> int:
        """base^exponent, for an exponent that is no secret."""
        return number(int(residues(self.p)(int(base)) ** int(exponent)))

    def secret_power(self, base: int, exponent: int) -> int:
        """base^exponent in constant time; `base` is a member."""
        return arithmetic.secret_power(base, exponent, self.q, self.p)

    def g_to(self, exponent: int) -> int:
        """g^exponent from the table of g, for an exponent that is no secret."""
        return fixed_base(self, self.g).power(exponent)

    def times(self, *factors: int) -> int:
        """The product of members."""
        return self.product(factors)

    def product(self, factors: Iterable[int]) -> int:
        """The product of members; of none, 1."""
        total, p = number(1), self.p
        for factor in factors:
            total = total * factor % p
        return total

    def inverse(self, member: int) -> int:
        """The member that takes this one back to 1."""
        return arithmetic.inverse(member, self.p)

    def has(self, candidate: int) -> bool:
        """Whether a number is a member: 0 < x < p and x^q = 1.

        Where q is (p-1)/2 the members are the squares, and the Jacobi symbol says the same at once.
        """
        if not 0 < candidate < self.p:
            return False
        if self.squares:
            return arithmetic.jacobi(candidate, self.p) == 1
        return self.power(candidate, self.q) == 1

    @property
    def squares(self) -> bool:
        """Whether the members are the squares modulo p, which are quickly told from others."""
        return self.q * 2 + 1 == self.p


class FixedBase:
    """All powers of one base that a few bits of an exponent can ask for: a power then costs a product per window.

    Looking up a table leaves traces in the machine's caches, so this is for exponents that are no secret.
    """

    __slots__ = ("_bits", "_mask", "_order", "_rows")

    def __init__(self, group: Group, base: int) -> None:
        self._order, self._bits = group.q, group.window_bits
        self._mask = 2**self._bits - 1
        self._rows = [self._row(step) for step in self._steps(residues(group.p)(int(base)))]

    def _steps(self, base: Residue) -> Iterable[Residue]:
        for _ in range(-(-self._order.bit_length() // self._bits)):
            yield base
            base = base ** (2**self._bits)

    def _row(self, step: Residue) -> list[Residue]:
        row, value = [], step**0
        for _ in range(2**self._bits):
            row.append(value)
            value = value * step
        return row

    def power(self, exponent: int) -> int:
        """base^exponent."""
        rest, bits, mask = int(exponent % self._order), self._bits, self._mask
        total = self._rows[0][0]
        for row in self._rows:
            total = total * row[rest & mask]
            rest >>= bits
        return number(int(total))


@lru_cache(maxsize=4)
def fixed_base(group: Group, base: int) -> FixedBase:
    """The table of a base that is asked for again and again: a generator, or an election's key.

    A few are kept: for the generators, and the keys of the elections at hand.
    """
    return FixedBase(group, base)


_BELENIOS_P: Final = (
    "206947856914225464010136436575050080649229892957511040971008847870573742192427174019222372544976"
    "843381290666331380789584049600543896362897963930387739057228036059737494276713767776188985898727"
    "358650490811670993105358677809800307904916540637771737641986785272734744763418356000356983051931"
    "442845617019110007867373073335641239717328979132404745788344682606523279746479511376726586935821"
    "800463179220736688600526271863633860887968821207694323661494910029234443463732221458841005864210"
    "502421203654335612013204811188524087310770141516662001623131771693721892480785077118278423174980"
    "73276598828825169183103125680162072880719"
)
_BELENIOS_Q: Final = "78571733251071885079927659812671450121821421258408794611510081919805623223441"
_BELENIOS_G: Final = (
    "240235267750185220922768770353239993271228765737836491651007531878766327414635321932028567615526"
    "967879969466829874938909508389657342560190060106847716449173547413728310461045868131451178164675"
    "540052740288984613986453266121505579709716201616827031288643245666383486363578210615491841998253"
    "431518974065818686865115135857641013888221539601604322884360393098933366277284840659313840601023"
    "167509576377798266510360682240663507669776402534625377308513317349519424896775405257365904949247"
    "763147599157519877517771148149092045660020547812705472823814097251863985833411570056835369555342"
    "3781475582491896050296680037745308460627"
)
BELENIOS_2048: Final = Group(
    "BELENIOS-2048",
    number(_BELENIOS_P),
    number(_BELENIOS_Q),
    number(_BELENIOS_G),
    ranks=False,
    window_bits=10,
)

# Group 14 of RFC 3526: 2^2048 - 2^1984 - 1 + 2^64 * (floor(2^1918 pi) + 124476).
_RFC_3526_P: Final = number(
    int(
        "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
        "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
        "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
        "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
        "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
        "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
        "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
        "3995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
        16,
    )
)
RFC_3526_2048: Final = Group(
    "RFC-3526-2048", _RFC_3526_P, (_RFC_3526_P - 1) // 2, number(2), ranks=True, window_bits=6
)

_BY_NAME: Final = {group.name: group for group in (BELENIOS_2048, RFC_3526_2048)}


def group_named(name: str) -> Group:
    """The group that an election names. Raises Unsound for one that we do not know, such as Ed25519."""
    group = _BY_NAME.get(name)
    if group is None:
        raise Unsound(Reason.GROUP_UNKNOWN, group=name[:40])
    return group
