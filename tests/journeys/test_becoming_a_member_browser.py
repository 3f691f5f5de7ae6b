"""From a stranger to a member with a certificate, in one story, in real browsers: on a phone and at a desk."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdf
import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser

from browsing import serving_pages
from rochdale.cooperatives.queries import OfficeKind
from screens import READERS, Reader, Screen, seated

from .test_joining import AGREED, IDENTITY, PERSON, WHO, Place, is_clean, place

__all__ = ["place"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "willow anvil nine"
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4} \d{4}")
LEASE = {"name": "lease.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n a lease"}


@pytest.fixture
def home(place: Place) -> Iterator[str]:
    """Where the pages of the caisse begin."""
    cache.clear()
    with serving_pages() as address:
        yield f"{address}/{place.slug}/"


def apply(applicant: Screen, email: str) -> str:
    """Apply, step by step; the secret link by which one comes back."""
    applicant.press("Apply")
    applicant.press("Begin")
    identity = IDENTITY | {"number": "AB 123-456"}
    for told in (WHO, PERSON | {"email": email, "language": applicant.language}, identity):
        applicant.answer(told)
        applicant.press("Keep and go on")
    applicant.press("Go on without")
    applicant.answer({"shares": "1"})
    applicant.press("Keep and go on")
    applicant.answer({name: str(value) for name, value in AGREED.items() if name != "consents"})
    applicant.press("Keep and go on")
    applicant.sees("AB 123-456", "12, rue du Moulin", "Look at it once more. Nothing is sent yet.")
    applicant.press("Send the application")
    applicant.sees("We look at your application.", "You need do nothing.")
    return applicant.page.inner_text("section[aria-labelledby=keep] .small")


def open_application(officer: Screen) -> None:
    """Open what the list says of the one who applies."""
    officer.go(officer.page.get_by_role("link", name="Anaïs Nguyen").first)


def choose_password(newcomer: Screen, email: str) -> None:
    """Have a new password by the letter, and sign in with it."""
    mail.outbox.clear()
    newcomer.press("I do not know my password")
    newcomer.answer({"email": email})
    newcomer.send()
    (letter,) = mail.outbox
    (link,) = re.findall(r"http\S+", letter.body)
    newcomer.open(link)
    newcomer.answer({"password1": PASSWORD, "password2": PASSWORD})
    newcomer.send()
    newcomer.open(f"{newcomer.home.rsplit('/', 2)[0]}/account/login/")
    newcomer.answer({"login": email, "password": PASSWORD})
    newcomer.send()


def paper_of(member: Screen) -> str:
    """The words of the certificate that the page links to."""
    href = member.page.locator("section[aria-labelledby=certificates] .lines a").get_attribute("href")
    paper = member.page.request.get(member.home.rsplit("/", 2)[0] + str(href))
    assert paper.headers["content-type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(paper.body())).pages[0].extract_text()


def ask_for_more(browser: Browser, home: str, reader: Reader, secretary: Client) -> None:
    """The secretary misses a paper."""
    with seated(browser, home, reader, secretary, at="applications/") as officer:
        open_application(officer)
        officer.sees("AB 123-456", "12, rue du Moulin")
        officer.unfold("Ask for more")
        officer.answer({"asked-words": "Un bail, s’il vous plaît."})
        officer.press("Ask for more")


def give_more(applicant: Screen, link: str) -> None:
    """On another device, which knows nothing until the link is opened, the applicant brings it."""
    applicant.sees("This device does not know your application.")
    applicant.open(link)
    asked = "We need something more from you. Read it below, and answer."
    applicant.sees("Un bail, s’il vous plaît.", asked)
    applicant.unfold("Add a paper")
    applicant.answer({"paper-kind": "address"})
    applicant.page.set_input_files("[name=paper-paper]", files=[LEASE])  # type: ignore[list-item]  # as Playwright reads it
    applicant.press("Add this file")
    applicant.answer({"answered-words": "Le voici."})
    applicant.press("Send the answer")


def accept(browser: Browser, home: str, reader: Reader, manager: Client) -> None:
    """The manager, whom the own first page leads there, reads the answer and decides."""
    with seated(browser, home, reader, manager) as officer:
        open_application(officer)
        officer.sees("Le voici.")
        officer.unfold("Accept")
        officer.press("Accept")


def take_payment(browser: Browser, home: str, reader: Reader, teller: Client) -> None:
    """The teller finds who is to pay, and takes the money in."""
    with seated(browser, home, reader, teller, at="applications/") as counter:
        counter.press("To be paid")
        open_application(counter)
        counter.press("Take the payment and register")
        counter.press("Take the payment and register")
        counter.does_not_see("Is it somebody we know?")


def verify(browser: Browser, home: str, reader: Reader, code: str) -> None:
    """Anybody types what stands on the paper: first with a slip of the finger, then rightly."""
    slip = code[:-1] + str((int(code[-1]) + 1) % 10)
    with seated(browser, home, reader, at="certificates/") as anyone:
        anyone.answer({"number": "1", "code": slip})
        anyone.press("Verify")
        anyone.sees("No certificate has this number and this code.")
        anyone.answer({"number": "1", "code": code})
        anyone.press("Verify")
        anyone.sees("This certificate is in force.", "A. N.")


@pytest.mark.parametrize("reader", READERS)
def test_a_stranger_becomes_a_member(place: Place, browser: Browser, home: str, reader: Reader) -> None:
    email = f"anais.{place.slug}@example.org"
    offices = (OfficeKind.SECRETARY, OfficeKind.MANAGER, OfficeKind.TELLER)
    secretary, manager, teller = (place.officer(office) for office in offices)
    with seated(browser, home, reader, at="join/") as applicant:
        link = apply(applicant, email)
    ask_for_more(browser, home, reader, secretary)
    with seated(browser, home, reader, at="join/mine/") as anais:
        give_more(anais, link)
        accept(browser, home, reader, manager)
        anais.open("join/mine/")
        anais.sees("Pay at the counter, with an official paper that shows who you are.")
        take_payment(browser, home, reader, teller)
        anais.open("join/mine/")
        choose_password(anais, email)
        anais.open("my-shares/")
        anais.does_not_see("Ask for repayment")  # the one share that qualifies stays
        anais.go(anais.page.locator("form[action$='/certificates/'] .button"))
        paper = paper_of(anais)
    assert "Anaïs Nguyen" in paper
    code = CODE.search(paper)
    assert code
    verify(browser, home, reader, code[0])
    assert is_clean(place)
