"""The set-up of an election, checked: its questions, its trustees and their key, who may vote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rochdale.voting.verifiable import credentials as credential_list
from rochdale.voting.verifiable.archive.reading import Step
from rochdale.voting.verifiable.election import Election, read_election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.membership import all_members
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.trustees.bodies import Body, Item, election_key, read_trustees
from rochdale.voting.verifiable.verifier.report import Remark


@dataclass(frozen=True, slots=True)
class Setup:
    """A set-up whose every part was checked."""

    election: Election
    items: tuple[Item, ...]
    credentials: tuple[int, ...]


def read_setup(step: Step, *, accept_weak: bool) -> Setup:
    """The set-up in the first event. Raises Unsound."""
    election = read_election(step.parts[0])
    items = read_trustees(election.group, step.parts[1], accept_weak=accept_weak)
    if election_key(election.group, items) != election.y:
        raise Unsound(Reason.ELECTION_KEY_DIFFERS)
    return Setup(election, items, read_credentials(election.group, step.parts[2]))


def read_credentials(group: Group, content: bytes) -> tuple[int, ...]:
    """The public list, every entry a member. Raises Unsound."""
    listed = credential_list.read_list(group, content)
    if not all_members(group, listed):
        places = [place for place, entry in enumerate(listed) if not group.has(entry)]
        raise Unsound(Reason.ELEMENT_FOREIGN, at=f"credentials[{places[0]}]")
    return listed


def remarks(setup: Setup) -> Iterator[Remark]:
    """What should be known of a sound set-up."""
    if list(setup.credentials) != sorted(setup.credentials):
        yield Remark.CREDENTIALS_UNSORTED
    if any(isinstance(item, Body) and item.signatures is None for item in setup.items):
        yield Remark.THRESHOLD_FORM_WEAK
    if setup.election.binding is None:
        yield Remark.BINDING_ABSENT
