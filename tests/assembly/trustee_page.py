"""What a trustee does on the page, step by step: press, save, read back, and copy what is to be sent."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

ORDER = "This vote asks members to put answers in order"
FIRST, SECOND, THIRD = "First round: begin", "Second round: deal", "Third round: take your share"


def read_back(page: Page, section: str, file: Path) -> None:
    """Give a saved secret back to the page."""
    part = page.get_by_role("region", name=section)
    part.get_by_label("The file that you just saved").set_input_files(file)
    part.get_by_role("button", name="Check the file").click()


def make_key(page: Page, file: Path, *, ranks: bool = False) -> str:
    """Make a key on the page, keep the private half, and bring the public one."""
    part = page.get_by_role("region", name="Make your key")
    part.get_by_label(ORDER).set_checked(ranks)
    page.get_by_label("Your name").fill("Odile Gagnon")
    page.get_by_role("button", name="Make a key").click()
    read_back(page, "Make your key", kept(page, "Make your key", "Save the private key", file))
    return page.get_by_label("Public part of your key").input_value()


def kept(page: Page, section: str, name: str, at: Path) -> Path:
    """Press a button of a section that saves a file."""
    with page.expect_download() as saved:
        page.get_by_role("region", name=section).get_by_role("button", name=name).click()
    saved.value.save_as(at)
    return at


def begin(page: Page, place: int, folder: Path, *, ranks: bool = False) -> str:
    """The first round of a shared key, two of three."""
    part = page.get_by_role("region", name=FIRST)
    for label, number in (
        ("How many trustees", 3),
        ("How many are needed to open", 2),
        ("Your place, from 1", place),
    ):
        part.get_by_label(label).fill(str(number))
    part.get_by_label(ORDER).set_checked(ranks)
    part.get_by_role("button", name="Begin").click()
    read_back(page, FIRST, kept(page, FIRST, "Save the private key", folder / f"{place}.key"))
    return part.get_by_label("Your certificate").input_value()


def deal(page: Page, place: int, folder: Path) -> str:
    """The second round."""
    part = page.get_by_role("region", name=SECOND)
    part.get_by_label("Your file of the first round").set_input_files(folder / f"{place}.key")
    part.get_by_label("The certificates of all").set_input_files(folder / "certificates")
    part.get_by_role("button", name="Deal", exact=True).click()
    part.get_by_label("Your dealing").wait_for()
    return part.get_by_label("Your dealing").input_value()


def take(page: Page, place: int, folder: Path) -> str:
    """The third round."""
    part = page.get_by_role("region", name=THIRD)
    part.get_by_label("Your file of the first round").set_input_files(folder / f"{place}.key")
    part.get_by_label("The certificates of all").set_input_files(folder / "certificates")
    part.get_by_label("The dealings of all").set_input_files(folder / "dealings")
    part.get_by_role("button", name="Take my share").click()
    part.get_by_role("button", name="Save the private key").wait_for()
    read_back(page, THIRD, kept(page, THIRD, "Save the private key", folder / f"{place}.share"))
    return part.get_by_label("Public part of your share").input_value()


def give(page: Page, section: str, archive: Path, key: Path) -> None:
    """Choose an archive and a key after the close, and press the button of a section."""
    part = page.get_by_role("region", name=section)
    part.get_by_label("The archive of the vote (.bel)").set_input_files(archive)
    part.get_by_label("Your private key (.privkey)").set_input_files(key)
    part.locator("[data-do=give]").click()
