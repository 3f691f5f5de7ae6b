"""Running a verifiable ballot of a meeting: set up, give out the voting codes, open, close, or give up.

Voting codes are made here, go into letters sealed, and are forgotten: their public halves stay (INV-102). Whoever
could change this program while it makes them could keep them; docs/concepts/what-a-vote-proves.md says so.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.ballot_candidates import refuse_changed, write_candidates
from rochdale.assembly.actions.ballot_letters import code_letters, trustee_letter
from rochdale.assembly.actions.ballot_orders import refuse_too_many_orders
from rochdale.assembly.actions.ballot_work import refuse_while_working
from rochdale.assembly.actions.board import (
    append_event,
    record_ballot,
    require_step,
    save_step,
    take_ballot,
    write_ballot_step,
)
from rochdale.assembly.actions.putting import refuse_undue
from rochdale.assembly.actions.trustee_letters import write_to_awaited
from rochdale.assembly.models import (
    AgendaItem,
    Ballot,
    BallotCredential,
    BallotStep,
    BallotStepKind,
    BallotTrustee,
    Majority,
    Meeting,
    MeetingStepKind,
    Roll,
    RollFreeze,
    VoteStepKind,
)
from rochdale.assembly.queries.ballot_board import ballots_counted, digest_of, election_read, setup_parts
from rochdale.assembly.queries.ballot_seats import Linked, linked_answers
from rochdale.assembly.queries.balloting import AskedKind, BallotDraft, set_up_faults
from rochdale.assembly.queries.ballots import BallotSeen, ballot_of, ballots_due, ballots_of, trustees_stand
from rochdale.assembly.queries.bound_texts import motions_text, notice_text
from rochdale.assembly.queries.floor import votes_of
from rochdale.assembly.queries.meetings import MeetingSeen
from rochdale.assembly.queries.meetings import meeting as meeting_seen
from rochdale.assembly.queries.minutes import signed_before
from rochdale.assembly.queries.motions import item_decided, motion_of_item
from rochdale.assembly.queries.trustee_parts import items_of
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.queries.sealing import token_hash
from rochdale.tenancy.actions import inside, new_id, new_ids
from rochdale.tenancy.queries import rows
from rochdale.voting.verifiable import base58, credentials, tally
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.canonical import encode
from rochdale.voting.verifiable.election import Binding, write_election
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.translations import Wording
from rochdale.voting.verifiable.trustees.bodies import election_key, write_trustees

_UUID_LENGTH = 22
_NOT_CALLED = {MeetingStepKind.DRAFTED, MeetingStepKind.CANCELLED}
_K = BallotStepKind


def set_up_ballot(*, by: Acting, number: int, place: int, draft: BallotDraft) -> int:
    """Prepare a ballot on an item of a meeting that was called, and write to its trustees; its number.

    The window is the ballot's own, to the second (rule Q-36). Raises NotAllowed, MeetingNotFound, MeetingNotOpen,
    AgendaItemNotFound, NothingToVote, RollNotFrozen, WeightsNeedNames, VoteUnderWay, ResolutionFound,
    WindowImpossible, BallotFaulty, AmendmentsWait, MotionNotOpen, MeetingMinuted, OrdersTooMany.
    """
    draft = replace(
        draft,
        opens_at=draft.opens_at.replace(microsecond=0),
        closes_at=draft.closes_at.replace(microsecond=0),
    )
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        seen = meeting_seen(number)
        item = AgendaItem.objects.get(id=seen.item(place).id)
        draft = _on_words_as_they_stand(meeting, item, draft)
        linked = linked_answers(seen, item_id=item.id, questions=draft.questions)
        _refuse(by, seen, item, draft, linked)
        frozen = _frozen(meeting)
        refuse_too_many_orders(draft, frozen.entitled)
        row = _write_ballot(by, seen, item, frozen, draft)
        write_candidates(by, row, linked)
        _write_trustees(by, row, draft)
        return row.number


def _refuse(by: Acting, seen: MeetingSeen, item: AgendaItem, draft: BallotDraft, linked: Linked) -> None:
    if not seen.was_called or seen.stands in _NOT_CALLED:
        raise errors.MeetingNotOpen
    # INV-117: what was signed says how the meeting ended.
    if signed_before(meeting_id=seen.id):
        raise errors.MeetingMinuted
    if item.majority == Majority.NONE:
        raise errors.NothingToVote
    if draft.closes_at <= max(draft.opens_at, by.at):
        raise errors.WindowImpossible
    # INV-128: an item is decided once, in all plans together.
    decided = item_decided(item_id=item.id)
    if decided is not None:
        raise errors.ResolutionFound(number=decided)
    votes = [each.stands for each in votes_of(meeting_id=seen.id) if each.item_id == item.id]
    ballots = [each.stands for each in ballots_of(meeting_id=seen.id) if each.item_id == item.id]
    if VoteStepKind.PUT in votes or any(stands is not _K.GIVEN_UP for stands in ballots):
        raise errors.VoteUnderWay
    faults = set_up_faults(draft, is_election=item.majority == Majority.ELECTION)
    if not linked.is_whole:
        faults.append("candidates_left_out")
    if faults:
        raise errors.BallotFaulty(faults=tuple(faults))


def _on_words_as_they_stand(meeting: Meeting, item: AgendaItem, draft: BallotDraft) -> BallotDraft:
    """The ballot on an item as amended by what was adopted; its amendments go before (INV-110)."""
    moved = motion_of_item(meeting_id=meeting.id, item_id=item.id)
    if moved is None or moved.resolution is not None:
        return draft
    refuse_undue(moved, meeting.id)
    if moved.texts == item.texts or not draft.questions or draft.questions[0].kind is not AskedKind.MOTION:
        return draft
    item.texts = dict(moved.texts)
    texts = {language: moved.text(language) for language in draft.languages}
    return replace(draft, questions=(replace(draft.questions[0], texts=texts), *draft.questions[1:]))


def _frozen(meeting: Meeting) -> RollFreeze:
    frozen = RollFreeze.objects.filter(
        roll_id__in=Roll.objects.filter(meeting_id=meeting.id).values("id")
    ).first()
    if frozen is None:
        raise errors.RollNotFrozen
    # Each code has one vote: where one member weighs more than another, a vote by name must say so.
    if rows("assembly", "roll_weight.sql", {"roll_id": frozen.roll_id})[0][1]:
        raise errors.WeightsNeedNames
    return frozen


def _write_ballot(
    by: Acting, seen: MeetingSeen, item: AgendaItem, frozen: RollFreeze, draft: BallotDraft
) -> Ballot:
    id_, number = new_id(by.at), Ballot.objects.filter(meeting_id=seen.id).count() + 1
    facts = {"meeting": seen.number, "number": number, "trustees": len(draft.trustees)}
    row = Ballot(
        id=id_,
        cooperative_id=by.cooperative_id,
        meeting_id=seen.id,
        item_id=item.id,
        roll_id=frozen.roll_id,
        number=number,
        uuid=base58.draw(_UUID_LENGTH, secrets.randbelow),
        language=draft.languages[0],
        names=dict(draft.names),
        descriptions=dict(draft.descriptions),
        questions=[asked.to_json() for asked in draft.questions],
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        threshold=draft.threshold,
        trustees_stated=len(draft.trustees),
        entitled=frozen.entitled,
        notice=notice_text(seen, draft.languages, by.cooperative_id),
        motions=motions_text(item, draft),
        terms_on=by.on,
        act_id=record_ballot(by, "assembly.set_up_ballot", id_, **facts),
    )
    row.save(force_insert=True)
    save_step(by, id_, 1, _K.SET_UP, row.act_id)
    return row


def _write_trustees(by: Acting, row: Ballot, draft: BallotDraft) -> None:
    tokens = [secrets.token_urlsafe(32) for _ in draft.trustees]
    ids = new_ids(by.at, len(tokens))
    BallotTrustee.objects.bulk_create(
        BallotTrustee(
            id=id_,
            cooperative_id=by.cooperative_id,
            ballot_id=row.id,
            place=place,
            name=each.name.strip(),
            language=each.language,
            person_id=each.person_id,
            is_mandatory=each.is_mandatory,
            token_hash=token_hash(token),
            act_id=row.act_id,
        )
        for place, (id_, each, token) in enumerate(zip(ids, draft.trustees, tokens, strict=True), 1)
    )
    letters = [
        trustee_letter(by, row, each, token) for each, token in zip(draft.trustees, tokens, strict=True)
    ]
    membership.write_letters(by=by, letters=letters)


def make_codes(*, by: Acting, number: int, ballot: int) -> int:
    """Make a voting code for everybody on the roll, write it into a letter to each, and forget it; how many.

    Raises NotAllowed, MeetingNotFound, BallotNotFound, BallotStepOutOfOrder.
    """
    with inside(by.cooperative_id):
        authorise(by)
        seen = _taken(number, ballot)
        require_step(seen, _K.CODES_MADE)
        lines = _entitled_lines(seen)
        act_id = record_ballot(by, "assembly.make_codes", seen.id, codes=len(lines))
        codes = []
        listed = []
        for line_id, voter_id in lines:
            code = credentials.new_credential(secrets.randbelow)
            public = _public(seen, code)
            listed.append(
                BallotCredential(
                    cooperative_id=by.cooperative_id, ballot_id=seen.id, line_id=line_id,
                    credential=str(public), digest=digest_of(public),
                )
            )  # fmt: skip
            codes.append((voter_id, code))
        BallotCredential.objects.bulk_create(listed)
        # INV-102: the letters alone have the codes, sealed, until they are sent and the ballot is closed.
        membership.write_letters_to(by=by, letters=code_letters(by, seen, codes, act_id))
        write_ballot_step(by, seen, _K.CODES_MADE, act_id)
        return len(lines)


def _public(seen: BallotSeen, code: Secret[str]) -> int:
    group = seen.group
    return credentials.public_credential(group, credentials.secret_exponent(group, seen.uuid, code))


def _entitled_lines(seen: BallotSeen) -> list[tuple[UUID, UUID]]:
    """The lines that vote, with who votes for them."""
    return [(line, voter) for line, voter in rows("assembly", "voting_lines.sql", {"roll_id": seen.roll_id})]


def open_ballot(*, by: Acting, number: int, ballot: int) -> str:
    """Put the set-up on the board, once every key is there; the first head.

    From now on its questions, keys, codes and times stand, and votes are taken in its window. Raises NotAllowed,
    MeetingNotFound, BallotNotFound, BallotStepOutOfOrder, BallotPartsMissing, WindowImpossible, MeetingNotOpen,
    CandidatesChanged.
    """
    with inside(by.cooperative_id):
        authorise(by)
        seen = _taken(number, ballot)
        require_step(seen, _K.OPENED)
        if meeting_seen(number).stands is MeetingStepKind.CANCELLED:
            raise errors.MeetingNotOpen
        refuse_changed(seen)
        standing = trustees_stand(seen)
        if standing.keys_missing:
            raise errors.BallotPartsMissing(needed=standing.keys_missing)
        if seen.closes_at <= by.at:
            raise errors.WindowImpossible
        items = items_of(seen.group, standing)
        parts = [_election(seen, election_key(seen.group, items)), write_trustees(items), _listed(seen)]
        refers = {
            name: hex_of(part)
            for name, part in zip(("election", "trustees", "credentials"), parts, strict=True)
        }
        act_id = record_ballot(by, "assembly.open_ballot", seen.id, election=hex_of(parts[0]))
        write_ballot_step(by, seen, _K.OPENED, act_id)
        return append_event(by, seen.id, Kind.SETUP, [*parts, encode(dict(refers))])


def _election(seen: BallotSeen, y: int) -> bytes:
    row = Ballot.objects.get(id=seen.id)
    frozen = RollFreeze.objects.get(roll_id=seen.roll_id)
    binding = Binding(
        notice=hex_of(row.notice.encode()),
        motions=hex_of(row.motions.encode()),
        roll=frozen.hash,
        opens_at=_instant(seen.opens_at),
        closes_at=_instant(seen.closes_at),
    )
    wordings = [
        Wording(
            language,
            name,
            seen.descriptions[language],
            tuple(asked.worded(language) for asked in seen.questions),
        )
        for language, name in sorted(seen.names.items())
        if language != seen.language
    ]
    return write_election(
        uuid=seen.uuid,
        name=seen.names[seen.language],
        description=seen.descriptions[seen.language],
        group=seen.group,
        y=y,
        questions=tuple(asked.question(seen.language) for asked in seen.questions),
        binding=binding,
        wordings=wordings,
    )


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _listed(seen: BallotSeen) -> bytes:
    public = BallotCredential.objects.filter(ballot_id=seen.id).values_list("credential", flat=True)
    return credentials.write_list(int(each) for each in public)


def close_ballot(*, by: Acting, number: int, ballot: int) -> str:
    """End a ballot whose window has run out, and put the sum of what counts on the board; the head.

    What was left of the voting codes is taken out of the letters, and the trustees are written to. Raises
    NotAllowed, MeetingNotFound, BallotNotFound, BallotStepOutOfOrder, VoteStillOpen.
    """
    with inside(by.cooperative_id):
        authorise(by)
        seen = _taken(number, ballot)
        require_step(seen, _K.CLOSED)
        if by.at < seen.closes_at:
            raise errors.VoteStillOpen(closes_at=seen.closes_at)
        act_id = record_ballot(by, "assembly.close_ballot", seen.id)
        write_ballot_step(by, seen, _K.CLOSED, act_id)
        _forget_codes(seen, act_id)
        election = election_read(setup_parts(ballot_id=seen.id)[0])
        counted = ballots_counted(seen, election)
        sums = tally.write_tally(tally.tally(election, counted), len(counted))
        append_event(by, seen.id, Kind.END_BALLOTS)
        head = append_event(by, seen.id, Kind.ENCRYPTED_TALLY, [sums.tally, sums.sized])
        write_to_awaited(by, seen.uuid, act_id)
        return head


def close_ended_ballots(*, by: Acting) -> int:
    """Close every ballot whose window has run out, by the program at the end of a day; how many there were."""
    with inside(by.cooperative_id):
        due = ballots_due(at=by.at)
        numbers = dict(Meeting.objects.filter(id__in=[each for each, _ in due]).values_list("id", "number"))
        program = replace(by, person_id=None)
        for meeting_id, ballot in due:
            close_ballot(by=program, number=numbers[meeting_id], ballot=ballot)
        return len(due)


def end_shuffles(*, by: Acting, number: int, ballot: int) -> str:
    """End the shuffles of orders, once enough trustees have shuffled; the head. The trustees are written to.

    Raises NotAllowed, MeetingNotFound, BallotNotFound, BallotStepOutOfOrder, BallotPartsMissing, BallotWorkWaits.
    """
    with inside(by.cooperative_id):
        authorise(by)
        seen = _taken(number, ballot)
        require_step(seen, _K.SHUFFLED)
        refuse_while_working(seen)
        missing = trustees_stand(seen).shuffles_missing
        if not seen.ranks or missing:
            raise errors.BallotPartsMissing(needed=missing)
        act_id = record_ballot(by, "assembly.end_shuffles", seen.id)
        write_ballot_step(by, seen, _K.SHUFFLED, act_id)
        write_to_awaited(by, seen.uuid, act_id)
        return append_event(by, seen.id, Kind.END_SHUFFLES)


def give_up_ballot(*, by: Acting, number: int, ballot: int, words: str) -> None:
    """Give up a ballot before its count, saying why: nothing of it counts, and what came stays on the board.

    Raises NotAllowed, MeetingNotFound, BallotNotFound, BallotStepOutOfOrder.
    """
    with inside(by.cooperative_id):
        authorise(by)
        seen = _taken(number, ballot)
        require_step(seen, _K.GIVEN_UP)
        act_id = record_ballot(by, "assembly.give_up_ballot", seen.id)
        write_ballot_step(by, seen, _K.GIVEN_UP, act_id, words)
        _forget_codes(seen, act_id)


def _forget_codes(seen: BallotSeen, act_id: UUID) -> None:
    """Take the words of the letters with the codes away; that they were written, and to whom, stays (INV-102)."""
    made = BallotStep.objects.filter(ballot_id=seen.id, kind=_K.CODES_MADE).values_list("act_id", flat=True)
    membership.blank_letters_of_acts(act_ids=list(made), act_id=act_id)


def _taken(number: int, ballot: int) -> BallotSeen:
    """A ballot of a meeting, taken until the transaction ends. Raises MeetingNotFound, BallotNotFound."""
    meeting = lock(number)
    take_ballot(ballot_of(meeting_id=meeting.id, number=ballot).id)
    return ballot_of(meeting_id=meeting.id, number=ballot)
