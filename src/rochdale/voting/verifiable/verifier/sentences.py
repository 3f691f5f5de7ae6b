"""What each reason, remark and limit of a verification says, in sentences.

English, marked for the catalogues; who knows the reader’s language passes the translation in.
"""

from __future__ import annotations

from typing import Final

from rochdale.voting.verifiable.reasons import Reason
from rochdale.voting.verifiable.verifier.report import Limit, Remark
from rochdale.voting.words import N_

REASONS: Final[dict[Reason, str]] = {
    Reason.JSON_MALFORMED: N_("It is no JSON, or JSON that programs read differently."),
    Reason.JSON_NOT_CANONICAL: N_("It is not written in its one spelling."),
    Reason.SHAPE_WRONG: N_("Something of another kind stands here."),
    Reason.FIELDS_WRONG: N_("Its fields are not those that belong here, in their order."),
    Reason.LENGTH_WRONG: N_("A list has too many entries, or too few."),
    Reason.COUNT_OUT_OF_RANGE: N_("A number is larger or smaller than makes sense."),
    Reason.NUMBER_NOT_CANONICAL: N_(
        "A number has a sign, a leading zero, or something else that is no digit."
    ),
    Reason.ELEMENT_OUT_OF_RANGE: N_("A number is zero, or not below the modulus."),
    Reason.ELEMENT_FOREIGN: N_("A number is not in the group: proofs about it prove nothing."),
    Reason.SCALAR_OUT_OF_RANGE: N_("A number is not below the group’s order."),
    Reason.GROUP_UNKNOWN: N_("The election is in a group that this program does not know."),
    Reason.GROUP_WITHOUT_RANKING: N_("A question asks for a ranking in a group where that is not possible."),
    Reason.VERSION_UNKNOWN: N_("The election is of a version that this program does not know."),
    Reason.UUID_MALFORMED: N_("The election has no proper name."),
    Reason.QUESTION_KIND_UNKNOWN: N_("A question is of a kind that this program does not know."),
    Reason.QUESTION_RANGE_WRONG: N_("A question asks for more answers than it offers."),
    Reason.BINDING_MALFORMED: N_("The election is bound to a notice, motions, roll or times that are none."),
    Reason.KEY_TRIVIAL: N_("A key hides nothing."),
    Reason.ELECTION_KEY_DIFFERS: N_("The election’s key is not that of its trustees."),
    Reason.CREDENTIAL_MALFORMED: N_("A credential has no known form."),
    Reason.CREDENTIAL_TWICE: N_("A credential stands twice on the list of voters."),
    Reason.CREDENTIAL_WEIGHTED: N_("A credential has a weight: here each member has one vote."),
    Reason.CREDENTIAL_UNKNOWN: N_("The ballot’s credential is not on the list of voters."),
    Reason.TRUSTEES_MISSING: N_("The election has no trustees."),
    Reason.TRUSTEE_KIND_UNKNOWN: N_("A trustee is of a kind that this program does not know."),
    Reason.TRUSTEE_TWICE: N_("A trustee stands twice."),
    Reason.TRUSTEE_PROOF_FALSE: N_("A trustee has not proven to know the key."),
    Reason.SEED_MALFORMED: N_("A trustee’s seed has no known form."),
    Reason.THRESHOLD_OUT_OF_RANGE: N_("It would take more trustees than there are, or none."),
    Reason.THRESHOLD_FORM_WEAK: N_("Trustees made their keys in a form that later proved weak."),
    Reason.CERTIFICATE_MISSING: N_("A trustee is not among those who are certified."),
    Reason.CERTIFICATE_TWICE: N_("Two trustees’ certificates share a key."),
    Reason.CERTIFICATE_OF_ANOTHER_PLACE: N_("A trustee’s certificate was made for something else."),
    Reason.CERTIFICATE_SIGNATURE_FALSE: N_("A trustee’s certificate is not signed by its trustee."),
    Reason.COMMITMENT_SIGNATURE_FALSE: N_("A trustee’s commitments are not signed by their trustee."),
    Reason.AGREEMENT_SIGNATURE_FALSE: N_("A trustee has not agreed to these certificates."),
    Reason.SHARE_FALSE: N_("A trustee dealt a false share."),
    Reason.SHARE_KEY_FALSE: N_("A trustee’s key does not follow from what was dealt."),
    Reason.SHARE_SIGNATURE_FALSE: N_("A trustee’s key is not signed by its trustee."),
    Reason.MESSAGE_NOT_FOR_US: N_("A message between trustees cannot be opened."),
    Reason.MESSAGE_FOR_ANOTHER: N_("A message between trustees was meant for another."),
    Reason.MESSAGE_SIGNATURE_FALSE: N_("A message between trustees is not signed by its sender."),
    Reason.MARKS_MALFORMED: N_("The marks do not fit the question."),
    Reason.MARKS_OUT_OF_RANGE: N_("Too many answers are marked, or too few."),
    Reason.MARKS_BLANK_AND_MORE: N_("Blank is marked, and an answer as well."),
    Reason.RANKS_MALFORMED: N_("The ranks do not fit the question."),
    Reason.BALLOT_OF_ANOTHER_ELECTION: N_(
        "The ballot is of another election, or of another wording of this one."
    ),
    Reason.BALLOT_HASH_FALSE: N_("The ballot was altered under its signature."),
    Reason.BALLOT_SIGNATURE_FALSE: N_("The ballot is not signed by its voter."),
    Reason.BALLOT_ON_THE_BOARD: N_("The same ballot was cast twice."),
    Reason.BALLOT_SUPERSEDED: N_(
        "An older ballot was cast again, which takes back a voter’s second thought."
    ),
    Reason.INDIVIDUAL_PROOF_FALSE: N_("A choice is not proven to be yes or no."),
    Reason.OVERALL_PROOF_FALSE: N_("It is not proven that as many answers are chosen as may be."),
    Reason.BLANK_PROOF_FALSE: N_("It is not proven that a blank ballot chooses nothing else."),
    Reason.RANKING_PROOF_FALSE: N_("A ranking is not proven to be its voter’s own."),
    Reason.ARCHIVE_CUT_OFF: N_("The archive ends in the middle of a record."),
    Reason.HEADER_WRONG: N_("This is no archive of an election."),
    Reason.RECORD_LAYOUT_WRONG: N_("A record is laid out otherwise than it must be, to the byte."),
    Reason.RECORD_NAME_WRONG: N_("A record’s name is not the hash of what it holds."),
    Reason.RECORDS_WITHOUT_EVENT: N_("The archive holds records that no event speaks of."),
    Reason.EVENTS_MISSING: N_("Nothing happened in this archive."),
    Reason.EVENT_KIND_UNKNOWN: N_("An event is of a kind that this program does not know."),
    Reason.CHAIN_BROKEN: N_("An event does not follow the one before it."),
    Reason.ORDER_WRONG: N_("The events are not in the only order that leaves out no ballot."),
    Reason.PARTS_WRONG: N_("An event has not the records of its kind."),
    Reason.PAYLOAD_WRONG: N_("An event speaks of a record that is another."),
    Reason.REFERENCE_FALSE: N_("A record refers to one that is another."),
    Reason.OWNER_UNKNOWN: N_("A record is said to be of a trustee who does not exist."),
    Reason.TALLY_DIFFERS: N_("The published tally is not that of the ballots."),
    Reason.TALLY_SIZE_WRONG: N_("The published number of ballots is another."),
    Reason.SHUFFLES_MISSING: N_("Rankings were opened without being shuffled."),
    Reason.SHUFFLES_UNASKED: N_("Something was shuffled that needs no shuffle."),
    Reason.SHUFFLE_PROOF_FALSE: N_("A shuffle is not proven to keep every ballot."),
    Reason.DECRYPTION_TWICE: N_("A trustee gave two decryptions."),
    Reason.DECRYPTION_PROOF_FALSE: N_("A trustee’s decryption is not proven."),
    Reason.DECRYPTIONS_MISSING: N_("Too few trustees gave their decryption."),
    Reason.COUNT_NOT_FOUND: N_("The tally hides no number of votes that is possible."),
    Reason.RESULT_DIFFERS: N_("The published result is another."),
    Reason.RESULT_MISSING: N_("The election has no result yet."),
}

