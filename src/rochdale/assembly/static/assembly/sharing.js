// A key that several trustees share, so that some of them suffice to open (the protocol's section 7, in the
// strengthened form): certificates, dealings, shares. Each step is made of a trustee's seed and of public messages.
import { holdsKnowledge, isMember, power } from "./decryption.js";
import { randomBelow } from "./group.js";
import { groupNamed } from "./groups.js";
import { knowledge } from "./proofs.js";
import { seal, unseal } from "./sealing.js";

const SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const refuse = (code) => {
  throw new Error(code);
};

export const newSeed = () =>
  Array.from({ length: 22 }, () => SIGNS[Number(randomBelow(BigInt(SIGNS.length)))]).join("");

function seedIn(text) {
  const seed = text.trim();
  return seed.length === 22 && [...seed].every((sign) => SIGNS.includes(sign)) ? seed : refuse("not-seed");
}

function identity(group, text) {
  const seed = seedIn(text);
  const [sk, dk] = [group.challenge(`sk|${seed}`, []), group.challenge(`dk|${seed}`, [])];
  return { group, sk, dk, verification: String(group.powerOfG(sk)), encryption: group.powerOfG(dk) };
}

export const nameOf = (group, seed) => identity(group, seed).verification;
const signature = ({ group, sk }, message) => knowledge(group, `sigmsg|${message}|`, sk);
const signed = (me, message) => ({ message, signature: signature(me, message) });
const isSigned = (group, by, message, shown) => holdsKnowledge(group, `sigmsg|${message}|`, BigInt(by), shown);
const isElement = (group, text) => /^[1-9]\d*$/.test(text) && isMember(group, BigInt(text));

export function certificate({ group, seed, size, threshold, index }) {
  const isPlace = [size, threshold, index].every(Number.isInteger) && 1 <= threshold && threshold <= size && size <= 100;
  if (!isPlace || !(1 <= index && index <= size)) refuse("not-place");
  const me = identity(group, seed);
  const { verification, encryption } = me;
  const context = { group: group.name, size, threshold, index };
  return JSON.stringify(signed(me, JSON.stringify({ context, verification, encryption: String(encryption) })));
}

// One JSON text in each line, in the order of the trustees.
function lines(text, code) {
  try {
    return text.trim().split(/\s*\n\s*/).map((line) => JSON.parse(line));
  } catch {
    return refuse(`${code}:1`);
  }
}

function readCertificate(group, { message, signature: shown }, size, index) {
  const held = JSON.parse(message);
  const { context, verification, encryption } = held;
  const isSound =
    JSON.stringify(context) === JSON.stringify({ group: group.name, size, threshold: context.threshold, index }) &&
    [verification, encryption].every((one) => isElement(group, one)) &&
    isSigned(group, verification, message, shown);
  return isSound ? held : refuse("false");
}

// The first certificate says for which group all of them are.
async function groupOf({ message }) {
  try {
    return await groupNamed(JSON.parse(message).context.group);
  } catch {
    return refuse("bad-certificate:1");
  }
}

// What each certificate holds, once they are seen to be those of one key and of different trustees.
async function certified(text) {
  const certs = lines(text, "bad-certificate");
  const group = await groupOf(certs[0]);
  const found = certs.map((cert, at) => {
    try {
      return readCertificate(group, cert, certs.length, at + 1);
    } catch {
      return refuse(`bad-certificate:${at + 1}`);
    }
  });
  const { threshold } = found[0].context;
  const odd = found.findIndex(
    (one, at) => one.context.threshold !== threshold || found.findIndex((each) => each.verification === one.verification) < at,
  );
  if (odd >= 0 || threshold > certs.length) refuse(`bad-certificate:${odd + 1 || 1}`);
  return { group, certs, found, threshold };
}

function own(found, verification) {
  const index = found.findIndex((one) => one.verification === verification) + 1;
  return index || refuse("not-among");
}

const agreed = (certs, coefexps) => `certs_sig|${JSON.stringify({ certs, coefexps })}`;

// To another trustee or to oneself, signed, and closed to everybody else.
const send = (me, to, message) =>
  seal(me.group, to, JSON.stringify(signed(me, JSON.stringify({ recipient: String(to), message: JSON.stringify(message) }))));

async function receive({ group, dk, encryption }, from, sealed) {
  const { message, signature: shown } = JSON.parse(await unseal(group, dk, sealed));
  const { recipient, message: inside } = JSON.parse(message);
  if (!isSigned(group, from, message, shown) || recipient !== String(encryption)) refuse("sealed");
  return JSON.parse(inside);
}

export async function deal({ seed, certificates }) {
  seedIn(seed);
  const { group, certs, found, threshold } = await certified(certificates);
  const me = identity(group, seed);
  own(found, me.verification);
  const polynomial = Array.from({ length: threshold }, group.chance);
  const valueAt = (j) => polynomial.reduceRight((value, a) => group.mod(value * BigInt(j) + a), 0n);
  const coefexps = polynomial.map((a) => String(group.powerOfG(a)));
  const dealing = {
    polynomial: await send(me, me.encryption, { polynomial: polynomial.map(String) }),
    secrets: await Promise.all(
      found.map(({ encryption }, at) => send(me, BigInt(encryption), { secret: String(valueAt(at + 1)) })),
    ),
    coefexps: signed(me, JSON.stringify({ coefexps })),
    signature: signature(me, agreed(certs, coefexps)),
  };
  return JSON.stringify(dealing);
}

// A dealer's commitments, if it signed them together with these certificates.
function commitments({ coefexps, signature: shown }, by, { group, certs, threshold }) {
  const { coefexps: found } = JSON.parse(coefexps.message);
  const isSound =
    found.length === threshold &&
    found.every((one) => isElement(group, one)) &&
    isSigned(group, by, coefexps.message, coefexps.signature) &&
    isSigned(group, by, agreed(certs, found), shown);
  return isSound ? found.map(BigInt) : refuse("false");
}

async function dealt(me, index, dealing, by, known) {
  const { group } = me;
  const powers = commitments(dealing, by, known);
  const { secret } = await receive(me, by, dealing.secrets[index - 1]);
  const expected = powers.reduce((all, A, k) => (all * power(group, A, BigInt(index) ** BigInt(k))) % group.p, 1n);
  const share = group.mod(BigInt(secret));
  return group.powerOfG(share) === expected ? share : refuse("false");
}

export async function share({ seed, certificates, dealings }) {
  seedIn(seed);
  const known = await certified(certificates);
  const { group } = known;
  const me = identity(group, seed);
  const index = own(known.found, me.verification);
  const all = lines(dealings, "bad-dealing");
  if (all.length !== known.certs.length) refuse("few-dealings");
  let x = 0n;
  for (const [at, dealing] of all.entries()) {
    try {
      x = group.mod(x + (await dealt(me, index, dealing, known.found[at].verification, known)));
    } catch (error) {
      refuse(error.message === "insecure" ? "insecure" : `bad-dealing:${at + 1}`);
    }
  }
  const key = String(group.powerOfG(x));
  const pok = knowledge(group, `pok|${group.name}|${key}|`, x);
  const public_key = { pok, public_key: key, signature: signature(me, key) };
  const private_key = await send(me, me.encryption, { decryption_key: String(x) });
  return { group: group.name, x, key, index, share: JSON.stringify({ private_key, public_key }) };
}
