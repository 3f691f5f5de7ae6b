"""The reasons themselves, by what they are about. The text of each is its code in reports and in our API."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why something is not sound."""

    # Spelling (section 2)
    JSON_MALFORMED = "json_malformed"
    JSON_NOT_CANONICAL = "json_not_canonical"
    SHAPE_WRONG = "shape_wrong"
    FIELDS_WRONG = "fields_wrong"
    LENGTH_WRONG = "length_wrong"
    COUNT_OUT_OF_RANGE = "count_out_of_range"
    NUMBER_NOT_CANONICAL = "number_not_canonical"
    ELEMENT_OUT_OF_RANGE = "element_out_of_range"
    ELEMENT_FOREIGN = "element_foreign"
    SCALAR_OUT_OF_RANGE = "scalar_out_of_range"

    # Set-up (section 3)
    GROUP_UNKNOWN = "group_unknown"
    GROUP_WITHOUT_RANKING = "group_without_ranking"
    VERSION_UNKNOWN = "version_unknown"
    UUID_MALFORMED = "uuid_malformed"
    QUESTION_KIND_UNKNOWN = "question_kind_unknown"
    QUESTION_RANGE_WRONG = "question_range_wrong"
    BINDING_MALFORMED = "binding_malformed"
    KEY_TRIVIAL = "key_trivial"
    ELECTION_KEY_DIFFERS = "election_key_differs"

    # Credentials (section 3)
    CREDENTIAL_MALFORMED = "credential_malformed"
    CREDENTIAL_TWICE = "credential_twice"
    CREDENTIAL_WEIGHTED = "credential_weighted"
    CREDENTIAL_UNKNOWN = "credential_unknown"

    # Trustees (sections 3 and 7)
    TRUSTEES_MISSING = "trustees_missing"
    TRUSTEE_KIND_UNKNOWN = "trustee_kind_unknown"
    TRUSTEE_TWICE = "trustee_twice"
    TRUSTEE_PROOF_FALSE = "trustee_proof_false"
    SEED_MALFORMED = "seed_malformed"
    THRESHOLD_OUT_OF_RANGE = "threshold_out_of_range"
    THRESHOLD_FORM_WEAK = "threshold_form_weak"
    CERTIFICATE_MISSING = "certificate_missing"
    CERTIFICATE_TWICE = "certificate_twice"
    CERTIFICATE_OF_ANOTHER_PLACE = "certificate_of_another_place"
    CERTIFICATE_SIGNATURE_FALSE = "certificate_signature_false"
    COMMITMENT_SIGNATURE_FALSE = "commitment_signature_false"
    AGREEMENT_SIGNATURE_FALSE = "agreement_signature_false"
    SHARE_FALSE = "share_false"
    SHARE_KEY_FALSE = "share_key_false"
    SHARE_SIGNATURE_FALSE = "share_signature_false"
    MESSAGE_NOT_FOR_US = "message_not_for_us"
    MESSAGE_FOR_ANOTHER = "message_for_another"
    MESSAGE_SIGNATURE_FALSE = "message_signature_false"

    # Ballots (section 4)
    MARKS_MALFORMED = "marks_malformed"
    MARKS_OUT_OF_RANGE = "marks_out_of_range"
    MARKS_BLANK_AND_MORE = "marks_blank_and_more"
    RANKS_MALFORMED = "ranks_malformed"
    BALLOT_OF_ANOTHER_ELECTION = "ballot_of_another_election"
    BALLOT_HASH_FALSE = "ballot_hash_false"
    BALLOT_SIGNATURE_FALSE = "ballot_signature_false"
    BALLOT_ON_THE_BOARD = "ballot_on_the_board"
    BALLOT_SUPERSEDED = "ballot_superseded"
    INDIVIDUAL_PROOF_FALSE = "individual_proof_false"
    OVERALL_PROOF_FALSE = "overall_proof_false"
    BLANK_PROOF_FALSE = "blank_proof_false"
    RANKING_PROOF_FALSE = "ranking_proof_false"

    # Archive (section 5)
    ARCHIVE_CUT_OFF = "archive_cut_off"
    HEADER_WRONG = "header_wrong"
    RECORD_LAYOUT_WRONG = "record_layout_wrong"
    RECORD_NAME_WRONG = "record_name_wrong"
    RECORDS_WITHOUT_EVENT = "records_without_event"
    EVENTS_MISSING = "events_missing"
    EVENT_KIND_UNKNOWN = "event_kind_unknown"
    CHAIN_BROKEN = "chain_broken"
    ORDER_WRONG = "order_wrong"
    PARTS_WRONG = "parts_wrong"
    PAYLOAD_WRONG = "payload_wrong"
    REFERENCE_FALSE = "reference_false"
    OWNER_UNKNOWN = "owner_unknown"

    # Tally and result (section 6)
    TALLY_DIFFERS = "tally_differs"
    TALLY_SIZE_WRONG = "tally_size_wrong"
    SHUFFLES_MISSING = "shuffles_missing"
    SHUFFLES_UNASKED = "shuffles_unasked"
    SHUFFLE_PROOF_FALSE = "shuffle_proof_false"
    DECRYPTION_TWICE = "decryption_twice"
    DECRYPTION_PROOF_FALSE = "decryption_proof_false"
    DECRYPTIONS_MISSING = "decryptions_missing"
    COUNT_NOT_FOUND = "count_not_found"
    RESULT_DIFFERS = "result_differs"
    RESULT_MISSING = "result_missing"
