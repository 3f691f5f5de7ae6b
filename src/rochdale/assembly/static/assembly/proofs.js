// Proofs of knowledge. `draw` is where chance comes from; tests give it theirs.
export const proof = (c, response) => ({ challenge: String(c), response: String(response) });

// That one knows x of g^x: keys of trustees, signatures of ballots, rankings.
export function knowledge({ chance, challenge, mod, powerOfG }, prefix, x, draw = chance) {
  const w = draw();
  const c = challenge(prefix, [powerOfG(w)]);
  return proof(c, mod(w - x * c));
}

// That one of several statements is true, not which. A statement {r, off} is on (g^r, y^r · g^off) and claims
// off = 0; since the prover knows r and off, every commitment is a power of g and y, for which there are tables.
export function oneOf({ chance, challenge, mod, p, powerOfG }, prefix, statements, truth, powerOfY, draw = chance) {
  const commitments = [];
  const drawn = statements.map(({ r, off }, index) => {
    const c = index === truth ? 0n : draw();
    const t = draw();
    const u = mod(t + r * c);
    commitments.push(powerOfG(u), (powerOfY(u) * powerOfG(mod(off * c))) % p);
    return { c, t };
  });
  const simulated = drawn.reduce((sum, { c }) => sum + c, 0n);
  const own = drawn[truth];
  own.c = mod(challenge(prefix, commitments) - simulated);
  own.t = mod(own.t - statements[truth].r * own.c);
  return drawn.map(({ c, t }) => proof(c, t));
}
