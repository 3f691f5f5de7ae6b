"""A network to look at: a Quebec caisse with two years of daily business, a small credit union, their federation.

A seeded generator invents people and what they do, keeps count of what they have, and acts through the
actions of the rooms alone. `build_all` is what `rochdale demo` runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rochdale.config.demo.build import PASSWORD, Built, Progress, build
from rochdale.config.demo.federation import build_federation
from rochdale.config.demo.scenes import FEDERATION, SCENES
from rochdale.cooperatives import queries

MEMBERS = {"vieux-moulin": 600, "harbour": 40}
YEARS = 2
ALL = (*SCENES, FEDERATION)

__all__ = ["Built", "Progress", "build", "build_all", "is_built", "is_wanted", "people"]


def build_all(*, today: date, progress: Progress | None = None) -> Iterator[Built]:
    """Build what is not there yet, one after the other as the answers are taken.

    The books end on the last business day before `today`, which stays open.
    """
    for scene in SCENES:
        calendar = queries.calendar_of_place(scene.holidays, today.year - YEARS - 1, today.year + 1)
        through = calendar.previous_business_day(today)
        first = calendar.on_or_after(through.replace(year=through.year - YEARS, day=1))
        members = MEMBERS[scene.slug]
        yield build(scene=scene, members=members, first=first, through=through, progress=progress)
    federal = queries.calendar_of_place(FEDERATION.holidays, today.year - 1, today.year + 1)
    yield build_federation(on=federal.previous_business_day(today))


def is_built() -> bool:
    """Whether all cooperatives of the demo are in the directory."""
    return {scene.slug for scene in ALL} <= {known.slug for known in queries.directory()}


def is_wanted() -> bool:
    """Whether a first start should build it: there is no cooperative at all, or a build was cut short."""
    known = {each.slug for each in queries.directory()}
    ours = {scene.slug for scene in ALL}
    return not known or (bool(known & ours) and not ours <= known)


def people() -> list[tuple[str, str, str]]:
    """Who can sign in: the role in words, the e-mail, and the password that all of the demo share."""
    return [(part.role, part.email, PASSWORD) for scene in ALL for part in scene.cast if part.role]
