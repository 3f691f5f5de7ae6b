// An election's archive (the protocol's section 5), read as far as a trustee needs: that nothing in it was
// exchanged, and that what is to be opened is the sum of the ballots. Proofs are left to whoever verifies it.
import { isMember } from "./decryption.js";
import { NAME, p } from "./group.js";
import { hex } from "./sha256.js";

const HEADER = 512;
const ORDER = /^Setup,(Ballot,)*EndBallots,EncryptedTally,(PartialDecryption,)*$/;
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

// The last ballot of each voter counts.
function counted(ballots) {
  const last = new Map();
  for (const ballot of ballots) last.set(ballot.credential, ballot);
  return [...last.values()];
}

function sum(ballots, questions) {
  return questions.map((question, place) =>
    Array.from({ length: question.answers.length + (question.blank ? 1 : 0) }, (_, answer) => {
      let [alpha, beta] = [1n, 1n];
      for (const { answers } of ballots) {
        const part = answers[place].choices[answer];
        alpha = (alpha * BigInt(part.alpha)) % p;
        beta = (beta * BigInt(part.beta)) % p;
      }
      return { alpha: String(alpha), beta: String(beta) };
    }),
  );
}

const keysOf = ([kind, item]) => (kind === "Single" ? [item] : item.verification_keys).map((key) => key.public_key);

function read(bytes) {
  const found = records(bytes);
  const chain = events(found);
  const content = (hash) => found.get(hash)?.content ?? refuse("damaged");
  if (!ORDER.test(chain.map(({ type }) => `${type},`).join(""))) refuse("not-closed");
  const setup = JSON.parse(content(chain[0].payload));
  const election = content(setup.election);
  const { name, group, questions } = JSON.parse(election);
  if (group !== NAME || questions.some(({ type }) => type)) refuse("rankings");
  const ballots = chain.filter(({ type }) => type === "Ballot").map(({ payload }) => JSON.parse(content(payload)));
  const closed = chain.find(({ type }) => type === "EncryptedTally");
  const published = content(JSON.parse(content(closed.payload)).encrypted_tally);
  const last = counted(ballots);
  const tally = sum(last, questions);
  if (JSON.stringify(tally) !== published) refuse("other-sum");
  if (!tally.flat().every(({ alpha }) => isMember(BigInt(alpha)))) refuse("not-member");
  return {
    election,
    name,
    tally,
    keys: JSON.parse(content(setup.trustees)).flatMap(keysOf),
    entitled: JSON.parse(content(setup.credentials)).length,
    received: ballots.length,
    counted: last.length,
    head: closed.hash,
  };
}

// What has not even the shape of an archive's parts is as damaged as what has another hash.
export function readArchive(bytes) {
  try {
    return read(bytes);
  } catch (error) {
    throw error.constructor === Error ? error : new Error("damaged");
  }
}
