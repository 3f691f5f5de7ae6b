"""Trustees make their keys apart, and whoever does not play fair is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest

from rochdale.voting.verifiable import canonical, decryption
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.groups import BELENIOS_2048
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import (
    bodies,
    certificates,
    dealing,
    private_messages,
    sharing,
    signing,
    single,
)
from rochdale.voting.verifiable.trustees.certificates import Certificate, Place
from rochdale.voting.verifiable.trustees.dealing import Dealing
from rochdale.voting.verifiable.trustees.signing import Identity
from voting.verifiable import staging
from voting.verifiable.spoiling import board, next_number
from voting.verifiable.staging import dice, edited

G = BELENIOS_2048
BELOW = dice(21)


def refused(act: Callable[[], object]) -> Unsound:
    with pytest.raises(Unsound) as caught:
        act()
    return caught.value


@dataclass(frozen=True)
class Ceremony:
    people: list[Identity]
    certified: tuple[Certificate, ...]
    dealings: list[Dealing]


@cache
def ceremony() -> Ceremony:
    """Two of three, as far as the dealings."""
    people = [signing.identity(G, signing.new_seed(BELOW)) for _ in range(3)]
    signed: list[Json] = [
        staging.certificate(G, one, 3, 2, index, BELOW) for index, one in enumerate(people, 1)
    ]
    certified = certificates.read_certificates(G, signed, "certs", 2)
    return Ceremony(people, certified, [dealing.deal(G, one, certified, BELOW) for one in people])


def test_any_two_of_three_shares_give_the_same_key() -> None:
    body, _, keys = staging.threshold_body(G, 3, 2, dice(22))[:3]
    y = bodies.election_key(G, [body])
    for pair in ((1, 2), (1, 3), (2, 3)):
        weights = decryption.lagrange(G, pair)
        x = sum(weight * keys[index - 1].reveal() for index, weight in zip(pair, weights, strict=True)) % G.q
        assert G.power(G.g, x) == y


def test_one_share_alone_does_not() -> None:
    body, _, keys = staging.threshold_body(G, 3, 2, dice(23))[:3]
    assert G.power(G.g, keys[0].reveal()) != bodies.election_key(G, [body])


def test_a_dealer_of_a_false_share_is_named() -> None:
    made = ceremony()
    false = private_messages.send(
        G, made.people[1], made.certified[0].encryption, canonical.write({"secret": "12345"}), BELOW
    )
    spoiled = replace(made.dealings[1], secrets=(false, *made.dealings[1].secrets[1:]))
    fault = refused(
        lambda: sharing.receive(
            G, made.people[0], made.certified, [made.dealings[0], spoiled, made.dealings[2]], BELOW
        )
    )
    assert (fault.reason, fault.known["dealer"]) == (Reason.SHARE_FALSE, 2)
    assert "12345" not in str(fault)


def test_a_share_sealed_for_another_is_not_opened() -> None:
    made = ceremony()
    crossed = replace(made.dealings[1], secrets=made.dealings[1].secrets[::-1])
    fault = refused(
        lambda: sharing.receive(
            G, made.people[0], made.certified, [made.dealings[0], crossed, made.dealings[2]], BELOW
        )
    )
    assert (fault.reason, fault.known["dealer"]) == (Reason.MESSAGE_NOT_FOR_US, 2)


def test_a_share_that_the_server_made_up_is_not_believed() -> None:
    made = ceremony()
    server = signing.identity(G, signing.new_seed(BELOW))
    forged = private_messages.send(G, server, made.certified[0].encryption, '{"secret":"5"}', BELOW)
    spoiled = replace(made.dealings[2], secrets=(forged, *made.dealings[2].secrets[1:]))
    fault = refused(
        lambda: sharing.receive(G, made.people[0], made.certified, [*made.dealings[:2], spoiled], BELOW)
    )
    assert (fault.reason, fault.known["dealer"]) == (Reason.MESSAGE_SIGNATURE_FALSE, 3)


def test_a_message_passed_on_to_another_is_refused() -> None:
    one, other, sender = (signing.identity(G, signing.new_seed(BELOW)) for _ in range(3))
    inside = canonical.write({"recipient": str(one.encryption), "message": "for one"})
    signed = signing.Signed(inside, signing.sign(G, sender.signing, inside, BELOW))
    passed_on = private_messages._encrypt(G, other.encryption, canonical.encode(signed.to_json()), BELOW)
    fault = refused(lambda: private_messages.receive(G, other, sender.verification, passed_on))
    assert fault.reason is Reason.MESSAGE_FOR_ANOTHER


def test_a_private_message_arrives() -> None:
    one, sender = (signing.identity(G, signing.new_seed(BELOW)) for _ in range(2))
    sealed = private_messages.send(G, sender, one.encryption, "for your eyes", BELOW)
    assert private_messages.receive(G, one, sender.verification, sealed) == "for your eyes"
    assert "eyes" not in sealed


def test_a_dealing_for_other_certificates_is_refused() -> None:
    made, other = ceremony(), signing.identity(G, signing.new_seed(BELOW))
    swapped: list[Json] = [each.signed.to_json() for each in made.certified]
    swapped[2] = staging.certificate(G, other, 3, 2, 3, BELOW)
    certified = certificates.read_certificates(G, swapped, "certs", 2)
    content = canonical.encode(made.dealings[0].to_json())
    fault = refused(lambda: dealing.read_dealing(G, content, certified, 1))
    assert (fault.reason, fault.known["dealer"]) == (Reason.AGREEMENT_SIGNATURE_FALSE, 1)
    assert dealing.read_dealing(G, content, made.certified, 1) == made.dealings[0]


def test_a_trustee_who_is_not_certified_deals_nothing() -> None:
    stranger = signing.identity(G, signing.new_seed(BELOW))
    assert (
        refused(lambda: dealing.deal(G, stranger, ceremony().certified, BELOW)).reason
        is Reason.CERTIFICATE_MISSING
    )


def test_a_certificate_twice_is_refused() -> None:
    one = signing.identity(G, signing.new_seed(BELOW))
    twice: list[Json] = [staging.certificate(G, one, 2, 1, index, BELOW) for index in (1, 2)]
    fault = refused(lambda: certificates.read_certificates(G, twice, "certs", 1))
    assert fault.reason is Reason.CERTIFICATE_TWICE


def test_a_false_key_of_a_share_is_refused() -> None:
    made = ceremony()
    share = sharing.receive(G, made.people[0], made.certified, made.dealings, BELOW)
    content = canonical.encode(share.to_json())
    assert sharing.read_share(G, content, made.certified, made.dealings, 1) == share
    unsigned = edited(content, ("public_key", "signature", "response"), next_number)
    fault = refused(lambda: sharing.read_share(G, unsigned, made.certified, made.dealings, 1))
    assert (fault.reason, fault.known["trustee"]) == (Reason.SHARE_SIGNATURE_FALSE, 1)
    assert (
        refused(lambda: sharing.read_share(G, content, made.certified, made.dealings, 2)).reason
        is Reason.SHARE_KEY_FALSE
    )


@pytest.mark.parametrize(
    "place", [Place(3, 4, 1), Place(3, 0, 1), Place(3, 2, 4), Place(3, 2, 0), Place(101, 2, 1)]
)
def test_a_place_that_makes_no_sense_is_refused(place: Place) -> None:
    one = ceremony().people[0]
    assert refused(lambda: certificates.certify(G, one, place, BELOW)).reason is Reason.THRESHOLD_OUT_OF_RANGE


def test_the_weak_form_is_not_dealt_in() -> None:
    weak = [replace(each, place=None) for each in ceremony().certified]
    fault = refused(lambda: dealing.deal(G, ceremony().people[0], weak, BELOW))
    assert fault.reason is Reason.THRESHOLD_FORM_WEAK


def test_a_private_key_comes_back_from_its_file() -> None:
    secret = single.new_secret(G, BELOW)
    assert single.read_private(G, single.write_private(secret) + b"\n").reveal() == secret.reveal()
    unreduced = canonical.encode(str(secret.reveal() + G.q))
    assert single.read_private(G, unreduced).reveal() == secret.reveal()


def test_a_seed_that_is_none_is_refused() -> None:
    for text in ("short", "0" * 22, "l" * 22):
        assert refused(lambda text=text: signing.identity(G, Secret(text))).reason is Reason.SEED_MALFORMED  # type: ignore[misc]


@pytest.mark.parametrize(
    ("owners", "missing"),
    [(set(), 3), ({1}, 2), ({2}, 2), ({1, 2}, 1), ({2, 3, 4}, 1), ({1, 2, 4}, 0), ({1, 2, 3, 4}, 0)],
)
def test_how_many_trustees_are_still_needed(owners: set[int], missing: int) -> None:
    assert decryption.still_needed(board().items, owners) == missing
