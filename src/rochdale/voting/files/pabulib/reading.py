"""A `.pb` text to a budget and its ballots, or every fault with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rochdale.voting.ballots import Ballot, BallotKind, Paper, Scores, faults_of, is_blank
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.files import CANDIDATES_MAX, Counting
from rochdale.voting.files.faults import Faults
from rochdale.voting.files.pabulib.sections import SHAPELESS, Row, amount_of, sections_of, whole_of
from rochdale.voting.profiles import Profile

KINDS: Mapping[str, BallotKind] = {
    "approval": BallotKind.CHOICE,
    "choose-1": BallotKind.CHOICE,
    "ordinal": BallotKind.RANKING,
    "cumulative": BallotKind.SCORES,
    "scoring": BallotKind.SCORES,
}
POINTS_MAX = 999_999_999
WHOLE_KEYS = (
    "num_projects", "num_votes", "min_length", "max_length", "min_points", "max_points", "min_sum_points",
    "max_sum_points", "default_score",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """What the organizers published of the result, per project: None where the file does not say it.

    `selected` is 0 (not funded), 1 (funded), or another number (funded from elsewhere).
    """

    votes: tuple[int | None, ...]
    scores: tuple[int | None, ...]
    selected: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class BudgetFile:
    """A whole `.pb` text: the contest and its ballots, the keys of META as they stand, and the published result.

    `ticked_twice` says for each project how many marks a voter made beyond the first: one voter approves once, but
    some published figures count both.
    """

    contest: BudgetContest
    counting: Counting
    meta: Mapping[str, str]
    published: Published
    ticked_twice: tuple[int, ...]


def read(text: str, source: str = "ballots.pb") -> Counting:
    """The budget and the ballots of a text. Raises BallotsFaulty with every fault and its line."""
    return read_whole(text, source).counting


def read_whole(text: str, source: str = "ballots.pb") -> BudgetFile:
    """The same, with what else the file says. Raises BallotsFaulty."""
    faults = Faults(source)
    sections = sections_of(text, faults)
    if any(fault.code in SHAPELESS for fault in faults.found):
        raise faults.refusal()  # whatever else was found would only follow from it
    meta = _Meta(sections["META"], faults)
    contest = _contest(meta, sections["PROJECTS"], faults)
    if meta.kind is None:  # without it nobody can say what a vote means
        raise faults.refusal()
    names = [row.text("project_id") for row in sections["PROJECTS"]]
    paper = _paper(meta, meta.kind, len(names))
    votes = _Votes(meta, names, paper, faults)
    profile = votes.profile(sections["VOTES"])
    if faults.found or contest is None:
        faults.found.sort(key=lambda fault: fault.line or 0)
        raise faults.refusal()
    counting = Counting(contest, profile, meta.kind, meta.text("description"), paper)
    twice = tuple(votes.ticked_twice[one] for one in range(len(contest.candidates)))
    return BudgetFile(contest, counting, meta.texts, _published(sections["PROJECTS"]), twice)


class _Meta:
    """The keys of META, and those that are numbers as such."""

    def __init__(self, rows: Sequence[Row], faults: Faults) -> None:
        self.texts: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        for row in rows:
            key = row.text("key")
            if key in self.texts:
                faults.add(row.line, "key_repeated", key=key)
            self.texts[key] = row.text("value")
            self.lines[key] = row.line
        self._numbers: dict[str, int] = {}
        for key in WHOLE_KEYS:
            self._read_number(key, faults)
        for key in ("budget", "vote_type"):
            if not self.text(key):
                faults.add(self.lines.get(key), "key_missing", key=key)
        self.kind = KINDS.get(self.text("vote_type"))
        if self.text("vote_type") and self.kind is None:
            known = ", ".join(KINDS)
            faults.add(self.lines["vote_type"], "vote_type_unknown", text=self.text("vote_type"), known=known)
        if self.number("default_score", 0):
            faults.add(
                self.lines["default_score"], "default_score_unsupported", score=self.texts["default_score"]
            )

    def _read_number(self, key: str, faults: Faults) -> None:
        if not self.text(key):
            return
        number = whole_of(self.text(key))
        if number is None:
            faults.add(self.lines[key], "number_malformed", key=key, text=self.text(key))
        else:
            self._numbers[key] = number

    def text(self, key: str) -> str:
        return self.texts.get(key, "")

    def number(self, key: str, otherwise: int | None = None) -> int | None:
        return self._numbers.get(key, otherwise)


def _contest(meta: _Meta, rows: Sequence[Row], faults: Faults) -> BudgetContest | None:
    before = faults.count
    names = [row.text("project_id") for row in rows]
    lines: dict[str, int] = {}
    for row, name in zip(rows, names, strict=True):
        if not name or "," in name:
            faults.add(row.line, "project_unnamed", text=name)
        elif lines.setdefault(name, row.line) != row.line:
            faults.add(row.line, "project_repeated", project=name, first_line=lines[name])
    amounts = [_amount(row.line, "cost", row.text("cost"), faults) for row in rows]
    budget = _amount(meta.lines.get("budget"), "budget", meta.text("budget"), faults)
    if not rows:
        faults.add(None, "projects_missing")
    if len(rows) > CANDIDATES_MAX:
        faults.add(
            rows[CANDIDATES_MAX].line, "projects_too_many", projects=len(rows), projects_max=CANDIDATES_MAX
        )
    wanted = meta.number("num_projects", len(rows))
    if wanted != len(rows):
        faults.add(
            meta.lines["num_projects"], "projects_miscounted", projects=len(rows), projects_said=wanted
        )
    score_min = _threshold(meta, faults)
    if faults.count > before:
        return None
    decimals = max(len(digits) for _units, digits in (*amounts, budget))
    return BudgetContest(
        candidates=tuple(names),
        costs=tuple(_minor(amount, decimals) for amount in amounts),
        budget=_minor(budget, decimals),
        decimals=decimals,
        currency=meta.text("currency"),
        titles=tuple(row.text("name") for row in rows) if rows[0].cells.get("name") is not None else (),
        place_points=_place_points(meta, len(names)),
        score_min=score_min,
    )


def _amount(line: int | None, key: str, text: str, faults: Faults) -> tuple[int, str]:
    amount = amount_of(text)
    if amount is None or not (amount[0] or amount[1].strip("0")):
        if text or key != "budget":  # a budget that is not there was named already
            faults.add(line, "amount_malformed", key=key, text=text)
        return 1, ""
    return amount


def _minor(amount: tuple[int, str], decimals: int) -> int:
    units, digits = amount
    return int(f"{units}{digits:0<{decimals}}")


def _threshold(meta: _Meta, faults: Faults) -> int:
    # A threshold may be written with decimals; votes are whole, so the next whole number says the same.
    text = meta.text("min_project_score_threshold")
    if not text:
        return 0
    amount = amount_of(text)
    if amount is None:
        line = meta.lines["min_project_score_threshold"]
        faults.add(line, "number_malformed", key="min_project_score_threshold", text=text)
        return 0
    return amount[0] + bool(amount[1].strip("0"))


def _place_points(meta: _Meta, projects: int) -> tuple[int, ...]:
    """What a ranking gives by place: as many points as it may name projects, then one less each time."""
    places = meta.number("max_length", 0) or 0
    if meta.kind is not BallotKind.RANKING:
        return ()
    return tuple(places - place for place in range(min(places, projects)))


def _paper(meta: _Meta, kind: BallotKind, count: int) -> Paper:
    marks_max = 1 if meta.text("vote_type") == "choose-1" else meta.number("max_length")
    lowest = 0 if meta.text("vote_type") == "cumulative" else -POINTS_MAX
    sums = {meta.number("min_sum_points"), meta.number("max_sum_points")}
    return Paper(
        kind,
        count,
        marks_min=meta.number("min_length", 0) or 0,
        marks_max=None if marks_max is None else min(marks_max, count),
        score_min=meta.number("min_points", lowest) or 0,
        score_max=meta.number("max_points", meta.number("max_sum_points", POINTS_MAX)) or 0,
        points=sums.pop() if len(sums) == 1 else None,
    )


class _Votes:
    """Turns the rows of VOTES into ballots."""

    def __init__(self, meta: _Meta, names: Sequence[str], paper: Paper, faults: Faults) -> None:
        self._meta, self._paper, self._faults = meta, paper, faults
        self._place_of = {name: place for place, name in enumerate(names)}
        self.ticked_twice: Counter[int] = Counter()

    def profile(self, rows: Sequence[Row]) -> Profile[Ballot]:
        counted: Counter[Ballot] = Counter()
        voters: dict[str, int] = {}
        for row in rows:
            voter = row.text("voter_id")
            if voters.setdefault(voter, row.line) != row.line:
                self._faults.add(row.line, "voter_repeated", first_line=voters[voter])
            ballot = self._ballot(row)
            if ballot is not None:
                counted[ballot] += 1
        said = self._meta.number("num_votes", len(rows))
        if said != len(rows):
            self._faults.add(
                self._meta.lines["num_votes"], "votes_miscounted", votes=len(rows), votes_said=said
            )
        blank = sum(times for ballot, times in counted.items() if is_blank(ballot))
        return Profile.of({one: times for one, times in counted.items() if not is_blank(one)}, blank=blank)

    def _ballot(self, row: Row) -> Ballot | None:
        named = self._named(row)
        if named is None:
            return None
        ballot: Ballot | None = tuple(sorted(named))
        if self._paper.kind is BallotKind.RANKING:
            ballot = tuple((one,) for one in named)
        elif self._paper.kind is BallotKind.SCORES:
            ballot = self._scores(row, named)
        if ballot is not None and not is_blank(ballot):
            for fault in faults_of(ballot, self._paper):
                self._faults.add(row.line, fault.code, **fault.facts)
        return ballot

    def _named(self, row: Row) -> list[int] | None:
        names = [name.strip() for name in row.text("vote").split(",")] if row.text("vote") else []
        unknown = [name for name in names if name not in self._place_of]
        for name in unknown:
            self._faults.add(row.line, "project_unknown", project=name)
        repeated: list[str] = []
        if len(set(names)) < len(names):
            repeated = sorted(name for name, times in Counter(names).items() for _again in range(times - 1))
        if self._paper.kind is BallotKind.CHOICE:
            # A project that is ticked twice is approved of once.
            self.ticked_twice.update(self._place_of[name] for name in repeated if name in self._place_of)
            names, repeated = list(dict.fromkeys(names)), []
        for name in dict.fromkeys(repeated):
            self._faults.add(row.line, "project_named_twice", project=name)
        return None if unknown or repeated else [self._place_of[name] for name in names]

    def _scores(self, row: Row, named: Sequence[int]) -> Scores | None:
        texts = [text.strip() for text in row.text("points").split(",")] if row.text("points") else []
        points = [whole_of(text) for text in texts]
        if len(texts) != len(named) or None in points:
            self._faults.add(row.line, "points_malformed", text=row.text("points"), projects=len(named))
            return None
        written = dict(zip(named, points, strict=True))
        most = self._meta.number("max_sum_points")
        total = sum(one for one in points if one is not None)
        if most is not None and total > most:
            self._faults.add(row.line, "points_too_many", points=total, points_max=most)
        return tuple(written.get(one) for one in range(self._paper.candidates))


def _published(rows: Sequence[Row]) -> Published:
    columns = {
        name: tuple(whole_of(row.text(name)) for row in rows) for name in ("votes", "score", "selected")
    }
    return Published(columns["votes"], columns["score"], columns["selected"])
