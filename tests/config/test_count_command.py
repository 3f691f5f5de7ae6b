"""`rochdale count`, as a person and as a program see it; no database is there to be asked."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rochdale.config.cli import main
from rochdale.config.cli.counting import figure_text
from rochdale.voting.rules import RULES

TOWN = """{
  "format": "rochdale-ballots-1",
  "title": "Directors [of the] town",
  "candidates": ["Ada", "Blaise", "Chloé", "Denis"],
  "paper": {"kind": "ranking"},
  "ballots": [
    {"count": 4000, "ranking": ["Ada"]},
    {"count": 3000, "ranking": ["Blaise"]},
    {"count": 2000, "ranking": ["Chloé", "Blaise"]},
    {"count": 1000, "ranking": ["Denis", "Chloé", "Blaise"]},
    {"ranking": ["Denis", "Denis"]}
  ],
  "blank": 4
}
"""
BLT = '3 2\n5 1 2 0\n3 2 0\n2 3 0\n0\n"Ada"\n"Blaise"\n"Chloé"\n"Council"\n'
TRANSCRIPT = """Directors [of the] town
Instant runoff (alternative vote)
Ballots: 10,005. Valid: 10,000. Blank: 4. Spoilt: 1.
  the same candidate twice: 1

Stage 1. Each ballot counts for the candidate in its first place. Valid ballots: 10,000.
                       figure
    Ada                 4,000
    Blaise              3,000
    Chloé               2,000
    Denis               1,000
    No further choice       0

Stage 2. Nobody has more than half. Denis has the fewest votes, 1,000, and drops out; these ballots
count for whom they name next.
                       change  figure
    Ada                         4,000
    Blaise                      3,000
    Chloé              +1,000   3,000
    Denis              −1,000       0
    No further choice               0

Stage 3. Nobody has more than half. Chloé has the fewest votes, 3,000, and drops out; these ballots
count for whom they name next.
                       change  figure
    Ada                         4,000
    Blaise             +3,000   6,000
    Chloé              −3,000       0
    No further choice               0
  Blaise, Chloé had as few votes. At stage 1 the fewest of them were those of Chloé.
  Blaise is elected with 6,000 of 10,000 votes that still count.

Result:
  1. Blaise
