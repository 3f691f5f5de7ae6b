"""Two cooperatives to look at: a Quebec caisse with two years of daily business, and a small credit union.

A seeded generator invents people and what they do, keeps count of what they have, and acts through the
actions of the rooms alone. `build_all` is what `rochdale demo` runs.
"""

from __future__ import annotations

from datetime import date

from rochdale.config.demo.build import PASSWORD, Built, Progress, build
from rochdale.config.demo.scenes import SCENES, VIEUX_MOULIN
from rochdale.cooperatives import queries

MEMBERS = {"vieux-moulin": 600, "harbour": 40}
YEARS = 2

__all__ = ["Built", "Progress", "build", "build_all", "is_built", "people"]


def build_all(*, today: date, progress: Progress | None = None) -> list[Built]:
    """Build what is not there yet. The books end on the last business day before `today`, which stays open."""
    built = []
    for scene in SCENES:
        calendar = queries.calendar_of_place(scene.holidays, today.year - YEARS - 1, today.year + 1)
        through = calendar.previous_business_day(today)
        first = calendar.on_or_after(through.replace(year=through.year - YEARS, day=1))
        members = MEMBERS[scene.slug]
        built.append(build(scene=scene, members=members, first=first, through=through, progress=progress))
    return built


def is_built() -> bool:
    """Whether the caisse of the demo is in the directory."""
    return any(known.slug == VIEUX_MOULIN.slug for known in queries.directory())


def people() -> list[tuple[str, str, str]]:
    """Who can sign in: the role in words, the e-mail, and the password that all of the demo share."""
    return [(part.role, part.email, PASSWORD) for scene in SCENES for part in scene.cast if part.role]
