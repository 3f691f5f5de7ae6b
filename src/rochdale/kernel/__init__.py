"""What every room stands on: refusals, ids, who acts, what a clock is, business days.

Pure: no framework, no reading of time, no chance, no files. What it needs to know is passed in.
"""
