"""The scripts against published numbers and against programs that others wrote, in a real browser."""

from __future__ import annotations

import hashlib
import json
import random
from typing import Any

import pytest
import qrcode
from qrcode.util import MODE_8BIT_BYTE, QRData

from assembly.conftest import Call
from rochdale.assembly.queries import practice

pytestmark = pytest.mark.browser
# Of the protocol's public description: numbers that anybody's implementation must come to.
GROUP = {
    "p": "ef7979cebad81edd3a952d8005c6a18a57600586e6fe6086947b4988475d007f",
    "q": "77b9ebaada44d865ccf49c738654cebca8949b36b73514f53c0b48b0211653bb",
    "g": "96649bff87fad6b5f819ba03df4f32759730a48fd8795c98d2d70bb84151f3ec",
}
POK = (
    "36922444183779896948408153800049063583898716184318037872645554401663880390088",
    "51102978834316170497742210437769032445970682853636194471302473751097467719890",
)
SIGNATURE = (
    "9499673487103584901435490711130975851778825615533081804146167654184678698332",
    "31073365815553960572750206257016570862927293180743385590779243648882229731788",
)
ONE_OF = (
    "22787725262457126419627773886571540219580195044316667884245800153212202223690",
    "10208557463700505821044338152956829463080836125458790958772681460169016552378",
)
DERIVED = "35487383953298340234447594784686411793290004147325698479193286810001466350765"
B64_ABC = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0"


def proof(numbers: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("challenge", "response"), numbers, strict=True))


@pytest.mark.parametrize("name", GROUP)
def test_the_group_is_the_published_one(script: Call, name: str) -> None:
    assert hashlib.sha256(script(f"group.{name}").encode()).hexdigest() == GROUP[name]


def test_hashes_are_those_of_sha_256(script: Call) -> None:
    texts = ["a" * length for length in (0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1000)] + ["é€😀"]
    assert script(f"{json.dumps(texts)}.map(sha256.hex)") == [
        hashlib.sha256(text.encode()).hexdigest() for text in texts
    ]
    assert script("sha256.base64('abc')") == B64_ABC


def test_powers_are_those_of_python(script: Call) -> None:
    p, q, g = (int(script(f"group.{name}")) for name in "pqg")
    dice = random.Random(1844)
    for exponent in (0, 1, 31, 32, q - 1, *(dice.randrange(q) for _ in range(10))):
        assert int(script(f"group.powerOfG({exponent}n)")) == pow(g, exponent, p)
        assert int(script(f"decryption.power(group, {g}n, {exponent}n)")) == pow(g, exponent, p)
        assert int(script(f"group.fixedBase(7n)({exponent}n)")) == pow(7, exponent, p)


def test_a_voting_code_gives_the_published_secret(script: Call) -> None:
    assert script('ballot.secretOf(group, "8Zpmf3uygZefgg", "12345-6789AB-CDEFG-HJKLMN")') == DERIVED


@pytest.mark.parametrize(
    "typed",
    [
        "123456789ABCDEFGHJKLMN",
        " 12345 6789AB CDEFG HJKLMN ",
        "12345–6789AB—CDEFG‑HJKLMN",
        "12345-6789AB-CDEFG-HJKLMN",
    ],
)
def test_a_voting_code_is_read_however_it_is_typed(script: Call, typed: str) -> None:
    assert script(f"codes.tidyCode({json.dumps(typed)})") == "12345-6789AB-CDEFG-HJKLMN"


@pytest.mark.parametrize(
    "typed", ["", "12345-6789AB-CDEFG-HJKLM", "12345-6789AB-CDEFG-HJKLMNP", "12345-6789AB-CDEFG-HJKLM0"]
)
def test_what_is_no_voting_code_is_none(script: Call, typed: str) -> None:
    assert script(f"codes.tidyCode({json.dumps(typed)})") == ""


def test_proofs_come_to_the_published_numbers(script: Call) -> None:
    key = script("group.powerOfG(5n)")
    assert script(f"proofs.knowledge(group, 'pok|BELENIOS-2048|{key}|', 5n, () => 7n)") == proof(POK)
    assert script(f"proofs.knowledge(group, 'sig|{B64_ABC}|', 5n, () => 7n)") == proof(SIGNATURE)
    alpha, beta = script("group.powerOfG(3n)"), script("group.powerOfG(15n) * group.g % group.p")
    shown = script(f"""(() => {{
        const drawn = [11n, 13n, 7n];
        const statements = [{{ r: 3n, off: 1n }}, {{ r: 3n, off: 0n }}];
        const powerOfY = group.fixedBase({key}n);
        return proofs.oneOf(group, "prove|phi|1|{alpha},{beta}|", statements, 1, powerOfY, () => drawn.shift());
    }})()""")
    assert shown == [proof(("11", "13")), proof(ONE_OF)]


