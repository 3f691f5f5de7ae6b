// What one trustee writes to another through a server that cannot read it (the protocol's section 7): ElGamal
// carries a random key, AES-256 in CCM mode (RFC 3610, tag of 8 bytes) the text. The browser has no CCM, but its
// two halves: a MAC by CBC, and counters.
import { isMember, power } from "./decryption.js";
import { hexOf, sha256 } from "./sha256.js";

const TAG = 8;
const NONCE = 13;
const BLOCK = 16;

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));

async function cipher(name, key, settings, bytes) {
  if (!crypto.subtle) throw new Error("insecure");
  const held = await crypto.subtle.importKey("raw", key, name, false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt({ name, ...settings }, held, bytes));
}

// Counter 0 hides the tag, the others the text. Both ways it is the same.
const masked = (key, nonce, tag, text) =>
  cipher("AES-CTR", key, { counter: joined([1], nonce, [0, 0]), length: 16 }, joined(tag, new Array(BLOCK - TAG).fill(0), text));

async function tagOf(key, nonce, text) {
  if (text.length >= 2 ** 16) throw new Error("too-long");
  const first = [0x19, ...nonce, text.length >> 8, text.length & 255];
  const padding = new Array((BLOCK - (text.length % BLOCK)) % BLOCK).fill(0);
  const chained = await cipher("AES-CBC", key, { iv: new Uint8Array(BLOCK) }, joined(first, text, padding));
  return chained.slice(-2 * BLOCK, -2 * BLOCK + TAG); // the last block is the browser's own padding
}

const keysOf = (shared, alpha) => [sha256(`key|${shared}`), sha256(`iv|${alpha}`).slice(0, NONCE)];

export async function seal(group, to, text) {
  const [r, k] = [group.chance(), group.chance()];
  const [alpha, shared] = [group.powerOfG(r), group.powerOfG(k)];
  const beta = (power(group, to, r) * shared) % group.p;
  const [key, nonce] = keysOf(shared, alpha);
  const bytes = new TextEncoder().encode(text);
  const hidden = await masked(key, nonce, await tagOf(key, nonce, bytes), bytes);
  const data = hexOf(joined(hidden.slice(BLOCK), hidden.slice(0, TAG)));
  return JSON.stringify({ alpha: String(alpha), beta: String(beta), data });
}

export async function unseal(group, x, sealed) {
  const { alpha, beta, data } = JSON.parse(sealed);
  if (![alpha, beta].every((one) => isMember(group, BigInt(one)))) throw new Error("sealed");
  const shared = (BigInt(beta) * power(group, BigInt(alpha), group.q - x)) % group.p;
  const [key, nonce] = keysOf(shared, alpha);
  const bytes = bytesOf(data);
  const shown = await masked(key, nonce, bytes.slice(-TAG), bytes.slice(0, -TAG));
  const text = shown.slice(BLOCK);
  if (hexOf(await tagOf(key, nonce, text)) !== hexOf(shown.slice(0, TAG))) throw new Error("sealed");
  return new TextDecoder().decode(text);
}
