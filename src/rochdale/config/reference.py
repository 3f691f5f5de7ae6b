"""Writes docs/reference/errors.md anew: `python -m rochdale.config.reference`."""

from __future__ import annotations

from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "reference" / "errors.md"
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


def main() -> None:
    """Write the document."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    import django

    django.setup()
    import rochdale.config.urls  # noqa: F401  # all rooms, and so all refusals

    DOCUMENT.write_text(errors_document(), encoding="utf-8")


if __name__ == "__main__":
    main()
