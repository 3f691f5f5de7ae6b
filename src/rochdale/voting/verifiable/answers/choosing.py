"""Answers to questions that are added up (sections 4.1 and 4.2): a 0 or 1 for each answer, and proofs.

Individual proofs say that each is 0 or 1; the overall proof that their sum is between min and max. Where blank
is allowed there is a further, first choice, and two proofs say that it excludes the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rochdale.voting.verifiable import canonical, ciphertexts
from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.canonical import Json
from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.ciphertexts import Ciphertext, check_members, read_ciphertexts
from rochdale.voting.verifiable.election import Election
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.proofs import disjunction
from rochdale.voting.verifiable.proofs.disjunction import Statement, Truth
from rochdale.voting.verifiable.proofs.proof import Proof, read_proofs, write_proofs
from rochdale.voting.verifiable.questions import Choice
from rochdale.voting.verifiable.refusals import Reason, Unsound


@dataclass(frozen=True, slots=True)
class Chosen:
    """An encrypted answer."""

    choices: tuple[Ciphertext, ...]
    individual: tuple[tuple[Proof, ...], ...]
    overall: tuple[Proof, ...]
    blank: tuple[Proof, ...] | None

    def to_json(self) -> Json:
        written: dict[str, Json] = {
            "choices": [choice.to_json() for choice in self.choices],
            "individual_proofs": [write_proofs(proofs) for proofs in self.individual],
            "overall_proof": write_proofs(self.overall),
        }
        if self.blank is not None:
            written["blank_proof"] = write_proofs(self.blank)
        return written


def read_chosen(election: Election, question: Choice, value: Json, at: str) -> Chosen:
    """An answer in its one spelling, with as many parts as the question asks. Raises Unsound."""
    names = ("choices", "individual_proofs", "overall_proof")
    group, width = election.group, question.width
    found = canonical.fields(value, at, *names, *(("blank_proof",) if question.blank else ()))
    proofs = canonical.array(found["individual_proofs"], f"{at}.individual_proofs", width)
    cases = question.most - question.least + 1 + question.blank
    return Chosen(
        read_ciphertexts(group, found["choices"], f"{at}.choices", width),
        tuple(
            read_proofs(group, item, f"{at}.individual_proofs[{place}]", 2)
            for place, item in enumerate(proofs)
        ),
        read_proofs(group, found["overall_proof"], f"{at}.overall_proof", cases),
        read_proofs(group, found["blank_proof"], f"{at}.blank_proof", 2) if question.blank else None,
    )


def _values_prefix(bound: str, ciphertext: Ciphertext) -> str:
    return f"prove|{bound}|{ciphertext}|"


def _values(ciphertext: Ciphertext, least: int, most: int) -> list[Statement]:
    """That the ciphertext hides least, or the next, or ... most: IPROVE's statements."""
    return [Statement(*ciphertext, value) for value in range(least, most + 1)]


def _bound(bound: str, choices: Sequence[Ciphertext]) -> str:
    """S': what binds overall and blank proofs, S0 and all choices of this question."""
    return f"{bound}|{','.join(map(str, choices))}"


def _sum(group: Group, choices: Sequence[Ciphertext]) -> Ciphertext:
    return Ciphertext(
        group.product(choice.alpha for choice in choices), group.product(choice.beta for choice in choices)
    )


def _overall(
    group: Group, question: Choice, choices: Sequence[Ciphertext], bound: str
) -> tuple[list[Statement], str]:
    """The overall proof's statements and prefix."""
    within = _bound(bound, choices)
    if not question.blank:
        total = _sum(group, choices)
        return _values(total, question.least, question.most), _values_prefix(within, total)
    first = _values(choices[0], 1, 1)
    rest = _values(_sum(group, choices[1:]), question.least, question.most)
    return [*first, *rest], f"bproof1|{within}|"


