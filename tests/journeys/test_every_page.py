"""Every page of a small demo, as everybody in it finds it: sound, light, accessible, in both languages."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Request

from browsing import Scheme, axe_finds, serving_pages
from rochdale.config import demo
from rochdale.config.demo.build import PASSWORD
from rochdale.config.demo.scenes import VIEUX_MOULIN
from visiting import enter

from .test_permissions import PAGES
from .walking import Walk

WEIGHT_MAX = 100_000
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
pytestmark = pytest.mark.slow
WIDE, NARROW = 1280, 360
# A reader's language, and the colours at the desk; on the phone they are the others.
READERS: list[tuple[str, Scheme]] = [("en", "light"), ("fr", "dark")]
OTHER: dict[Scheme, Scheme] = {"light": "dark", "dark": "light"}
# What a page that is loaded already can break when it becomes narrow and changes its colours.
SEEN_ANEW = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
# Who walks, by the role in the demo's cast.
WALKERS = (
    "", "member", "teller", "manager", "treasurer", "secretary", "chair", "director", "loan officer", "auditor"
)  # fmt: skip
# No link leads here: the address is in a letter, or it only answers a form, or the walk stays out of it.
UNLINKED = {
    "/<cooperative>/bodies/<slug:code>/in-office/": "before the first resolution alone",
    "/<cooperative>/applications/<uuid:application_id>/persons/<uuid:person_id>/": "where two might be the same",
    "/<cooperative>/my-file/programs/<uuid:token_id>/revoke/": "for who lets a program in",
    "/<cooperative>/meetings/<int:number>/adjourn/": "while a meeting is open",
    "/<cooperative>/meetings/<int:number>/call/": "once nothing keeps a meeting from being called",
    "/<cooperative>/meetings/<int:number>/close/": "while a meeting is open",
    "/<cooperative>/meetings/<int:number>/open/": "on the day of a sitting",
    "/<cooperative>/meetings/<int:number>/roll/challenges/<int:challenge>/": "while a challenge waits",
    "/<cooperative>/meetings/<int:number>/roll/freeze/": "once a roll may be frozen",
    "/<cooperative>/meetings/<int:number>/roll/mine/<int:member_number>/challenge/": "for who is without a vote",
    "/<cooperative>/meetings/<int:number>/floor/items/<int:place>/": "while a meeting is open",
    "/<cooperative>/meetings/<int:number>/floor/items/<int:place>/motion/": "while a meeting is open",
    "/<cooperative>/meetings/<int:number>/floor/order/": "while a meeting is open",
    "/<cooperative>/meetings/<int:number>/motions/<int:motion>/effect/": "once an item was amended, until it is put",
    "/<cooperative>/meetings/<int:number>/now/come/": "while one that is held online too can be come to",
    "/<cooperative>/meetings/<int:number>/now/speak/": "while a meeting is open",
    "/<cooperative>/meetings/<int:number>/floor/votes/<int:vote>/close/": "while a vote is open",
    "/<cooperative>/meetings/<int:number>/floor/votes/<int:vote>/withdraw/": "while a vote is open",
    "/<cooperative>/meetings/<int:number>/minutes/approve/": "once minutes are signed",
    "/<cooperative>/meetings/<int:number>/minutes/sign/": "for the chair and the secretary of a meeting",
    "/<cooperative>/meetings/requisitions/<int:number>/call/": "for who signed what the board did not call in time",
    "/<cooperative>/meetings/<int:number>/ballots/<int:ballot>/seats/": "once a ballot on an election is counted",
    "/<cooperative>/meetings/<int:number>/elections/<slug:code>/hold/": "while a meeting is open",
    "/<cooperative>/meetings/<int:number>/elections/<slug:code>/nominations/<int:nomination>/photo/<int:version>/": (
        "shown beside the words of a candidate"
    ),
    "/<cooperative>/meetings/<int:number>/floor/votes/<int:vote>/close-election/": "while an election is open",
    "/<cooperative>/meetings/<int:number>/votes/<int:vote>/ballot/": "while an election is open",
    "/<cooperative>/meetings/<int:number>/votes/<int:vote>/sheet/": "for tellers, while an election is open",
    "/vote/live/<str:token>": "asked by screens alone",
    "/vote/stream/<str:token>": "asked by screens alone",
    "/vote/words/<slug:language>.js": "asked by the booth alone, once a ballot is cast",
    "/<cooperative>/meetings/<int:number>/votes/<int:vote>/": "once something was put to the vote",
    "/<cooperative>/meetings/<int:number>/votes/<int:vote>/cast/": "while a vote is open",
    "/<cooperative>/meetings/<int:number>/votes/<int:vote>/names/": "during a roll call",
    "/<cooperative>/meetings/<int:number>/votes/<int:vote>/aloud/": "while an election by name is open",
    "/<cooperative>/meetings/<int:number>/items/<int:place>/decide/": "while a meeting of a body is open",
    "/<cooperative>/meetings/<int:number>/votes/<int:vote>/count/": "for tellers, while a vote is open",
    "/<cooperative>/my-file/papers/<uuid:document_id>/": "for who brought papers to join",
    "/<cooperative>/persons/<uuid:person_id>/blank/": "on the page of who left, few among all members",
    "/<cooperative>/register/<int:number>/guardian/": "on the page of a minor, one among all members",
    "/<cooperative>/suspensions/<uuid:suspension_id>/": "on the page of who is suspended, one among all members",
    "/<cooperative>/shares/delays/remind/": "once an instalment is owed for too long",
    "/<cooperative>/ballots/<slug:uuid>/cast/": "asked by the booth alone",
    "/<cooperative>/ballots/<slug:uuid>/trustee/give/": "on the page of a trustee",
    "/<cooperative>/ballots/<slug:uuid>/trustee/lost/": "on the page of a trustee",
    "/<cooperative>/meetings/<int:number>/ballots/<int:ballot>/codes/": "before the codes of a ballot are made",
    "/<cooperative>/meetings/<int:number>/ballots/<int:ballot>/open/": "before a ballot is opened",
    "/<cooperative>/meetings/<int:number>/ballots/<int:ballot>/end-shuffles/": "once orders are shuffled",
    "/<cooperative>/meetings/<int:number>/ballots/<int:ballot>/count/": "once enough trustees gave their part",
    "/<cooperative>/meetings/<int:number>/ballots/<int:ballot>/paper/": "before a ballot is closed",
    "/<cooperative>/ballots/<slug:uuid>/booth/": "while votes are taken, and those of the demo are over here",
    "/<cooperative>/ballots/<slug:uuid>/trustee/": "by a link in a letter",
    "/<cooperative>/ballots/<slug:uuid>/trustee/<str:token>/": "in a letter",
    "/<cooperative>/ballots/<slug:uuid>/trustee/rounds/<slug:part>/": "for trustees who make a key together",
    "/<cooperative>/meetings/<int:number>/ballots/<int:ballot>/papers/": "for a teller, once papers were given",
    "/account/2fa/code/": "in the middle of a sign-in",
    "/account/2fa/passkeys/<int:pk>/remove/": "for who has a passkey",
    "/account/2fa/recovery-codes/": "after a passkey or an app was set up",
    "/account/address/<str:token>/": "in a letter",
    "/account/inactive/": "where a sign-in was shut",
    "/account/logout/": "the end of the walk",
    "/account/password/reset/done/": "after a form",
    "/account/password/reset/key/<uidb36>-<key>/": "in a letter",
    "/account/password/reset/key/done/": "after a form",
    "/account/password/set/": "for who has no password",
    "/account/reauthenticate/passkey/": "where a proof has grown old",
    "/account/second-factor/": "for an officer without one",
    "/account/signup/": "nobody signs up",
    "/design": "for who works on Rochdale",
    "/design/<slug:screen>": "for who works on Rochdale",
    "/language/<slug:language>": "leads back to where one was",
}


@dataclass(frozen=True)
class Town:
    """A small caisse of the demo, and what each of its people saw of it."""

    slug: str
    walks: tuple[Walk, ...]

    def pages(self) -> Iterator[tuple[Walk, str]]:
        """Each page once, with the first person who found it."""
        seen: set[str] = set()
        for walk in self.walks:
            for route, addresses in walk.pages.items():
                if route not in seen:
                    seen.add(route)
                    yield walk, addresses[0]


@pytest.fixture(scope="module")
def town(database: str) -> Town:
    slug = f"walk-{uuid.uuid4().hex[:12]}"
    cast = tuple(replace(part, email=part.email.replace("@", f"@{slug}.")) for part in VIEUX_MOULIN.cast)
    scene = replace(VIEUX_MOULIN, slug=slug, cast=cast)
    with override_settings(PASSWORD_HASHERS=QUICK):
        demo.build(scene=scene, members=120, first=date(2026, 6, 1), through=date(2026, 10, 30))
    emails = {part.role: part.email for part in cast if part.role}
    applicants = (_apply(slug, f"join/link/demo-{place}/") for place in range(1, 8))
    return Town(slug, (*(_walk(slug, who, emails.get(who)) for who in WALKERS), *applicants, _begin(slug)))


def _walk(slug: str, who: str, email: str | None) -> Walk:
    client = Client()
    if email is None:
        return Walk("anonymous", client).from_("/account/login/", f"/{slug}/join/")
    enter(client, email, second_factor=who != "member")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return Walk(who, client).from_("/", f"/{slug}/", "/account/security/")


def _apply(slug: str, link: str) -> Walk:
    """Somebody who applied, and opens the link to the application."""
    return Walk(link, Client()).from_(f"/{slug}/{link}")


def _begin(slug: str) -> Walk:
    """Somebody who begins to apply, and looks at each step."""
    client = Client()
    begun = client.post(f"/{slug}/join/apply/")
    return Walk("beginner", client).from_(begun.headers["Location"], f"/{slug}/join/apply/")


def test_no_link_leads_nowhere(town: Town) -> None:
    faults = [fault for walk in town.walks for fault in walk.faults]
    assert not faults, "\n".join(faults)


def test_a_link_leads_to_every_page(town: Town) -> None:
    found = {route for walk in town.walks for route in (*walk.pages, *walk.others)}
    lost = set(PAGES) - found - set(UNLINKED)
    assert not lost, "no link that anybody sees leads to:\n" + "\n".join(sorted(lost))
    assert set(UNLINKED) <= set(PAGES), "a page that is no more needs no reason"


@pytest.mark.browser
@pytest.mark.parametrize("reader", READERS)
def test_every_page_is_accessible_light_and_alone(
    town: Town, browser: Browser, reader: tuple[str, Scheme]
) -> None:
    """Each page at a desk, and then, without loading it again, on a phone in the other colours."""
    language, scheme = reader
    faults: list[str] = []
    with serving_pages() as site:
        contexts = {walk.who: _context(browser, site, walk, reader) for walk in town.walks}
        pages = {who: context.new_page() for who, context in contexts.items()}
        for page in pages.values():
            _listen(page, site, faults)
        for walk, address in town.pages():
            own = pages[walk.who]
            found = [*_at_a_desk(own, site, address, scheme), *_on_a_phone(own, OTHER[scheme])]
            faults += [f"{address} ({walk.who}): {fault}" for fault in found]
        for context in contexts.values():
            context.close()
    assert not faults, f"{language}, {scheme} at a desk\n" + "\n".join(faults)


def _context(browser: Browser, site: str, walk: Walk, reader: tuple[str, Scheme]) -> BrowserContext:
    language, _scheme = reader
    context = browser.new_context(locale=f"{language}-CA", reduced_motion="reduce")
    cookies = {name: morsel.value for name, morsel in walk.client.cookies.items()} | {
        "django_language": language
    }
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    return context


def _listen(page: Page, site: str, faults: list[str]) -> None:
    """Note what the browser complains of, and every request to another host."""
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((site, "data:")) else faults.append(f"asks for {request.url}")
        ),
    )
    page.on(
        "console",
        lambda message: (
            faults.append(f"{page.url} says: {message.text}")
            if message.type in {"error", "warning"}
            else None
        ),
    )
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))


def _at_a_desk(page: Page, site: str, address: str, scheme: Scheme) -> Iterator[str]:
    """What is wrong with a page: what axe finds, too wide, too heavy, out of reach of the keyboard."""
    _show(page, WIDE, scheme)
    weights: list[int] = []

    def weigh(request: Request) -> None:
        weights.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", weigh)
    page.goto(site + address)
    page.remove_listener("requestfinished", weigh)
    yield from (f"axe: {rule} {marks}" for rule, marks in axe_finds(page))
    if sum(weights) > WEIGHT_MAX:
        yield f"weighs {sum(weights)} bytes"
    yield from _laid_out(page, WIDE)


def _on_a_phone(page: Page, scheme: Scheme) -> Iterator[str]:
    """What is wrong with the page that was loaded last, now narrow and in other colours."""
    _show(page, NARROW, scheme)
    yield from (f"axe on a phone: {rule} {marks}" for rule, marks in axe_finds(page, SEEN_ANEW))
    yield from _laid_out(page, NARROW)


def _show(page: Page, width: int, scheme: Scheme) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def _laid_out(page: Page, width: int) -> Iterator[str]:
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"is {wide} px wide where there are {width}"
    yield from (f"out of reach of the keyboard: {mark}" for mark in page.evaluate(_NOT_BY_KEYBOARD))
    yield from (f"shown although hidden: {mark}" for mark in page.evaluate(_NOT_HIDDEN))


_NOT_HIDDEN = """[...document.querySelectorAll('[hidden]')]
    .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""
_NOT_BY_KEYBOARD = """[...document.querySelectorAll(
        'a, button, input, select, textarea, summary, [onclick], [role=button]')]
    .filter((one) => one.checkVisibility() && !one.disabled && one.type !== 'hidden')
    .filter((one) => one.tabIndex < 0 && one.type !== 'radio').map((one) => one.outerHTML)"""
