"""Writes anew what the documents repeat of the code: the errors, and for whom each operation of the API is."""

from __future__ import annotations

from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"
ERRORS, PERMISSIONS = REFERENCE / "errors.md", REFERENCE / "permissions.md"
_HEAD = (
    "# Errors\n\n"
    "Every way in which Rochdale refuses, made from the refusals themselves by `make reference`; a test holds the "
    "two together. Pages show the words; the API answers with a problem of "
    "[RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) whose `type` is `/problems/` with the code, and which each "
    "installation explains at that address. Where a fact stands in the words, one was made up here.\n\n"
    "| code | status | meaning | in English | in French |\n"
    "| --- | --- | --- | --- | --- |\n"
)


def errors_document() -> str:
    """The document as it should stand."""
    from django.utils import translation

    from rochdale.config.api.problems import kinds

    told = {}
    for language in ("en", "fr"):
        with translation.override(language):
            told[language] = [
                " ".join(str(part) for part in (each.words.happened, each.words.unchanged) if part)
                for each in kinds()
            ]
    rows = [
        f"| `{kind.code}` | {kind.status} | {_cell(kind.meaning)} | {_cell(english)} | {_cell(french)} |"
        for kind, english, french in zip(kinds(), told["en"], told["fr"], strict=True)
    ]
    return _HEAD + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def operations_table(before: str) -> str:
    """docs/reference/permissions.md with the table of the API as it should stand; the rest stays as it is."""
    from rochdale.config.api.described import routed
    from rochdale.cooperatives.views import audience_of
    from rochdale.web.api import operation_told

    rows = []
    for route, operation in routed():
        told = operation_told(operation.view_func)
        assert told is not None
        where = f"{operation.methods[0]} {_as_django_writes(route)}"
        rows.append(f"| `{where}` | `{told.name}` | {audience_of(operation.view_func)} |")
    head, _, rest = before.partition(_TABLE)
    _old, _, after = rest.partition("\n\n")
    return head + _TABLE + "\n".join(rows) + "\n\n" + after


def _as_django_writes(route: str) -> str:
    """A whole path with its converters in angles; ninja's own converter of ids reads the same as Django's."""
    whole = f"/api/v1{route}".replace("{slug:cooperative}", "<cooperative>").replace("uuidstr:", "uuid:")
    return whole.replace("//", "/").replace("{", "<").replace("}", ">")


_TABLE = "| operation | name | for |\n| --- | --- | --- |\n"


def main() -> None:
    """Write the documents."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    import django

    django.setup()
    import rochdale.config.urls  # noqa: F401  # all rooms, and so all refusals

    ERRORS.write_text(errors_document(), encoding="utf-8")
    PERMISSIONS.write_text(operations_table(PERMISSIONS.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
