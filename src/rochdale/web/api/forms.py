"""The forms of the pages judging what a program sends, so that the two cannot differ; each fault has its place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.datastructures import MultiValueDict
from pydantic import BaseModel

from rochdale.web.api.refusals import RequestInvalid


def sent_as_form(asked: BaseModel) -> MultiValueDict[str, str]:
    """What was sent as a browser would send it: a yes is ticked, and what was left out is not there."""
    told = {name: _values(value) for name, value in asked.model_dump().items() if value is not None}
    return MultiValueDict(told)


def _values(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["yes"] if value else []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def require_valid(form: forms.Form, *, sent: Collection[str]) -> None:
    """Refuse what the form of the page refuses, and what it does not ask for today. Raises RequestInvalid."""
    faults = [
        {"in": "body", "at": f"/{name}", "code": "extra_forbidden"}
        for name in sent
        if name not in form.fields
    ]
    for name, found in form.errors.get_json_data().items():
        place = "" if name == NON_FIELD_ERRORS else f"/{name}"
        faults += [
            {"in": "body", "at": place, "code": each["code"] or "invalid", "detail": each["message"]}
            for each in found
        ]
    if faults:
        raise RequestInvalid(faults=faults)
