// An answer to a ranking question (the protocol's section 4.3): all ranks in one member of the group, and encrypted.
// Ranks count from 1; 0 is for what is not ranked, and a blank vote is 0 throughout.
import { knowledge } from "./proofs.js";

const BASE = 256n; // 8 bits for each rank, and 8 of padding

function isAllowed({ answers }, ranks) {
  const given = ranks.filter((rank) => rank !== 0).sort((one, other) => one - other);
  return ranks.length === answers.length && given.every((rank, at) => rank === at + 1);
}

// The first member at or after the ranks' digits with eight zero bits behind them.
function pack({ isMember }, ranks) {
  const start = ranks.reduce((all, rank) => all * BASE + BigInt(rank), 0n) * BASE;
  for (let xi = start; xi < start + BASE; xi++) if (isMember(xi)) return xi;
  throw new RangeError("choice");
}

export function rank({ group, y, powerOfY, bound }, question, ranks) {
  if (!isAllowed(question, ranks)) throw new RangeError("choice");
  const r = group.chance();
  const alpha = String(group.powerOfG(r));
  const beta = String((powerOfY(r) * pack(group, ranks)) % group.p);
  return { choices: { alpha, beta }, proof: knowledge(group, `raweg|${bound}|${y},${alpha},${beta}|`, r) };
}
