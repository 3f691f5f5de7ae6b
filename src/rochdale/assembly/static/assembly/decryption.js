// What a trustee needs and a voter does not: powers of any base, others' proofs of knowledge, and the proof of a part
// of a decryption.
import { digits, mod, WINDOW } from "./group.js";
import { proof } from "./proofs.js";

// The product of powers, which share their squarings.
export function powers({ multiples, p }, bases, exponents) {
  const rows = bases.map((base) => multiples(mod(base, p)));
  const all = exponents.map(digits);
  let result = 1n;
  for (let place = Math.max(...all.map(({ length }) => length)) - 1; place >= 0; place--) {
    for (let i = 0; i < WINDOW; i++) result = (result * result) % p;
    rows.forEach((row, at) => {
      if (all[at][place]) result = (result * row[all[at][place]]) % p;
    });
  }
  return result;
}

export const power = (group, base, exponent) => powers(group, [base], [exponent]);

export function isMember(group, x) {
  if (group.isMember) return group.isMember(x);
  return x > 0n && x < group.p && power(group, x, group.q) === 1n;
}

export function holdsKnowledge(group, prefix, element, { challenge, response }) {
  const commitment = (group.powerOfG(BigInt(response)) * power(group, element, BigInt(challenge))) % group.p;
  return group.challenge(prefix, [commitment]) === BigInt(challenge);
}

// That alpha^x and g^x have the same x: a trustee's part of a decryption.
export function sameExponent(group, prefix, x, alpha, draw = group.chance) {
  const w = draw();
  const c = group.challenge(prefix, [group.powerOfG(w), power(group, alpha, w)]);
  return proof(c, group.mod(w - x * c));
}
