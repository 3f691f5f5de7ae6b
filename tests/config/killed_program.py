"""A meeting under a home of its own. `python killed_program.py HOME open MEMBERS` builds it and puts a motion to a
secret vote; `... HOME read` closes the vote and prints, as JSON, what was counted and what the audit finds.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rochdale.config import runtime
from rochdale.kernel.acting import Acting

NOTE = "meeting.json"


def main() -> None:
    """Build or read, on the database of the home."""
    home = Path(sys.argv[1])
    with runtime.ready(at=home):
        if sys.argv[2] == "open":
            _open(home, int(sys.argv[3]))
        else:
            _read(home)


def _open(home: Path, members: int) -> None:
    from rochdale.assembly.queries.live import live_href
    from rochdale.assembly.queries.voters import voter_now
    from rochdale.config.bench.hall import MEETING, opened
    from rochdale.tenancy.actions import inside

    hall = opened(members)
    hall.put()
    cooperative_id = hall.by.cooperative_id
    with inside(cooperative_id):
        meeting_id = voter_now(number=MEETING, person_id=cooperative_id).meeting_id
    note = {
        "cooperative": str(cooperative_id),
        "slug": hall.slug,
        "sessions": hall.sessions,
        "floor": live_href(cooperative_id=cooperative_id, meeting_id=meeting_id),
    }
    (home / NOTE).write_text(json.dumps(note))


def _read(home: Path) -> None:
    from uuid import UUID

    from rochdale.assembly import actions
    from rochdale.assembly.models import VoteOutcome
    from rochdale.audit.checks import differences
    from rochdale.config.checks import ALL
    from rochdale.tenancy.actions import inside

    at = datetime.now(UTC)
    cooperative_id = UUID(json.loads((home / NOTE).read_text())["cooperative"])
    by = Acting(cooperative_id, None, None, "test", at.date(), at)
    actions.close_vote(by=by, number=1, vote_number=1)
    with inside(cooperative_id):
        outcome = VoteOutcome.objects.get()
    found = [asdict(each) for each in differences(cooperative_id, ALL)]
    ballots = outcome.yes + outcome.no + outcome.abstain
    told = {"participants": outcome.participants, "ballots": ballots, "differences": found}
    sys.stdout.write(json.dumps(told, default=str) + "\n")


if __name__ == "__main__":
    main()
