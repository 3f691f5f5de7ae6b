// A ballot, encrypted and proved on the member's device: the protocol's sections 3 and 4. Knows no page.
import { NAME, mod, p, powerOfG, fixedBase, q, randomBelow } from "./group.js";
import { knowledge, oneOf } from "./proofs.js";
import { base64, hex } from "./sha256.js";

export const secretOf = (uuid, code) =>
  mod(BigInt("0x" + [0, 1].map((half) => hex(`derive_credential|${uuid}|${half}|${code}`)).join("")));

// What the list of voters shows of a code, and its hash, by which a page can tell whether it is the right one.
export const credentialOf = (uuid, code) => String(powerOfG(secretOf(uuid, code)));
export const credentialHash = (uuid, code) => base64(credentialOf(uuid, code));

const listed = (ciphertexts) => ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta]).join(",");

function encrypt(m, powerOfY) {
  const r = randomBelow(q);
  const alpha = powerOfG(r);
  const beta = m ? (powerOfY(r) * powerOfG(BigInt(m))) % p : powerOfY(r);
  return { m, r, alpha: String(alpha), beta: String(beta) };
}

function isAllowed(question, choice) {
  const [blank, ticks] = question.blank ? [choice[0], choice.slice(1)] : [0, choice];
  const sum = ticks.reduce((one, other) => one + other, 0);
  return (
    ticks.length === question.answers.length &&
    choice.every((m) => m === 0 || m === 1) &&
    (blank ? sum === 0 : question.min <= sum && sum <= question.max)
  );
}

// The sum of several choices, as one; the product of their ciphertexts need not be computed: r and m say all of it.
const added = (parts) => ({
  r: mod(parts.reduce((sum, { r }) => sum + r, 0n)),
  m: parts.reduce((sum, { m }) => sum + m, 0),
});
const statement = ({ r, m }, claimed) => ({ r, off: BigInt(m - claimed) });
const product = (parts, part) => parts.reduce((all, one) => (all * BigInt(one[part])) % p, 1n);

function blankProofs(question, parts, bound, powerOfY) {
  const [blank, ...others] = parts;
  const sum = added(others);
  const values = Array.from({ length: question.max - question.min + 1 }, (_, step) => question.min + step);
  const allowed = [statement(blank, 1), ...values.map((value) => statement(sum, value))];
  const either = [statement(blank, 0), statement(sum, 0)];
  return {
    overall_proof: oneOf(`bproof1|${bound}|`, allowed, blank.m ? 0 : sum.m - question.min + 1, powerOfY),
    blank_proof: oneOf(`bproof0|${bound}|`, either, blank.m ? 1 : 0, powerOfY),
  };
}

function sumProof(question, parts, bound, powerOfY) {
  const sum = added(parts);
  const values = Array.from({ length: question.max - question.min + 1 }, (_, step) => question.min + step);
  const prefix = `prove|${bound}|${product(parts, "alpha")},${product(parts, "beta")}|`;
  const allowed = values.map((value) => statement(sum, value));
  return { overall_proof: oneOf(prefix, allowed, sum.m - question.min, powerOfY) };
}

function answer(question, choice, bound, powerOfY) {
  if (!isAllowed(question, choice)) throw new RangeError("choice");
  const parts = choice.map((m) => encrypt(m, powerOfY));
  const choices = parts.map(({ alpha, beta }) => ({ alpha, beta }));
  const single = ({ r, m, alpha, beta }) =>
    oneOf(`prove|${bound}|${alpha},${beta}|`, [statement({ r, m }, 0), statement({ r, m }, 1)], m, powerOfY);
  const prove = question.blank ? blankProofs : sumProof;
  const shown = {
    choices,
    individual_proofs: parts.map(single),
    ...prove(question, parts, `${bound}|${listed(choices)}`, powerOfY),
  };
  for (const part of parts) part.r = part.m = 0;
  return shown;
}

// `election` is the election object as the bytes that were published, `choices` an array of 0 and 1 for each
// question, the blank first where one may be cast. The answer is the ballot's text; its hash is the tracker.
export function makeBallot(election, code, choices) {
  const { uuid, group, public_key: y, questions } = JSON.parse(election);
  if (group !== NAME) throw new RangeError("group");
  if (choices.length !== questions.length) throw new RangeError("choices");
  const powerOfY = fixedBase(BigInt(y));
  let secret = secretOf(uuid, code);
  const phi = base64(election);
  const credential = String(powerOfG(secret));
  const ballot = {
    election_uuid: uuid,
    election_hash: phi,
    credential,
    answers: questions.map((each, place) => answer(each, choices[place], `${phi}|${credential}`, powerOfY)),
  };
  const hash = base64(JSON.stringify(ballot));
  ballot.signature = { hash, proof: knowledge(`sig|${hash}|`, secret) };
  secret = 0n;
  return JSON.stringify(ballot);
}

export const trackerOf = (ballot) => base64(ballot);
