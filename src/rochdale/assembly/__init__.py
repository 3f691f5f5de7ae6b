"""What members decide: meetings, rolls, ballots, mandates, minutes. So far secret ballots."""
