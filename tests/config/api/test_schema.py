"""The description of the API, and a program that we did not write holding us to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import BaseModel
from pytest_django import Settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rochdale.config.api import described
from rochdale.config.api.problems import kinds
from rochdale.config.wsgi import application
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views.keys import HEADER
from rochdale.membership.views.applications import secret_link
from rochdale.web.api import Answer, Asked, operation_told

from .conftest import House, house_at
from .test_joining import begun, sent

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
LENGTH_MIN = 19
OPERATIONS = [
    (method, path) for path, methods in described.description()["paths"].items() for method in methods
]


def test_the_description_is_openapi_3_1_and_the_same_for_everybody(house: House) -> None:
    told = Client().get("/api/v1/openapi.json")
    assert told.headers["Content-Type"] == "application/json"
    assert told.json()["openapi"].startswith("3.1")
    assert told.json() == json.loads(json.dumps(described.description()))


OWN_MEDIA = {
    told.name: list(told.media)
    for _, operation in described.routed()
    if (told := operation_told(operation.view_func)) is not None
}


def test_what_answers_with_a_file_says_so() -> None:
    files = {name for name, media in OWN_MEDIA.items() if media != ["application/json"]}
    assert {"letters_letter_paper", "joining_own_paper", "lists_hand_out_register"} <= files
    assert len(files) == FILES_TOLD


FILES_TOLD = 24


def test_every_operation_tells_all_its_answers() -> None:
    known = {f"/problems/{kind.code}" for kind in kinds()}
    for method, path in OPERATIONS:
        told = described.description()["paths"][path][method]
        own = OWN_MEDIA.get(told["operationId"], ["application/json"])
        assert told["summary"], path
        assert "429" in told["responses"], path
        for status, answer in told["responses"].items():
            content = answer["content"]
            assert list(content) == (own if status < "300" else ["application/problem+json"])
        types = {type_ for answer in told["responses"].values() for type_ in _types(answer)}
        assert types <= known


def _types(answer: dict[str, Any]) -> list[str]:
    problem = answer["content"].get("application/problem+json", {"schema": {}})
    found: list[str] = problem["schema"].get("properties", {}).get("type", {}).get("enum", [])
    return found


def test_names_of_operations_are_unique() -> None:
    names = [described.description()["paths"][path][method]["operationId"] for method, path in OPERATIONS]
    assert len(names) == len(set(names))


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in model.__subclasses__():
        if each.__module__.startswith("rochdale."):
            yield each
            yield from _below(each)


def test_each_value_on_the_wire_has_a_name_of_its_own() -> None:
    """Of two with one name the description would tell but one."""
    rooms: dict[str, set[str]] = {}
    for each in (*_below(Answer), *_below(Asked)):
        rooms.setdefault(each.__name__, set()).add(each.__module__)
    assert not {name: found for name, found in rooms.items() if len(found) > 1}


@pytest.fixture(scope="module")
def town(database: str) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as patch:
        from django.conf import settings as ours

        patch.setattr(ours, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
        house = house_at("caisse-of-the-schema")
        _furnish(house)
        yield house


PLACES: dict[str, str] = {}


def _furnish(house: House) -> None:
    """A letter, a certificate, and an application at each stage: chance would find none of their ids and secrets."""
    cache.clear()
    house.capital.issue(house.persons["odile"], 3)
    certified = house.program("odile").post("my-certificates", {"share_class": "permanent"}).json()
    assert house.program("odile").post("my-file/departure").status_code == HTTPStatus.CREATED
    letters = house.program("odile").get("my-letters").json()["items"]
    PLACES.update(
        letter=letters[0]["id"],
        certificate=certified["id"],
        draft=begun(house).token,
        application=sent(house).token,
    )


WHO = {
    "manager": tuple(set(Permission) - {Permission.DECIDE_DISCIPLINE}),
    "teller": (Permission.VIEW_REGISTER, Permission.VIEW_ACCOUNTS, Permission.POST_DEPOSIT),
    "odile": (),
    "nobody": None,
}


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_nothing_that_schemathesis_sends_breaks_us_or_surprises(
    town: House, settings: Settings, who: str
) -> None:
    settings.API_REQUESTS_PER_MINUTE = 10**9
    cache.clear()
    permissions = WHO[who]
    token = "" if permissions is None else town.token(who, *permissions).token
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    schema = schemathesis.openapi.from_dict(dict(described.description()))
    schema.app = application
    found: list[str] = []
    for operation in schema.get_all_operations():
        _try(operation.ok(), town, headers, found)
    assert not found, "\n\n".join(found[:10])


def _try(operation: Any, town: House, headers: dict[str, str], found: list[str]) -> None:
    strategy = operation.as_strategy()

    @settings(
        max_examples=5,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def attempt(case: Any) -> None:
        if "cooperative" in case.path_parameters:
            case.path_parameters["cooperative"] = town.slug
        _meet(case, town)
        response = case.call(headers=headers)
        try:
            case.validate_response(response, checks=CHECKS)
        except Exception as failure:  # noqa: BLE001  # every check that fails is one line of the outcome
            found.append(
                f"{case.method} {case.path}: {response.status_code} {response.text[:300]}\n{failure}"
            )

    attempt()


def _meet(case: Any, town: House) -> None:
    """Now and then what is asked for is there: chance alone would never find a number or an id."""
    known = {
        "number": 1 if "/register/" in case.path else town.capital.caisse.everyday.number,
        "person_id": str(town.persons["odile"]),
        "letter_id": PLACES["letter"],
        "certificate_id": PLACES["certificate"],
    }
    for name, value in known.items():
        if name in (case.path_parameters or {}):
            case.path_parameters[name] = value
    if HEADER in (case.headers or {}) and len(case.headers[HEADER]) > 7:
        case.headers[HEADER] = uuid4().hex
    if len((case.headers or {}).get(secret_link.HEADER, "")) > LENGTH_MIN:
        handed_in = "/join/application" in case.path
        case.headers[secret_link.HEADER] = PLACES["application" if handed_in else "draft"]
    if not isinstance(case.body, dict):
        return
    given_ = {
        "account": town.capital.caisse.everyday.number,
        "from_account": town.capital.caisse.everyday.number,
        "to_account": town.capital.caisse.armands.number,
        "holder_id": str(town.persons["odile"]),
        "from_id": str(town.persons["odile"]),
        "share_class": "permanent",
        "from_account_id": str(town.capital.cash),
        "to_account_id": str(town.capital.cash),
    }
    case.body.update({name: value for name, value in given_.items() if name in case.body})
    for name in ("amount", "paid"):
        if isinstance(case.body.get(name), dict) and "minor" in case.body[name]:
            case.body[name]["currency"] = "CAD"
