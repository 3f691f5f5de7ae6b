"""Trustees: those who together, and only together, can open the tally (sections 3 and 7).

Each step is a function of one trustee's own secret and of public messages; no function sees two secrets.
"""
