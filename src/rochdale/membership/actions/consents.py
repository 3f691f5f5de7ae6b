"""Consents: a person gives one for a purpose, and withdraws it at any time, as easily (rule V-9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.cooperatives import errors as cooperatives_errors
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors, queries
from rochdale.membership.actions.assisting import require_own_or_assisted
from rochdale.membership.models import Consent, ConsentPurpose, ConsentWay
from rochdale.membership.queries import WORDINGS, ConsentState
from rochdale.tenancy.actions import inside, lock, new_id

# Who may write down what a person said on paper, and with an application.
_AT_COUNTER = (Permission.MANAGE_REGISTER, Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS)


def give_consents(
    *,
    by: Acting,
    person_id: UUID,
    purposes: Collection[ConsentPurpose],
    way: ConsentWay | None = None,
    language: str = "",
) -> tuple[ConsentPurpose, ...]:
    """Write down that a person consents, for each purpose; answers with those that were not in force already.

    `way` is by default the page for who acts for oneself, and paper at the counter else; `language` is the one
    in which the words were read, by default the person's own. An officer who acts for the person without a
    signed paper says `ASSISTED`. Raises NotAllowed, PersonNotFound, CounterConsentMissing.
    """
    with inside(by.cooperative_id):
        known = queries.person(person_id=person_id).particulars
        _authorise(by, person_id, way, "give_consents")
        lock(person_id, invariant=62)
        states = {state.purpose: state for state in queries.consents_of(person_id=person_id)}
        new = tuple(purpose for purpose in ConsentPurpose if purpose in purposes and _is_new(states[purpose]))
        if new:
            own = by.person_id == person_id
            how = way or (ConsentWay.PAGE if own else ConsentWay.COUNTER)
            act_id = _record(by, "membership.give_consents", person_id, new, how)
            rows = [
                _row(by, person_id, states[purpose], True, how, language or known.language, act_id)
                for purpose in new
            ]
            Consent.objects.bulk_create(rows)
        return new


def take_over_consents(*, by: Acting, purpose: ConsentPurpose, languages: Mapping[UUID, str]) -> int:
    """Write down the consents to one purpose that an older register holds, by person with their language; how many.

    The words that count are those of today. Who has given or withdrawn this consent here is left as he or she is.
    One act, in a constant number of statements. Raises NotAllowed (permission manage_register).
    """
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        told = Consent.objects.filter(person_id__in=list(languages), purpose=purpose)
        before = set(told.values_list("person_id", flat=True))
        new = [person_id for person_id in languages if person_id not in before]
        if new:
            way = ConsentWay.TAKEN_OVER
            facts = {"purposes": [purpose.value], "way": way.value, "persons": len(new)}
            deed = audit.Deed("membership.take_over_consents", "person", new[0], facts=facts)
            act_id = audit.record(by=by, deed=deed)
            # INV-62: the first of each person.
            state = ConsentState(purpose, ())
            Consent.objects.bulk_create(
                _row(by, person_id, state, True, way, languages[person_id], act_id) for person_id in new
            )
        return len(new)


def withdraw_consent(
    *, by: Acting, person_id: UUID, purpose: ConsentPurpose, way: ConsentWay | None = None
) -> None:
    """Write down that a person withdraws a consent; what was done under it stays done.

    Raises NotAllowed, PersonNotFound, CounterConsentMissing, ConsentNotGiven.
    """
    with inside(by.cooperative_id):
        queries.person(person_id=person_id)
        _authorise(by, person_id, way, "withdraw_consent")
        lock(person_id, invariant=62)
        state = next(each for each in queries.consents_of(person_id=person_id) if each.purpose is purpose)
        # INV-62: a withdrawal follows a giving.
        if state.last is None or not state.is_given:
            raise errors.ConsentNotGiven(purpose=purpose.value)
        how = way or (ConsentWay.PAGE if by.person_id == person_id else ConsentWay.COUNTER)
        act_id = _record(by, "membership.withdraw_consent", person_id, (purpose,), how)
        _row(by, person_id, state, False, how, state.last.language, act_id).save(force_insert=True)


def _is_new(state: ConsentState) -> bool:
    return not state.is_given or state.last is None or state.last.wording < WORDINGS[state.purpose].version


def _authorise(by: Acting, person_id: UUID, way: ConsentWay | None, verb: str) -> None:
    if way is ConsentWay.ASSISTED:
        require_own_or_assisted(by=by, person_id=person_id, verb=verb)
    if by.person_id is None or by.person_id == person_id:
        return
    allowed = cooperatives.permissions_of(by.person_id, by.on)
    if allowed.isdisjoint(_AT_COUNTER):
        raise cooperatives_errors.NotAllowed(
            person_id=by.person_id, permission=Permission.MANAGE_REGISTER.value, on=by.on
        )


def _record(
    by: Acting, verb: str, person_id: UUID, purposes: tuple[ConsentPurpose, ...], way: ConsentWay
) -> UUID:
    facts = {"purposes": [purpose.value for purpose in purposes], "way": way.value}
    return audit.record(by=by, deed=audit.Deed(verb, "person", person_id, facts=facts))


def _row(
    by: Acting,
    person_id: UUID,
    state: ConsentState,
    is_given: bool,  # noqa: FBT001  # the one thing in which a giving and a withdrawal differ
    way: ConsentWay,
    language: str,
    act_id: UUID,
) -> Consent:
    withdrawn = state.last.wording if state.last is not None and not is_given else 0
    return Consent(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        person_id=person_id,
        purpose=state.purpose,
        place=len(state.events) + 1,
        is_given=is_given,
        wording=withdrawn or WORDINGS[state.purpose].version,
        language=language,
        way=way,
        on_date=by.on,
        at=by.at,
        act_id=act_id,
    )
