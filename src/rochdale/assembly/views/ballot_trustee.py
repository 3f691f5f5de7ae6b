"""A trustee's page in a meeting's ballot: what is asked now, what to take for it, and where to give what was made.

The key itself is made and used on the page of trustees, which sends nothing (`/vote/trustee/`). Who comes by the
secret link has it kept on the device, as applicants have theirs; who is signed in and a trustee needs none.
"""

from __future__ import annotations

import json
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rochdale.assembly import actions
from rochdale.assembly.errors import TrusteeUnknown
from rochdale.assembly.forms.ballots import PartForm
from rochdale.assembly.queries import BallotPartKind, BallotStepKind, ballots
from rochdale.assembly.queries.ballot_works import works_open
from rochdale.assembly.queries.ballots import BallotSeen, TrusteeSeen, trustees_stand
from rochdale.assembly.queries.trustee_links import asked_until
from rochdale.assembly.queries.trusteeship import Standing, in_order
from rochdale.assembly.views.ballot_words import (
    AWAITED,
    ballot_facts,
    ballot_or_404,
    fault_words,
    language_now,
    live_of,
    refused_words,
    steps_of,
    when,
)
from rochdale.cooperatives.views import Visit, open_to_all, visit_of
from rochdale.kernel.acting import Acting
from rochdale.voting.verifiable.hashing import base64_of
from rochdale.voting.verifiable.tracking import number_of
from rochdale.web.uploads import PART_BYTES_MAX, takes_files_of

TRUSTEE: Final = "trustee of a ballot"
_COOKIE: Final = "rochdale_trustee"
_SECONDS: Final = 120 * 24 * 60 * 60
_LENGTH_MAX: Final = 100
_P = BallotPartKind
_JUDGED_LATER: Final = {_P.SHUFFLE, _P.DECRYPTION}
_ROUNDS: Final = {_P.CERTIFICATE: "certificates", _P.DEALING: "dealings"}