def _blank(group: Group, choices: Sequence[Ciphertext], bound: str) -> tuple[list[Statement], str]:
    """The blank proof's: the vote is not blank, or nothing else is chosen."""
    total = _sum(group, choices[1:])
    return [Statement(*choices[0]), Statement(*total)], f"bproof0|{_bound(bound, choices)}|"


def check_chosen(
    election: Election, question: Choice, answer: Chosen, bound: str, at: str, *, members_known: bool
) -> None:
    """Every proof of an answer; `bound` is S0. Raises Unsound.

    Unless its ciphertexts are known to consist of members, that is asked with the individual proofs.
    """
    group, y = election.group, election.y
    for place, (choice, proofs) in enumerate(zip(answer.choices, answer.individual, strict=True)):
        prefix = _values_prefix(bound, choice)
        statements = _values(choice, 0, 1)
        if not disjunction.holds(group, y, statements, proofs, prefix, members_known=members_known):
            check_members(group, choice, f"{at}.choices[{place}]")
            raise Unsound(Reason.INDIVIDUAL_PROOF_FALSE, at=f"{at}.individual_proofs[{place}]")
    statements, prefix = _overall(group, question, answer.choices, bound)
    if not disjunction.holds(group, y, statements, answer.overall, prefix):
        raise Unsound(Reason.OVERALL_PROOF_FALSE, at=f"{at}.overall_proof")
    if answer.blank is not None:
        statements, prefix = _blank(group, answer.choices, bound)
        if not disjunction.holds(group, y, statements, answer.blank, prefix):
            raise Unsound(Reason.BLANK_PROOF_FALSE, at=f"{at}.blank_proof")


def check_marks(question: Choice, marks: Sequence[int]) -> None:
    """That marks, one of 0 or 1 for each choice with blank first, are a vote. Raises Unsound without them."""
    if len(marks) != question.width or not set(marks) <= {0, 1}:
        raise Unsound(Reason.MARKS_MALFORMED, wanted=question.width)
    chosen = sum(marks[1:] if question.blank else marks)
    if question.blank and marks[0]:
        if chosen:
            raise Unsound(Reason.MARKS_BLANK_AND_MORE)
    elif not question.least <= chosen <= question.most:
        raise Unsound(Reason.MARKS_OUT_OF_RANGE, least=question.least, most=question.most)


def encrypt_chosen(
    election: Election, question: Choice, marks: Sequence[int], bound: str, below: Below
) -> Chosen:
    """Encrypt marks, and prove them; `bound` is S0. Raises Unsound for marks that are no vote."""
    check_marks(question, marks)
    group, y = election.group, election.y
    values = (number(1), group.g)
    rs = [exponent(group.q, below) for _ in marks]
    choices = tuple(ciphertexts.encrypt(group, y, values[mark], r) for mark, r in zip(marks, rs, strict=True))
    individual = tuple(
        disjunction.prove(
            group, y, _values(choice, 0, 1), Truth(mark, r), _values_prefix(bound, choice), below
        )
        for choice, mark, r in zip(choices, marks, rs, strict=True)
    )
    statements, prefix = _overall(group, question, choices, bound)
    overall = disjunction.prove(
        group, y, statements, _overall_truth(group, question, marks, rs), prefix, below
    )
    blank = None
    if question.blank:
        statements, prefix = _blank(group, choices, bound)
        blank = disjunction.prove(group, y, statements, _blank_truth(group, marks, rs), prefix, below)
    return Chosen(choices, individual, overall, blank)


def _overall_truth(group: Group, question: Choice, marks: Sequence[int], rs: Sequence[int]) -> Truth:
    if not question.blank:
        return Truth(sum(marks) - question.least, sum(rs) % group.q)
    if marks[0]:
        return Truth(0, rs[0])
    return Truth(sum(marks[1:]) - question.least + 1, sum(rs[1:]) % group.q)


def _blank_truth(group: Group, marks: Sequence[int], rs: Sequence[int]) -> Truth:
    return Truth(1, sum(rs[1:]) % group.q) if marks[0] else Truth(0, rs[0])
