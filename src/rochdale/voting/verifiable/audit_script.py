#!/usr/bin/env python3
"""Check a verifiable election from its archive alone, with nothing but Python 3.8 or newer.

    python3 audit_script.py ELECTION.bel [--trackers] [--old-trustees]

It is one file that you can read in an hour, and that imports nothing of ours. It follows the Belenios protocol
(version 1, groups BELENIOS-2048 and RFC-3526-2048) and is stricter than its tool: events have one order, no ballot
may come back, the published tally is compared. It stops at the first thing that is wrong and ends with 1; where all
is well it prints the numbers to compare with the minutes and ends with 0. It ends with 2 where it checked nothing: it
was called in another way, or the file cannot be read. Names of one letter are the protocol's.
"""

# Lines are long so that the whole is short.
# fmt: off
from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from typing import Any, NamedTuple

# 1. Numbers, hashes and groups.


class Group(NamedTuple):
    """The powers of g modulo p, of which there are q."""

    name: str
    p: int
    q: int
    g: int


BELENIOS = Group(
    "BELENIOS-2048",
    int(
        "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c06e092a495af8d79a2f85e0fb11c0ede"
        "07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d107435012768a2cdd0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843"
        "a3e14dfa9b2162f4d7229abe93a188b46b006517d6f6747ebbb29c9ec3099b607f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a"
        "0e7992d0f18cc759cb5de0acf66a3882555bc810941e021b6a4ccfa04ee4008f878affa2375e2999b44f6cef17d707301e59e0e6351e051ed9cec4157646e64f", 16),
    int("adb6066a73522565f4daa0f2579db7f2f0fa90c2168bc709e20263387d55c491", 16),
    int(
        "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31d9d8976f01d95a1c8262ee68a0e92cea"
        "541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8643e673fd9d215fc8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d2"
        "6aef1be365fdd90165f397c6b870df8c1b9e519edcee8bb0f74b7a1615a274ba60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f"
        "22127b6cbba44d453ac8b72fd04e0991b7aeff04867d8724ac638f5f34100d2d47aa680d43771902743d663f42d853c041e1c91fe3823f4bcf284308f1d7e653", 16),
)
RFC_3526_P = int(
        "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437"
        "4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05"
        "98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b"
        "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aacaa68ffffffffffffffff", 16)
