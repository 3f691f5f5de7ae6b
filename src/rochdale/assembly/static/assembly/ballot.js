// A ballot, encrypted and proved on the member's device: the protocol's sections 3 and 4. Knows no page.
import { groupNamed } from "./groups.js";
import { knowledge, oneOf } from "./proofs.js";
import { base64, hex } from "./sha256.js";

export const secretOf = ({ mod }, uuid, code) =>
  mod(BigInt("0x" + [0, 1].map((half) => hex(`derive_credential|${uuid}|${half}|${code}`)).join("")));

// What the list of voters shows of a code.
export const credentialOf = (group, uuid, code) => String(group.powerOfG(secretOf(group, uuid, code)));

// An election with its group. What few votes ask for is fetched by those that do.
async function read(election) {
  const found = JSON.parse(election);
  const { rank } = found.questions.some(({ type }) => type) ? await import("./ranking.js") : {};
  return { ...found, rank, group: await groupNamed(found.group) };
}

// By its hash a page can tell whether a code is the right one.
export async function credentialHash(election, code) {
  const { group, uuid } = await read(election);
  return base64(credentialOf(group, uuid, code));
}

const ciphertext = ({ r, m }, { group, powerOfY }) => ({
  alpha: String(group.powerOfG(r)),
  beta: String((powerOfY(r) * group.powerOfG(BigInt(m))) % group.p),
});

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
const added = (parts, { mod }) => ({
  r: mod(parts.reduce((sum, { r }) => sum + r, 0n)),
  m: parts.reduce((sum, { m }) => sum + m, 0),
});
const statement = ({ r, m }, claimed) => ({ r, off: BigInt(m - claimed) });

// That together the choices are a vote, or a blank one and nothing else.
function wholeProofs({ min, max, blank: mayBlank }, parts, bound, vote) {
  const { group, powerOfY } = vote;
  const [blank, ...others] = mayBlank ? parts : [null, ...parts];
  const sum = added(others, group);
  const allowed = Array.from({ length: max - min + 1 }, (_, step) => statement(sum, min + step));
  const prove = (prefix, statements, truth) => oneOf(group, `${prefix}|`, statements, truth, powerOfY);
  if (!blank) {
    const { alpha, beta } = ciphertext(sum, vote);
    return { overall_proof: prove(`prove|${bound}|${alpha},${beta}`, allowed, sum.m - min) };
  }
  const either = [statement(blank, 0), statement(sum, 0)];
  return {
    overall_proof: prove(`bproof1|${bound}`, [statement(blank, 1), ...allowed], blank.m ? 0 : sum.m - min + 1),
    blank_proof: prove(`bproof0|${bound}`, either, blank.m),
  };
}

function choose(vote, question, choice) {
  if (!isAllowed(question, choice)) throw new RangeError("choice");
  const { group, bound, powerOfY } = vote;
  const parts = choice.map((m) => ({ m, r: group.chance() }));
  const choices = parts.map((part) => ciphertext(part, vote));
  const listed = choices.map(({ alpha, beta }) => `${alpha},${beta}`);
  return {
    choices,
    individual_proofs: parts.map((part, at) =>
      oneOf(group, `prove|${bound}|${listed[at]}|`, [statement(part, 0), statement(part, 1)], part.m, powerOfY),
    ),
    ...wholeProofs(question, parts, `${bound}|${listed}`, vote),
  };
}

// `election` is the election object as the bytes that were published. `choices` has for each question an array: of 0
// and 1, the blank first where one may be cast; or of ranks. The answer is the ballot's text; its hash is the tracker.
export async function makeBallot(election, code, choices) {
  const { uuid, group, rank, public_key: y, questions } = await read(election);
  if (choices.length !== questions.length) throw new RangeError("choices");
  const secret = secretOf(group, uuid, code);
  const phi = base64(election);
  const credential = String(group.powerOfG(secret));
  const vote = { group, y, powerOfY: group.fixedBase(BigInt(y)), bound: `${phi}|${credential}` };
  const ballot = {
    election_uuid: uuid,
    election_hash: phi,
    credential,
    answers: questions.map(({ type, value, ...question }, place) =>
      type ? rank(vote, value, choices[place]) : choose(vote, question, choices[place]),
    ),
  };
  const hash = base64(JSON.stringify(ballot));
  ballot.signature = { hash, proof: knowledge(group, `sig|${hash}|`, secret) };
  return JSON.stringify(ballot);
}
