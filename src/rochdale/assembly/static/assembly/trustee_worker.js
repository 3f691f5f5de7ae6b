// What the trustee's page asks to be computed: a key with its proof, a share of a common key, a shuffle of rankings,
// and one part of a decryption.
import { readArchive } from "./archive.js";
import { answering } from "./aside.js";
// Both groups come with the page, so that `groupNamed` finds them when the network is cut.
import "./belenios.js";
import { power, sameExponent } from "./decryption.js";
import { groupNamed } from "./groups.js";
import { knowledge } from "./proofs.js";
import "./rfc3526.js";
import { hex } from "./sha256.js";
import { certificate, deal, nameOf, newSeed, share } from "./sharing.js";
import { shuffle } from "./shuffling.js";
import { trackingNumber } from "./tracking.js";

// Votes that ask for a ranking have a group of their own.
const groupFor = (ranks) => groupNamed(ranks ? "RFC-3526-2048" : "BELENIOS-2048");

// The private key as the stock tool keeps it: a JSON text of decimal digits.
function read(file, { q }) {
  let found;
  try {
    found = JSON.parse(file);
  } catch {
    throw new Error("not-key");
  }
  const x = typeof found === "string" && /^[1-9]\d*$/.test(found) ? BigInt(found) : 0n;
  if (x < 1n || x >= q) throw new Error("not-key");
  return x;
}

const numbered = (key) => ({ key, number: trackingNumber(key) });

async function make({ name, ranks }) {
  const group = await groupFor(ranks);
  const x = group.chance() || 1n;
  const key = String(group.powerOfG(x));
  const shown = { pok: knowledge(group, `pok|${group.name}|${key}|`, x), public_key: key };
  if (name) shown.name = name;
  return { group: group.name, secret: JSON.stringify(String(x)), shown: JSON.stringify(shown), ...numbered(key) };
}

// A trustee's key in a vote's group, and the place of the trustee.
function placed(file, { group, keys }) {
  const x = read(file, group);
  const key = String(group.powerOfG(x));
  const owner = keys.indexOf(key) + 1;
  if (!owner) throw new Error("not-yours");
  return { x, key, owner };
}

// An object of the archive, and the wrapper that says whose it is.
const owned = (owner, object) => `${object}\n${JSON.stringify({ owner, payload: hex(object) })}\n`;

async function shuffled({ archive, file }) {
  const { group, phi, y, tally, ranked, facts, keys } = await readArchive(new Uint8Array(archive), true);
  const { owner } = placed(file, { group, keys });
  const all = ranked.map((place) => shuffle(group, phi, y, tally[place]));
  const made = { ciphertexts: all.map(({ after }) => after), proofs: all.map(({ proof }) => proof) };
  return { facts: { ...facts, owner }, file: `shuffle-${owner}.jsons`, shown: owned(owner, JSON.stringify(made)) };
}

async function opened({ archive, file }) {
  const { group, phi, tally, facts, keys } = await readArchive(new Uint8Array(archive));
  const { x, key, owner } = placed(file, { group, keys });
  const prefix = `decrypt|${phi}|${key}|`;
  const each = (part) => tally.map((question) => question.map(({ alpha }) => part(BigInt(alpha))));
  const part = JSON.stringify({
    decryption_factors: each((alpha) => String(power(group, alpha, x))),
    decryption_proofs: each((alpha) => sameExponent(group, prefix, x, alpha)),
  });
  return { facts: { ...facts, owner }, file: `partial-decryption-${owner}.jsons`, shown: owned(owner, part) };
}

// The first step towards a common key: a seed, and the certificate that the others see of it.
async function begin({ ranks, ...place }) {
  const group = await groupFor(ranks);
  const seed = newSeed();
  const shown = certificate({ group, seed, ...place });
  return { group: group.name, secret: seed, shown, ...numbered(nameOf(group, seed)) };
}

// The last step: the share is a private key like any other, and opens like one.
async function take(told) {
  const { group, x, key, share: shown, index } = await share(told);
  return { group, secret: JSON.stringify(String(x)), shown, index, ...numbered(key) };
}

export const tasks = {
  make,
  begin,
  take,
  open: opened,
  shuffle: shuffled,
  deal: async (told) => ({ shown: await deal(told) }),
  async check({ group: name, file }) {
    const group = await groupNamed(name);
    return numbered(String(group.powerOfG(read(file, group))));
  },
  checkSeed: async ({ group, file }) => numbered(nameOf(await groupNamed(group), file)),
};
answering(tasks);