REMARKS: Final[dict[Remark, str]] = {
    Remark.CREDENTIALS_UNSORTED: N_(
        "The list of voters’ credentials is not sorted: it may be in the order of the roll."
    ),
    Remark.THRESHOLD_FORM_WEAK: N_("Trustees made their keys in a form that later proved weak."),
    Remark.ONE_SHUFFLER: N_("A single shuffler knows who ranked what."),
    Remark.BINDING_ABSENT: N_("The election names no notice, motions, roll and times."),
}

LIMITS: Final[dict[Limit, str]] = {
    Limit.ROLL: N_("that credentials went to those on the roll, one each"),
    Limit.CAST_AS_INTENDED: N_("that a voter’s device encrypted what the voter chose"),
    Limit.FREEDOM: N_("that nobody was bought, forced or watched"),
    Limit.HISTORY: N_("that the board was never another: compare the head with one that you noted"),
    Limit.ABSENCE: N_("that no ballot was turned away: look for your own tracking number"),
    Limit.TRUSTEES: N_("that too few trustees joined to open single ballots"),
    Limit.TIMES: N_("when a ballot came"),
}

STAGES: Final[dict[str, str]] = {
    "set-up": N_("the set-up"),
    "ballots": N_("the ballots"),
    "tally": N_("their sum"),
    "shuffles": N_("the shuffles"),
    "decryptions": N_("the trustees’ parts"),
    "result": N_("the result"),
}
