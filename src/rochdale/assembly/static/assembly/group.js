// The group of the protocol, BELENIOS-2048: powers, fixed-base tables, and chance without bias. Native BigInt.
// BigInt's time depends on its numbers: secrets are used on their owner's device only, once or a few times.
import { sha256, hexOf } from "./sha256.js";

const number = (digits) => BigInt("0x" + digits);
export const NAME = "BELENIOS-2048";
export const p = number(
    "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c06e092a4" +
    "95af8d79a2f85e0fb11c0ede07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d107435012768a2cdd" +
    "0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843a3e14dfa9b2162f4d7229abe93a188b46b006517d6f6747ebbb29c9e" +
    "c3099b607f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a0e7992d0f18cc759cb5de0acf66a3882" +
    "555bc810941e021b6a4ccfa04ee4008f878affa2375e2999b44f6cef17d707301e59e0e6351e051ed9cec4157646e64f",
);
export const q = number("adb6066a73522565f4daa0f2579db7f2f0fa90c2168bc709e20263387d55c491");
export const g = number(
    "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31d9d8976f" +
    "01d95a1c8262ee68a0e92cea541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8643e673fd9d215fc" +
    "8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d26aef1be365fdd90165f397c6b870df8c1b9e519edcee8bb0f74b7a16" +
    "15a274ba60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f22127b6cbba44d453ac8b72fd04e0991" +
    "b7aeff04867d8724ac638f5f34100d2d47aa680d43771902743d663f42d853c041e1c91fe3823f4bcf284308f1d7e653",
);

export const WINDOW = 5;
const MASK = (1n << BigInt(WINDOW)) - 1n;
export const mod = (x, m = q) => ((x % m) + m) % m;

// The exponent's digits in base 32, the lowest first.
export function digits(exponent) {
  const found = [];
  for (let rest = exponent; rest > 0n; rest >>= BigInt(WINDOW)) found.push(Number(rest & MASK));
  return found;
}

export const multiples = (base) => {
  const row = [1n];
  for (let i = 1; i <= Number(MASK); i++) row.push((row[i - 1] * base) % p);
  return row;
};

// For a base of which many powers are wanted: base^(digit · 32^place) is looked up, so nothing is ever squared.
export function fixedBase(base) {
  const rows = [];
  for (let place = 0, step = base; place * WINDOW < 256; place++) {
    const row = multiples(step);
    rows.push(row);
    step = (row[Number(MASK)] * step) % p;
  }
  return (exponent) => {
    let result = 1n;
    digits(exponent).forEach((digit, place) => {
      if (digit) result = (result * rows[place][digit]) % p;
    });
    return result;
  };
}

export const powerOfG = fixedBase(g);

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

// Every challenge of the protocol: SHA-256 of a prefix and elements in decimal, as a number below q.
export const challenge = (prefix, elements) => mod(number(hexOf(sha256(prefix + elements.join(",")))));
