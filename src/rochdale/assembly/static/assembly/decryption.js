// What a trustee needs and a voter does not: powers of any base, and the proof of a part of a decryption.
import { challenge, digits, mod, multiples, p, powerOfG, q, WINDOW } from "./group.js";
import { chance, proof } from "./proofs.js";

export function power(base, exponent) {
  const row = multiples(mod(base, p));
  let result = 1n;
  for (const digit of digits(exponent).reverse()) {
    for (let i = 0; i < WINDOW; i++) result = (result * result) % p;
    if (digit) result = (result * row[digit]) % p;
  }
  return result;
}

export const isMember = (x) => x > 0n && x < p && power(x, q) === 1n;

export function holdsKnowledge(prefix, element, { challenge: c, response }) {
  const commitment = (powerOfG(BigInt(response)) * power(element, BigInt(c))) % p;
  return challenge(prefix, [commitment]) === BigInt(c);
}

// That alpha^x and g^x have the same x: a trustee's part of a decryption.
export function sameExponent(prefix, x, alpha, draw = chance) {
  let w = draw();
  const c = challenge(prefix, [powerOfG(w), power(alpha, w)]);
  const shown = proof(c, mod(w - x * c));
  w = 0n;
  return shown;
}