RFC_3526 = Group("RFC-3526-2048", RFC_3526_P, (RFC_3526_P - 1) // 2, 2)


class Wrong(Exception):
    """What is wrong, in words."""


def shown(line: str) -> str:
    """A line of which a terminal obeys nothing, and writes every letter: an archive may be made by anybody."""
    letters = sys.stdout.encoding or "ascii"
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", "?", line).encode(letters, "replace").decode(letters)


def require(holds: bool, otherwise: str) -> None:
    """Stop unless something holds."""
    if not holds:
        raise Wrong(otherwise)


def sha_number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def sha_hex(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha_base64(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def challenge(G: Group, prefix: str, elements: list[int]) -> int:
    return sha_number(prefix + ",".join(map(str, elements))) % G.q


def product(G: Group, factors: Any) -> int:
    result = 1
    for factor in factors:
        result = result * factor % G.p
    return result


def jacobi(a: int, n: int) -> int:
    """1 if a is a square modulo the prime n, else -1 (or 0)."""
    sign = 1
    while a:
        while a % 2 == 0:
            a //= 2
            if n % 8 in (3, 5):
                sign = -sign
        a, n = n, a
        if a % 4 == 3 and n % 4 == 3:
            sign = -sign
        a %= n
    return sign if n == 1 else 0


def is_member(G: Group, x: int) -> bool:
    if not 0 < x < G.p:
        return False
    return jacobi(x, G.p) == 1 if G is RFC_3526 else pow(x, G.q, G.p) == 1


# 2. JSON, in one spelling only.


def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    require(len(dict(pairs)) == len(pairs), "a field stands twice")
    return dict(pairs)


def no_fraction(text: str) -> None:
    raise Wrong("a number is no whole number: " + text[:20])


def parse(content: bytes) -> Any:
    try:
        return json.loads(content.decode(), object_pairs_hook=no_twins, parse_float=no_fraction, parse_constant=no_fraction)
    except (ValueError, RecursionError):
        raise Wrong("a record is no JSON") from None


def spelled(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def canonical(content: bytes) -> Any:
    value = parse(content)
    require(spelled(value) == content, "a record is not in its one spelling")
    return value


def fields(value: Any, *names: str) -> Any:
    """An object with exactly these fields in this order; a name that ends in ? may be absent."""
    require(isinstance(value, dict), "an object is missing")
    wanted = [name.rstrip("?") for name in names if not name.endswith("?") or name[:-1] in value]
    require(list(value) == wanted, "fields are not " + ", ".join(names))
    return value


def items(value: Any, length: int) -> Any:
    require(isinstance(value, list) and len(value) == length, "a list has not %d entries" % length)
    return value


def text(value: Any) -> str:
    require(isinstance(value, str), "a text is missing")
    return str(value)


def whole(value: Any) -> int:
    require(type(value) is int and 0 <= value < 2**30, "a small number is missing")
    return int(value)


def big(value: Any, below: int) -> int:
    digits = text(value)
    require(re.fullmatch("0|[1-9][0-9]{0,619}", digits) is not None, "a number has a sign or leading zeros")
    require(int(digits) < below, "a number is too large")
    return int(digits)


def member(G: Group, value: Any) -> int:
    x = big(value, G.p)
    require(is_member(G, x), "a number is not in the group")
    return x


def proof(G: Group, value: Any) -> tuple[int, int]:
    fields(value, "challenge", "response")
    return big(value["challenge"], G.q), big(value["response"], G.q)


# 3. The archive: a tar file that only grows, and the chain of its events.

PARTS = {"Setup": 4, "Ballot": 1, "EndBallots": 0, "EncryptedTally": 2, "Shuffle": 2, "EndShuffles": 0,
         "PartialDecryption": 2, "Result": 1}
ORDER = "Setup( Ballot)* EndBallots EncryptedTally(( Shuffle)+ EndShuffles)?( PartialDecryption)+ Result"


def record(name: str, content: bytes, time: int) -> bytes:
    """A record as it must be, byte for byte."""
    header = bytearray(512)
    for place, field in ((0, name), (100, "0000644"), (108, "0000000"), (116, "0000000"), (124, "%011o" % len(content)),
                         (136, "%011o" % time), (148, " " * 8), (156, "0")):
        header[place : place + len(field)] = field.encode("ascii")
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + content + bytes(-len(content) % 512)


def records(archive: bytes) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    place, time = 0, 0
    while place < len(archive):
        head = archive[place : place + 512]
        size = re.fullmatch(b"([0-7]{11})\0", head[124:136])
        name = re.fullmatch(b"([A-Za-z0-9.]+)\0+", head[:100])
        if size is None or name is None:
            raise Wrong("the archive is cut off, or no archive")
        content = archive[place + 512 : place + 512 + int(size[1], 8)]
        if not found:
            stamp = text(fields(canonical(content), "version", "timestamp")["timestamp"])
            time = big(stamp, 8**11)
            require(content == spelled({"version": 1, "timestamp": stamp}), "the first record is not BELENIOS")
        whole_record = record(name[1].decode(), content, time)
        require(archive[place : place + len(whole_record)] == whole_record, "a record has another layout")
        found.append((name[1].decode(), content))
        place += len(whole_record)
    require(bool(found) and found[0][0] == "BELENIOS", "the first record is not BELENIOS")
    return found[1:]


def history(archive: bytes) -> tuple[list[tuple[str, list[bytes]]], str]:
    """The events with their records, and the hash of the last; the order is checked."""
    steps: list[tuple[str, list[bytes]]] = []
    waiting: list[bytes] = []
    head = ""
    for name, content in records(archive):
        require(name in (sha_hex(content) + ".data.json", sha_hex(content) + ".event.json"), "a record has a false name")
        if name.endswith(".data.json"):
            waiting.append(content)
            continue
        event = fields(canonical(content), "parent?", "height", "type", "payload?")
        kind = text(event["type"])
        require(event.get("parent", "") == head and whole(event["height"]) == len(steps), "the chain of events is broken")
        require(("parent" in event) == bool(steps), "the chain of events is broken")
        require(kind in PARTS and len(waiting) == PARTS[kind], "an event has not the records of its type")
        require(event.get("payload") == (sha_hex(waiting[-1]) if waiting else None), "an event refers to another record")
        steps.append((kind, waiting))
        waiting, head = [], sha_hex(content)
    require(not waiting, "records without an event")
    require(re.fullmatch(ORDER, " ".join(kind for kind, _ in steps)) is not None, "the events are not in the order " + ORDER)
    return steps, head


# 4. Proofs.


def knows(G: Group, X: int, pair: tuple[int, int], prefix: str) -> bool:
    """That its maker knows x in X = g^x."""
    c, t = pair
    return challenge(G, prefix, [pow(G.g, t, G.p) * pow(X, c, G.p) % G.p]) == c


def one_of(G: Group, y: int, statements: list[tuple[int, int]], proofs: Any, prefix: str) -> bool:
    """That for one of the statements (alpha, beta) its maker knows r: alpha = g^r and beta = y^r."""
    commitments, total = [], 0
    for (alpha, beta), value in zip(statements, items(proofs, len(statements))):
        c, t = proof(G, value)
        commitments.append(pow(G.g, t, G.p) * pow(alpha, c, G.p) % G.p)
        commitments.append(pow(y, t, G.p) * pow(beta, c, G.p) % G.p)
        total += c
    return challenge(G, prefix, commitments) == total % G.q


def values(G: Group, pair: tuple[int, int], least: int, most: int) -> list[tuple[int, int]]:
    """The statements that a ciphertext hides least, or the next, or ... most."""
    return [(pair[0], pair[1] * pow(pow(G.g, m, G.p), -1, G.p) % G.p) for m in range(least, most + 1)]


# 5. The set-up.


class Election(NamedTuple):
    """What the ballots are checked against."""

    G: Group
    y: int
    phi: str
    uuid: str
    name: str
    questions: list[Any]
    trustees: list[tuple[int, int, int]]
    keys: list[int]
    credentials: set[int]
    binding: dict[str, str]


def read_question(G: Group, question: Any) -> Any:
    require(isinstance(question, dict), "a question is no object")
    ranking = "type" in question
    inside = question.get("value") if ranking else question
    require(not ranking or (question["type"] == "NonHomomorphic" and G is RFC_3526), "a question of an unknown kind")
    known = {"answers", "question"} if ranking else {"answers", "question", "min", "max"}
    require(isinstance(inside, dict) and known <= set(inside) <= known | {"blank"}, "a question has other fields")
    answers = [text(answer) for answer in items(inside["answers"], len(inside["answers"]))]
    blank = inside.get("blank", False)
    require(isinstance(blank, bool) and 0 < len(answers) <= 250, "a question has no answers, or too many")
    least, most = (0, 0) if ranking else (whole(inside["min"]), whole(inside["max"]))
    require(least <= most <= len(answers), "a question asks for more than it offers")
    return {"text": text(inside["question"]), "answers": answers, "blank": blank, "min": least, "max": most, "ranking": ranking}


def read_key(G: Group, value: Any, signed: bool) -> int:
    fields(value, *(("pok", "public_key", "signature", "name?") if signed else ("pok", "public_key", "name?")))
    X = member(G, value["public_key"])
    require(X != 1 and knows(G, X, proof(G, value["pok"]), "pok|%s|%d|" % (G.name, X)), "a trustee does not know its key")
    return X


def signed_message(value: Any) -> Any:
    fields(value, "message", "signature")
    return canonical(text(value["message"]).encode())


def is_signed(G: Group, vk: int, message: str, signature: Any) -> bool:
    return knows(G, vk, proof(G, signature), "sigmsg|%s|" % message)


def read_body(G: Group, value: Any, old: bool) -> tuple[int, list[int]]:
    """A body of trustees of whom some suffice: its part of the election's key, and its members' keys."""
    fields(value, "threshold", "certs", "coefexps", "signatures?" if old else "signatures", "verification_keys")
    t, n = whole(value["threshold"]), len(value["certs"])
    require(0 < t <= n <= 100, "a threshold makes no sense")
    verification, encryption, columns, keys = [], [], [], []
    for i in range(n):
        cert, dealt = value["certs"][i], items(value["coefexps"], n)[i]
        inside = fields(signed_message(cert), "context?" if old else "context", "verification", "encryption")
        place = {"group": G.name, "size": n, "threshold": t, "index": i + 1}
        require(inside.get("context", place if old else None) == place, "a certificate is of another place")
        vk = member(G, inside["verification"])
        ek = member(G, inside["encryption"])
        require(is_signed(G, vk, cert["message"], cert["signature"]), "a certificate is not signed by its trustee")
        A = [member(G, each) for each in items(fields(signed_message(dealt), "coefexps")["coefexps"], t)]
        require(is_signed(G, vk, dealt["message"], dealt["signature"]), "commitments are not signed by their dealer")
        if "signatures" in value:
            agreed = "certs_sig|" + spelled({"certs": value["certs"], "coefexps": [str(a) for a in A]}).decode()
            require(is_signed(G, vk, agreed, items(value["signatures"], n)[i]), "a dealer did not agree to the certificates")
        verification.append(vk)
        encryption.append(ek)
        columns.append(A)
    for i, key in enumerate(items(value["verification_keys"], n)):
        signed = "signature" in key
        X = read_key(G, key, signed)
        require(signed or old, "a trustee's key is not signed")
        require(not signed or is_signed(G, verification[i], str(X), key["signature"]), "a trustee's key is not signed by it")
        share = product(G, (pow(a, (i + 1) ** k, G.p) for A in columns for k, a in enumerate(A)))
        require(X == share, "a trustee's key does not follow from what was dealt")
        keys.append(X)
    require(len(set(verification + encryption)) == 2 * n, "a trustee stands twice in a body")
    return product(G, (A[0] for A in columns)), keys


def read_setup(parts: list[bytes], old: bool) -> Election:
    refers = fields(canonical(parts[3]), "election", "trustees", "credentials")
    require([refers[name] for name in refers] == [sha_hex(part) for part in parts[:3]], "the set-up refers to other records")
    e = parse(parts[0])
    require(isinstance(e, dict) and whole(e.get("version")) == 1, "an election of an unknown version")
    require({"description", "name", "group", "public_key", "questions", "uuid"} <= set(e), "an election lacks a field")
    groups = {G.name: G for G in (BELENIOS, RFC_3526)}
    require(text(e["group"]) in groups, "a group that this script does not know: " + e["group"][:40])
    G = groups[e["group"]]
    require(isinstance(e["questions"], list) and 0 < len(e["questions"]) <= 100, "an election asks nothing, or too much")
    require(re.fullmatch("[1-9A-HJ-NP-Za-km-z]{14,64}", text(e["uuid"])) is not None, "the election has no proper name")
    y = member(G, e["public_key"])
    questions = [read_question(G, question) for question in items(e["questions"], len(e["questions"]))]
    trustees: list[tuple[int, int, int]] = []
    keys: list[int] = []
    parts_of_y: list[int] = []
    for entry in canonical(parts[1]):
        kind, value = items(entry, 2)
        require(kind in ("Single", "Pedersen"), "a trustee of an unknown kind")
        if kind == "Pedersen":
            share, own = read_body(G, value, old)
            threshold = whole(value["threshold"])
        else:
            share, threshold = read_key(G, value, False), 1
            own = [share]
        trustees.append((len(keys), len(own), threshold))
        keys += own
        parts_of_y.append(share)
    require(bool(keys) and len(set(keys)) == len(keys), "there are no trustees, or one stands twice")
    require(product(G, parts_of_y) == y != 1, "the election's key is not the trustees'")
    credentials = [member(G, each) for each in canonical(parts[2])]
    require(len(set(credentials)) == len(credentials) and 1 not in credentials, "a credential stands twice, or is 1")
    return Election(G, y, sha_base64(parts[0]), e["uuid"], text(e["name"]), questions, trustees, keys, set(credentials), read_binding(e))


def read_binding(e: Any) -> dict[str, str]:
    """What the cooperative bound the election to: hashes of the notice, the motions and the roll, and its times."""
    if "rochdale" not in e:
        return {}
    bound = fields(e["rochdale"], "notice", "motions", "roll", "opens_at", "closes_at")
    for name, value in bound.items():
        form = "[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}Z" if name.endswith("_at") else "[0-9a-f]{64}"
        require(re.fullmatch(form, text(value)) is not None, "the election is bound to no proper " + name)
    require(bound["opens_at"] < bound["closes_at"], "the election closes before it opens")
    return dict(bound)


# 6. Ballots.


def pair(G: Group, value: Any) -> tuple[int, int]:
    fields(value, "alpha", "beta")
    return member(G, value["alpha"]), member(G, value["beta"])


def total(G: Group, pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return product(G, (a for a, _ in pairs)), product(G, (b for _, b in pairs))


def check_answer(E: Election, question: Any, answer: Any, s0: str) -> list[tuple[int, int]]:
    """Every proof of an answer; gives its ciphertexts."""
    G, blank = E.G, question["blank"]
    if question["ranking"]:
        fields(answer, "choices", "proof")
        one = pair(G, answer["choices"])
        prefix = "raweg|%s|%d,%d,%d|" % (s0, E.y, one[0], one[1])
        require(knows(G, one[0], proof(G, answer["proof"]), prefix), "a ranking's proof is false")
        return [one]
    fields(answer, "choices", "individual_proofs", "overall_proof", *(["blank_proof"] if blank else []))
    width = len(question["answers"]) + blank
    pairs = [pair(G, value) for value in items(answer["choices"], width)]
    for one, proofs in zip(pairs, items(answer["individual_proofs"], width)):
        prefix = "prove|%s|%d,%d|" % (s0, one[0], one[1])
        require(one_of(G, E.y, values(G, one, 0, 1), proofs, prefix), "a choice is not proven to be 0 or 1")
    bound = s0 + "|" + ",".join("%d,%d" % one for one in pairs)
    chosen = total(G, pairs[1:] if blank else pairs)
    allowed = values(G, chosen, question["min"], question["max"])
    if not blank:
        prefix = "prove|%s|%d,%d|" % (bound, chosen[0], chosen[1])
        require(one_of(G, E.y, allowed, answer["overall_proof"], prefix), "too many or too few choices")
        return pairs
    is_blank = values(G, pairs[0], 1, 1)
    require(one_of(G, E.y, is_blank + allowed, answer["overall_proof"], "bproof1|%s|" % bound), "too many or too few choices")
    require(one_of(G, E.y, [pairs[0], chosen], answer["blank_proof"], "bproof0|%s|" % bound), "blank, and something else")
    return pairs


def check_ballot(E: Election, content: bytes) -> tuple[int, list[list[tuple[int, int]]]]:
    """Whose ballot it is, and its ciphertexts."""
    ballot = fields(canonical(content), "election_uuid", "election_hash", "credential", "answers", "signature")
    require(ballot["election_uuid"] == E.uuid and ballot["election_hash"] == E.phi, "a ballot is of another election")
    S = big(ballot["credential"], E.G.p)
    require(S in E.credentials, "a ballot's credential is not on the list")
    signature = fields(ballot.pop("signature"), "hash", "proof")
    require(signature["hash"] == sha_base64(spelled(ballot)), "a ballot was altered under its signature")
    require(knows(E.G, S, proof(E.G, signature["proof"]), "sig|%s|" % signature["hash"]), "a ballot's signature is false")
    answers = items(ballot["answers"], len(E.questions))
    return S, [check_answer(E, q, a, "%s|%d" % (E.phi, S)) for q, a in zip(E.questions, answers)]


def open_box(E: Election, contents: list[bytes]) -> dict[int, list[list[tuple[int, int]]]]:
    """The ballots that count: of each credential the last. None may come twice."""
    require(len(set(contents)) == len(contents), "a ballot was cast again")
    counted: dict[int, list[list[tuple[int, int]]]] = {}
    for place, content in enumerate(contents):
        try:
            S, ciphertexts = check_ballot(E, content)
        except Wrong as wrong:
            raise Wrong("ballot %d, %s: %s" % (place + 1, sha_base64(content), wrong)) from None
        counted[S] = ciphertexts
        if place % 100 == 99:
            print("  %d ballots checked" % (place + 1), file=sys.stderr)
    return counted


# 7. The tally, the shuffles, the decryptions, the result.


def tally(E: Election, ballots: list[Any]) -> list[list[tuple[int, int]]]:
    tallied = []
    for place, question in enumerate(E.questions):
        answers = [ballot[place] for ballot in ballots]
        if question["ranking"]:
            tallied.append(sorted(answer[0] for answer in answers))
        else:
            width = len(question["answers"]) + question["blank"]
            tallied.append([total(E.G, [answer[row] for answer in answers]) for row in range(width)])
    return tallied


def written(tallied: list[list[tuple[int, int]]]) -> bytes:
    return spelled([[{"alpha": str(a), "beta": str(b)} for a, b in question] for question in tallied])


def generators(G: Group, size: int) -> list[int]:
    return [pow(sha_number("ggen|%d" % i), (G.p - 1) // G.q, G.p) for i in range(-1, size)]


def listed(elements: Any) -> str:
    return "".join("%s," % each for each in elements)


def check_shuffle(E: Election, before: list[tuple[int, int]], after: list[tuple[int, int]], value: Any) -> None:
    """That a list is another in some other order, encrypted anew (section 6.1 of the protocol)."""
    G, N = E.G, len(before)
    first, answer, c, chain = items(value, 4)
    t1, t2, t3 = (member(G, each) for each in items(first, 5)[:3])
    t41, t42 = (member(G, each) for each in items(first[3], 2))
    t_hat, c, chain = ([member(G, each) for each in items(part, N)] for part in (first[4], c, chain))
    s1, s2, s3, s4 = (big(each, G.q) for each in items(answer, 6)[:4])
    s_hat, s_prime = ([big(each, G.q) for each in items(part, N)] for part in answer[4:])
    lists = listed("%d,%d" % one for one in before) + listed("%d,%d" % one for one in after) + listed(c)
    seed = sha_hex(("shuffle-challenges|%s|%s" % (E.phi, lists)).encode())
    u = [sha_number(seed + sha_hex(str(i).encode())) % G.q for i in range(N)]
    commitment = listed([t1, t2, t3, t41, t42]) + listed(t_hat)
    star = sha_number("shuffle-challenge|%s|%s%s%s%d" % (E.phi, commitment, lists, listed(chain), E.y)) % G.q
    h, *hs = generators(G, N)
    all_u = 1
    for each in u:
        all_u = all_u * each % G.q

    def powers(bases: Any, exponents: Any) -> int:
        return product(G, (pow(base, each, G.p) for base, each in zip(bases, exponents)))

    def back(x: int) -> int:
        return pow(pow(x, star, G.p), -1, G.p)

    links = [h, *chain]
    holds = (
        t1 == back(product(G, c) * pow(product(G, hs), -1, G.p) % G.p) * pow(G.g, s1, G.p) % G.p
        and t2 == back(links[-1] * pow(pow(h, all_u, G.p), -1, G.p) % G.p) * pow(G.g, s2, G.p) % G.p
        and t3 == back(powers(c, u)) * pow(G.g, s3, G.p) * powers(hs, s_prime) % G.p
        and t41 == back(powers((b for _, b in before), u)) * pow(E.y, -s4, G.p) * powers((b for _, b in after), s_prime) % G.p
        and t42 == back(powers((a for a, _ in before), u)) * pow(G.g, -s4, G.p) * powers((a for a, _ in after), s_prime) % G.p
    )
    for i in range(N):
        holds = holds and t_hat[i] == back(chain[i]) * pow(G.g, s_hat[i], G.p) * pow(links[i], s_prime[i], G.p) % G.p
    require(holds, "the proof of a shuffle is false")


def owner(E: Election, parts: list[bytes]) -> int:
    wrapper = fields(canonical(parts[1]), "owner", "payload")
    require(wrapper["payload"] == sha_hex(parts[0]), "a wrapper is of something else")
    require(1 <= whole(wrapper["owner"]) <= len(E.keys), "an owner is no trustee")
    return whole(wrapper["owner"])


def apply_shuffle(E: Election, tallied: Any, parts: list[bytes]) -> Any:
    owner(E, parts)
    shuffle = fields(canonical(parts[0]), "ciphertexts", "proofs")
    places = [place for place, question in enumerate(E.questions) if question["ranking"]]
    new = list(tallied)
    for place, after, value in zip(places, items(shuffle["ciphertexts"], len(places)), items(shuffle["proofs"], len(places))):
        new[place] = [pair(E.G, each) for each in items(after, len(tallied[place]))]
        check_shuffle(E, tallied[place], new[place], value)
    return new


def check_decryption(E: Election, tallied: Any, parts: list[bytes]) -> tuple[int, list[list[int]]]:
    """Whose factors these are, and the factors: each is alpha^x for the trustee's key g^x."""
    G, who = E.G, owner(E, parts)
    given = fields(canonical(parts[0]), "decryption_factors", "decryption_proofs")
    X, factors = E.keys[who - 1], []
    for question, row, proofs in zip(tallied, items(given["decryption_factors"], len(tallied)), items(given["decryption_proofs"], len(tallied))):
        factors.append([member(G, each) for each in items(row, len(question))])
        for (alpha, _), factor, value in zip(question, factors[-1], items(proofs, len(question))):
            c, t = proof(G, value)
            commitments = [pow(G.g, t, G.p) * pow(X, c, G.p) % G.p, pow(alpha, t, G.p) * pow(factor, c, G.p) % G.p]
            require(challenge(G, "decrypt|%s|%d|" % (E.phi, X), commitments) == c, "a decryption's proof is false")
    return who, factors


def combine(E: Election, given: dict[int, list[list[int]]], place: int, row: int) -> int:
    """The trustees' factors of one ciphertext put together, those of a body with Lagrange's weights."""
    F = 1
    for first, size, threshold in E.trustees:
        J = [j for j in range(1, size + 1) if first + j in given][:threshold]
        require(len(J) == threshold, "too few trustees gave their decryption")
        for j in J:
            weight = 1
            for k in J:
                weight = weight * (k * pow(k - j, -1, E.G.q) if k != j else 1) % E.G.q
            F = F * pow(given[first + j][place][row], weight, E.G.p) % E.G.p
    return F


def open_tally(E: Election, tallied: Any, given: Any, most: int) -> list[list[Any]]:
    counts = {pow(E.G.g, n, E.G.p): n for n in range(most + 1)}
    result: list[list[Any]] = []
    for place, (question, pairs) in enumerate(zip(E.questions, tallied)):
        plain = [beta * pow(combine(E, given, place, row), -1, E.G.p) % E.G.p for row, (_, beta) in enumerate(pairs)]
        if question["ranking"]:
            width = len(question["answers"])
            result.append([list((x // 256 % 256**width).to_bytes(width, "big")) for x in plain])
        else:
            require(all(x in counts for x in plain), "a tally hides no possible count")
            result.append([counts[x] for x in plain])
    return result


# 8. All of it, and what a human compares with the minutes.


def audit(archive: bytes, old: bool) -> list[str]:
    """Everything, in order. Raises Wrong; gives the lines to print."""
    steps, head = history(archive)
    of: dict[str, list[list[bytes]]] = {kind: [parts for each, parts in steps if each == kind] for kind in PARTS}
    E = read_setup(of["Setup"][0], old)
    contents = [parts[0] for parts in of["Ballot"]]
    counted = open_box(E, contents)
    tallied: Any = tally(E, list(counted.values()))
    content, sized = of["EncryptedTally"][0]
    require(content == written(tallied), "the published tally is not that of the ballots")
    size = {"num_tallied": len(counted), "total_weight": len(counted), "encrypted_tally": sha_hex(content)}
    require(sized == spelled(size), "the published number of ballots is another")
    require(bool(of["Shuffle"]) == any(q["ranking"] for q in E.questions), "shuffles are missing, or nobody asked for them")
    for parts in of["Shuffle"]:
        tallied = apply_shuffle(E, tallied, parts)
    given: dict[int, list[list[int]]] = {}
    for parts in of["PartialDecryption"]:
        who, factors = check_decryption(E, tallied, parts)
        require(who not in given, "a trustee gave two decryptions")
        given[who] = factors
    result = open_tally(E, tallied, given, len(counted))
    require(of["Result"][0][0] == spelled({"result": result}), "the published result is another")
    return report(E, head, contents, counted, result)


def report(E: Election, head: str, contents: list[bytes], counted: Any, result: list[list[Any]]) -> list[str]:
    voted = len({json.loads(content)["credential"] for content in contents})  # who voted again voted once
    said: dict[str, Any] = {"election": E.uuid, "fingerprint": E.phi, "head": head, **E.binding}
    said.update({"entitled": len(E.credentials), "received": len(contents), "voted": voted, "counted": len(counted)})
    lines = ["SOUND: everything that an archive can prove was checked.", "", E.name, *("  %-12s %s" % each for each in said.items())]
    for question, counts in zip(E.questions, result):
        lines += ["", question["text"]]
        if question["ranking"]:
            lines += ["  " + ", ".join("%s: %d" % each for each in zip(question["answers"], ranks)) for ranks in sorted(counts)]
        else:
            names = (["(blank)"] if question["blank"] else []) + question["answers"]
            lines += ["  %6d  %s" % (count, name) for name, count in zip(names, counts)]
    return [*lines, "", *LIMITS.splitlines()]


LIMITS = """What no archive can prove: that credentials went to those on the roll, one each; that a voter's device encrypted
what the voter chose; that nobody was bought, forced or watched; that no ballot was turned away (look for your own
tracking number: --trackers); that the board was never another (compare the head with one that you noted earlier);
that fewer trustees than needed joined to open single ballots; when a ballot came (there is an order, and no clock)."""


def main(words: list[str]) -> int:
    names = [word for word in words if not word.startswith("--")]
    if len(names) != 1 or not set(words) - set(names) <= {"--trackers", "--old-trustees"}:
        print(__doc__)
        return 2
    try:
        with open(names[0], "rb") as file:
            archive = file.read()
    except (OSError, ValueError) as error:
        print("NOT CHECKED: " + shown("%s cannot be read (%s)" % (names[0], getattr(error, "strerror", "") or error)))
        return 2
    try:
        lines = audit(archive, "--old-trustees" in words)
        if "--trackers" in words:
            lines += ["", *(sha_base64(parts[0]) for kind, parts in history(archive)[0] if kind == "Ballot")]
    except (Wrong, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as wrong:
        # Where something has not even the shape that is asked for, Python says what; that is as wrong.
        said = str(wrong) if isinstance(wrong, Wrong) else "a record has another shape (%.60r)" % wrong
        print("NOT SOUND: " + shown(said))
        return 1
    print("\n".join(map(shown, lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
