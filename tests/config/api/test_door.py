"""The door for programs: who is let in, and how whatever cannot be done is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django import Settings

from rochdale.config.api import described, limits
from rochdale.config.api.rooms import doors_of
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.errors import Refusal
from rochdale.web.api import PROBLEM_TYPE
from rochdale.web.api.refusals import (  # each is met below by its code
    BodyMalformed,
    BodyTooLarge,
    CsrfFailed,
    CursorUnreadable,
    KeyMalformed,
    KeyMissing,
    MediaTypeUnsupported,
    MethodNotAllowed,
    NotHere,
    RequestInvalid,
    ServerFault,
    TooManyRequests,
)

from .conftest import TELLING, House, Program

pytestmark = pytest.mark.slow

P = Permission


def declared(answer: Any) -> set[str] | None:
    """The codes that the description gives for what was asked; None where it leaves them open, or knows nothing."""
    try:
        doors = doors_of(resolve(answer.wsgi_request.path).func)
    except Resolver404:
        return None
    operation = (doors or {}).get(answer.wsgi_request.method)
    if operation is None:
        return None
    path = next(path for path, _method, known in described.operations() if known is operation)
    kinds = described.refusals_of(path, operation)
    return None if Refusal in kinds else {kind.code for kind in kinds}


def refused(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem that an answer tells, whole, and one that the description of the API has for it."""
    known = declared(answer)
    # What breaks on our side is nobody's to declare.
    assert known is None or status == 500 or code in known, f"{code} is not declared"
    assert answer.headers["Content-Type"] == PROBLEM_TYPE, answer.content
    told: dict[str, Any] = answer.json()
    assert (answer.status_code, told["type"], told["status"]) == (status, f"/problems/{code}", status), told
    assert told["title"]
    assert told["detail"]
    assert told["next_step"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    return told


def test_everybody_reads_the_directory_and_a_line_of_it(house: House) -> None:
    slugs, after = [], ""
    while after is not None:
        answer = Client().get("/api/v1/", {"limit": 40, "after": after}).json()
        slugs += [each["slug"] for each in answer["items"]]
        after = answer["next_cursor"]
    assert slugs.count(house.slug) == 1
    assert len(slugs) == len(set(slugs))
    name = house.nobody().get().json()["name"]
    assert {each["name"] for each in Client().get("/api/v1/", {"search": name}).json()["items"]} == {name}
    refused(Client().get("/api/v1/", {"after": house.slug}), 422, "cursor_unreadable")
    assert house.nobody().get().json()["currency"] == "CAD"


def test_nobody_is_told_to_sign_in_and_how(house: House) -> None:
    answer = house.nobody().get("register")
    refused(answer, 401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("shown", ["Basic YTpi", "Bearer nothing", "Bearer", "bearer x"])
def test_what_is_no_token_is_refused(house: House, shown: str) -> None:
    answer = Client().get(f"/api/v1/{house.slug}/me", HTTP_AUTHORIZATION=shown)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == PROBLEM_TYPE


def test_a_program_is_who_its_token_says(house: House) -> None:
    told = house.program("teller", P.VIEW_REGISTER).get("me").json()
    assert told["person_id"] == str(house.persons["teller"])
    assert (told["offices"], told["permissions"]) == (["teller"], ["view_register"])
    own = house.program("odile").get("me").json()
    assert (own["member_number"], own["permissions"]) == (1, [])


def test_a_token_is_narrower_than_its_office(house: House) -> None:
    program = house.program("teller", P.VIEW_REGISTER)
    assert program.get("register").status_code == 200
    refused(program.get("trial-balance"), 403, "not_let_in")
    refused(program.post("deposits", {}), 403, "not_let_in")


def test_a_token_without_own_matters_sees_none(house: House) -> None:
    program = house.program("teller", P.VIEW_REGISTER, is_own=False)
    refused(program.get("my-file"), 403, "not_let_in")
    refused(program.get("my-accounts"), 403, "not_let_in")


def test_a_session_counts_like_a_page_does(house: House) -> None:
    assert house.browser("teller").get("register").status_code == 200
    refused(house.browser("teller", second_factor=False).get("register"), 403, "second_factor_needed")
    refused(house.browser("odile").get("register"), 403, "not_let_in")


def test_a_browser_that_writes_brings_the_token_of_our_pages(house: House) -> None:
    teller = house.browser("teller")
    client = Client(enforce_csrf_checks=True)
    client.cookies = teller.client.cookies
    strict = Program(house.slug, client)
    refused(strict.post("deposits", {}), 403, CsrfFailed.code)
    client.get("/account/login/")  # any page with a form gives the cookie
    client.get(f"/{house.slug}/counter/deposit/")
    answer = strict.post("deposits", {}, HTTP_X_CSRFTOKEN=client.cookies["csrftoken"].value)
    refused(answer, 422, RequestInvalid.code)


def test_a_program_needs_no_such_token(house: House) -> None:
    made = house.token("teller", *TELLING)
    strict = Program(house.slug, Client(enforce_csrf_checks=True), made.token)
    refused(strict.post("deposits", {}), 422, RequestInvalid.code)


def test_what_could_do_harm_asks_a_browser_again(house: House) -> None:
    stale = house.browser("manager", minutes_ago=60)
    path = f"persons/{house.persons['odile']}/particulars"
    refused(stale.post(path, {"family_name": "Gagnon"}), 403, "sign_in_stale")
    assert house.browser("manager").post(path, {"family_name": "Gagnon"}).status_code == 200
    granted = house.program("manager", P.MANAGE_REGISTER)
    assert granted.post(path, {"family_name": "Gagnon", "town": "Lévis"}).json()["changed"]


def test_no_office_serves_for_own_matters(house: House) -> None:
    manager = house.program("manager", P.MANAGE_REGISTER)
    path = f"persons/{house.persons['manager']}/particulars"
    refused(manager.post(path, {"family_name": "Roi"}), 403, "own_matter")


def test_pages_do_not_open_to_tokens(house: House) -> None:
    made = house.token("manager", P.VIEW_REGISTER)
    answer = Client().get(f"/{house.slug}/register/", HTTP_AUTHORIZATION=f"Bearer {made.token}")
    assert answer.status_code == 302
    asked = Client().post(f"/{house.slug}/my-file/programs/new/", HTTP_AUTHORIZATION=f"Bearer {made.token}")
    assert asked.status_code in {302, 403}


@pytest.mark.parametrize(
    "path", ["nothing", "register/99999", "register/0", "entries/x", "%00", "departures/1"]
)
def test_what_is_not_there_is_not_there(house: House, path: str) -> None:
    refused(house.program("manager", P.VIEW_REGISTER).get(path), 404, NotHere.code)


def test_another_method_is_told_which_ones_there_are(house: House) -> None:
    program = house.program("manager", P.VIEW_REGISTER)
    answer = program.client.delete(program.at("register"))
    refused(answer, 405, MethodNotAllowed.code)
    assert answer.headers["Allow"] == "GET"


def test_bodies_are_small_and_json(house: House) -> None:
    program = house.program("teller", *TELLING)
    refused(program.post("deposits", b"x" * 70_000), 413, BodyTooLarge.code)
    refused(program.post("deposits", "{"), 400, BodyMalformed.code)
    refused(program.post("deposits", "[" * 60_000), 400, BodyMalformed.code)
    refused(program.post("deposits", b"\xff\xfe"), 400, BodyMalformed.code)
    refused(program.post("deposits", '{"amount": NaN}'), 400, BodyMalformed.code)
    answer = program.client.post(
        program.at("deposits"), "a=b", content_type="text/plain", HTTP_AUTHORIZATION=f"Bearer {program.token}"
    )
    refused(answer, 415, MediaTypeUnsupported.code)


def test_writing_needs_a_key_of_plain_signs(house: House) -> None:
    program = house.program("teller", *TELLING)
    refused(program.post("deposits", {}, key=""), 400, KeyMissing.code)
    for key in ("short", "x" * 101, "with space in it", "accentué-accentué"):
        refused(program.post("deposits", {}, key=key), 400, KeyMalformed.code)


@pytest.mark.parametrize(
    ("body", "at", "code"),
    [
        ({"amount": {"minor": 1, "currency": "CAD"}}, "/account", "missing"),
        ({"account": "1", "amount": {"minor": 1, "currency": "CAD"}, "more": 1}, "/more", "extra_forbidden"),
        ({"account": "1", "amount": {"minor": 1.5, "currency": "CAD"}}, "/amount/minor", "int_type"),
        ({"account": "1", "amount": {"minor": "1", "currency": "CAD"}}, "/amount/minor", "int_type"),
        (
            {"account": "1", "amount": {"minor": 10**19, "currency": "CAD"}},
            "/amount/minor",
            "less_than_equal",
        ),
        ({"account": "1", "amount": {"minor": 1, "currency": "ZZZ"}}, "/amount/currency", "value_error"),
        (
            {"account": "1", "amount": {"minor": 1, "currency": "CAD"}, "text": "a\0b"},
            "/text",
            "string_pattern_mismatch",
        ),
        (
            {"account": "1", "amount": {"minor": 1, "currency": "CAD"}, "text": "\ud800"},
            "/text",
            "string_unicode",
        ),
        ([], "", "model_type"),
    ],
)
def test_each_fault_is_told_with_its_place(house: House, body: Any, at: str, code: str) -> None:
    told = refused(house.program("teller", *TELLING).post("deposits", body), 422, RequestInvalid.code)
    assert ("body", at, code) in {(each["in"], each["at"], each["code"]) for each in told["faults"]}
    assert all(each["detail"] for each in told["faults"])


def test_questions_are_as_strict(house: House) -> None:
    program = house.program("manager", P.VIEW_REGISTER)
    told = refused(program.get("register", serach="roy"), 422, RequestInvalid.code)
    assert [(each["in"], each["at"]) for each in told["faults"]] == [("query", "/serach")]
    refused(program.get("register", limit="9999"), 422, RequestInvalid.code)
    refused(program.get("register", after="made-up"), 422, CursorUnreadable.code)


def test_the_words_are_in_the_language_that_is_asked_for(house: House) -> None:
    client = Client(headers={"accept-language": "fr-CA"})
    french = client.get(f"/api/v1/{house.slug}/register").json()
    english = Client(headers={"accept-language": "en"}).get(f"/api/v1/{house.slug}/register").json()
    assert french["type"] == english["type"]
    assert french["title"] != english["title"]
    assert french["detail"] != english["detail"]


def test_a_program_waits_its_turn(house: House, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 3
    program = house.program("teller", P.VIEW_REGISTER)
    statuses = [program.get("me").status_code for _ in range(8)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    answer = program.get("me")
    refused(answer, 429, TooManyRequests.code)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    cache.clear()
    assert program.get("me").status_code == 200


def test_who_guesses_tokens_waits_and_nobody_else_does(house: House) -> None:
    right = house.program("teller", P.VIEW_REGISTER)
    for number in range(limits.WRONG_TOKENS_MAX + 5):
        last = Client().get(f"/api/v1/{house.slug}/me", HTTP_AUTHORIZATION=f"Bearer rochdale_{number}")
    refused(last, 429, TooManyRequests.code)
    assert right.get("me").status_code == 200


def test_what_breaks_is_a_problem_as_well(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("rochdale.cooperatives.api.queries.bylaws", broken)
    refused(house.program("odile").get("bylaws"), 500, ServerFault.code)


def test_ids_and_tokens_of_another_cooperative_are_nothing_here(house: House, neighbour: House) -> None:
    program = house.program("manager", P.VIEW_REGISTER, P.VIEW_ACCOUNTS, P.VIEW_CAPITAL)
    foreign = Program(neighbour.slug, program.client, program.token)
    refused(foreign.get("register"), 401, "token_refused")
    refused(program.get(f"persons/{neighbour.persons['odile']}"), 404, NotHere.code)
    refused(house.browser("manager").get(f"persons/{neighbour.persons['odile']}"), 404, NotHere.code)
    held = program.get("shares/holdings", holder_id=str(neighbour.persons["odile"]))
    refused(held, 404, NotHere.code)
    page = program.get("register", limit=1).json()
    elsewhere = neighbour.program("manager", P.VIEW_REGISTER)
    refused(elsewhere.get("register", after=page["next_cursor"]), 422, CursorUnreadable.code)


def test_no_token_stands_in_a_log_or_the_database(house: House, caplog: pytest.LogCaptureFixture) -> None:
    program = house.program("teller", P.VIEW_REGISTER)
    program.get("trial-balance")
    program.get("nothing")
    assert program.token not in caplog.text