@open_to_all
@require_safe
def trustee_link(request: HttpRequest, uuid: str, token: str) -> HttpResponse:
    """Take the secret link over to this device, and go on without it in the address."""
    visit = visit_of(request)
    response = redirect(visit.href("assembly-votes:ballot-trustee", uuid=uuid))
    response.set_cookie(
        _COOKIE,
        token[:_LENGTH_MAX],
        max_age=_SECONDS,
        path=visit.href("assembly-votes:ballot-trustee", uuid=uuid),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@open_to_all
@never_cache
@require_safe
def trustee(request: HttpRequest, uuid: str) -> HttpResponse:
    """What is asked of this trustee now."""
    visit = visit_of(request)
    seen, own = _own(request, visit, uuid)
    return render(request, "assembly/ballot_trustee.html", _context(visit, seen, own, PartForm()))


def _own(request: HttpRequest, visit: Visit, uuid: str) -> tuple[BallotSeen, TrusteeSeen]:
    """The ballot, and which of its trustees asks. Raises Http404, TrusteeUnknown."""
    seen = ballot_or_404(lambda: ballots.ballot_named(uuid=uuid))
    token = request.COOKIES.get(_COOKIE, "")[:_LENGTH_MAX]
    try:
        return seen, ballots.trustee_by_link(ballot_id=seen.id, token=token)
    except TrusteeUnknown:
        if visit.self_id is None:
            raise
        return seen, ballots.trustee_by_person(ballot_id=seen.id, person_id=visit.self_id)


def _context(visit: Visit, seen: BallotSeen, own: TrusteeSeen, form: PartForm) -> dict[str, Any]:
    standing = trustees_stand(seen)
    awaited = standing.awaited(own.place, seen.stands, ranks=seen.ranks)
    here = {"uuid": seen.uuid}
    work = next((each for each in works_open(ballot_id=seen.id) if each.trustee_id == own.id), None)
    return {
        "judged_since": when(work.since) if work else "",
        "live": live_of(visit, seen) if work else {},
        "refused": refused_words(seen, own.id),
        "is_good": own.last in _JUDGED_LATER and not own.fault,
        "title": seen.name(language_now()),
        "name": own.name,
        "facts": ballot_facts(seen),
        "ranks": seen.ranks,
        "is_lost": own.place in standing.lost,
        "awaited": awaited.value if awaited else "",
        "awaited_words": AWAITED[awaited]() if awaited else "",
        "until": asked_until(seen, visit.cooperative.id),
        "fault": fault_words(own.fault) if own.fault else "",
        "key_number": _key_number(standing, own),
        "size": len(standing.sharing),
        "threshold": standing.threshold,
        "index": standing.sharing.index(own.place) + 1 if own.place in standing.sharing else 0,
        "certificates_href": _round_href(visit, seen, standing, _P.CERTIFICATE),
        "dealings_href": _round_href(visit, seen, standing, _P.DEALING),
        "archive_href": visit.href("assembly-votes:ballot-archive", same=seen.uuid, **here)
        if seen.is_public
        else "",
        "form": form,
        "give_href": visit.href("assembly-votes:give-part", **here),
        "lost_href": visit.href("assembly-votes:say-key-lost", **here)
        if seen.stands not in {BallotStepKind.COUNTED, BallotStepKind.GIVEN_UP}
        else "",
        "page_href": reverse("assembly:trustee"),
        "steps": steps_of(seen),
    }


def _key_number(standing: Standing, own: TrusteeSeen) -> str:
    """The number of the key that counts, to be compared with what the trustee's page showed."""
    kind = _P.KEY if own.is_mandatory else _P.SHARE
    given = standing.given[kind].get(own.place)
    if given is None:
        return ""
    told = json.loads(given)
    key = told if own.is_mandatory else told["public_key"]
    return number_of(base64_of(key["public_key"].encode()))


def _round_href(visit: Visit, seen: BallotSeen, standing: Standing, kind: BallotPartKind) -> str:
    """Where the messages of a round are taken, once all of them are there."""
    if not standing.sharing or len(standing.given[kind]) < len(standing.sharing):
        return ""
    return visit.href("assembly-votes:trustee-round", uuid=seen.uuid, part=_ROUNDS[kind])


@open_to_all
@never_cache
@require_safe
def trustee_round(request: HttpRequest, uuid: str, part: str) -> HttpResponse:
    """All messages of a round, one on each line, for who goes on with the next."""
    visit = visit_of(request)
    seen, _own_place = _own(request, visit, uuid)
    kinds = {known: kind for kind, known in _ROUNDS.items()}
    standing = trustees_stand(seen)
    if part not in kinds or len(standing.given[kinds[part]]) < len(standing.sharing):
        raise Http404
    lines = in_order(standing.sharing, standing.given[kinds[part]])
    response = HttpResponse("\n".join(lines) + "\n", content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{part}.jsons"'
    return response


@takes_files_of(PART_BYTES_MAX)
@open_to_all
@require_POST
def give_part(request: HttpRequest, uuid: str) -> HttpResponse:
    """Take what the trustee made; what is false is told with its reason, and what takes long to judge as such."""
    visit = visit_of(request)
    seen, own = _own(request, visit, uuid)
    form = PartForm(request.POST, request.FILES)
    kind = trustees_stand(seen).awaited(own.place, seen.stands, ranks=seen.ranks)
    if not form.is_valid() or kind is None:
        context = _context(visit, seen, own, form)
        return render(request, "assembly/ballot_trustee.html", context, status=400)
    verdict = actions.give_part(
        by=by_trustee(visit, own), uuid=uuid, trustee_id=own.id, kind=kind, content=form.content()
    )
    if verdict.is_accepted:
        messages.success(request, _("It was checked, and it is good. Thank you."))
    elif verdict.since is None:
        messages.error(
            request, _("This was not accepted: %(reason)s.") % {"reason": fault_words(verdict.fault)}
        )
    return redirect(visit.href("assembly-votes:ballot-trustee", uuid=uuid))


@open_to_all
@require_POST
def say_key_lost(request: HttpRequest, uuid: str) -> HttpResponse:
    """The trustee says that the key is lost."""
    visit = visit_of(request)
    _seen, own = _own(request, visit, uuid)
    actions.say_key_lost(by=by_trustee(visit, own), uuid=uuid, trustee_id=own.id)
    messages.success(request, _("It is written down that your key is lost. The secretary sees it."))
    return redirect(visit.href("assembly-votes:ballot-trustee", uuid=uuid))


def by_trustee(visit: Visit, own: TrusteeSeen) -> Acting:
    """A trustee acts as such: as the person of the register where it is one."""
    return Acting(visit.cooperative.id, own.person_id, None, TRUSTEE, visit.today, visit.at)
