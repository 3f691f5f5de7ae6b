"""Writing down who has looked at a file; every page that shows one does it through `views.shows_file`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership.models import FilePart, FileView
from rochdale.tenancy.actions import inside, new_ids


def note_views(
    *, by: Acting, person_ids: Collection[UUID], part: FilePart, offices: Sequence[OfficeKind]
) -> int:
    """Write down that an officer opened a part of the files of some persons; how many. One's own is left out."""
    assert by.person_id is not None
    assert offices, "who looks at a file of another holds an office"
    others = sorted(set(person_ids) - {by.person_id})
    with inside(by.cooperative_id):
        FileView.objects.bulk_create(
            FileView(
                id=id_,
                cooperative_id=by.cooperative_id,
                person_id=person_id,
                viewer_id=by.person_id,
                offices=",".join(office.value for office in offices),
                part=part,
                on_date=by.on,
                at=by.at,
            )
            for id_, person_id in zip(new_ids(by.at, len(others)), others, strict=True)
        )
    return len(others)
