"""Packs: those that are shipped are complete, and a faulty one shows all its faults at once."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.cooperatives import errors, queries
from rochdale.cooperatives.queries.parameters import PARAMETERS, decode, encode, is_sound
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

RULES_OF_THE_FIELD = Path(__file__).resolve().parents[3] / "shared" / "domain.md"
# What a pack does not state because no rule of the field gives it a number there.
UNSTATED = {
    "quebec-caisse": {"expulsion_notice_min_days"},
    "ica-generic": {"deposit_protection_minor", "unclaimed_after_years"},
}
HEADING = '[pack]\nname = "x"\ntitle_en = "X"\ntitle_fr = "X"\njurisdiction = ""\n'
SOUND = '[bylaws.notice_min_days]\ntype = "days"\nvalue = 20\nunit = "days"\nrule = "Q-26"\nsource = "read"\n'


def faults_of(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(errors.BylawsFaulty) as refused:
        queries.read_pack("x.toml", text)
    return [(fault.line, fault.code) for fault in refused.value.faults]


def with_line(old: str, new: str) -> str:
    assert old in SOUND
    return HEADING + SOUND.replace(old, new)


def test_the_shipped_packs_are_known_by_name() -> None:
    assert queries.pack_names() == ["ica-generic", "quebec-caisse"]
    with pytest.raises(errors.PackNotFound):
        queries.pack("../../settings")


@pytest.mark.parametrize("name", queries.pack_names())
def test_a_shipped_pack_states_every_parameter_with_its_ground(name: str) -> None:
    pack = queries.pack(name)
    assert pack.name == name
    assert set(pack.titles) == {"en", "fr"}
    assert PARAMETERS.keys() - {each.name for each in pack.statements} == UNSTATED[name]
    assert all(each.rule and each.source for each in pack.statements)


@pytest.mark.parametrize("name", queries.pack_names())
def test_the_rules_of_a_pack_exist(name: str) -> None:
    if not RULES_OF_THE_FIELD.exists():
        pytest.skip("the rules of the field are not beside this checkout")
    known = set(
        re.findall(r"^- ([A-Z]-[0-9]+) ", RULES_OF_THE_FIELD.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {each.rule for each in queries.pack(name).statements} <= known


def test_quebec_says_what_the_field_says() -> None:
    stated = {each.name: (each.value, each.unit) for each in queries.pack("quebec-caisse").statements}
    assert stated["special_majority_fraction"] == ("2/3", "of votes")
    assert stated["out_of_bond_cap_fraction"] == ("3/100", "of members")
    assert stated["qualifying_share_par_minor"] == (500, "CAD")
    assert stated["large_cash_report_minor"] == (1_000_000, "CAD")
    assert (stated["notice_min_days"], stated["notice_max_days"]) == ((20, "days"), (45, "days"))


def test_a_sound_pack_is_read() -> None:
    pack = queries.read_pack("x.toml", HEADING + SOUND)
    assert [(each.name, each.value) for each in pack.statements] == [("notice_min_days", 20)]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [(None, "heading_missing"), (None, "bylaws_missing")]),
        ("[pack\n", [(1, "toml_malformed")]),
        (HEADING, [(None, "bylaws_missing")]),
        (HEADING + SOUND + "[more]\n", [(12, "key_unknown")]),
        (HEADING.replace("jurisdiction", "country") + SOUND, [(1, "key_missing"), (1, "key_unknown")]),
        (HEADING.replace('"X"', "7") + SOUND, [(1, "type_wrong"), (1, "type_wrong")]),
        (HEADING + "bylaws = 3\n", [(1, "key_unknown"), (None, "bylaws_missing")]),
        (HEADING + "[bylaws]\nnotice_min_days = 3\n", [(None, "key_unknown")]),
        (with_line("notice_min_days", "notice_days"), [(6, "name_unknown")]),
        (with_line('type = "days"\n', ""), [(6, "key_missing")]),
        (with_line('rule = "Q-26"\nsource = "read"\n', ""), [(6, "key_missing"), (6, "key_missing")]),
        (with_line('type = "days"', 'type = "weeks"'), [(6, "type_unknown")]),
        (with_line('type = "days"', 'type = "integer"'), [(6, "type_wrong")]),
        (with_line('type = "days"', "type = []"), [(6, "type_unknown")]),
        (with_line("value = 20", 'value = "20"'), [(6, "value_unsound")]),
        (with_line("value = 20", "value = 20.0"), [(6, "value_unsound")]),
        (with_line("value = 20", "value = true"), [(6, "value_unsound")]),
        (with_line("value = 20", "value = -1"), [(6, "value_unsound")]),
        (with_line("value = 20", "value = {}"), [(6, "value_unsound")]),
        (with_line('unit = "days"', 'unit = "weeks"'), [(6, "unit_wrong")]),
        (with_line('unit = "days"\n', ""), [(6, "unit_wrong")]),
        (with_line('rule = "Q-26"', 'rule = "somewhere"'), [(6, "rule_malformed")]),
        (with_line('rule = "Q-26"', "rule = 26"), [(6, "type_wrong")]),
        (with_line('source = "read"', 'source = " "'), [(6, "source_missing")]),
        (with_line('source = "read"', 'source = "read"\nnote = "x"'), [(6, "key_unknown")]),
    ],
)
def test_a_faulty_pack_shows_its_faults(text: str, faults: list[tuple[int | None, str]]) -> None:
    assert faults_of(text) == faults


def test_all_faults_are_shown_at_once() -> None:
    text = HEADING + SOUND.replace("20", "-1").replace("Q-26", "x") + "[bylaws.nothing]\nvalue = 3\n"
    assert faults_of(text) == [
        (6, "value_unsound"),
        (6, "rule_malformed"),
        (12, "key_missing"),
        (12, "key_missing"),
        (12, "key_missing"),
        (12, "name_unknown"),
    ]


@pytest.mark.parametrize(
    ("name", "plain", "sound"),
    [
        ("special_majority_fraction", "2/3", True),
        ("special_majority_fraction", "0/1", True),
        ("special_majority_fraction", "4/3", False),
        ("special_majority_fraction", "1/0", False),
        ("special_majority_fraction", "0.66", False),
        ("special_majority_fraction", 1, False),
        ("special_majority_basis", "cast", True),
        ("special_majority_basis", "shares", False),
        ("overdraft_allowed", False, True),
        ("overdraft_allowed", 0, False),
        ("meeting_modes", ("virtual", "hybrid"), True),
        ("meeting_modes", ("virtual", "virtual"), False),
        ("meeting_modes", ("telepathic",), False),
        ("meeting_modes", "virtual", False),
        ("qualifying_share_par_minor", 500, True),
        ("qualifying_share_par_minor", -500, False),
    ],
)
def test_values_are_judged_by_kind_and_bounds(name: str, plain: object, *, sound: bool) -> None:
    assert is_sound(PARAMETERS[name], plain) is sound


@given(st.fractions(min_value=0, max_value=1, max_denominator=999_999_999))
def test_a_fraction_comes_back_exactly(value: Fraction) -> None:
    parameter = PARAMETERS["special_majority_fraction"]
    assert is_sound(parameter, encode(value))
    assert decode(parameter.kind, encode(value), parameter.unit) == value


@given(st.integers(min_value=0, max_value=10**18))
def test_an_amount_comes_back_exactly(minor: int) -> None:
    parameter = PARAMETERS["second_person_threshold_minor"]
    amount = Money(minor, Currency.of("CAD"))
    assert decode(parameter.kind, encode(amount), "CAD") == amount
