"""What minutes hold: paragraphs by language and part, with placeholders for persons; and the text that is hashed.

Rows hold ids and not particulars (rule V-7). So a text names `{chair}`, `{secretary}`, `{tellers}` and
`{member 123}`, and the ids of the first three stand beside it. The hash is over both: what was signed stays whole when
a person is blanked, and the page then shows the neutral word. `{complete}` is a gap that must be filled before signing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from rochdale.assembly.models import FloorRole, ParagraphKind

OPENING: Final = "opening"
CLOSING: Final = "closing"
CHAIR, SECRETARY, TELLERS, COMPLETE = "{chair}", "{secretary}", "{tellers}", "{complete}"
_OF_ROLES: Final = {
    CHAIR: FloorRole.CHAIR,
    SECRETARY: FloorRole.SECRETARY,
    TELLERS: FloorRole.TELLER,
}
_PLACEHOLDER: Final = re.compile(r"\{(?:chair|secretary|tellers|complete|member ([1-9][0-9]{0,8}))\}")
_BETWEEN: Final = re.compile(r"\n[ \t]*\n\s*")


def member_mark(number: int) -> str:
    """The placeholder of a member."""
    return f"{{member {number}}}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, in one language."""

    language: str
    kind: ParagraphKind
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The opening, the closing, or an item of the agenda by its place; `title` is empty for the first two."""

    place: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Its paragraphs as they are edited: parted by an empty line."""
        return "\n\n".join(each.text for each in self.paragraphs)


Texts: TypeAlias = Mapping[str, tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Content:
    """What one version says: the parts by language, and who is meant by the placeholders, by role."""

    texts: Texts
    persons: Mapping[FloorRole, tuple[UUID, ...]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it is."""
        return tuple(self.texts)

    @property
    def is_complete(self) -> bool:
        """Whether no gap is left."""
        return COMPLETE not in written(self)

    def parts(self, language: str) -> tuple[Part, ...]:
        """The parts in a language, or else in the first that there is."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def written(content: Content) -> str:
    """The text that is kept and hashed: JSON with its keys in order."""
    told = {
        "persons": {role.value: [str(each) for each in ids] for role, ids in content.persons.items()},
        "texts": {
            language: [
                {
                    "place": part.place,
                    "title": part.title,
                    "paragraphs": [[each.kind.value, each.text] for each in part.paragraphs],
                }
                for part in parts
            ]
            for language, parts in content.texts.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Content:
    """The content that `written` wrote."""
    told = json.loads(text)
    return Content(
        texts={
            language: tuple(
                Part(part["place"], part["title"], _paragraphs_read(language, part["paragraphs"]))
                for part in parts
            )
            for language, parts in told["texts"].items()
        },
        persons={FloorRole(role): tuple(UUID(each) for each in ids) for role, ids in told["persons"].items()},
    )


def _paragraphs_read(language: str, told: Sequence[Sequence[str]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(language, ParagraphKind(kind), text) for kind, text in told)


def hash_of(text: str) -> str:
    """The SHA-256 of a content as it is kept, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def edited(content: Content, texts: Mapping[str, Mapping[str, str]]) -> Content:
    """The content with the texts of some parts replaced, by language and place; what is unchanged keeps its kind."""
    return Content(
        {
            language: tuple(_part_edited(language, part, texts.get(language, {})) for part in parts)
            for language, parts in content.texts.items()
        },
        content.persons,
    )


def _part_edited(language: str, part: Part, texts: Mapping[str, str]) -> Part:
    if part.place not in texts:
        return part
    kinds = {each.text: each.kind for each in part.paragraphs}
    plain = texts[part.place].replace("\r\n", "\n").replace("\r", "\n")
    split = [each.strip() for each in _BETWEEN.split(plain)]
    paragraphs = (Paragraph(language, kinds.get(each, ParagraphKind.TEXT), each) for each in split if each)
    return Part(part.place, part.title, tuple(paragraphs))


def members_named(content: Content) -> set[int]:
    """The member numbers that the texts name."""
    texts = (each.text for parts in content.texts.values() for part in parts for each in part.paragraphs)
    return {int(number) for text in texts for number in _PLACEHOLDER.findall(text) if number}


def spoken(
    content: Content, *, by_id: Mapping[UUID, str], by_number: Mapping[int, str]
) -> Callable[[Paragraph], str]:
    """How a paragraph is read: with the names of the persons, in its own language."""
    of_roles = {
        placeholder: [by_id[each] for each in content.persons.get(role, ()) if each in by_id]
        for placeholder, role in _OF_ROLES.items()
    }

    def name(found: re.Match[str]) -> str:
        if found[0] == COMPLETE:
            return _("[to be completed]")
        if found[1]:
            return by_number.get(int(found[1])) or _("member %(number)s") % {"number": found[1]}
        return _in_a_row(of_roles[found[0]]) or _("[nobody was named]")

    def say(paragraph: Paragraph) -> str:
        with override(paragraph.language):
            return _PLACEHOLDER.sub(name, paragraph.text)

    return say


def _in_a_row(names: Sequence[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004  # a row of two at least
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
