"""Meetings, rolls, motions, ballots, mandates, minutes: what members decide. So far: the booth and the trustee's page."""
