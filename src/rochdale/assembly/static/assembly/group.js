// A group of the protocol: powers, fixed-base tables, and chance without bias. Native BigInt.
// BigInt's time depends on its numbers: secrets are used on their owner's device only, once or a few times.
import { sha256, hexOf } from "./sha256.js";

export const number = (digits) => BigInt("0x" + digits);

export const WINDOW = 5;
const MASK = 31;
export const mod = (x, m) => ((x % m) + m) % m;

// The exponent's digits in base 32, the lowest first.
export function digits(exponent) {
  const found = [];
  for (let rest = exponent; rest > 0n; rest >>= 5n) found.push(Number(rest & 31n));
  return found;
}

// A number below the limit, each as likely: what is drawn too high is thrown away, not folded back.
export function randomBelow(limit) {
  const bits = limit.toString(2).length;
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  for (;;) {
    crypto.getRandomValues(bytes);
    bytes[0] &= 0xff >> (8 * bytes.length - bits);
    const drawn = number(hexOf(bytes));
    bytes.fill(0);
    if (drawn < limit) return drawn;
  }
}

// The members of order q among the numbers modulo p, as powers of g.
export function makeGroup(name, p, q, g) {
  const multiples = (base) => {
    const row = [1n];
    for (let i = 1; i <= MASK; i++) row.push((row[i - 1] * base) % p);
    return row;
  };

  // For a base of which many powers are wanted: base^(digit · 32^place) is looked up, so nothing is ever squared.
  function fixedBase(base) {
    const rows = [];
    for (let place = 0, step = base; place * WINDOW < q.toString(2).length; place++) {
      const row = multiples(step);
      rows.push(row);
      step = (row[MASK] * step) % p;
    }
    return (exponent) =>
      digits(exponent).reduce((all, digit, place) => (digit ? (all * rows[place][digit]) % p : all), 1n);
  }

  let table;
  return {
    name,
    p,
    q,
    g,
    multiples,
    fixedBase,
    powerOfG: (exponent) => (table ??= fixedBase(g))(exponent),
    mod: (x) => mod(x, q),
    chance: () => randomBelow(q),
    // Every challenge of the protocol: SHA-256 of a prefix and elements in decimal, as a number below q.
    challenge: (prefix, elements) => number(hexOf(sha256(prefix + elements.join(",")))) % q,
  };
}
