// A key that several trustees share, so that some of them suffice to open (the protocol's section 7, in the
// strengthened form): certificates, dealings, shares. Each step is made of a trustee's seed and of public messages.
import { holdsKnowledge, isMember, power } from "./decryption.js";
import { challenge, mod, NAME, p, powerOfG, q, randomBelow } from "./group.js";
import { knowledge } from "./proofs.js";
import { seal, unseal } from "./sealing.js";

const SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const refuse = (code) => {
  throw new Error(code);
};

export const newSeed = () =>
  Array.from({ length: 22 }, () => SIGNS[Number(randomBelow(BigInt(SIGNS.length)))]).join("");

function identity(text) {
  const seed = text.trim();
  if (seed.length !== 22 || [...seed].some((sign) => !SIGNS.includes(sign))) refuse("not-seed");
  const [sk, dk] = [challenge(`sk|${seed}`, []), challenge(`dk|${seed}`, [])];
  return { sk, dk, verification: String(powerOfG(sk)), encryption: powerOfG(dk) };
}

export const nameOf = (seed) => identity(seed).verification;
const signature = (sk, message) => knowledge(`sigmsg|${message}|`, sk);
const signed = (sk, message) => ({ message, signature: signature(sk, message) });
const isSigned = (by, message, shown) => holdsKnowledge(`sigmsg|${message}|`, BigInt(by), shown);
const isElement = (text) => /^[1-9]\d*$/.test(text) && isMember(BigInt(text));

export function certificate({ seed, size, threshold, index }) {
  const isPlace = [size, threshold, index].every(Number.isInteger) && 1 <= threshold && threshold <= size && size <= 100;
  if (!isPlace || !(1 <= index && index <= size)) refuse("not-place");
  const { sk, verification, encryption } = identity(seed);
  const context = { group: NAME, size, threshold, index };
  return JSON.stringify(signed(sk, JSON.stringify({ context, verification, encryption: String(encryption) })));
}

// One JSON text in each line, in the order of the trustees.
function lines(text, code) {
  try {
    return text.trim().split(/\s*\n\s*/).map((line) => JSON.parse(line));
  } catch {
    return refuse(`${code}:1`);
  }
}

function readCertificate({ message, signature: shown }, size, index) {
  const held = JSON.parse(message);
  const { context, verification, encryption } = held;
  const isSound =
    JSON.stringify(context) === JSON.stringify({ group: NAME, size, threshold: context.threshold, index }) &&
    [verification, encryption].every(isElement) &&
    isSigned(verification, message, shown);
  return isSound ? held : refuse("false");
}

// What each certificate holds, once they are seen to be those of one key and of different trustees.
function certified(text) {
  const certs = lines(text, "bad-certificate");
  const found = certs.map((cert, at) => {
    try {
      return readCertificate(cert, certs.length, at + 1);
    } catch {
      return refuse(`bad-certificate:${at + 1}`);
    }
  });
  const { threshold } = found[0].context;
  const odd = found.findIndex(
    (one, at) => one.context.threshold !== threshold || found.findIndex((each) => each.verification === one.verification) < at,
  );
  if (odd >= 0 || threshold > certs.length) refuse(`bad-certificate:${odd + 1 || 1}`);
  return { certs, found, threshold };
}

function own(found, verification) {
  const index = found.findIndex((one) => one.verification === verification) + 1;
  return index || refuse("not-among");
}

const agreed = (certs, coefexps) => `certs_sig|${JSON.stringify({ certs, coefexps })}`;

// To another trustee or to oneself, signed, and closed to everybody else.
const send = ({ sk }, to, message) =>
  seal(to, JSON.stringify(signed(sk, JSON.stringify({ recipient: String(to), message: JSON.stringify(message) }))));

async function receive({ dk, encryption }, from, sealed) {
  const { message, signature: shown } = JSON.parse(await unseal(dk, sealed));
  const { recipient, message: inside } = JSON.parse(message);
  if (!isSigned(from, message, shown) || recipient !== String(encryption)) refuse("sealed");
  return JSON.parse(inside);
}

export async function deal({ seed, certificates }) {
  const me = identity(seed);
  const { certs, found, threshold } = certified(certificates);
  own(found, me.verification);
  const polynomial = Array.from({ length: threshold }, () => randomBelow(q));
  const valueAt = (j) => polynomial.reduceRight((value, a) => mod(value * BigInt(j) + a), 0n);
  const coefexps = polynomial.map((a) => String(powerOfG(a)));
  const dealing = {
    polynomial: await send(me, me.encryption, { polynomial: polynomial.map(String) }),
    secrets: await Promise.all(
      found.map(({ encryption }, at) => send(me, BigInt(encryption), { secret: String(valueAt(at + 1)) })),
    ),
    coefexps: signed(me.sk, JSON.stringify({ coefexps })),
    signature: signature(me.sk, agreed(certs, coefexps)),
  };
  polynomial.fill(0n);
  return JSON.stringify(dealing);
}

// A dealer's commitments, if it signed them together with these certificates.
function commitments({ coefexps, signature: shown }, by, certs, threshold) {
  const { coefexps: found } = JSON.parse(coefexps.message);
  const isSound =
    found.length === threshold &&
    found.every(isElement) &&
    isSigned(by, coefexps.message, coefexps.signature) &&
    isSigned(by, agreed(certs, found), shown);
  return isSound ? found.map(BigInt) : refuse("false");
}

async function dealt(me, index, dealing, by, { certs, threshold }) {
  const powers = commitments(dealing, by, certs, threshold);
  const { secret } = await receive(me, by, dealing.secrets[index - 1]);
  const expected = powers.reduce((all, A, k) => (all * power(A, BigInt(index) ** BigInt(k))) % p, 1n);
  const share = mod(BigInt(secret));
  return powerOfG(share) === expected ? share : refuse("false");
}

export async function share({ seed, certificates, dealings }) {
  const me = identity(seed);
  const known = certified(certificates);
  const index = own(known.found, me.verification);
  const all = lines(dealings, "bad-dealing");
  if (all.length !== known.certs.length) refuse("few-dealings");
  let x = 0n;
  for (const [at, dealing] of all.entries()) {
    try {
      x = mod(x + (await dealt(me, index, dealing, known.found[at].verification, known)));
    } catch (error) {
      refuse(error.message === "insecure" ? "insecure" : `bad-dealing:${at + 1}`);
    }
  }
  const key = String(powerOfG(x));
  const public_key = { pok: knowledge(`pok|${NAME}|${key}|`, x), public_key: key, signature: signature(me.sk, key) };
  const private_key = await send(me, me.encryption, { decryption_key: String(x) });
  return { x, key, index, share: JSON.stringify({ private_key, public_key }) };
}
