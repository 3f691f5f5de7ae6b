"""From values of JSON to the contest, the paper and the ballots, with every fault on the way."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rochdale.kernel.text import INVISIBLE
from rochdale.voting.ballots import Ballot, BallotKind, Paper
from rochdale.voting.contests import Contest
from rochdale.voting.files import CANDIDATES_MAX, Counting
from rochdale.voting.files.faults import Faults
from rochdale.voting.files.json_ballots.scanning import JsonObject, Value, members_of
from rochdale.voting.profiles import Profile, sort_ballots

FORMAT: Final = "rochdale-ballots-1"
NAME_MAX: Final = 200
NUMBER_MAX: Final = 10**15
BOUNDS: Final = ("marks_min", "marks_max", "score_min", "score_max", "points", "points_min", "cost_max")
_PAPER: Final = ("kind", "ties", "costs", *BOUNDS)


def read(text: str, source: str = "ballots.json") -> Counting:
    """The contest, the paper and the ballots of a file; `source` is its name in faults. Raises BallotsFaulty."""
    faults = Faults(source)
    members = members_of(text.removeprefix("\ufeff"), faults)
    counting = _counting(members, faults)
    if faults.found or counting is None:
        raise faults.refusal()
    return counting


@dataclass(slots=True)
class _Checked:
    """Asks for members of an object by their types, and notes what is missing or wrong."""

    members: Mapping[str, Value]
    faults: Faults

    def whole(self, name: str, default: int | None, least: int = 0) -> int | None:
        """A whole number from `least` on."""
        if name not in self.members:
            return default
        found = self.members[name]
        if not _is_whole(found.value) or not least <= found.value <= NUMBER_MAX:
            self.faults.add(found.line, "number_wanted", name=name, least=least, most=NUMBER_MAX)
            return default
        return int(found.value)

    def text(self, name: str) -> str:
        """A text that can be seen, or none."""
        found = self.members.get(name, Value(1, ""))
        named = _name(found.value) if found.value != "" else ""
        if named is None:
            self.faults.add(found.line, "text_wanted", name=name)
        return named or ""

    def names(self, name: str) -> list[str]:
        """A list of names, each once."""
        found = self.members.get(name, Value(1, []))
        if not isinstance(found.value, list):
            self.faults.add(found.line, "names_wanted", name=name)
            return []
        good: dict[str, None] = {}
        for each in found.value:
            named = _name(each)
            if named is None:
                self.faults.add(found.line, "name_wanted", name=name, found=str(each))
            elif named in good:
                self.faults.add(found.line, "name_listed_twice", name=name, found=named)
            else:
                good[named] = None
        return list(good)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _name(value: object) -> str | None:
    """A name as it is compared: composed (NFC), without white space at its ends. None if it is none."""
    if not isinstance(value, str) or len(value) > NAME_MAX:
        return None
    named = unicodedata.normalize("NFC", value).strip()
    return named if named and not INVISIBLE.search(named) else None


def _counting(members: Mapping[str, Value], faults: Faults) -> Counting | None:
    checked = _Checked(members, faults)
    for wanted in ("format", "candidates", "paper", "ballots"):
        if wanted not in members:
            faults.add(None, "member_missing", name=wanted)
    if "format" in members and members["format"].value != FORMAT:
        faults.add(members["format"].line, "format_unknown", wanted=FORMAT)
    contest = _contest(checked)
    if contest is None:
        return None
    places = {name: place for place, name in enumerate(contest.candidates)}
    paper = _paper(checked, places)
    if paper is None:
        return None
    profile = _profile(checked, paper, places)
    return Counting(contest, profile, paper.kind, checked.text("title"), paper)


def _contest(checked: _Checked) -> Contest | None:
    names = checked.names("candidates")
    seats = checked.whole("seats", 1, least=1)
    withdrawn = checked.names("withdrawn")
    line = checked.members["candidates"].line if "candidates" in checked.members else None
    if not 0 < len(names) <= CANDIDATES_MAX:
        checked.faults.add(line, "candidates_miscounted", candidates=len(names), most=CANDIDATES_MAX)
        return None
    for name in set(withdrawn) - set(names):
        checked.faults.add(checked.members["withdrawn"].line, "name_unknown", name=name)
    assert seats is not None
    places = frozenset(place for place, name in enumerate(names) if name in withdrawn)
    return Contest(tuple(names), seats, places)


def _paper(checked: _Checked, places: Mapping[str, int]) -> Paper | None:
    found = checked.members.get("paper")
    if found is None:
        return None
    faults, line, before = checked.faults, found.line, checked.faults.count
    if not isinstance(found.value, JsonObject) or found.value.get("kind") not in list(BallotKind):
        faults.add(line, "kind_wanted", kinds=", ".join(BallotKind))
        return None
    given = found.value
    for name in (*given.repeated, *(name for name in given if name not in _PAPER)):
        faults.add(line, "member_repeated" if name in given.repeated else "member_unknown", name=str(name))
    inner = _Checked({name: Value(line, value) for name, value in given.items()}, faults)
    low = -NUMBER_MAX
    bounds: dict[str, Any] = {
        name: inner.whole(name, None, low if name.startswith("score") else 0)
        for name in BOUNDS
        if name in given
    }
    if not isinstance(given.get("ties", False), bool):
        faults.add(line, "truth_wanted", name="ties")
    costs = _costs(inner, places) if "costs" in given else None
    if faults.count > before:
        return None
    kind = BallotKind(given["kind"])
    return Paper(kind, len(places), ties=given.get("ties") is True, costs=costs, **bounds)


def _costs(checked: _Checked, places: Mapping[str, int]) -> tuple[int, ...] | None:
    found = checked.members["costs"]
    amounts = _by_candidate(found.value, places, found.line, checked.faults)
    if len(amounts) < len(places) or not all(amount >= 0 for amount in amounts.values()):
        checked.faults.add(found.line, "costs_wanted")
        return None
    return tuple(amounts[place] for place in range(len(places)))


def _by_candidate(value: object, places: Mapping[str, int], line: int, faults: Faults) -> dict[int, int]:
    """Whole numbers by candidate; an empty one is none."""
    if not isinstance(value, JsonObject):
        faults.add(line, "numbers_wanted")
        return {}
    found: dict[int, int] = {}
    for name in value.repeated:
        faults.add(line, "score_repeated", name=str(name))
    for name, number in value.items():
        place = _place(name, places, line, faults)
        if number is None or place is None:
            continue
        if not _is_whole(number) or abs(number) > NUMBER_MAX:
            faults.add(line, "number_wanted", name=str(name), least=-NUMBER_MAX, most=NUMBER_MAX)
        elif place in found:
            faults.add(line, "score_repeated", name=str(name))
        else:
            found[place] = number
    return found


def _place(name: object, places: Mapping[str, int], line: int, faults: Faults) -> int | None:
    place = places.get(name) if isinstance(name, str) else None
    if place is None:
        # Seldom: the name may be written in another form of Unicode.
        place = places.get(_name(name) or "")
    if place is None:
        faults.add(line, "name_unknown", name=str(name))
    return place


def _profile(checked: _Checked, paper: Paper, places: Mapping[str, int]) -> Profile[Any]:
    blank = checked.whole("blank", 0)
    assert blank is not None
    spoilt_count, spoilt = _spoilt(checked)
    found = checked.members.get("ballots", Value(1, []))
    if not isinstance(found.value, list):
        checked.faults.add(found.line, "ballots_wanted")
        return Profile.of({})
    cast: Counter[Ballot] = Counter()
    for ballot, times in _ballots(found.value, paper, places, checked.faults):
        cast[ballot] += times
    sorted_out = sort_ballots(cast, paper)
    spoilt.update(sorted_out.spoilt)
    return Profile(
        sorted_out.ballots,
        sorted_out.blank + blank,
        sorted_out.spoilt_count + spoilt_count,
        dict(sorted(spoilt.items())),
    )


def _spoilt(checked: _Checked) -> tuple[int, Counter[str]]:
    """How many were found spoilt before, and for which reasons."""
    found = checked.members.get("spoilt")
    if found is None:
        return 0, Counter()
    given = found.value if isinstance(found.value, JsonObject) else JsonObject()
    count, reasons = given.get("count"), given.get("reasons", JsonObject())
    if set(given) <= {"count", "reasons"} and _is_whole(count) and isinstance(reasons, JsonObject):
        assert isinstance(count, int)
        counts = all(
            _name(name) and _is_whole(times) and 0 < times <= count for name, times in reasons.items()
        )
        if counts and 0 <= count <= NUMBER_MAX and not reasons.repeated and not given.repeated:
            return count, Counter(reasons)
    checked.faults.add(found.line, "spoilt_wanted")
    return 0, Counter()


def _ballots(
    given: Iterable[Value], paper: Paper, places: Mapping[str, int], faults: Faults
) -> Iterator[tuple[Ballot, int]]:
    reader = _READERS[paper.kind]
    wanted = {"count", paper.kind}
    for each in given:
        ballot = each.value
        if (
            not isinstance(ballot, JsonObject)
            or ballot.repeated
            or not wanted >= set(ballot)
            or paper.kind not in ballot
        ):
            faults.add(each.line, "ballot_wanted", kind=paper.kind)
            continue
        times = ballot.get("count", 1)
        if not _is_whole(times) or not 0 < times <= NUMBER_MAX:
            faults.add(each.line, "number_wanted", name="count", least=1, most=NUMBER_MAX)
            continue
        read_ballot = reader(ballot[paper.kind], places, each.line, faults)
        if read_ballot is not None:
            yield read_ballot, times


def _choice(value: object, places: Mapping[str, int], line: int, faults: Faults) -> Ballot | None:
    if not isinstance(value, list):
        faults.add(line, "choice_wanted")
        return None
    marks = [_place(name, places, line, faults) for name in value]
    return tuple(sorted(place for place in marks if place is not None))


def _ranking(value: object, places: Mapping[str, int], line: int, faults: Faults) -> Ballot | None:
    if not isinstance(value, list):
        faults.add(line, "ranking_wanted")
        return None
    tiers = []
    for tier in value:
        together = tier if isinstance(tier, list) else [tier]
        marks = [_place(name, places, line, faults) for name in together]
        tiers.append(tuple(sorted(place for place in marks if place is not None)))
    return tuple(tiers)


def _scores(value: object, places: Mapping[str, int], line: int, faults: Faults) -> Ballot | None:
    found = _by_candidate(value, places, line, faults)
    return tuple(found.get(place) for place in range(len(places)))


_READERS: Final[Mapping[BallotKind, Callable[[object, Mapping[str, int], int, Faults], Ballot | None]]] = {
    BallotKind.CHOICE: _choice,
    BallotKind.RANKING: _ranking,
    BallotKind.SCORES: _scores,
}
