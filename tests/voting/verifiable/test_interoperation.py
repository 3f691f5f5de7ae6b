"""Our elections before belenios-tool, which we did not write, and its ballots and trustees in ours."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from needs import needs_program
from rochdale.voting.verifiable import canonical, credentials, decryption, result
from rochdale.voting.verifiable.archive import writing
from rochdale.voting.verifiable.archive.reading import read_archive
from rochdale.voting.verifiable.ballots import check_ballot, read_ballot
from rochdale.voting.verifiable.groups import BELENIOS_2048, RFC_3526_2048
from rochdale.voting.verifiable.questions import Choice, Question, Ranking
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.tally import counted, tally
from rochdale.voting.verifiable.trustees import bodies, sharing, signing, single
from rochdale.voting.verifiable.trustees.bodies import Body
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable import staging
from voting.verifiable.staging import Staged, belenios, tool_accepts

pytestmark = [needs_program("belenios-tool"), pytest.mark.slow]


def accepted_by_both(staged: Staged, folder: Path) -> bool:
    report = verify(staged.archive)
    assert report.faults == ()
    assert report.unchecked == ()
    return tool_accepts(folder, staged.archive, staged.election.uuid)


@pytest.mark.parametrize(
    ("question", "votes"),
    [
        (Choice("one", ("a", "b", "c"), 1, 1), [(0, [[0, 1, 0]]), (1, [[0, 0, 1]]), (0, [[1, 0, 0]])]),
        (Choice("some", ("a", "b", "c"), 0, 3), [(0, [[1, 1, 1]]), (1, [[0, 0, 0]])]),
        (Choice("two", ("a", "b", "c"), 2, 2), [(0, [[1, 1, 0]]), (1, [[0, 1, 1]])]),
        (Choice("blank", ("a", "b"), 1, 2, blank=True), [(0, [[1, 0, 0]]), (1, [[0, 1, 1]])]),
        (Choice("blank or none", ("a",), 0, 1, blank=True), [(0, [[0, 0]]), (1, [[0, 1]])]),
        (Ranking("rank", ("a", "b", "c"), "STV"), [(0, [[1, 2, 3]]), (1, [[255, 0, 255]])]),
        (Choice("nobody comes", ("a", "b"), 1, 1, blank=True), []),
        (Ranking("nobody comes", ("a", "b")), []),
    ],
    ids=lambda given: given.text if isinstance(given, (Choice, Ranking)) else "",
)
def test_every_kind_of_question_passes(
    question: Question, votes: list[tuple[int, list[list[int]]]], tmp_path: Path
) -> None:
    assert accepted_by_both(staging.small_election(votes, question), tmp_path)


def test_threshold_trustees_pass(tmp_path: Path) -> None:
    assert accepted_by_both(staging.board_election(), tmp_path)


def test_two_shuffles_pass(tmp_path: Path) -> None:
    assert accepted_by_both(staging.ranking_election(), tmp_path)


def test_an_election_under_way_passes(tmp_path: Path) -> None:
    staged = staging.board_election()
    halfway = replace(staged, steps=staged.steps[:4])
    report = verify(halfway.archive, unfinished=True)
    assert report.is_sound
    assert report.figures is not None
    assert (report.figures.received, report.figures.counted, report.figures.complete) == (3, None, False)
    assert tool_accepts(tmp_path, halfway.archive, staged.election.uuid)


def test_ballots_of_the_stock_tool_enter_ours_and_ours_close_there(tmp_path: Path) -> None:
    """The credential is of the form that the tool of Debian derives; the trustee hands it our key."""
    group, below = BELENIOS_2048, staging.dice(5)
    staged = staging.stage(questions=staging.THREE_QUESTIONS, voters=2, singles=1, seed=6)
    token = credentials.new_credential_2_0(below)
    secret = credentials.secret_exponent(group, staged.election.uuid, token)
    election, trustees = staged.steps[0][1][:2]
    listed = credentials.write_list(
        credentials.public_credential(group, each) for each in (*staged.voters, secret)
    )
    begun = writing.begin(staging.SECONDS, election, trustees, listed)
    bel = tmp_path / f"{staged.election.uuid}.bel"
    bel.write_bytes(begun.content)
    (tmp_path / "credential").write_text(token.reveal() + "\n")
    (tmp_path / "choices.json").write_text(json.dumps([[0, 1], [1, 0, 1], [1, 0, 0]]))
    made = belenios(
        tmp_path, "election", "generate-ballot", "--privcred", "credential", "--ballot", "choices.json"
    )
    theirs = made.stdout.strip()
    ballot = read_ballot(staged.election, theirs)
    check_ballot(staged.election, ballot)
    ours = staging.cast(staged, [(0, [[1, 0], [1, 1, 0], [0, 1, 0]])]).ballots[0]
    chain = begun.chain
    for content in (theirs, ours):
        appended = writing.append(chain, writing.Kind.BALLOT, [content])
        bel.write_bytes(bel.read_bytes() + appended.content)
        chain = appended.chain
    (tmp_path / "key").write_bytes(single.write_private(staged.keys[1]))
    _close_with_the_tool(tmp_path)
    report = verify(bel.read_bytes())
    assert report.is_sound, report.faults
    assert report.figures is not None
    assert report.figures.counted == 2
    assert report.figures.answered[1].answers == (("well", 2), ("school", 1), ("mill", 1))
    assert report.figures.answered[2].blanks == 1


def _add(folder: Path, kind: str, given: bytes = b"") -> None:
    added = belenios(folder, "archive", "add-event", f"--type={kind}", given=given)
    assert added.returncode == 0, added.stderr


def _close_with_the_tool(folder: Path) -> None:
    _add(folder, "EndBallots")
    _add(folder, "EncryptedTally", belenios(folder, "election", "compute-encrypted-tally").stdout)
    _add(
        folder,
        "PartialDecryption",
        belenios(folder, "election", "decrypt", "--privkey", "key", "--trustee-id", "1").stdout,
    )
    _add(folder, "Result", belenios(folder, "election", "compute-result").stdout)


def test_the_encrypted_tally_is_the_tools_byte_for_byte(tmp_path: Path) -> None:
    staged = staging.board_election()
    end = staged.place("EndBallots")
    (tmp_path / f"{staged.election.uuid}.bel").write_bytes(staging.assemble(staged.steps[: end + 1]))
    theirs = belenios(tmp_path, "election", "compute-encrypted-tally").stdout.splitlines()
    assert theirs == staged.steps[end + 1][1]


def test_a_threshold_trustee_decrypts_with_the_stock_tool(tmp_path: Path) -> None:
    """Our seed and our sealed share are the files that the tool reads."""
    staged = staging.board_election()
    end = staged.place("EncryptedTally")
    (tmp_path / f"{staged.election.uuid}.bel").write_bytes(staging.assemble(staged.steps[: end + 1]))
    (tmp_path / "t.key").write_text(staged.seeds[1].reveal())
    (tmp_path / "t.dkey").write_text(staged.sealed[1])
    words = (
        "election",
        "decrypt-threshold",
        "--key",
        "t.key",
        "--decryption-key",
        "t.dkey",
        "--trustee-id",
        "3",
    )
    made = belenios(tmp_path, *words)
    assert made.returncode == 0, made.stderr
    theirs = made.stdout.splitlines()[0]
    opened = tally(staged.election, counted(read_ballot(staged.election, each) for each in staged.ballots))
    key = bodies.flattened(staged.items)[2]
    decryption.read_decryption(staged.election, theirs, opened, key)


def test_keys_that_threshold_trustees_made_with_the_stock_tool_are_read(tmp_path: Path) -> None:
    """Its certificates, its sealed shares (AES-CCM) and its list of trustees, in the form before 2.5.1."""
    group = BELENIOS_2048
    made = ("setup", "generate-trustee-key-threshold", "--group", group.name)
    for _ in range(3):
        belenios(tmp_path, *made, "--step", "1")
    names = sorted(path.stem for path in tmp_path.glob("*.cert"))
    (tmp_path / "certs").write_text("".join((tmp_path / f"{name}.cert").read_text() for name in names))
    with_certs = (*made, "--certs", "certs")
    polynomials = [
        belenios(tmp_path, *with_certs, "--key", f"{name}.key", "--step", "3", "--threshold", "2").stdout
        for name in names
    ]
    (tmp_path / "polynomials").write_bytes(b"".join(polynomials))
    belenios(tmp_path, *with_certs, "--step", "4", "--polynomials", "polynomials")
    outputs = [
        belenios(
            tmp_path,
            *with_certs,
            "--key",
            f"{name}.key",
            "--step",
            "5",
            given=(tmp_path / f"{name}.vinput").read_bytes(),
        ).stdout
        for name in names
    ]
    threshold = belenios(
        tmp_path, *with_certs, "--step", "6", "--polynomials", "polynomials", given=b"".join(outputs)
    ).stdout
    trustees = b'[["Pedersen",' + threshold.strip() + b"]]"
    (body,) = bodies.read_trustees(group, trustees, accept_weak=True)
    assert isinstance(body, Body)
    with pytest.raises(Unsound) as refused:
        bodies.read_trustees(group, trustees)
    assert refused.value.reason in {Reason.FIELDS_WRONG, Reason.THRESHOLD_FORM_WEAK}
    for index, (name, output) in enumerate(zip(names, outputs, strict=True)):
        own = signing.identity(group, Secret((tmp_path / f"{name}.key").read_text().strip()))
        sealed = json.loads(output)["private_key"]
        share = sharing.open_share(group, own, sealed)
        assert group.secret_power(group.g, share.reveal()) == body.keys[index].public


def test_a_ranking_that_nobody_packed_is_read_as_the_tool_reads_it(tmp_path: Path) -> None:
    """A voter may encrypt any member; both programs must find the same numbers, and neither may stop."""
    group, below = RFC_3526_2048, staging.dice(9)
    staged = staging.stage(group=group, questions=staging.RANKING, voters=1, singles=1)
    stray = group.power(group.g, 3**1000)
    ballot = staging.ballot_of_a_stray_member(staged, stray, below)
    cast = replace(staged, steps=[*staged.steps, ("Ballot", [ballot])])
    done = staging.close(cast, owners=(1,), shufflers=(1, 1))
    assert accepted_by_both(done, tmp_path)
    (ranks,) = json.loads(done.steps[-1][1][0])["result"][0]
    assert len(ranks) == 3
    assert result.write_result(((tuple(ranks),),)) == done.steps[-1][1][0]


def test_a_revote_is_weeded_the_same_way(tmp_path: Path) -> None:
    staged = staging.board_election()
    archive = read_archive(staged.archive)
    assert archive.complete
    report = verify(staged.archive)
    assert [each.counted for each in report.ballots] == [False, True, True, True]
    summary = canonical.parse(_summary(tmp_path, staged), "summary")
    assert isinstance(summary, list)
    assert len(summary) == len(report.ballots)


def _summary(folder: Path, staged: Staged) -> bytes:
    (folder / f"{staged.election.uuid}.bel").write_bytes(staged.archive)
    return belenios(folder, "election", "compute-ballot-summary").stdout
