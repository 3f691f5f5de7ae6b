"""The verifier: everything that the protocol promises about an archive, checked from its bytes alone.

`verify` in `verifier.verification` is its door; `verifier.report` is what it answers.
"""
