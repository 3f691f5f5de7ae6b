// An election's archive (the protocol's section 5), read as far as a trustee needs: that nothing in it was exchanged,
// and that what is to be opened comes of the ballots. Proofs of ballots are left to whoever verifies it; those of
// shuffles are checked, since what is behind them is opened one by one.
import { isMember } from "./decryption.js";
import { groupNamed } from "./groups.js";
import { base64, hex } from "./sha256.js";
import { isShuffle } from "./shuffling.js";

const HEADER = 512;
const CLOSED = "Setup,(Ballot,)*EndBallots,EncryptedTally,";
const SUMMED = new RegExp(`^${CLOSED}(PartialDecryption,)*$`);
const SHUFFLING = new RegExp(`^${CLOSED}(Shuffle,)*$`);
const SHUFFLED = new RegExp(`^${CLOSED}(Shuffle,)+EndShuffles,(PartialDecryption,)*$`);
const refuse = (code) => {
  throw new Error(code);
};

// The records, by the hash that their name begins with; each must be what its name says.
function records(bytes) {
  const found = new Map();
  const text = (from, length) => new TextDecoder().decode(bytes.subarray(from, from + length));
  for (let at = 0; at < bytes.length; ) {
    const name = text(at, 100).replace(/\0.*/s, "");
    const size = parseInt(text(at + 124, 11), 8);
    if (!(size >= 0) || at + HEADER + size > bytes.length) refuse("not-archive");
    const content = text(at + HEADER, size);
    const [hash, kind] = name.split(".");
    if (kind && hash !== hex(content)) refuse("damaged");
    found.set(kind ? hash : name, { kind, content });
    at += HEADER + Math.ceil(size / HEADER) * HEADER;
  }
  if (!found.has("BELENIOS")) refuse("not-archive");
  return found;
}

function events(found) {
  let head;
  return [...found].filter(([, { kind }]) => kind === "event").map(([hash, { content }], height) => {
    const event = JSON.parse(content);
    if (event.parent !== head || event.height !== height) refuse("damaged");
    head = hash;
    return { ...event, hash };
  });
}

// What may be done now, as the events stand. `isShuffle` says what is wanted.
function checkOrder(chain, isRanking, wantsShuffle) {
  const told = chain.map(({ type }) => `${type},`).join("");
  if (!isRanking) {
    if (!SUMMED.test(told)) refuse("not-closed");
    if (wantsShuffle) refuse("no-rankings");
    return;
  }
  const [isBefore, isAfter] = [SHUFFLING.test(told), SHUFFLED.test(told)];
  if (!isBefore && !isAfter) refuse("not-closed");
  if (wantsShuffle && isAfter) refuse("shuffled");
  if (!wantsShuffle && isBefore) refuse("not-shuffled");
}

// The last ballot of each voter counts.
function counted(ballots) {
  const last = new Map();
  for (const ballot of ballots) last.set(ballot.credential, ballot);
  return [...last.values()];
}

function product(parts, { p }) {
  let [alpha, beta] = [1n, 1n];
  for (const part of parts) {
    alpha = (alpha * BigInt(part.alpha)) % p;
    beta = (beta * BigInt(part.beta)) % p;
  }
  return { alpha: String(alpha), beta: String(beta) };
}

const compare = (one, other) => (one < other ? -1 : Number(one > other));

// Sorted as numbers, so that the list tells nothing of when each came.
const sorted = (parts) =>
  parts
    .map(({ alpha, beta }) => [BigInt(alpha), BigInt(beta)])
    .sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]))
    .map(([alpha, beta]) => ({ alpha: String(alpha), beta: String(beta) }));

const tallyOf = (ballots, questions, group) =>
  questions.map(({ type, answers, blank }, place) => {
    const choices = ballots.map((ballot) => ballot.answers[place].choices);
    if (type) return sorted(choices);
    const width = answers.length + (blank ? 1 : 0);
    return Array.from({ length: width }, (_, answer) => product(choices.map((one) => one[answer]), group));
  });

// A tally with its rankings as a shuffle left them; refused if that is not proven to be the same ballots.
function shuffled(tally, ranked, { ciphertexts, proofs }, { group, phi, y }) {
  const isSound = ranked.every((place, row) => {
    try {
      return isShuffle(group, phi, y, tally[place], ciphertexts[row], proofs[row]);
    } catch {
      return false;
    }
  });
  if (!isSound || ciphertexts.length !== ranked.length) refuse("bad-shuffle");
  const after = [...tally];
  ranked.forEach((place, row) => (after[place] = ciphertexts[row].map(({ alpha, beta }) => ({ alpha, beta }))));
  return after;
}

const keysOf = ([kind, item]) => (kind === "Single" ? [item] : item.verification_keys).map((key) => key.public_key);

async function read(bytes, wantsShuffle) {
  const found = records(bytes);
  const chain = events(found);
  const content = (hash) => found.get(hash)?.content ?? refuse("damaged");
  const told = (hash) => JSON.parse(content(hash));
  const all = (kind) => chain.filter(({ type }) => type === kind).map(({ payload }) => told(payload));
  if (!chain.length) refuse("not-closed");
  const setup = told(chain[0].payload);
  const election = content(setup.election);
  const { name, group: groupName, public_key: y, questions } = JSON.parse(election);
  const group = await groupNamed(groupName).catch(() => refuse("other-group"));
  const ranked = [...questions.keys()].filter((place) => questions[place].type);
  checkOrder(chain, ranked.length > 0, wantsShuffle);
  const ballots = all("Ballot");
  const last = counted(ballots);
  let tally = tallyOf(last, questions, group);
  const [closed] = all("EncryptedTally");
  if (JSON.stringify(tally) !== content(closed.encrypted_tally)) refuse("other-sum");
  const elements = tally.flat().flatMap(({ alpha, beta }) => [BigInt(alpha), BigInt(beta)]);
  if (!elements.every((one) => isMember(group, one))) refuse("not-member");
  const known = { group, phi: base64(election), y };
  const owned = all("Shuffle");
  for (const { payload } of owned) tally = shuffled(tally, ranked, told(payload), known);
  return {
    ...known,
    tally,
    ranked,
    keys: told(setup.trustees).flatMap(keysOf),
    facts: {
      name,
      entitled: told(setup.credentials).length,
      received: ballots.length,
      counted: last.length,
      shufflers: owned.map(({ owner }) => owner).join(", "),
      // What every trustee sees, whoever gave a part before.
      head: chain.filter(({ type }) => type !== "PartialDecryption").pop().hash,
    },
  };
}

// What has not even the shape of an archive's parts is as damaged as what has another hash.
export async function readArchive(bytes, wantsShuffle = false) {
  try {
    return await read(bytes, wantsShuffle);
  } catch (error) {
    throw error.constructor === Error ? error : new Error("damaged");
  }
}
