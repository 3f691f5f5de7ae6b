"""The published numbers: groups, hashes, credentials, proofs and events, digit for digit."""

from __future__ import annotations

import hashlib

import pytest

from rochdale.voting.verifiable import credentials
from rochdale.voting.verifiable.answers.ranking import pack, unpack
from rochdale.voting.verifiable.archive.events import Event, Kind
from rochdale.voting.verifiable.ciphertexts import Ciphertext, encrypt
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048, group_named
from rochdale.voting.verifiable.hashing import base64_of
from rochdale.voting.verifiable.proofs import disjunction, knowledge
from rochdale.voting.verifiable.proofs.disjunction import Statement, Truth
from rochdale.voting.verifiable.proofs.generators import generator
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret

G = BELENIOS_2048


def _digest(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


@pytest.mark.parametrize(
    ("number", "digest"),
    [
        (BELENIOS_2048.p, "ef7979cebad81edd3a952d8005c6a18a57600586e6fe6086947b4988475d007f"),
        (BELENIOS_2048.q, "77b9ebaada44d865ccf49c738654cebca8949b36b73514f53c0b48b0211653bb"),
        (BELENIOS_2048.g, "96649bff87fad6b5f819ba03df4f32759730a48fd8795c98d2d70bb84151f3ec"),
        (RFC_3526_2048.p, "fea606ae11ad4f9415ca1470550ccfb82548318c2f80d063979cc0625b2aa434"),
        (RFC_3526_2048.q, "f45e01f6b983b03169ebed512f37948e995c9d7896deaa25af3d8ba4a0c44c8c"),
    ],
)
def test_the_groups_are_the_published_ones(number: int, digest: str) -> None:
    assert _digest(number) == digest


def test_fingerprints_have_no_padding() -> None:
    assert base64_of(b"abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0"


def test_a_credential_of_the_stock_tool_gives_its_key() -> None:
    secret = credentials.secret_exponent(G, "8Zpmf3uygZefgg", Secret("bRF-Tp2-GqR-5pt-w6i"))
    assert secret.reveal() == 30895559636811315731464304539129648159363456934367459658722748329788236405605
    public = credentials.public_credential(G, secret)
    assert str(public).startswith("32727174860449777145")
    assert str(public).endswith("42512438618977568356")
    assert _digest(public) == "989b6ae154fff5058206bbde20459a2b565c73e49891d4a34583b2b507117081"


def test_a_credential_of_the_present_form_gives_its_key() -> None:
    secret = credentials.secret_exponent(G, "8Zpmf3uygZefgg", Secret("12345-6789AB-CDEFG-HJKLMN"))
    assert secret.reveal() == 35487383953298340234447594784686411793290004147325698479193286810001466350765


def test_the_proof_of_a_trustees_key() -> None:
    public = G.g_to(5)
    proof = knowledge.prove(G, 5, f"pok|{G.name}|{public}|", lambda _: 7)
    assert proof.challenge == 36922444183779896948408153800049063583898716184318037872645554401663880390088
    assert proof.response == 51102978834316170497742210437769032445970682853636194471302473751097467719890
    assert knowledge.holds(G, public, proof, f"pok|{G.name}|{public}|")


def test_a_signature() -> None:
    proof = knowledge.prove(G, 5, f"sig|{base64_of(b'abc')}|", lambda _: 7)
    assert proof.challenge == 9499673487103584901435490711130975851778825615533081804146167654184678698332
    assert proof.response == 31073365815553960572750206257016570862927293180743385590779243648882229731788


def test_a_proof_of_zero_or_one() -> None:
    y, drawn = G.g_to(5), iter([7, 11, 13, 0, 0])
    one = encrypt(G, y, G.g, 3)
    statements = [Statement(*one, 0), Statement(*one, 1)]
    prefix = f"prove|phi|1|{one}|"
    zero, true = disjunction.prove(G, y, statements, Truth(1, 3), prefix, lambda _: next(drawn))
    assert zero == (11, 13)
    assert true.challenge == 22787725262457126419627773886571540219580195044316667884245800153212202223690
    assert true.response == 10208557463700505821044338152956829463080836125458790958772681460169016552378
    assert disjunction.holds(G, y, statements, (zero, true), prefix)


def test_an_event_of_the_stock_tool_keeps_its_hash() -> None:
    payload = "33ab74b34650376c10b832c2b03c6a7b888d1f0e1876bf8a1423e0716fc646a8"
    event = Event(None, 0, Kind.SETUP, payload)
    assert event.hash == "1264eb2087702a653ba1b34fde4350a07e945a8ecc35687702fcb138f0926fa5"


def test_a_ranking_is_packed_as_published() -> None:
    assert pack(RFC_3526_2048, [1, 2, 3]) == 16909057
    assert unpack(16909057, 3) == (1, 2, 3)


def test_a_generator_of_the_shuffle() -> None:
    expected = "42a1ab2fcbf00463dab7fae8dab27327e86e83059bc545e1ca1db1cc914ce5f7"
    assert _digest(generator(RFC_3526_2048, -1)) == expected


def test_a_group_that_we_do_not_know_is_refused() -> None:
    assert group_named("BELENIOS-2048") is BELENIOS_2048
    with pytest.raises(Unsound) as refused:
        group_named("Ed25519")
    assert refused.value.reason is Reason.GROUP_UNKNOWN


def test_ciphertexts_sort_as_numbers() -> None:
    assert sorted([Ciphertext(10, 1), Ciphertext(9, 2)]) == [Ciphertext(9, 2), Ciphertext(10, 1)]
