"""BLT, the files in which most programs for the single transferable vote keep their ballots.

The format is that of Hill, Wichmann and Woodall, "Algorithm 123", The Computer Journal 30 (1987), 277-281:

    4 2            candidates and seats
    -3             withdrawn candidates, if any
    7 2 1 4 0      seven ballots with these preferences, each line ended by 0
    1 1 3=4 0      equal preferences, as some programs write them
    2 0            two blank ballots
    0              the end of the ballots
    "Ada"          a name for each candidate, then the title
    ...

We hold it to its lines: one ballot a line, one name a line. Names and the title stand in quotes or, as some
councils write them, without; what stands between the first and the last quote of a line is the name. Empty lines
and lines that begin with # mean nothing, and after a ballot's 0 a remark may follow a #. Equal ballots are counted
together, on however many lines they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rochdale.kernel.errors import Fault
from rochdale.kernel.text import INVISIBLE
from rochdale.voting.ballots import BallotKind, Paper, Ranking, faults_of, is_plain
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsFaulty
from rochdale.voting.files import CANDIDATES_MAX, Counting
from rochdale.voting.files.faults import QUOTED_LENGTH_MAX, Faults
from rochdale.voting.profiles import Profile

WEIGHT_DIGITS_MAX = 12

_HEADING = re.compile(r"([0-9]{1,9})[ \t]+([0-9]{1,9})")
_WITHDRAWN = re.compile(r"-[0-9]{1,9}(?:[ \t]+-[0-9]{1,9})*")
_BALLOT = re.compile(r"([0-9]+)[ \t]+((?:[0-9]{1,9}(?:=[0-9]{1,9})*[ \t]+)*)0")
_NUMBERED = re.compile(r"-?[0-9]")


def read(text: str, source: str = "ballots.blt") -> Counting:
    """The contest and the ballots of a BLT file; `source` is its name in faults. Raises BallotsFaulty."""
    faults = Faults(source)
    reader = _Reader(faults, [line.strip(" \t\r") for line in text.removeprefix("\ufeff").split("\n")])
    counting = reader.read()
    if faults.found or counting is None:
        raise faults.refusal()
    return counting


def write(counting: Counting, source: str = "ballots.blt") -> str:
    """A BLT file that `read` gives back as the same contest, ballots and title.

    The spoilt ballots have no place in it. Raises BallotsFaulty for a name that the format cannot hold, and for
    ballots that are no rankings.
    """
    contest, profile = counting.contest, counting.profile
    if counting.kind is not BallotKind.RANKING:
        raise BallotsFaulty(faults=[Fault(source, None, "kind_unwritable", {"kind": counting.kind})])
    names = (*contest.candidates, counting.title)
    faults = [
        Fault(source, None, "name_unwritable", {"name": name})
        for place, name in enumerate(names)
        if INVISIBLE.search(name) or not (name or place == len(contest.candidates))
    ]
    if faults:
        raise BallotsFaulty(faults=faults)
    withdrawn = [" ".join(f"-{one + 1}" for one in sorted(contest.withdrawn))] if contest.withdrawn else []
    ballots = [f"{times} {_preferences(ranking)}0" for ranking, times in profile.ballots]
    blank = [f"{profile.blank} 0"] if profile.blank else []
    heading = f"{len(contest.candidates)} {contest.seats}"
    lines = [heading, *withdrawn, *ballots, *blank, "0", *(f'"{name}"' for name in names)]
    return "\n".join(lines) + "\n"


def _preferences(ranking: Ranking) -> str:
    return "".join("=".join(str(one + 1) for one in tier) + " " for tier in ranking)


class _Tiers(dict[str, tuple[int, ...]]):
    """Each place of a ballot as it is written, with its candidates from 0: made once, and shared by all ballots."""

    def __missing__(self, text: str) -> tuple[int, ...]:
        tier = self[text] = tuple(sorted(int(number) - 1 for number in text.split("=")))
        return tier


@dataclass(slots=True)
class _Reader:
    """Reads line after line and notes every fault; `place` is the next line to read, from 0."""

    faults: Faults
    lines: list[str]
    place: int = 0
    tiers: _Tiers = field(default_factory=_Tiers)

    def read(self) -> Counting | None:
        heading = self._heading()
        if heading is None:
            return None
        candidates, seats = heading
        withdrawn = self._withdrawn(candidates)
        counted = self._ballots(candidates)
        blank = counted.pop((), 0)
        names, title = self._names(candidates)
        if self.faults.found:
            return None
        contest = Contest(tuple(names), seats, frozenset(withdrawn))
        return Counting(contest, Profile.of(counted, blank=blank), BallotKind.RANKING, title)

    def _rest(self) -> Iterator[tuple[int, str]]:
        """The lines that mean something, with their numbers from 1; leaves `place` behind the last one given."""
        while self.place < len(self.lines):
            text = self.lines[self.place]
            self.place += 1
            if text and not text.startswith("#"):
                yield self.place, text

    def _heading(self) -> tuple[int, int] | None:
        for line, text in self._rest():
            found = _HEADING.fullmatch(_without_remark(text))
            if not found:
                self.faults.add(line, "heading_unreadable", text=text)
                return None
            candidates, seats = int(found[1]), int(found[2])
            if not 0 < candidates <= CANDIDATES_MAX:
                self.faults.add(line, "candidates_out_of_range", candidates=candidates, most=CANDIDATES_MAX)
            if not seats:
                self.faults.add(line, "seats_missing")
            return candidates, seats
        self.faults.add(None, "file_empty")
        return None

    def _withdrawn(self, candidates: int) -> set[int]:
        withdrawn: set[int] = set()
        for line, text in self._rest():
            found = _without_remark(text)
            if not _WITHDRAWN.fullmatch(found):
                self.place -= 1
                break
            for number in map(int, found.split()):
                one = -number - 1
                if not 0 <= one < candidates:
                    self.faults.add(line, "candidate_unknown", candidate=-number)
                elif one in withdrawn:
                    self.faults.add(line, "withdrawn_repeated", candidate=-number)
                else:
                    withdrawn.add(one)
            if len(withdrawn) == candidates:
                self.faults.add(line, "candidates_all_withdrawn")
        return withdrawn

    def _ballots(self, candidates: int) -> Counter[Ranking]:
        counted: Counter[Ranking] = Counter()
        known: dict[str, Ranking | None] = {}
        for line, text in self._rest():
            if text == "0":
                return counted
            found = _BALLOT.fullmatch(text) or _BALLOT.fullmatch(_without_remark(text))
            if found is None:
                if not _NUMBERED.match(text):
                    # No ballot begins like this: the names have begun.
                    self.place -= 1
                    self.faults.add(line, "ballots_unended")
                    return counted
                self.faults.add(line, "ballot_unreadable", text=text)
                continue
            ranking = known.get(found[2])
            if ranking is None:
                ranking = known[found[2]] = self._ranking(line, found[2], candidates)
            if ranking is not None:
                counted[ranking] += self._weight(line, found[1])
        self.faults.add(len(self.lines), "ballots_unended")
        return counted

    def _weight(self, line: int, digits: str) -> int:
        weight = int(digits) if len(digits) <= WEIGHT_DIGITS_MAX else 0
        if not weight:
            self.faults.add(line, "weight_out_of_range", weight=digits, digits=WEIGHT_DIGITS_MAX)
        return weight

    def _ranking(self, line: int, preferences: str, candidates: int) -> Ranking | None:
        ranking = tuple(map(self.tiers.__getitem__, preferences.split()))
        paper = Paper(BallotKind.RANKING, candidates, ties=True)
        found = [] if is_plain(ranking, paper) else faults_of(ranking, paper)
        for fault in found:
            facts = dict(fault.facts)
            if "candidate" in facts:
                # In the file candidates are numbered from 1.
                facts["candidate"] = int(str(facts["candidate"])) + 1
            self.faults.add(line, fault.code, **facts)
        return None if found else ranking

    def _names(self, candidates: int) -> tuple[list[str], str]:
        """The names and the title, which is "" where the file has none."""
        names: list[str] = []
        first_lines: dict[str, int] = {}
        for line, text in self._rest():
            name = self._name(line, text)
            if len(names) == candidates:
                self._end()
                return names, name
            if not name:
                self.faults.add(line, "name_missing")
            elif first_lines.setdefault(name, line) != line:
                self.faults.add(line, "name_repeated", name=name, first_line=first_lines[name])
            names.append(name)
        if len(names) < candidates:
            self.faults.add(len(self.lines), "names_missing", names=len(names), candidates=candidates)
        return names, ""

    def _end(self) -> None:
        for line, text in self._rest():
            self.faults.add(line, "text_after_title", text=text)
            return

    def _name(self, line: int, text: str) -> str:
        if text.startswith('"'):
            if len(text) < len('""') or not text.endswith('"'):
                self.faults.add(line, "quote_unended", text=text)
            text = text[1:].removesuffix('"')
        if INVISIBLE.search(text):
            self.faults.add(line, "name_unprintable", name=ascii(text[:QUOTED_LENGTH_MAX]))
        return text


def _without_remark(text: str) -> str:
    return text.partition("#")[0].rstrip()
