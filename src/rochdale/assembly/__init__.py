"""What members decide: meetings, rolls, ballots, mandates, minutes. So far the booth and the trustee's page."""
