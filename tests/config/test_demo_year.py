"""The demo's caisse has a year of meetings behind it, told by the rooms' own rows; and its books stay sound."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from assembly.stock import Stock
from needs import needs_program
from rochdale.assembly import queries as assembly
from rochdale.assembly.models import (
    BallotStepKind,
    ElectedHow,
    Election,
    FollowUpStep,
    Mandate,
    Meeting,
    MeetingKind,
    MeetingStep,
    MinutesApproval,
    MinutesVersion,
    MotionKind,
    Resolution,
    Vote,
    VoteOutcome,
)
from rochdale.assembly.queries import ballots
from rochdale.assembly.queries.ballot_results import BallotAnswered, ballot_result
from rochdale.assembly.queries.balloting import AskedKind
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.queries.contests import results_of
from rochdale.assembly.queries.minutes import versions
from rochdale.assembly.queries.motions import motions_of
from rochdale.audit.checks import differences
from rochdale.config import demo
from rochdale.config.checks import ALL
from rochdale.config.demo.scenes import VIEUX_MOULIN
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Cooperative, bylaw
from rochdale.tenancy.actions import inside
from rochdale.voting.verifiable import audit_script
from rochdale.voting.verifiable.archive.reading import read_archive

pytestmark = pytest.mark.slow
FIRST, THROUGH = date(2026, 6, 1), date(2026, 10, 30)
ANNUAL, REQUIRED = 1, 2


@pytest.fixture(scope="module")
def caisse(database: str) -> Cooperative:
    """A caisse of 120 members that has lived for five months."""
    slug = f"moulin-{uuid.uuid4().hex[:12]}"
    cast = tuple(replace(part, email=part.email.replace("@", f"@{slug}.")) for part in VIEUX_MOULIN.cast)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        demo.build(
            scene=replace(VIEUX_MOULIN, slug=slug, cast=cast), members=120, first=FIRST, through=THROUGH
        )
    return cooperatives.cooperative_by_slug(slug)


@contextmanager
def looked_at(caisse: Cooperative, number: int) -> Iterator[Meeting]:
    with inside(caisse.id):
        yield Meeting.objects.get(number=number)


def decided(meeting: Meeting) -> list[Resolution]:
    return list(Resolution.objects.filter(meeting_id=meeting.id).order_by("number"))


def test_the_annual_meeting_decides_in_every_way(caisse: Cooperative) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        surplus, auditor, amendment, counter, allowances, sponsor = decided(meeting)
        votes = [vote.method.value for vote in assembly.votes_of(meeting_id=meeting.id)]
    assert meeting.kind == MeetingKind.ANNUAL
    assert votes == ["hands", "hands", "hands", "open", "secret", "secret"]
    assert all(each.is_adopted for each in (surplus, auditor, amendment, counter))
    assert (allowances.is_adopted, allowances.no - allowances.yes) == (False, 1)
    # The by-laws give the chair no casting vote: what is tied is lost.
    assert (sponsor.is_adopted, sponsor.no - sponsor.yes) == (False, 0)


def test_every_outcome_counts_who_was_there(caisse: Cooperative) -> None:
    with inside(caisse.id):
        outcomes = list(VoteOutcome.objects.all())
    assert len(outcomes) == 7
    assert all(each.yes + each.no + each.abstain == each.present for each in outcomes)


def test_an_amendment_was_voted_first_and_the_motion_put_in_its_words(caisse: Cooperative) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        moved = motions_of(meeting_id=meeting.id)
        of_item = next(each for each in moved if each.kind is MotionKind.ITEM)
        amendment = next(each for each in moved if each.kind is MotionKind.AMENDMENT)
        votes = list(Vote.objects.filter(meeting_id=meeting.id).order_by("number"))
        resolutions = {each.number: each for each in decided(meeting)}
    assert (amendment.parent, amendment.seconds) == (of_item.number, 1)
    put = [vote for vote in votes if vote.item_id == of_item.item_id]
    # The vote on the amendment, then the one on the item.
    assert [vote.texts for vote in put] == [amendment.own_texts, amendment.own_texts]
    assert of_item.texts == amendment.own_texts
    assert amendment.own_texts != amendment.base
    assert amendment.resolution is not None
    assert of_item.resolution is not None
    assert amendment.resolution < of_item.resolution
    assert resolutions[of_item.resolution].is_adopted


@pytest.fixture
def ballot(caisse: Cooperative) -> BallotSeen:
    """The contested election of directors."""
    with looked_at(caisse, ANNUAL) as meeting:
        (found,) = ballots.ballots_of(meeting_id=meeting.id)
    return found


def test_directors_were_elected_by_a_ballot_open_for_four_days(
    caisse: Cooperative, ballot: BallotSeen
) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        closed = MeetingStep.objects.get(meeting_id=meeting.id, kind="closed")
        board = assembly.ballot_board.board_of_ballot(ballot_id=ballot.id)
        on_devices, on_paper = ballots.participants_of(ballot_id=ballot.id)
        (answered,) = ballot_result_of(ballot)
    (asked,) = ballot.questions
    assert (asked.kind, asked.rule, asked.seats, len(asked.answers)) == (
        AskedKind.RANKING,
        "scottish_stv",
        3,
        5,
    )
    assert closed.at < ballot.opens_at < closed.at + timedelta(hours=3)
    assert ballot.closes_at - ballot.opens_at == timedelta(days=4)
    assert [step.kind.value for step in ballot.steps] == [
        "set_up", "codes_made", "opened", "closed", "shuffled", "counted"
    ]  # fmt: skip
    # Of those who were there one in five voted, one of them twice.
    assert [line.counts for line in board if line.number].count(False) == 1
    assert (on_devices, on_paper) == (len(answered.rankings), 0)
    assert on_devices >= 5
    assert len(answered.elected) == 3


def ballot_result_of(ballot: BallotSeen) -> tuple[BallotAnswered, ...]:
    result = ballot_result(ballot)
    assert result is not None
    return result.answered


def test_who_was_elected_has_the_seats(caisse: Cooperative, ballot: BallotSeen) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        (result,) = results_of(meeting.id, assembly.body("board").id)
        (answered,) = ballot_result_of(ballot)
        holding = set(Mandate.objects.filter(result_id=result.id).values_list("person_id", flat=True))
        counted = ballot.step(BallotStepKind.COUNTED)
    names = {answered.asked.answers[place]["fr"] for place in answered.elected}
    assert {seat.name for seat in result.elected} == names
    assert (result.how, result.rule) == (ElectedHow.BALLOT, "scottish_stv")
    assert holding == {seat.person_id for seat in result.elected}
    assert counted is not None
    assert counted.at > ballot.closes_at


def test_results_were_provisional_until_it_was_counted(caisse: Cooperative, ballot: BallotSeen) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        found = versions(meeting_id=meeting.id)
    told = [
        " ".join(each.text for part in version.content.parts("en") for each in part.paragraphs)
        for version in found
    ]
    assert "provisional until" in told[0]
    assert not found[0].content.is_complete
    assert "provisional until" not in told[-1]
    head = read_archive(archive_of(caisse, ballot)).chain.head
    assert head in told[-1]
    assert min(each.at for each in found[-1].signatures) > ballot.closes_at


def archive_of(caisse: Cooperative, ballot: BallotSeen) -> bytes:
    """What was published, as anybody takes it away."""
    with inside(caisse.id):
        return bytes(Election.objects.get(uuid=ballot.uuid).archive)


@needs_program("belenios-tool")
def test_the_stock_tool_verifies_the_archive(caisse: Cooperative, ballot: BallotSeen, tmp_path: Path) -> None:
    (tmp_path / f"{ballot.uuid}.bel").write_bytes(archive_of(caisse, ballot))
    assert "all checks passed" in Stock(tmp_path).run("election", "verify")


def test_the_single_file_verifies_the_archive(
    caisse: Cooperative, ballot: BallotSeen, tmp_path: Path
) -> None:
    (tmp_path / "election.bel").write_bytes(archive_of(caisse, ballot))
    command = [sys.executable, "-I", "-S", audit_script.__file__, "election.bel"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("SOUND")


def test_a_challenge_corrected_the_roll(caisse: Cooperative) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        roll = assembly.roll(meeting.number)
        challenges = assembly.challenges(roll.id)
    assert roll.frozen is not None
    assert [each.is_upheld for each in challenges] == [True]


def test_members_required_a_meeting_that_amended_a_bylaw(caisse: Cooperative) -> None:
    with looked_at(caisse, REQUIRED) as meeting:
        (amended,) = decided(meeting)
        before = bylaw("requisition_call_within_days", FIRST).number
        after = bylaw("requisition_call_within_days", THROUGH).number
    assert meeting.ground == "requisition"
    assert amended.is_adopted
    assert 3 * amended.yes >= 2 * (amended.yes + amended.no)
    assert (before, after) == (21, 14)


def test_minutes_were_signed_approved_and_are_in_both_languages(caisse: Cooperative) -> None:
    with looked_at(caisse, ANNUAL) as meeting:
        last = versions(meeting_id=meeting.id)[-1]
        kept = MinutesVersion.objects.filter(meeting_id=meeting.id).latest("version")
        approved = MinutesApproval.objects.get(version_id=kept.id)
        done = FollowUpStep.objects.filter(kind="done").count()
    assert last.content.is_complete
    assert set(last.content.languages) == {"fr", "en"}
    assert approved.resolution_id
    assert done >= 1


def test_every_check_of_the_audit_is_clean(caisse: Cooperative) -> None:
    assert list(differences(caisse.id, ALL)) == []
