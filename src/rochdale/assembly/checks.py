"""What `rochdale audit` asks of this room: what meetings decided, and every published vote proven anew."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from rochdale.assembly.queries import board_kept, elections, published_election, verified_anew
from rochdale.assembly.queries.ballots_again import boards_unsound, outcomes_different
from rochdale.assembly.queries.recounting import counted_differently
from rochdale.assembly.queries.redrawing import redrawn_differently
from rochdale.assembly.queries.speaking import floors_out_of_turn
from rochdale.assembly.queries.verdicts import board_of, kept_report
from rochdale.audit.checks import Check
from rochdale.tenancy.queries import statement


def _unproven() -> Iterator[dict[str, str]]:
    for listed in elections(limit=None):
        report = verified_anew(uuid=listed.uuid)
        figures = report.figures
        if not report.is_sound or figures is None:
            yield {"uuid": listed.uuid, "faults": ", ".join(fault.code for fault in report.faults)}
        elif (figures.head, figures.uuid, figures.complete) != (listed.head, listed.uuid, True):
            yield {"uuid": listed.uuid, "head": figures.head}


def _kept_otherwise() -> Iterator[dict[str, str]]:
    for listed in elections(limit=None):
        found = published_election(uuid=listed.uuid)
        if found.kept is None:
            continue  # older than the keeping of verdicts: what was verified just now is above
        report = verified_anew(uuid=listed.uuid)
        if kept_report(found.report) != kept_report(report):
            yield {"uuid": listed.uuid, "verdict": str(found.kept.verifier)}
        for kept, own in zip_longest(board_kept(uuid=listed.uuid), board_of(report)):
            if kept != own:
                yield {"uuid": listed.uuid, "event": str((kept or own or {})["height"])}
                break


CHECKS: Final = [
    Check(
        "INV-63",
        "Is nothing that was said about the roll left of persons whose particulars were taken away?",
        statement("assembly", "checks/rolls_blanked.sql"),
    ),
    Check(
        "INV-81",
        "Does the archive of every published vote verify, and end with the head that was recorded?",
        statement("assembly", "checks/elections.sql"),
        _unproven,
    ),
    Check(
        "INV-88",
        "Are the verdict and the board that are kept of every published vote those of its archive?",
        statement("assembly", "checks/boards.sql"),
        _kept_otherwise,
    ),
    Check(
        "INV-89",
        "Is every document that was published with a vote the one to which the vote is bound?",
        statement("assembly", "checks/documents.sql"),
    ),
    Check(
        "INV-82",
        "Do the steps of every meeting follow one another, each by its own act?",
        statement("assembly", "checks/meetings.sql"),
    ),
    Check(
        "INV-83",
        "Did every meeting stand as it was planned from the moment it was called?",
        statement("assembly", "checks/versions.sql"),
    ),
    Check(
        "INV-87",
        "Did everybody at a meeting come and go in turn, and do its voters stand on its roll?",
        statement("assembly", "checks/attendance.sql"),
    ),
    Check(
        "INV-98",
        "Does everybody who voted stand on the frozen roll of that meeting?",
        statement("assembly", "checks/participations.sql"),
    ),
    Check(
        "INV-99",
        "Does the outcome of every vote say what was counted, of as many ballots as participants?",
        statement("assembly", "checks/outcomes.sql"),
    ),
    Check(
        "INV-101",
        "Does every ballot go step by step, and its board event by event, each sound and of one who may vote?",
        statement("assembly", "checks/ballot_boards.sql"),
        boards_unsound,
    ),
    Check(
        "INV-102",
        "Has everybody on the roll of a ballot one voting code, and is none written anywhere once it is over?",
        statement("assembly", "checks/ballot_codes.sql"),
    ),
    Check(
        "INV-103",
        "Did everybody vote once on an item, over the floor, the ballot and its papers?",
        statement("assembly", "checks/ballot_participations.sql"),
    ),
    Check(
        "INV-104",
        "Is the outcome of every ballot what its published archive and the tellers of its papers give?",
        statement("assembly", "checks/ballot_outcomes.sql"),
        outcomes_different,
    ),
    Check(
        "INV-115",
        "Is all long work of ballots done, with what came of it, or waiting for the worker?",
        statement("assembly", "checks/ballot_work.sql"),
    ),
    Check(
        "INV-116",
        "Was every link of a trustee written in a letter, in its place, and does the last one open the page?",
        statement("assembly", "checks/ballot_links.sql"),
    ),
    Check(
        "INV-84",
        "Has every member of a primary cooperative one vote on every roll?",
        statement("assembly", "checks/roll_votes.sql"),
    ),
    Check(
        "INV-130",
        "Does everybody on the roll of an assembly of delegates stand there by a mandate of the record date?",
        statement("assembly", "checks/delegates.sql"),
    ),
    Check(
        "INV-85",
        "Does the register as it was known give every roll again, and its hash what was frozen?",
        statement("assembly", "checks/rolls.sql"),
        redrawn_differently,
    ),
    Check(
        "INV-83",
        "Is every paper of a meeting what its hash says?",
        statement("assembly", "checks/meeting_documents.sql"),
    ),
    Check(
        "INV-86",
        "Was every meeting of members called within the window of its by-laws, by a letter to each?",
        statement("assembly", "checks/notices.sql"),
    ),
    Check(
        "INV-86",
        "Did every notice that was given by hand leave on paper?",
        statement("assembly", "checks/handovers.sql"),
    ),
    Check(
        "INV-91",
        "Does every resolution say what its figures say?",
        statement("assembly", "checks/resolutions.sql"),
    ),
    Check(
        "INV-97",
        "Did as many members as the by-laws ask for sign each requisition, and did its meeting treat its matters?",
        statement("assembly", "checks/requisitions.sql"),
    ),
    Check(
        "INV-114",
        "Was every meeting that members called one that they had required, after the time of the board?",
        statement("assembly", "checks/signers_call.sql"),
    ),
    Check(
        "INV-92",
        "Did every effect run once, of a resolution that was adopted and held, and does nothing else amend by-laws?",
        statement("assembly", "checks/effects.sql"),
    ),
    Check(
        "INV-122",
        "Were by-laws amended by the special majority alone?",
        statement("assembly", "checks/bylaws_by_special.sql"),
    ),
    Check(
        "INV-123",
        "Did every effect wait until the last ballot of its meeting was counted?",
        statement("assembly", "checks/effects_waited.sql"),
    ),
    Check(
        "INV-93",
        "Has every seat one holder at a time, by a mandate of its own act?",
        statement("assembly", "checks/mandates.sql"),
    ),
    Check(
        "INV-120",
        "Does nobody hold a seat that is closed, and does no election fill it?",
        statement("assembly", "checks/seats_closed.sql"),
    ),
    Check(
        "INV-94",
        "Does the office of every director stand on a mandate?",
        statement("assembly", "checks/directors.sql"),
    ),
    Check(
        "INV-105",
        "Was everybody nominated in time, once, for a seat that is put?",
        statement("assembly", "checks/nominations.sql"),
    ),
    Check(
        "INV-106",
        "Has every call for nominations the seats that it states, of its body?",
        statement("assembly", "checks/calls.sql"),
    ),
    Check(
        "INV-107",
        "Does every result of an election say what was counted, and does the count come out again?",
        statement("assembly", "checks/results.sql"),
        counted_differently,
    ),
    Check(
        "INV-131",
        "Was every election by name where votes weigh differently, with each ballot beside its voter, and no other?",
        statement("assembly", "checks/elections_by_name.sql"),
    ),
    Check(
        "INV-108",
        "Has everybody who was elected here the mandate of that count, and nobody else?",
        statement("assembly", "checks/elected.sql"),
    ),
    Check(
        "INV-119",
        "Did candidacies stay while a ballot was on them, and did its seats go to whom it elected?",
        statement("assembly", "checks/candidacies_voted.sql"),
    ),
    Check(
        "INV-63",
        "Is nothing that was said of candidacies left of persons whose particulars were taken away?",
        statement("assembly", "checks/nominations_blanked.sql"),
    ),
    Check(
        "INV-95",
        "Do all minutes say what was signed, by who was named for it, and corrections what they correct?",
        statement("assembly", "checks/minutes.sql"),
    ),
    Check(
        "INV-96",
        "Was every approval of minutes given by a resolution of a later meeting?",
        statement("assembly", "checks/approvals.sql"),
    ),
    Check(
        "INV-117",
        "Did all minutes wait for the last ballot of their meeting before they were signed?",
        statement("assembly", "checks/minutes_waited.sql"),
    ),
    Check(
        "INV-113",
        "Does the attendance of every meeting of a body speak of all who held its seats that day, and of nobody else?",
        statement("assembly", "checks/body_attendance.sql"),
    ),
    Check(
        "INV-109",
        "Was every motion seconded by others, admitted with its seconders, and called in its author's words?",
        statement("assembly", "checks/motions.sql"),
    ),
    Check(
        "INV-110",
        "Was every amendment voted before what it amends, and that put in the words that were adopted?",
        statement("assembly", "checks/amendments.sql"),
    ),
    Check(
        "INV-121",
        "Does from every item that was amended follow what was chosen for its words?",
        statement("assembly", "checks/amended_effects.sql"),
    ),
    Check(
        "INV-111",
        "Did one person speak at a time at every meeting, each in turn?",
        statement("assembly", "checks/rulings.sql"),
        lambda: iter(floors_out_of_turn()),
    ),
    Check(
        "INV-112",
        "Did every meeting of members open on its frozen roll?",
        statement("assembly", "checks/openings.sql"),
    ),
    Check(
        "INV-124",
        "Did every meeting open with the agenda that was called?",
        statement("assembly", "checks/opened_as_called.sql"),
    ),
    Check(
        "INV-125",
        "Did no meeting open before the day for which it was called?",
        statement("assembly", "checks/sat_in_time.sql"),
    ),
    Check(
        "INV-126",
        "Did every meeting end with its votes closed, but for those with a window of their own?",
        statement("assembly", "checks/closed_without_votes.sql"),
    ),
    Check(
        "INV-129",
        "Had every letter of a notice that came back gone out that way, and was none given by hand before?",
        statement("assembly", "checks/bounces.sql"),
    ),
    Check(
        "INV-128",
        "Was every item of a meeting decided once, in all its plans together?",
        statement("assembly", "checks/decided_once.sql"),
    ),
    Check(
        "INV-127",
        "Is everybody who counted or signed named to it still, and nobody named to one thing twice at once?",
        statement("assembly", "checks/namings.sql"),
    ),
    Check(
        "INV-63",
        "Are the words of everybody who was blanked gone from objections, tasks and questions?",
        statement("assembly", "checks/words_blanked.sql"),
    ),
]
