"""What one trustee writes to another through a server that cannot read it (section 7).

ElGamal carries a random key; AES-256 in CCM mode carries the text, as in the stock tool up to 3.0. The text is a
message of the sender's, signed, that names its recipient.
"""

from __future__ import annotations

import binascii
import hashlib
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from rochdale.voting.verifiable import canonical
from rochdale.voting.verifiable.chance import Below, exponent
from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.refusals import Reason, Unsound
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.voting.verifiable.trustees import signing
from rochdale.voting.verifiable.trustees.signing import Identity, Signed

_TAG_BYTES: Final = 8
_NONCE_BYTES: Final = 13
# CCM gives the length of the text the bytes that the nonce leaves: two for a text below 64 KiB.
_TEXT_BYTES_MAX: Final = 2**16 - 1


def send(group: Group, sender: Identity, recipient: int, message: str, below: Below) -> str:
    """A message to the holder of the encryption key `recipient`, signed and encrypted."""
    addressed = canonical.write({"recipient": str(recipient), "message": message})
    signature = signing.sign(group, sender.signing, addressed, below)
    return _encrypt(group, recipient, canonical.encode(Signed(addressed, signature).to_json()), below)


def receive(group: Group, recipient: Identity, sender_verification: int, sealed: str) -> str:
    """The message that `sender_verification` wrote to `recipient`.

    Raises Unsound where it cannot be opened, is signed by someone else, or was meant for someone else. No
    exception carries what was inside.
    """
    at = "private_message"
    content = _decrypt(group, recipient.decrypting, sealed)
    inside = signing.read_signed(group, canonical.parse(content, at), at)
    if not signing.signed_by(group, sender_verification, inside.message, inside.signature):
        raise Unsound(Reason.MESSAGE_SIGNATURE_FALSE)
    found = canonical.fields(canonical.parse(inside.message, at), at, "recipient", "message")
    if canonical.decimal(found["recipient"], at) != recipient.encryption:
        raise Unsound(Reason.MESSAGE_FOR_ANOTHER)
    return canonical.text(found["message"], at)


def _keys(shared: int, alpha: int) -> tuple[AESCCM, bytes]:
    """The cipher and nonce of section 7: SHA-256 of "key|K", and the first bytes of SHA-256 of "iv|alpha"."""
    key = hashlib.sha256(f"key|{shared}".encode()).digest()
    nonce = hashlib.sha256(f"iv|{alpha}".encode()).digest()[:_NONCE_BYTES]
    return AESCCM(key, tag_length=_TAG_BYTES), nonce


def _encrypt(group: Group, recipient: int, content: bytes, below: Below) -> str:
    assert len(content) <= _TEXT_BYTES_MAX
    r, k = exponent(group.q, below), exponent(group.q, below)
    alpha, shared = group.secret_power(group.g, r), group.secret_power(group.g, k)
    beta = group.times(group.secret_power(recipient, r), shared)
    cipher, nonce = _keys(shared, alpha)
    sealed = cipher.encrypt(nonce, content, None).hex()
    return canonical.write({"alpha": str(alpha), "beta": str(beta), "data": sealed})


def _decrypt(group: Group, decrypting: Secret[int], sealed: str) -> bytes:
    at = "private_message"
    found = canonical.fields(canonical.parse(sealed, at), at, "alpha", "beta", "data")
    # A number outside the group would tell its sender something about our key.
    alpha = canonical.member(group, found["alpha"], f"{at}.alpha")
    beta = canonical.member(group, found["beta"], f"{at}.beta")
    shared = group.times(beta, group.inverse(group.secret_power(alpha, decrypting.reveal())))
    cipher, nonce = _keys(shared, alpha)
    try:
        return cipher.decrypt(nonce, binascii.unhexlify(canonical.text(found["data"], at)), None)
    except (InvalidTag, ValueError):
        raise Unsound(Reason.MESSAGE_NOT_FOR_US) from None
