"""Every way to spoil an archive is refused, with its reason; and what should pass does."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs import needs_program
from rochdale.voting.verifiable import canonical, decryption, result, tally
from rochdale.voting.verifiable.ballots import check_ballot, read_ballot
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.verifier.report import LIMITS, Remark
from rochdale.voting.verifiable.verifier.verification import verify
from voting.verifiable import spoiling, staging
from voting.verifiable.spoiling import SPOILED, Spoiled, board, ranking

# What only the proofs of a ballot show: who let it in has looked at them.
OF_A_BALLOT_BY_ITSELF = {
    Reason.BALLOT_SIGNATURE_FALSE,
    Reason.INDIVIDUAL_PROOF_FALSE,
    Reason.OVERALL_PROOF_FALSE,
    Reason.BLANK_PROOF_FALSE,
    Reason.RANKING_PROOF_FALSE,
}
TRIED_WITH_THE_TOOL = [spoiled for spoiled in SPOILED if spoiled.tool is not None]


def reasons(archive: bytes) -> set[str]:
    return {fault.code for fault in verify(archive).faults}


@pytest.mark.slow
@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.name)
def test_what_is_wrong_is_refused_with_its_reason(spoiled: Spoiled) -> None:
    report = verify(spoiled.make(), source="spoiled.bel")
    assert spoiled.reason.value in {fault.code for fault in report.faults}
    assert not report.is_sound
    assert all(fault.source == "spoiled.bel" for fault in report.faults)


@pytest.mark.slow
@needs_program("belenios-tool")
@pytest.mark.parametrize("spoiled", TRIED_WITH_THE_TOOL, ids=lambda spoiled: spoiled.name)
def test_what_the_stock_tool_lets_pass_is_known(spoiled: Spoiled, tmp_path: Path) -> None:
    assert staging.tool_accepts(tmp_path, spoiled.make(), spoiled.uuid()) is spoiled.tool


def test_there_are_as_many_faults_as_promised() -> None:
    of_section_8 = [spoiled for spoiled in SPOILED if spoiled.tool is not None]
    assert len(of_section_8) >= 21
    assert len(SPOILED) - len(of_section_8) >= 30
    assert len({spoiled.name for spoiled in SPOILED}) == len(SPOILED)


def test_every_reason_is_given_by_a_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("*.py")]
    untested = [
        reason.name for reason in Reason if not any(f"Reason.{reason.name}" in text for text in texts)
    ]
    assert not untested, f"no test is refused for {untested}"


@pytest.mark.slow
def test_the_archives_that_are_spoiled_were_sound() -> None:
    for staged in (board(), ranking()):
        report = verify(staged.archive)
        assert report.is_sound, report.faults
        assert report.remarks == ()
        assert report.limits == LIMITS


@pytest.mark.slow
def test_a_fault_of_a_ballot_says_which() -> None:
    report = verify(spoiling.signature_false())
    assert [(fault.line, fault.code) for fault in report.faults] == [(1, "ballot_signature_false")]
    assert report.unchecked == ("tally", "shuffles", "decryptions", "result")


@pytest.mark.slow
def test_all_faulty_ballots_are_shown_at_once() -> None:
    steps = list(board().steps)
    for place in (1, 3):
        steps[place] = ("Ballot", [steps[place][1][0].replace(b":", b": ", 1)])
    report = verify(staging.assemble(steps))
    assert [(fault.line, fault.code) for fault in report.faults] == [
        (1, "json_not_canonical"),
        (3, "json_not_canonical"),
    ]


def leaves(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every text and number in a value."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from leaves(inside, (*path, name))
    elif isinstance(value, list):
        for place, inside in enumerate(value):
            yield from leaves(inside, (*path, place))
    else:
        yield path


def disturbed(value: Json) -> Json:
    """Another value of the same kind: the next number, or a text with its first letter changed."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    assert isinstance(value, str)
    if value.isdecimal():
        return str(int(value) + 1)
    return ("b" if value[:1] == "a" else "a") + value[1:]


@pytest.mark.slow
@pytest.mark.parametrize("resign", [False, True], ids=["as it is", "signed anew"])
def test_every_field_of_a_ballot_is_guarded(resign: bool) -> None:  # noqa: FBT001  # a parameter of the test
    ballot, election = board().ballots[0], board().election
    passed = []
    for path in leaves(canonical.parse(ballot, "ballot")):
        if resign and path[0] == "signature":
            continue
        spoiled = spoiling.resigned(0, path, disturbed) if resign else staging.edited(ballot, path, disturbed)
        try:
            check_ballot(election, read_ballot(election, spoiled))
        except Unsound:
            continue
        passed.append(path)
    assert passed == []


