-- Whether the answers of a ballot that are candidacies are those of everybody who stands.
SELECT assembly_ballot_lists_candidates(tenancy_current(), %(ballot_id)s) AS is_whole
