"""What every page shares: the base page, the design system, formatting, headers and refusals.

It knows no cooperative, no member and no books; a page brings what is to be shown, as prepared values.
"""
