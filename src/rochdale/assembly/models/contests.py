"""Elections that are put to the vote, what was counted, and who has which seat by it.

An election of one electoral group is a vote whose ballots name candidates: who has voted stands in the participations,
as of any vote, and apart from it the ballots, sealed while the vote is open and in a box once it is closed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class ElectedHow(models.TextChoices):
    """How it was decided who is elected (rule Q-42)."""

    ACCLAMATION = "acclamation", _("by acclamation")
    VOTE = "vote", _("by a vote at the meeting")
    BALLOT = "ballot", _("by a verifiable ballot")


class ElectionVote(models.Model):
    """What a vote elects: so many seats of an electoral group, by a counting rule, with ballots of a kind.

    `marks_max` is the most candidates that a ballot names; None where as many as one likes.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    call_id = models.UUIDField()
    electoral_group = models.TextField(default="", db_default="")
    rule = models.TextField()
    ballot_kind = models.TextField()
    marks_max = models.PositiveIntegerField(null=True)
    seats = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ballot_kind__in=["choice", "ranking"]), name="assembly_electionvote_kind"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="assembly_electionvote_seats"),
        ]


class VoteCandidate(models.Model):
    """A candidate on the paper of an election, in the place from 1 in which he or she stands there."""

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id", "place")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    place = models.PositiveIntegerField()
    nomination_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "vote_id", "nomination_id"], name="assembly_votecandidate_once"
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="assembly_votecandidate_place"),
        ]


class BoxBallot(models.Model):
    """A ballot of an election that is closed, under the mark of its voter: the places on the paper, or none."""

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id", "mark")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    mark = models.TextField()
    ballot = models.TextField(default="", db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ballot__regex=r"^([1-9][0-9]*( [1-9][0-9]*)*)?$"),
                name="assembly_boxballot_ballot",
            ),
        ]


class OpenBallot(models.Model):
    """The ballot of a line of the roll in an election by name: it belongs to its participation (INV-131).

    It counts as many times as the line has votes.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id", "line_id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    line_id = models.UUIDField()
    ballot = models.TextField(default="", db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ballot__regex=r"^([1-9][0-9]*( [1-9][0-9]*)*)?$"),
                name="assembly_openballot_ballot",
            ),
        ]


class TellersSheet(Walled):
    """What one teller counted of the papers of an election; the last of a teller, by its place from 1, stands.

    `content` has a line for each way of filling in the paper, or for each candidate: how often, a colon, the places on
    the paper ("12:3 1"). `valid` is how many papers that is.
    """

    vote_id = models.UUIDField()
    teller_id = models.UUIDField()
    place = models.PositiveIntegerField()
    content = models.TextField(default="", db_default="")
    valid = models.PositiveIntegerField()
    blank = models.PositiveIntegerField()
    spoilt = models.PositiveIntegerField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "vote_id", "teller_id", "place"], name="assembly_tellerssheet_place"
            ),
            models.CheckConstraint(
                condition=Q(content__regex=r"^([1-9][0-9]*:[1-9][0-9]*( [1-9][0-9]*)*(\n|$))*$"),
                name="assembly_tellerssheet_content",
            ),
        ]


class ElectionTally(models.Model):
    """What was handed in when an election was closed, on devices and on paper (INV-107).

    By name a ballot counts as many times as its delegate has votes; `participants` are delegates.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    valid = models.PositiveIntegerField()
    blank = models.PositiveIntegerField()
    spoilt = models.PositiveIntegerField()
    participants = models.PositiveIntegerField()
    quorum_present = models.PositiveIntegerField()
    act_id = models.UUIDField()


class ElectionResult(Walled):
    """Who is elected to the seats of an electoral group, and how it was found out, by its place from 1 (INV-107).

    `vote_id` is the vote on the floor, `election_id` the published vote whose archive proves it. `transcript` tells the
    count with the numbers of the candidates for their names; lots are drawn from `seed`.
    """

    meeting_id = models.UUIDField()
    body_id = models.UUIDField()
    call_id = models.UUIDField()
    item_id = models.UUIDField()
    electoral_group = models.TextField(default="", db_default="")
    place = models.PositiveIntegerField()
    how = models.TextField(choices=ElectedHow)
    vote_id = models.UUIDField(null=True)
    election_id = models.UUIDField(null=True)
    rule = models.TextField()
    seats_stated = models.PositiveIntegerField()
    seed = models.TextField(default="", db_default="")
    transcript = models.JSONField()
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "body_id", "electoral_group", "place"],
                name="assembly_electionresult_place",
            ),
            models.CheckConstraint(
                condition=Q(how="acclamation", vote_id=None, election_id=None)
                | Q(how="vote", vote_id__isnull=False, election_id=None)
                | Q(how="ballot", vote_id=None, election_id__isnull=False),
                name="assembly_electionresult_how",
            ),
        ]


class ResultSeat(models.Model):
    """A seat by a result: who has it and until when, or nobody."""

    pk = models.CompositePrimaryKey("cooperative_id", "result_id", "seat_id")
    cooperative_id = models.UUIDField()
    result_id = models.UUIDField()
    seat_id = models.UUIDField()
    nomination_id = models.UUIDField(null=True)
    until_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "result_id", "nomination_id"], name="assembly_resultseat_once"
            ),
        ]
