// The tracking number (docs/reference/tracking-number.md): the last 22 digits of a ballot's hash, and two that check
// them (ISO 7064, MOD 97-10, as in an IBAN).
import { hex } from "./sha256.js";

const LENGTH = 22;

export function trackingNumber(ballot) {
  const body = (BigInt("0x" + hex(ballot)) % 10n ** BigInt(LENGTH)).toString().padStart(LENGTH, "0");
  const check = 98n - ((BigInt(body) * 100n) % 97n);
  return (body + String(check).padStart(2, "0")).replace(/(.{4})(?=.)/g, "$1 ");
}
