"""An archive in the format of belenios-tool, written here a second time so that tests can spoil it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assembly.stock import GROUP

UUID = "8Zpmf3uygZefgg"
QUESTIONS = [{"answers": ["Yes", "No"], "min": 1, "max": 1, "question": "Q"}]


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _record(name: str, text: str) -> bytes:
    content = text.encode()
    header = bytearray(512)
    for place, field in [
        (0, name), (100, "0000644"), (108, "0000000"), (116, "0000000"), (124, f"{len(content):011o}"),
        (136, f"{0:011o}"), (148, " " * 8), (156, "0"),
    ]:  # fmt: skip
        header[place : place + len(field)] = field.encode()
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header) + content + bytes(-len(content) % 512)


@dataclass(frozen=True)
class Archive:
    """A vote as its parts: `events` are (type, texts put before it, text that it refers to)."""

    events: tuple[tuple[str, tuple[str, ...], str], ...]

    @classmethod
    def of_two(cls, script: Callable[[str], Any], *, private_key: int, codes: Sequence[str]) -> Archive:
        """Two ballots for "Yes" and "No", by our own scripts."""
        key = script(f"group.powerOfG({private_key}n)")
        election = _compact(
            {
                "version": 1, "description": "", "name": "Two members", "group": GROUP, "public_key": key,
                "questions": QUESTIONS, "uuid": UUID,
            }
        )  # fmt: skip
        voters = script(f"{json.dumps(codes)}.map((code) => ballot.credentialOf(group, '{UUID}', code))")
        ballots = [
            script(f"ballot.makeBallot({json.dumps(election)}, '{code}', [{choice}])")
            for code, choice in zip(codes, ("[1, 0]", "[0, 1]"), strict=True)
        ]
        trustees = _compact([["Single", {"pok": {"challenge": "0", "response": "0"}, "public_key": key}]])
        return cls(
            (
                _setup(election, trustees, voters),
                *map(_ballot, ballots),
                ("EndBallots", (), ""),
                _tally(ballots, script),
            )
        )

    def to_bytes(self) -> bytes:
        """The file."""
        written = _record("BELENIOS", '{"version":1,"timestamp":"0"}')
        parent = ""
        for height, (kind, texts, payload) in enumerate(self.events):
            event: dict[str, Any] = {"parent": parent} if parent else {}
            event |= {"height": height, "type": kind}
            if payload:
                event["payload"] = _hash(payload)
            written += b"".join(_record(f"{_hash(text)}.data.json", text) for text in texts)
            written += _record(f"{_hash(_compact(event))}.event.json", _compact(event))
            parent = _hash(_compact(event))
        return written

    def with_a_byte_changed(self) -> bytes:
        """A digit of a ballot is another one."""
        content = self.to_bytes()
        place = content.index(b'"alpha":"') + 20
        return content[:place] + (b"1" if content[place : place + 1] != b"1" else b"2") + content[place + 1 :]

    def with_a_ballot_that_is_none(self) -> Archive:
        """What stands for a ballot has no answers."""
        return replace(self, events=(self.events[0], _ballot('{"credential":"1"}'), *self.events[2:]))

    def without(self, kind: str) -> Archive:
        """Events of a kind left out."""
        return replace(self, events=tuple(event for event in self.events if event[0] != kind))

    def with_ballots_after_the_end(self) -> Archive:
        """The end of the ballots stands between them, where the stock tool would drop the first."""
        setup, first, second, end, tally = self.events
        return replace(self, events=(setup, first, end, second, tally))

    def opening_only_the_first(self) -> Archive:
        """The encrypted sum is the first ballot."""
        (ballot,) = self.events[1][1]
        sums = [answer["choices"] for answer in json.loads(ballot)["answers"]]
        return replace(self, events=(*self.events[:-1], _tally_of(sums)))

    def outside_the_group(self) -> Archive:
        """Ballots whose sum is no member: 2 has an order that small primes divide."""
        spoilt = []
        for _, (text,), _ in self.events[1:3]:
            ballot = json.loads(text)
            for answer in ballot["answers"]:
                for choice in answer["choices"]:
                    choice["alpha"] = "2"
                    choice["beta"] = "1"
            spoilt.append(_compact(ballot))
        four = [[{"alpha": "4", "beta": "1"}, {"alpha": "4", "beta": "1"}]]
        return replace(self, events=(self.events[0], *map(_ballot, spoilt), self.events[3], _tally_of(four)))

    def in_another_group(self) -> Archive:
        """A group that came later."""
        election, trustees, voters, _ = self.events[0][1]
        told = json.loads(election)
        told["group"] = "Ed25519"
        return replace(self, events=(_setup(_compact(told), trustees, json.loads(voters)), *self.events[1:]))


def _setup(election: str, trustees: str, voters: list[str]) -> tuple[str, tuple[str, ...], str]:
    credentials = _compact(sorted(voters))
    hashes = {"election": election, "trustees": trustees, "credentials": credentials}
    setup = _compact({name: _hash(text) for name, text in hashes.items()})
    return "Setup", (election, trustees, credentials, setup), setup


def _ballot(text: str) -> tuple[str, tuple[str, ...], str]:
    return "Ballot", (text,), text


def _tally(ballots: list[str], script: Callable[[str], Any]) -> tuple[str, tuple[str, ...], str]:
    first, second = ([answer["choices"] for answer in json.loads(ballot)["answers"]] for ballot in ballots)
    p = int(script("group.p"))
    sums = [
        [
            {part: str(int(one[part]) * int(two[part]) % p) for part in ("alpha", "beta")}
            for one, two in zip(*both, strict=True)
        ]
        for both in zip(first, second, strict=True)
    ]
    return _tally_of(sums)


def _tally_of(sums: list[Any]) -> tuple[str, tuple[str, ...], str]:
    tally = _compact(sums)
    sized = _compact({"num_tallied": 2, "total_weight": 2, "encrypted_tally": _hash(tally)})
    return "EncryptedTally", (tally, sized), sized
