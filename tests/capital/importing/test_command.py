"""`rochdale import members` as a person reads it, in both languages, and as a program does."""

from __future__ import annotations

import pytest

from architecture.source import ROOT
from capital.importing.conftest import GOOD, HEADINGS, Desk
from rochdale.capital.old_register import columns
from rochdale.capital.old_register.columns import column_named

BAD = HEADINGS + "".join(
    f"{number},person,Yvon,Roy,1960-02-30,fr,,full,1990-01-01,,,,,,k{number}\n" for number in range(10, 70)
)


def test_a_trial_and_the_deed_are_told_in_words(desk: Desk) -> None:
    trial = desk.run(GOOD, "--language", "en")
    assert trial.exit_code == 0, trial.output
    for words in (
        "members.csv into Caisse du Vieux-Moulin, as of 23 November 2026",
        "persons who left and came back",
        "4,183",
        "$250.00, 2 holders",
        "This was a trial: nothing is written. Run the same again with --yes to bring all of it in.",
    ):
        assert words in trial.stdout.replace("4183", "4,183")
    done = desk.run(GOOD, "--language", "en", "--yes")
    assert "All of it is in the register now. Nobody was sent anything." in done.stdout
    again = desk.run(GOOD, "--language", "en", "--yes")
    assert "Everybody in this file was imported before. Nothing was changed." in again.stdout


def test_the_terminals_language_is_spoken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    said = desk.run(GOOD).stdout
    assert "members.csv, vers Caisse du Vieux-Moulin, en date du 23 novembre 2026" in said
    assert "personnes parties, puis revenues" in said
    assert "C’était un essai\u00a0: rien n’est inscrit." in said
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "This was a trial" in desk.run(GOOD).stdout


def test_many_faults_are_counted_and_the_first_are_printed(desk: Desk) -> None:
    result = desk.run(BAD, "--language", "en", "--show", "3")
    assert result.exit_code == 1
    assert "There are 60 faults in this file. Nothing was imported." in result.stderr
    assert result.stderr.count("is no day of the calendar") == 3
    assert "members.csv, line 2: birth date: “1960-02-30” is no day of the calendar" in result.stderr
    assert "… and 57 more." in result.stderr
    french = desk.run(BAD, "--language", "fr").stderr
    assert "Il y a 60 anomalies dans ce fichier. Rien n’a été importé." in french
    assert "… et 20 autres." in french


def test_a_program_reads_the_faults(desk: Desk) -> None:
    report = desk.report(BAD, "--show", "2")
    assert (report["refused"], report["faults_in_all"]) == ("register_faulty", 60)
    assert report["faults"] == [
        {"line": line, "code": "impossible_date", "facts": {"column": "birth_date", "found": "1960-02-30"}}
        for line in (2, 3)
    ]


def test_namesakes_are_told_before_and_refused_with_yes(desk: Desk) -> None:
    twins = HEADINGS + "".join(
        f"{number},person,Yvon,Roy,1960-02-29,fr,,full,1990-01-01,,,,,,k{number}\n" for number in (10, 11)
    )
    assert "perhaps the same as on line 2" in desk.run(twins, "--language", "en").stdout
    refused = desk.run(twins, "--language", "fr", "--yes")
    assert refused.exit_code == 1
    assert "1 personne est peut-être déjà ici. Rien n’a été importé." in refused.stderr


def test_how_the_file_is_written_can_be_told(desk: Desk) -> None:
    content = "Numéro\tNom\tAdmis le\n9\tCôté\t28/2/2001\n".encode("cp1252")
    report = desk.report(content, "--encoding", "windows-1252", "--separator", "tab", "--dates", "d/m/y")
    assert (report["persons"], report["earliest_on"]) == (1, "2001-02-28")


def test_a_cooperative_that_is_none_is_told(desk: Desk) -> None:
    result = desk.run(GOOD, "--cooperative", "nobody", "--language", "en")
    assert result.exit_code == 1
    assert "There is no cooperative by the name nobody." in result.stderr


@pytest.mark.parametrize(
    ("name", "persons", "organizations", "present", "former"),
    [("members.csv", 5, 1, 4, 2), ("registre.csv", 4, 1, 3, 2)],
)
def test_the_files_of_the_guides_are_imported(
    desk: Desk, name: str, persons: int, organizations: int, present: int, former: int
) -> None:
    report = desk.report((ROOT / "docs" / "guides" / name).read_bytes(), "--yes")
    counts = tuple(report[each] for each in ("persons", "organizations", "present", "former"))
    assert counts == (persons, organizations, present, former)
    assert report["written"] is True
    assert desk.capital.is_clean()


@pytest.mark.parametrize("guide", ["import-a-register.md", "importer-un-registre.md"])
def test_every_column_is_in_both_guides_in_both_languages(guide: str) -> None:
    told = (ROOT / "docs" / "guides" / guide).read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in told.splitlines() if line.startswith("| ")][2:]
    named = [(column_named(row[0].removeprefix("| ")), column_named(row[1])) for row in rows]
    assert {english for english, _ in named} >= columns.HEADINGS.keys()
    assert all(english == french for english, french in named)
