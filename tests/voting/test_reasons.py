"""Everything that counting can say has its sentence, and every sentence can be said."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import rochdale.voting
from rochdale.kernel.errors import Fault, Refusal
from rochdale.voting import errors, motions, reasons
from rochdale.voting.boards import SENTENCES as OF_BOARDS
from rochdale.voting.reasons import FAULTS, REFUSALS, SPOILT, fault_sentence, refusal_sentence, spoilt_reason
from rochdale.voting.rules import OTHER_NAMES, RULES
from rochdale.voting.rules.titles import TITLES

PACKAGE = Path(rochdale.voting.__file__).parent
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
OF_BALLOTS = "ballots.py"
# Which of their arguments is the code of a fault.
NOTING = {"add": 1, "_fault": 1, "Fault": 2, "_Malformed": 1}
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def codes_of_faults() -> set[str]:
    """The codes that readers note: texts in the calls that note them, after where the fault is."""
    calls = [node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [(NOTING.get(ast.unparse(call.func).split(".")[-1]), call.args) for call in calls]
    return {
        str(part.value)
        for place, arguments in named
        if place is not None and place < len(arguments)
        for part in ast.walk(arguments[place])
        if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value))
    }


def codes_of_ballots() -> set[str]:
    tree = ast.parse((PACKAGE / OF_BALLOTS).read_text(encoding="utf-8"))
    yielded = [node.value for node in ast.walk(tree) if isinstance(node, ast.Yield)]
    return {ast.literal_eval(each.elts[0]) for each in yielded if isinstance(each, ast.Tuple)}


def test_every_fault_has_its_sentence() -> None:
    assert {"json_malformed", "ballot_unreadable", "format_unknown"} <= codes_of_faults()
    assert codes_of_faults() - set(FAULTS) == set()


def test_every_reason_of_a_spoilt_ballot_has_its_words() -> None:
    assert "marks_too_many" in codes_of_ballots()
    assert codes_of_ballots() == set(SPOILT)
    assert set(SPOILT) <= set(FAULTS)


def test_every_refusal_has_its_sentence() -> None:
    codes = {
        each.code for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Refusal)
    }
    assert len(codes) > 10
    assert codes - {"refused"} - set(REFUSALS) == set()


def test_every_rule_has_its_title() -> None:
    assert set(RULES) - set(TITLES) == set()
    assert set(OTHER_NAMES.values()) <= set(RULES)
    assert not set(OTHER_NAMES) & set(RULES)


def test_every_note_has_its_sentence() -> None:
    known = (
        set(motions.SENTENCES) | set(OF_BOARDS) | {code for rule in RULES.values() for code in rule.sentences}
    )
    made = {
        node.args[0].value
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Note"
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(made) > 40
    assert made - known == set()


@pytest.mark.parametrize("text", [*FAULTS.values(), *REFUSALS.values(), *SPOILT.values(), *TITLES.values()])
def test_every_sentence_can_be_said(text: str) -> None:
    assert "%" not in text % reasons._Facts()


def test_sentences_hold_the_facts() -> None:
    needed = errors.LotNeeded(occasion="seat", candidates=["Ada", "Blaise"])
    assert refusal_sentence(needed, str).startswith("Ada, Blaise are equal")
    fault = Fault("a.json", 7, "marks_too_many", {"marks": 3, "marks_max": 2})
    assert fault_sentence(fault, str) == "a.json:7: 3 candidates are named, and 2 are the most."
    assert fault_sentence(Fault("a.json", None, "marks_too_many"), str) == (
        "a.json: … candidates are named, and … are the most."
    )
    assert spoilt_reason("marks_too_many", str) == "too many candidates"
    assert spoilt_reason("torn", str) == "torn"