"""


def count(*arguments: object, language: str = "en") -> Result:
    return CliRunner(env={"LC_ALL": f"{language}_CA.UTF-8"}).invoke(main, ["count", *map(str, arguments)])


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "town.json"
    path.write_text(TOWN, encoding="utf-8")
    return path


def test_who_is_elected_is_told_in_words(town: Path) -> None:
    result = count(town, "--rule", "instant-runoff")
    assert result.exit_code == 0, result.output
    for words in (
        "Directors [of the] town\n",
        "Ballots: 10,005. Valid: 10,000. Blank: 4. Spoilt: 1.\n  the same candidate twice: 1\n",
        "Result:\n  1. Blaise\n",
    ):
        assert words in result.output


def test_the_transcript_can_be_followed_with_a_pencil(town: Path, tmp_path: Path) -> None:
    written = tmp_path / "count.txt"
    assert count(town, "--rule", "instant_runoff", "--transcript", written).exit_code == 0
    assert written.read_text(encoding="utf-8") == TRANSCRIPT
    printed = count(town, "--rule", "instant_runoff", "--transcript", "-")
    assert printed.output.startswith(TRANSCRIPT)


def test_the_transcript_is_in_the_language_of_the_reader(town: Path) -> None:
    by_terminal = count(town, "--rule", "instant_runoff", "--transcript", "-", language="fr")
    by_option = count(town, "--rule", "instant_runoff", "--transcript", "-", "--language", "fr")
    assert by_terminal.output == by_option.output
    for words in ("Étape 2.", "Blaise remporte le siège", "10 000"):
        assert words in by_terminal.output.replace("\u202f", " ").replace("\xa0", " ")


def test_a_program_reads_json(town: Path) -> None:
    report = json.loads(count(town, "--rule", "instant_runoff", "--json").stdout)
    assert report["elected"] == ["Blaise"]
    assert report["order"] == [["Blaise"], ["Ada"], ["Chloé"], ["Denis"]]
    assert report["ballots"] == {
        "cast": 10_005, "valid": 10_000, "blank": 4, "spoilt": 1, "spoilt_reasons": {"candidate_repeated": 1},
    }  # fmt: skip
    stage = report["stages"][1]
    assert stage["reason"]["facts"] == {"candidate": "Denis", "votes": 1000}
    assert stage["table"][2] == {"candidate": "Chloé", "change": 1000, "after": 3000}
    assert stage["table"][4] == {"other": "exhausted", "change": 0, "after": 0}


def test_duels_are_told_as_a_table(town: Path) -> None:
    told = count(town, "--rule", "schulze", "--transcript", "-").output
    assert "    (1) Ada         ·  4,000  4,000  4,000\n" in told
    assert "Nobody beats Blaise, who is elected." in told
    report = json.loads(count(town, "--rule", "tideman", "--json").stdout)
    assert report["rule"] == "ranked_pairs"
    assert report["stages"][0]["matrix"]["rows"][1] == [6000, 0, 3000, 5000]


def test_a_file_of_blt_is_read_and_seats_can_be_others(tmp_path: Path) -> None:
    path = tmp_path / "council.BLT"
    path.write_text(BLT, encoding="utf-8")
    assert json.loads(count(path, "--rule", "scottish_stv", "--json").stdout)["elected"] == ["Ada", "Blaise"]
    one = json.loads(count(path, "--rule", "scottish_stv", "--seats", 1, "--json").stdout)
    assert (one["seats"], one["elected"], one["title"]) == (1, ["Ada"], "Council")


BUDGET = """META
key;value
description;The parks
num_projects;3
num_votes;3
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;votes;name;selected
1;70;2;Trees;1
2;60;1;Swings;0
3;30;1;Benches;1
VOTES
voter_id;vote
1;1,2
2;1
3;3
"""


def test_a_budget_is_shared_from_a_file_of_pabulib(tmp_path: Path) -> None:
    path = tmp_path / "parks.pb"
    path.write_text(BUDGET, encoding="utf-8")
    told = count(path, "--rule", "budget-greedy")
    assert told.exit_code == 0, told.output
    assert "Result:\n  1. 1  Trees\n  2. 3  Benches\n" in told.output
    equal = count(path, "--rule", "budget_equal_shares", "--transcript", "-", language="fr")
    assert equal.exit_code == 0, equal.output
    assert "Résultat" in equal.output


def test_that_nobody_has_the_majority_is_told(tmp_path: Path) -> None:
    path = tmp_path / "open.json"
    ballots = '{"count": 5, "choice": ["Ada"]}, {"count": 5, "choice": ["Blaise"]}'
    head = '{"format": "rochdale-ballots-1", "candidates": ["Ada", "Blaise"], "paper": {"kind": "choice"}, "ballots": ['
    path.write_text(head + ballots + "]}", encoding="utf-8")
    result = count(path, "--rule", "absolute_majority", "--transcript", "-")
    assert result.exit_code == 0
    assert result.output.count("Result: nobody and nothing is chosen.") == 2
    assert "No other candidate has 6 votes or more." in result.output


def test_a_lot_needs_a_seed_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tie.json"
    path.write_text(TOWN.replace('"count": 4000, ', "").replace("3000", "1"), encoding="utf-8")
    tied = count(path, "--rule", "instant_runoff", "--json")
    assert tied.exit_code == 0
    path.write_text(
        TOWN.replace("4000", "3000").replace("2000", "3000").replace("1000", "3000"), encoding="utf-8"
    )
    refused = count(path, "--rule", "two_rounds")
    assert refused.exit_code == 1
    assert "only a lot can tell them apart" in refused.output
    drawn = count(path, "--rule", "two_rounds", "--seed", "4 8 15")
    assert drawn.exit_code == 0
    assert "Lot drawn for “second round”: " in drawn.output
    assert count(path, "--rule", "two_rounds", "--seed", "4 8 15").output == drawn.output


def test_whoever_has_the_transcript_has_the_seed(tmp_path: Path) -> None:
    path, seed = tmp_path / "tie.json", "4  8 15 " + "x" * 200
    path.write_text(
        TOWN.replace("4000", "3000").replace("2000", "3000").replace("1000", "3000"), encoding="utf-8"
    )
    lots = ["--rule", "two_rounds", "--seed", seed]
    told = count(path, *lots, "--transcript", "-").output
    assert f"Lots were drawn from the seed “{seed}”.\n" in told
    french = count(path, *lots, "--transcript", "-", language="fr").output
    assert f"Le sort a été tiré de la graine « {seed} ».\n" in french.replace("\xa0", " ")
    report = json.loads(count(path, *lots, "--json").stdout)
    assert (report["seed"], len(report["lots"])) == (seed, 2)
    for lot in report["lots"]:
        digests = [sha256(f"{seed}|{lot['occasion']}|{name}".encode()).digest() for name in lot["drawn"]]
        assert digests == sorted(digests)


def test_a_seed_that_nobody_needed_is_not_told(town: Path) -> None:
    lots = ["--rule", "instant_runoff", "--seed", "4 8 15"]
    assert "4 8 15" not in count(town, *lots, "--transcript", "-").output
    assert json.loads(count(town, *lots, "--json").stdout)["seed"] is None


def test_a_broken_file_is_refused_with_every_line_and_reason(town: Path) -> None:
    town.write_text(TOWN.replace('["Ada"]', '["Zoé"]').replace("3000", "-3"), encoding="utf-8")
    result = count(town, "--rule", "borda")
    assert result.exit_code == 1
    assert "nothing is counted before they are gone" in result.output
    assert "town.json:7: Nobody on the paper is called “Zoé”.\n" in result.output
    assert "town.json:8: “count” must be a whole number from 1 to 1000000000000000.\n" in result.output
    report = json.loads(count(town, "--rule", "borda", "--json").stdout)
    assert [(fault["line"], fault["code"]) for fault in report["faults"]] == [
        (7, "name_unknown"),
        (8, "number_wanted"),
    ]


def test_of_many_faults_forty_are_printed(town: Path) -> None:
    town.write_text(TOWN.replace('"ballots": [', '"ballots": [' + '{"ranking": 5},\n' * 50), encoding="utf-8")
    told = count(town, "--rule", "borda").output
    assert told.count("A ranking must be a list") == 40
    assert "… and more: 10." in told


@pytest.mark.parametrize("ending", [".blt", ".pb", ".json"])
def test_a_hostile_file_says_nothing_to_the_terminal(tmp_path: Path, ending: str) -> None:
    hostile = tmp_path / f"hostile{ending}"
    hostile.write_text("{\x1b[2J\x1b]0;elected\x07" + "x" * 100, encoding="utf-8")
    result = count(hostile, "--rule", "borda")
    assert result.exit_code == 1
    assert "hostile" in result.output
    assert "\x1b" not in result.output


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    latin = tmp_path / "latin.json"
    latin.write_bytes(TOWN.encode("latin-1"))
    other = tmp_path / "ballots.csv"
    other.write_text("Ada,1\n", encoding="utf-8")
    for file, words in (
        (tmp_path / "nowhere.json", "cannot be read: No such file or directory"),
        (tmp_path, "does not end in one of"),
        (latin, "latin.json:4: Here are bytes that are no UTF-8."),
        (other, "ballots.csv: The name of the file does not end in one of .blt, .json, .pb"),
    ):
        result = count(file, "--rule", "borda")
        assert result.exit_code == 1
        assert words in result.output


def test_a_rule_that_cannot_count_this_is_refused(town: Path) -> None:
    for rule, words in (
        ("cheerings", "No rule is called “cheerings”."),
        ("plurality", "“plurality” does not count ballots of this kind (ranking), but: choice."),
    ):
        result = count(town, "--rule", rule)
        assert result.exit_code == 1
        assert words in result.output
    assert "cannot fill this number of seats: 2" in count(town, "--rule", "schulze", "--seats", 2).output


def test_a_transcript_that_cannot_be_written_is_told(town: Path, tmp_path: Path) -> None:
    result = count(town, "--rule", "borda", "--transcript", tmp_path / "nowhere" / "count.txt")
    assert result.exit_code == 1
    assert "The transcript cannot be written: No such file or directory." in result.output


def test_all_rules_are_listed() -> None:
    result = count("--rules")
    assert result.exit_code == 0
    assert {line.split()[0] for line in result.output.splitlines()} == set(RULES)
    assert "Scrutin à deux tours" in count("--rules", language="fr").output


def test_figures_are_exact_and_written_as_the_language_does() -> None:
    from fractions import Fraction

    assert figure_text(Fraction(3, 2), None, "en") == "3/2"
    assert figure_text(Fraction(3, 2), 1, "fr") == "1,5"
    assert figure_text(Fraction(-12345, 10**5), 5, "en") == "−0.12345"
    assert figure_text(1234567, 0, "en") == "1,234,567"
