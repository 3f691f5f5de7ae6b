"""Which pictures stand in the guides, and of which page each is: a test takes them, and another reads the guides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "guides" / "pictures"
LANGUAGES: Final = ("en", "fr")
BYTES_MAX: Final = 60_000
WIDTH: Final = 720


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page of the demo's caisse: from the top of what `begins` selects, so many pixels down.

    `who` is a role of the demo's cast, and `unfolds` says that what lies folded on the page is opened.
    """

    name: str
    who: str
    path: str
    begins: str
    height: int
    unfolds: bool = False

    def file(self, language: str) -> Path:
        """Where the picture is kept."""
        return FOLDER / f"{self.name}.{language}.png"


# The annual meeting of the demo's year is meeting 1: its second motion is the amendment, its first ballot the election.
PICTURES: Final = (
    Picture("amendment", "member", "meetings/1/motions/2/", "main .title", 560),
    Picture(
        "minutes-of-an-election", "secretary", "meetings/1/minutes/", "main article h2:nth-of-type(8)", 560
    ),
    Picture("ballot-counted", "secretary", "meetings/1/ballots/1/", "main .title", 640),
    Picture("count-step-by-step", "secretary", "meetings/1/ballots/1/", "#outcome", 550, unfolds=True),
)


def files() -> Iterator[Path]:
    """Every picture in every language."""
    for picture in PICTURES:
        for language in LANGUAGES:
            yield picture.file(language)