@pytest.mark.slow
def test_every_field_of_every_other_record_is_guarded() -> None:
    """But for names of trustees, which nobody signs: a forger of the whole history could change them."""
    passed = []
    for place, (kind, parts) in enumerate(board().steps):
        if kind == "Ballot":
            continue
        for part, content in enumerate(parts):
            for path in leaves(canonical.parse(content, "record")):
                spoiled = list(parts)
                spoiled[part] = staging.edited(content, path, disturbed)
                if verify(staging.replaced(board(), place, spoiled).archive).is_sound:
                    passed.append((kind, part, path))
    assert [path for path in passed if path[2][-1] != "name"] == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_bit_of_an_archive_can_be_flipped(data: st.DataObject) -> None:
    archive = bytearray(board().archive)
    place = data.draw(st.integers(0, len(archive) - 1))
    archive[place] ^= 1 << data.draw(st.integers(0, 7))
    assert not verify(bytes(archive)).is_sound


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_part_of_an_archive_can_be_cut_out(data: st.DataObject) -> None:
    archive = board().archive
    start = data.draw(st.integers(0, len(archive) // 512 - 1)) * 512
    end = data.draw(st.integers(start // 512 + 1, len(archive) // 512)) * 512
    assert not verify(archive[:start] + archive[end:]).is_sound


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000))
def test_rubbish_is_refused_without_a_crash(content: bytes) -> None:
    assert not verify(content).is_sound


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(ANY_JSON)
def test_any_json_in_place_of_a_record_is_refused_without_a_crash(value: object) -> None:
    content = canonical.write(value).encode(errors="replace")  # type: ignore[arg-type]  # any JSON at all
    for place, (_, parts) in enumerate(board().steps):
        if parts and place not in {2, 3, 4}:
            spoiled = staging.replaced(board(), place, [content, *parts[1:]])
            assert not verify(staging.assemble(spoiled.steps[: place + 1]), unfinished=True).is_sound


def test_deep_nesting_is_malformed_and_no_crash() -> None:
    with pytest.raises(Unsound) as refused:
        canonical.parse(b"[" * 100_000 + b"]" * 100_000, "deep")
    assert refused.value.reason is Reason.JSON_MALFORMED


@pytest.mark.parametrize(
    "text", ['"\\ud800"', "1e3", "NaN", "-Infinity", '{"a":1,"a":2}', "\xff", "9" * 5000]
)
def test_json_that_others_read_differently_is_malformed(text: str) -> None:
    with pytest.raises(Unsound) as refused:
        canonical.parse(text.encode("latin-1"), "test")
    assert refused.value.reason is Reason.JSON_MALFORMED


def test_a_count_above_the_number_of_ballots_is_not_found() -> None:
    staged = spoiling.one_question()
    election = staged.election
    counted = tally.counted(read_ballot(election, content) for content in staged.ballots)
    opened = tally.tally(election, counted)
    given = {1: decryption.decrypt(election, opened, staged.keys[1], staging.dice(1))}
    combined = decryption.combine(election.group, staged.items, given, opened)
    assert result.open_tally(election, opened, combined, 1) == ((1,),)
    with pytest.raises(Unsound) as refused:
        result.open_tally(election, opened, combined, 0)
    assert refused.value.reason is Reason.COUNT_NOT_FOUND


@pytest.mark.slow
def test_what_may_differ_is_remarked_and_passes() -> None:
    staged = staging.stage(questions=(Choice("q", ("a",), 0, 1),), voters=4, binding=None)
    election, trustees, listed, _ = staged.steps[0][1]
    turned = canonical.parse(listed, "list")
    assert isinstance(turned, list)
    further = election[:-1] + b',"further": {"field" : [1, 2]} }'
    parts = [further, trustees, canonical.encode(turned[::-1])]
    names = ("election", "trustees", "credentials")
    refers: dict[str, Json] = {name: staging.hex_of(each) for name, each in zip(names, parts, strict=True)}
    setup = ("Setup", [*parts, canonical.encode(refers)])
    changed = replace(staged, steps=[setup], election=staging.read_election(further))
    assert changed.election.others == ("further",)
    report = verify(staging.close(staging.cast(changed, [(1, [[1]])]), (1,)).archive)
    assert report.is_sound
    assert set(report.remarks) == {Remark.CREDENTIALS_UNSORTED, Remark.BINDING_ABSENT}


@pytest.mark.slow
def test_a_single_shuffler_is_remarked() -> None:
    staged = staging.small_election([(0, [[1, 2, 3]])], staging.RANKING[0])
    assert verify(staged.archive).remarks == (Remark.ONE_SHUFFLER,)


@pytest.mark.slow
def test_the_figures_are_those_to_compare_with_the_minutes() -> None:
    figures = verify(board().archive).figures
    assert figures is not None
    assert (figures.entitled, figures.received, figures.voted, figures.counted) == (4, 4, 3, 3)
    assert (figures.trustees, figures.events, figures.complete) == (4, 11, True)
    assert figures.uuid == board().election.uuid
    assert figures.fingerprint == board().election.fingerprint
    assert figures.head == staging.hex_of(
        board().archive[board().archive.rindex(b'{"parent"') :].rstrip(b"\0")
    )
    one, some, blank = figures.answered
    assert one.answers == (("Amina", 0), ("Béatrice", 3))
    assert some.answers == (("well", 1), ("school", 1), ("mill", 0))
    assert (blank.answers, blank.blanks) == ((("yes", 1), ("no", 1)), 1)


@pytest.mark.slow
def test_rankings_are_shown_without_their_order() -> None:
    figures = verify(ranking().archive).figures
    assert figures is not None
    (answered,) = figures.answered
    assert answered.rankings is not None
    assert sorted(answered.rankings) == [(1, 1, 2), (1, 2, 3), (3, 1, 2)]


@pytest.mark.slow
def test_who_checked_ballots_on_arrival_checks_all_the_rest() -> None:
    for staged in (board(), ranking()):
        assert verify(staged.archive, proofs_known=True) == verify(staged.archive)
    overlooked = {each.reason for each in SPOILED if verify(each.make(), proofs_known=True).is_sound}
    assert Reason.BALLOT_SIGNATURE_FALSE in overlooked
    assert overlooked <= OF_A_BALLOT_BY_ITSELF


@pytest.mark.slow
def test_ballots_may_be_checked_in_other_processes() -> None:
    spoiled = spoiling.signature_false()
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        assert verify(spoiled, run=pool.map) == verify(spoiled)
        assert verify(board().archive, run=pool.map) == verify(board().archive)
