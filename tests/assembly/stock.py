"""An election run by belenios-tool, a program that we did not write, so that it can judge what our scripts make."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from needs import program

GROUP = "BELENIOS-2048"


class Refused(Exception):
    """The tool says no."""


@dataclass(frozen=True)
class Stock:
    """The tool, and the folder of one election."""

    folder: Path

    def run(self, *words: str, told: str = "", also: Sequence[str] = ()) -> str:
        """What a subcommand prints. Raises Refused."""
        done = subprocess.run(
            [program("belenios-tool"), *words, *also],
            cwd=self.folder, input=told, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise Refused(done.stderr)
        return done.stdout + done.stderr if words[-1] == "verify" else done.stdout

    def write(self, name: str, text: str) -> None:
        """Put a file into the folder."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def make_trustee(self) -> str:
        """A key of the tool's own, as its public part."""
        before = set(self.folder.glob("*.pubkey"))
        self.run("setup", "generate-trustee-key", "--group", GROUP)
        (made,) = set(self.folder.glob("*.pubkey")) - before
        return made.read_text(encoding="utf-8").strip()

    def open_ballot(
        self,
        *,
        uuid: str,
        trustees: Sequence[str],
        credentials: Sequence[str],
        questions: list[dict[str, Any]],
    ) -> str:
        """Prepare the election for these keys, or this list of trustees, and voters. The answer is the election."""
        if isinstance(trustees, str):
            self.write("trustees.json", trustees)
        else:
            self.write("public_keys.jsons", "\n".join(trustees) + "\n")
            self.run("setup", "make-trustees")
        self.write(
            "q.json", json.dumps({"description": "D", "name": "Assemblée «été»", "questions": questions})
        )
        self.run("setup", "make-election", "--uuid", uuid, "--group", GROUP, "--template", "q.json")
        self.write("public_creds.json", json.dumps(sorted(credentials)))
        self.run("archive", "init")
        # The tool ends its files with a line break, and archives them without.
        return (self.folder / "election.json").read_text(encoding="utf-8").rstrip("\n")

    def add(self, event: str, told: str = "") -> None:
        """Append an event. Raises Refused."""
        self.run("archive", "add-event", f"--type={event}", told=told)

    def close(self) -> None:
        """End the vote, and publish the encrypted sum."""
        self.add("EndBallots")
        self.add("EncryptedTally", self.run("election", "compute-encrypted-tally"))

    def decrypt(self, place: int) -> None:
        """Let the tool's own trustee, the only private key in the folder, give its part."""
        (key,) = self.folder.glob("*.privkey")
        words = ("--privkey", key.name, "--trustee-id", str(place))
        self.add("PartialDecryption", self.run("election", "decrypt", also=words))

    def result(self) -> list[Any]:
        """Combine, publish and verify. The answer is the counts of each question."""
        self.add("Result", self.run("election", "compute-result"))
        assert "all checks passed" in self.run("election", "verify")
        archive = self.archive.read_bytes()
        found: list[Any] = json.loads(archive[archive.rindex(b'{"result":') :].split(b"}\0", 1)[0] + b"}")[
            "result"
        ]
        return found

    @property
    def archive(self) -> Path:
        """The file that is published."""
        (found,) = self.folder.glob("*.bel")
        return found
