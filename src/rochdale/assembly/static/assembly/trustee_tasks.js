// What the trustee's page asks to be computed: a key with its proof, a share of a common key, and one part of a
// decryption.
import { readArchive } from "./archive.js";
import { power, sameExponent } from "./decryption.js";
import { NAME, powerOfG, q, randomBelow } from "./group.js";
import { knowledge } from "./proofs.js";
import { base64, hex } from "./sha256.js";
import { certificate, deal, nameOf, newSeed, share } from "./sharing.js";
import { trackingNumber } from "./tracking.js";

// The private key as the stock tool keeps it: a JSON text of decimal digits.
function read(file) {
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

function make({ name }) {
  let x = 1n + randomBelow(q - 1n);
  const key = String(powerOfG(x));
  const shown = { pok: knowledge(`pok|${NAME}|${key}|`, x), public_key: key };
  if (name) shown.name = name;
  const secret = JSON.stringify(String(x));
  x = 0n;
  return { secret, shown: JSON.stringify(shown), ...numbered(key) };
}

function opened({ archive, file }) {
  let x = read(file);
  const key = String(powerOfG(x));
  const { election, tally, keys, ...facts } = readArchive(new Uint8Array(archive));
  const owner = keys.indexOf(key) + 1;
  if (!owner) throw new Error("not-yours");
  const prefix = `decrypt|${base64(election)}|${key}|`;
  const each = (part) => tally.map((question) => question.map(({ alpha }) => part(BigInt(alpha))));
  const part = JSON.stringify({
    decryption_factors: each((alpha) => String(power(alpha, x))),
    decryption_proofs: each((alpha) => sameExponent(prefix, x, alpha)),
  });
  x = 0n;
  return { ...facts, owner, part: `${part}\n${JSON.stringify({ owner, payload: hex(part) })}\n` };
}

// The first step towards a common key: a seed, and the certificate that the others see of it.
function begin(place) {
  const seed = newSeed();
  return { secret: seed, shown: certificate({ seed, ...place }), ...numbered(nameOf(seed)) };
}

// The last step: the share is a private key like any other, and opens like one.
async function take(told) {
  const { x, key, share: shown, index } = await share(told);
  return { secret: JSON.stringify(String(x)), shown, index, ...numbered(key) };
}

export const tasks = {
  make,
  begin,
  take,
  open: opened,
  deal: async (told) => ({ shown: await deal(told) }),
  check: ({ file }) => numbered(String(powerOfG(read(file)))),
  checkSeed: ({ file }) => numbered(nameOf(file)),
};
