"""The verifier in a process of its own, which can be stopped: an archive may be made to be slow.

`checking` runs this file by its path. It takes the archive from its standard input, knows no database, no
settings and no secret, and its processor time and memory are bounded by the system itself.
"""

from __future__ import annotations

import pickle
import resource
import sys
from typing import Final

from rochdale.voting.verifiable.verifier.verification import verify

OUT_OF_MEMORY: Final = 75


def main(seconds: int, memory_bytes: int) -> int:
    """Verify what arrives, and answer with the report. Gives the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        # A vote that is under way is checked as far as it goes: the page says that there is no result. Nor is one
        # from elsewhere called wrong whose trustees made their keys in the older form: a remark says so.
        report = verify(sys.stdin.buffer.read(), unfinished=True, accept_weak=True)
        sys.stdout.buffer.write(pickle.dumps(report))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
