// The tracking number: 24 digits that a person can write down and read out. The last 22 digits of the tracker's
// hash as a decimal number, then two check digits (ISO 7064, MOD 97-10, as in an IBAN). See
// docs/reference/tracking-number.md.
import { hex } from "./sha256.js";

const LENGTH = 22;

export function trackingNumber(ballot) {
  const body = (BigInt("0x" + hex(ballot)) % 10n ** BigInt(LENGTH)).toString().padStart(LENGTH, "0");
  const check = 98n - ((BigInt(body) * 100n) % 97n);
  return (body + String(check).padStart(2, "0")).replace(/(.{4})(?=.)/g, "$1 ");
}
