"""Exact money: currencies, amounts, splits that add up, rounding that says how.

Pure. An amount is an integer of minor units with its currency; there is no division, only a split.
"""
