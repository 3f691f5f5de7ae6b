"""What the demo's members move and ask before their meetings: motions at several stages, an amendment, questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries
from rochdale.assembly.actions import MotionDraft, Under
from rochdale.assembly.queries import ItemKind
from rochdale.config.demo.desk import EVENING, Desk
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as register
from rochdale.membership.queries import PersonKind, Right

_MEMBERS: Final = 6


def _said(french: str, english: str) -> dict[str, str]:
    return {"fr": french, "en": english}


_BENCH: Final = MotionDraft(
    _said("Un banc devant le comptoir", "A bench in front of the counter"),
    _said(
        "Qu’un banc soit posé devant le comptoir avant l’été.",
        "That a bench be put up in front of the counter before summer.",
    ),
    "Nos aînés attendent debout.",
)
_TREE: Final = MotionDraft(
    _said("Un arbre par nouveau membre", "A tree for each new member"),
    _said(
        "Qu’un arbre soit planté pour chaque nouveau membre.", "That a tree be planted for each new member."
    ),
)
_LOAN: Final = MotionDraft(
    _said("Le prêt de monsieur Roy", "The loan of Mr. Roy"),
    _said("Que le prêt de monsieur Roy soit remis.", "That the loan of Mr. Roy be forgiven."),
)
_CHANGE: Final = MotionDraft(
    _said("Des allocations indexées", "Indexed allowances"),
    _said(
        "Que les allocations des administrateurs suivent l’indice des prix.",
        "That the allowances of the directors follow the price index.",
    ),
)
_REFUSAL: Final = "Les affaires d’un membre ne se décident pas en assemblée."
_QUESTIONS: Final = (
    ("Pourquoi les frais du guichet ont-ils augmenté?", False, "Le fournisseur a changé son tarif en mai."),
    ("Combien gagne la direction?", True, ""),
)


def happen(desk: Desk, on: date, *, annual: int, special: int) -> None:
    """Let members move and ask: one motion is admitted, one waits for seconders, one is refused."""
    people = _voters(desk, on)
    if len(people) < _MEMBERS:
        return
    office = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    bench = _moved(desk, on, special, people, _BENCH)
    assembly.admit_motion(by=office, number=special, motion=bench)
    _moved(desk, on, special, people[1:2], _TREE)
    loan = _moved(desk, on, special, people[2:3], _LOAN)
    assembly.refuse_motion(by=office, number=special, motion=loan, words=_REFUSAL)
    _amend(desk, on, annual, people)
    _ask(desk, on, annual, people)


def _voters(desk: Desk, on: date) -> list[UUID]:
    found = register.rights_at(cooperative_id=desk.cooperative_id, on=on)
    known = [each for each in found if each.kind is PersonKind.NATURAL and Right.VOTE in each.holds]
    return [each.person_id for each in sorted(known, key=lambda each: each.number)[:_MEMBERS]]


def _as(desk: Desk, on: date, person_id: UUID) -> Acting:
    return replace(desk.program(on, EVENING), person_id=person_id, authority="member")


def _moved(
    desk: Desk, on: date, number: int, people: Sequence[UUID], words: MotionDraft, under: Under | None = None
) -> int:
    """The first of the people moves it, the next two second it."""
    own = {language: words.titles[language] for language in desk.scene.languages}
    texts = {language: words.texts[language] for language in desk.scene.languages}
    motion = assembly.move_motion(
        by=_as(desk, on, people[0]), number=number, person_id=people[0],
        draft=MotionDraft(own, texts, words.reason), under=under,
    )  # fmt: skip
    for person_id in people[1:3]:
        assembly.second_motion(by=_as(desk, on, person_id), number=number, motion=motion, person_id=person_id)
    return motion


def _amend(desk: Desk, on: date, number: int, people: Sequence[UUID]) -> None:
    seen = queries.meeting(number)
    place = next((item.place for item in seen.items if item.kind is ItemKind.ALLOWANCES), None)
    if place is None:
        return
    motion = _moved(desk, on, number, people[3:6], _CHANGE, Under(place=place, amends_item=True))
    office = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    assembly.admit_motion(by=office, number=number, motion=motion)


def _ask(desk: Desk, on: date, number: int, people: Sequence[UUID]) -> None:
    office = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    for person_id, (words, is_unnamed, answer) in zip(people, _QUESTIONS, strict=False):
        by = _as(desk, on, person_id)
        question = assembly.ask_question(
            by=by, number=number, language="fr", words=words, is_unnamed=is_unnamed
        )
        if answer:
            assembly.answer_question(
                by=office, number=number, question=question, words=answer, at_meeting=False
            )
