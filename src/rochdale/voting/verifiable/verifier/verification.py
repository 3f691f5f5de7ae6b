"""Verify an archive from its bytes alone (sections 3 to 6 and 8).

Stages go from the outside in: layout and order, set-up, ballots, tally, shuffles, decryptions, result. A stage
collects all its faults; what depends on a faulty stage is named as unchecked, never passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from rochdale.kernel.errors import Fault
from rochdale.voting.verifiable import decryption, result, shuffles, tally
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.archive.reading import Archive, Step, read_archive
from rochdale.voting.verifiable.archive.writing import read_owner
from rochdale.voting.verifiable.ballots import Ballot
from rochdale.voting.verifiable.decryption import PartialDecryption
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.result import Outcome
from rochdale.voting.verifiable.tally import Tally, TallyParts
from rochdale.voting.verifiable.trustees.bodies import flattened
from rochdale.voting.verifiable.verifier import ballot_box, setup
from rochdale.voting.verifiable.verifier.ballot_box import BallotBox, Run
from rochdale.voting.verifiable.verifier.report import Answered, Figures, Remark, Report
from rochdale.voting.verifiable.verifier.setup import Setup

_STAGES: Final = ("set-up", "ballots", "tally", "shuffles", "decryptions", "result")


@dataclass(slots=True)
class _Found:
    """What one verification has found so far."""

    source: str
    archive: Archive
    run: Run
    accept_weak: bool
    proofs_known: bool
    faults: list[Fault] = field(default_factory=list)
    setup: Setup | None = None
    box: BallotBox | None = None
    opened: Tally | None = None
    """What decryptions are of: the tally, after the shuffles if there are any."""
    shufflers: set[int] = field(default_factory=set)
    given: dict[int, PartialDecryption] = field(default_factory=dict)
    outcome: Outcome | None = None
    reached: int = 0

    @property
    def checked(self) -> Setup:
        """The set-up, for the stages after it."""
        assert self.setup is not None
        return self.setup

    @property
    def counted(self) -> tuple[Ballot, ...]:
        """The ballots that count, for the stages after them."""
        assert self.box is not None
        return self.box.ballots

    @property
    def tally(self) -> Tally:
        """What is shuffled next, or decrypted."""
        assert self.opened is not None
        return self.opened


def verify(
    content: bytes,
    *,
    source: str = "archive",
    run: Run = map,
    unfinished: bool = False,
    accept_weak: bool = False,
    proofs_known: bool = False,
) -> Report:
    """Check everything that an archive says.

    `source` names it in faults, whose line is the height of an event. `run` maps a function over chunks of
    ballots, by default one after the other. `unfinished` says that a result is not yet expected. `accept_weak`
    lets bodies of trustees pass that were made before Belenios 2.5.1, with a remark. `proofs_known` is for who let
    each ballot in after checking its proofs: all but those is checked.
    """
    try:
        archive = read_archive(content)
    except Unsound as unsound:
        return Report(source, (unsound.fault(source),), None, unchecked=_STAGES)
    found = _Found(source, archive, run, accept_weak, proofs_known)
    if not archive.complete and not unfinished:
        found.faults.append(Unsound(Reason.RESULT_MISSING).fault(source))
    _check(found)
    return _report(found)


def _check(found: _Found) -> None:
    stages = (
        _check_setup,
        _check_ballots,
        _check_tally,
        _check_shuffles,
        _check_decryptions,
        _check_result,
    )
    assert len(stages) == len(_STAGES)
    for stage in stages:
        before = len(found.faults)
        stage(found)
        found.reached += 1
        if len(found.faults) > before:
            return


def _each(
    found: _Found, kind: Kind, check: Callable[[_Found, Step], None], *, first_only: bool = False
) -> None:
    """Check every event of a kind; `first_only` where each builds on the one before."""
    for step in found.archive.of(kind):
        try:
            check(found, step)
        except Unsound as unsound:
            found.faults.append(unsound.fault(found.source, step.event.height))
            if first_only:
                return


def _check_setup(found: _Found) -> None:
    _each(found, Kind.SETUP, _setup)


def _setup(found: _Found, step: Step) -> None:
    found.setup = setup.read_setup(step, accept_weak=found.accept_weak)


def _check_ballots(found: _Found) -> None:
    steps = found.archive.of(Kind.BALLOT)
    found.box = ballot_box.open_box(
        found.source, found.checked, steps, found.run, proofs_known=found.proofs_known
    )
    found.faults.extend(found.box.faults)


def _check_tally(found: _Found) -> None:
    _each(found, Kind.ENCRYPTED_TALLY, _tally)


def _tally(found: _Found, step: Step) -> None:
    own = tally.tally(found.checked.election, found.counted)
    tally.check_published(TallyParts(*step.parts), own, len(found.counted))
    found.opened = own


def _check_shuffles(found: _Found) -> None:
    asked, done = found.checked.election.shuffles, bool(found.archive.of(Kind.SHUFFLE))
    decrypted = bool(found.archive.of(Kind.PARTIAL_DECRYPTION))
    if done and not asked:
        found.faults.append(Unsound(Reason.SHUFFLES_UNASKED).fault(found.source))
    elif asked and decrypted and not done:
        found.faults.append(Unsound(Reason.SHUFFLES_MISSING).fault(found.source))
    else:
        _each(found, Kind.SHUFFLE, _shuffle, first_only=True)


def _shuffle(found: _Found, step: Step) -> None:
    election, before = found.checked.election, found.tally
    found.shufflers.add(_owner(found, step, "shuffle"))
    found.opened = shuffles.shuffled(election, before, shuffles.read_shuffle(election, step.parts[0], before))


def _owner(found: _Found, step: Step, at: str) -> int:
    return read_owner(step.parts[1], step.parts[0], at, len(flattened(found.checked.items)))


def _check_decryptions(found: _Found) -> None:
    _each(found, Kind.PARTIAL_DECRYPTION, _decryption)


def _decryption(found: _Found, step: Step) -> None:
    owner = _owner(found, step, "partial_decryption")
    if owner in found.given:
        raise Unsound(Reason.DECRYPTION_TWICE, owner=owner)
    key = flattened(found.checked.items)[owner - 1]
    found.given[owner] = decryption.read_decryption(found.checked.election, step.parts[0], found.tally, key)


def _check_result(found: _Found) -> None:
    _each(found, Kind.RESULT, _result)


def _result(found: _Found, step: Step) -> None:
    election, items = found.checked.election, found.checked.items
    combined = decryption.combine(election.group, items, found.given, found.tally)
    outcome = result.open_tally(election, found.tally, combined, len(found.counted))
    result.check_result(step.parts[0], outcome)
    found.outcome = outcome


def _report(found: _Found) -> Report:
    return Report(
        found.source,
        tuple(found.faults),
        None if found.setup is None else _figures(found, found.setup),
        tuple(step.event.hash for step in found.archive.steps),
        () if found.box is None else found.box.received,
        tuple(_remarks(found)),
        _STAGES[found.reached :],
    )


def _figures(found: _Found, checked: Setup) -> Figures:
    election, box = checked.election, found.box
    return Figures(
        uuid=election.uuid,
        name=election.name,
        group=election.group.name,
        fingerprint=election.fingerprint,
        head=found.archive.head,
        events=len(found.archive.steps),
        entitled=len(checked.credentials),
        received=len(found.archive.of(Kind.BALLOT)),
        voted=0 if box is None else len(box.ballots),
        counted=None if box is None or found.outcome is None else len(box.ballots),
        trustees=len(flattened(checked.items)),
        complete=found.archive.complete,
        binding=election.binding,
        answered=_answered(found, checked),
        wordings=election.wordings,
    )


def _answered(found: _Found, checked: Setup) -> tuple[Answered, ...]:
    if found.outcome is None:
        return ()
    answered = []
    for question, outcome in zip(checked.election.questions, found.outcome, strict=True):
        if not isinstance(question, Choice):
            rankings = result.rankings_of(question, outcome)
            answered.append(Answered(question.text, (), None, rankings, question.answers))
            continue
        counts = [count for count in outcome if isinstance(count, int)]
        blanks = counts.pop(0) if question.blank else None
        answered.append(Answered(question.text, tuple(zip(question.answers, counts, strict=True)), blanks))
    return tuple(answered)


def _remarks(found: _Found) -> Iterator[Remark]:
    if found.setup is None:
        return
    yield from setup.remarks(found.setup)
    if len(found.shufflers) == 1:
        yield Remark.ONE_SHUFFLER