def test_chance_has_no_bias_that_shows_and_stays_below(script: Call) -> None:
    """Of 5, folded back from eight values, 0 to 2 would come twice as often as 3 and 4."""
    drawn = script("Array.from({ length: 5000 }, () => Number(randomBelow(5n)))")
    counts = [drawn.count(value) for value in range(5)]
    assert sum(counts) == 5000
    assert min(counts) > 850
    assert script("randomBelow(group.q) < group.q") is True
    assert script("randomBelow(1n)") == "0"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("abc", "7462 9858 2971 6817 0899 6585"),
        ("", "3379 3970 0111 5665 0865 4994"),
        ('{"a":1}', "7915 6793 8595 0493 3417 9439"),
    ],
)
def test_tracking_numbers_are_those_of_the_reference(script: Call, text: str, number: str) -> None:
    assert script(f"tracking.trackingNumber({json.dumps(text)})") == number


def test_tracking_numbers_carry_the_check_of_an_iban(script: Call) -> None:
    numbers = script("Array.from({ length: 300 }, (_, text) => tracking.trackingNumber(String(text)))")
    assert {int(number.replace(" ", "")) % 97 for number in numbers} == {1}
    assert {len(number) for number in numbers} == {29}


@pytest.mark.parametrize(
    "text",
    [
        "7462 9858 2971 6817 0899 6585",
        "https://caisse.example/vote/check/?number=1",
        "é",
        "x" * 105,
        "x" * 106,
    ],
)
def test_a_qr_code_is_drawn_as_another_program_draws_it(script: Call, text: str) -> None:
    code = qrcode.QRCode(
        version=5, error_correction=qrcode.constants.ERROR_CORRECT_L, border=0, mask_pattern=0
    )
    code.add_data(QRData(text.encode(), mode=MODE_8BIT_BYTE), optimize=0)
    code.make(fit=False)
    assert script(f"qr.modules({json.dumps(text)})") == code.get_matrix()


def test_the_practice_key_is_made_in_the_open(script: Call) -> None:
    p, q = (int(script(f"group.{name}")) for name in "pq")
    seed = int(hashlib.sha256(b"Rochdale practice vote").hexdigest(), 16)
    assert int(practice.PUBLIC_KEY) == pow(seed, (p - 1) // q, p)
    assert (
        script(f'ballot.credentialHash({json.dumps(practice.ELECTION)}, "{practice.CODE}")')
        == practice.CREDENTIAL
    )


BAD_CHOICES: list[Any] = [
    [[1, 1, 0]],
    [[0, 0, 0]],
    [[2, 0, -1]],
    [[1, 0]],
    [[1, 0, 0, 0]],
    [],
    [[1, 0, 0], [1, 0, 0]],
]


@pytest.mark.parametrize("choices", BAD_CHOICES)
def test_a_ballot_that_the_question_does_not_allow_is_not_made(script: Call, choices: list[Any]) -> None:
    told = json.loads(practice.ELECTION)
    told["questions"] = told["questions"][:1]
    election = json.dumps(json.dumps(told))
    made = script(f"ballot.makeBallot({election}, '{practice.CODE}', {choices}).catch((error) => error.name)")
    assert made == "RangeError"


@pytest.mark.parametrize("choice", [[1, 1, 0, 0], [0, 0, 0, 0], [0, 1, 1, 0]])
def test_a_blank_vote_stands_alone(script: Call, choice: list[int]) -> None:
    told = json.loads(practice.ELECTION)
    told["questions"] = told["questions"][2:]
    election = json.dumps(json.dumps(told))
    made = script(
        f"ballot.makeBallot({election}, '{practice.CODE}', [{choice}]).catch((error) => error.name)"
    )
    assert made == "RangeError"


def test_a_closed_letter_opens_for_whom_it_is_and_only_unchanged(script: Call) -> None:
    said = script("""(async () => {
        const told = [];
        for (const text of ["", "x", "sixteen letters.", "é".repeat(1000)]) {
            const sealed = await sealing.seal(group, group.powerOfG(5n), text);
            told.push(await sealing.unseal(group, 5n, sealed) === text);
        }
        const { alpha, beta, data } = JSON.parse(await sealing.seal(group, group.powerOfG(5n), "a letter"));
        const other = data[0] === "0" ? "1" : "0";
        const spoilt = [{ alpha, beta, data: other + data.slice(1) }, { alpha: "2", beta, data }];
        for (const [x, letter] of [[6n, { alpha, beta, data }], ...spoilt.map((one) => [5n, one])]) {
            told.push(await sealing.unseal(group, x, JSON.stringify(letter)).catch((error) => error.message));
        }
        return told;
    })()""")
    assert said == [True, True, True, True, "sealed", "sealed", "sealed"]


def test_without_https_no_letter_is_closed(script: Call) -> None:
    said = script("""(async () => {
        Object.defineProperty(crypto, "subtle", { value: undefined });
        return sealing.seal(group, group.g, "x").catch((error) => error.message);
    })()""")
    assert said == "insecure"
