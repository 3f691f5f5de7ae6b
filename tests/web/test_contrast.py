"""Every pair of colours that meet on a page is read easily: WCAG 2.2 AA, in the light and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rochdale.web

CSS = (Path(rochdale.web.__file__).parent / "static/web/rochdale.css").read_text(encoding="utf-8")
PLAIN = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", CSS.split("@supports", maxsplit=1)[0]))
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
}
GROUNDS = ("paper", "sheet", "leaf-wash", "plum-wash", "amber-wash", "brick-wash")
TEXT = [
    *((ink, ground) for ground in GROUNDS for ink in ("ink", "quiet")),
    *(("leaf", ground) for ground in GROUNDS),
    *(("plum", ground) for ground in ("paper", "sheet", "plum-wash")),
    *(("amber", ground) for ground in ("paper", "sheet", "amber-wash")),
    *(("brick", ground) for ground in ("paper", "sheet", "brick-wash")),
    ("on-colour", "leaf"),
    ("on-colour", "plum"),
]
SHAPES = [
    (colour, ground) for colour in ("leaf", "plum", "amber", "brick", "slate", "quiet") for ground in GROUNDS
]


def luminance(colour: str) -> float:
    """Relative luminance, by the definition of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_plain_tokens_are_the_light_ones() -> None:
    assert {name: light for name, (light, _) in PAIRS.items()} == PLAIN
    assert len(PLAIN) > 10


@pytest.mark.parametrize("ground", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_is_read_easily(ink: str, paper: str, ground: int) -> None:
    assert contrast(PAIRS[ink][ground], PAIRS[paper][ground]) >= 4.5


@pytest.mark.parametrize("ground", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "paper"), SHAPES)
def test_edges_and_shapes_are_seen(shape: str, paper: str, ground: int) -> None:
    assert contrast(PAIRS[shape][ground], PAIRS[paper][ground]) >= 3


def test_no_colour_stands_outside_the_tokens() -> None:
    components = CSS[CSS.index("/* Ground. */") : CSS.index("@media print")]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", components) == []
