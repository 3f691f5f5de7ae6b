// Shuffles of the ballots to a ranking question, made and checked (the protocol's section 6.1). Names are the section's
// symbols: r commits to the order, c_hat chains the challenges u in the new one; a response is w + c* · secret.
import { isMember, power, powers } from "./decryption.js";
import { number, randomBelow } from "./group.js";
import { hex } from "./sha256.js";

const CHUNK = 400; // bases whose tables are in memory at a time

function product(group, bases, exponents) {
  let result = 1n;
  for (let at = 0; at < bases.length; at += CHUNK) {
    const part = powers(group, bases.slice(at, at + CHUNK), exponents.slice(at, at + CHUNK));
    result = (result * part) % group.p;
  }
  return result;
}

const multiplied = (factors, modulus) => factors.reduce((all, one) => (all * one) % modulus, 1n);
const sum = (factors, others) => factors.reduce((all, one, at) => all + one * others[at], 0n);
const column = (list, part) => list.map((one) => BigInt(one[part]));
// Every element followed by a comma.
const texts = (elements) => elements.map((element) => `${element},`).join("");
const pairs = (list) => texts(list.flatMap(({ alpha, beta }) => [alpha, beta]));

// Members of which nobody knows how one is a power of another: h, and one for each place.
export function generators(group, size) {
  const cofactor = (group.p - 1n) / group.q;
  const found = Array.from({ length: size + 1 }, (_, at) => power(group, number(hex(`ggen|${at - 1}`)), cofactor));
  if (new Set([0n, 1n, group.g, ...found]).size !== size + 4) throw new Error("broken");
  return { h: found[0], hs: found.slice(1) };
}

function challenges({ q }, { phi }, lists, size) {
  const seed = hex(`shuffle-challenges|${phi}|${lists}`);
  return Array.from({ length: size }, (_, at) => number(hex(seed + hex(String(at)))) % q);
}

function challenge({ q }, { phi, y }, { first, tHat }, lists, cHat) {
  const told = texts(first) + texts(tHat) + lists + texts(cHat);
  return number(hex(`shuffle-challenge|${phi}|${told}${y}`)) % q;
}

// Fisher and Yates: the new place i holds what was in the old place order[i].
function drawOrder(size) {
  const order = Array.from({ length: size }, (_, at) => at);
  for (let at = size - 1; at > 0; at--) {
    const other = Number(randomBelow(BigInt(at + 1)));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

// The product of the challenges after each place.
function tails(uPrime, { q }) {
  const found = [];
  uPrime.reduceRight((all, each, at) => {
    found[at] = all;
    return (all * each) % q;
  }, 1n);
  return found;
}

function commit(group, powerOfY, { order, after }, { w, r, wHat, wPrime }, { h, hs }, links) {
  const { p, powerOfG, mod } = group;
  const minus = mod(-w[3]);
  return {
    first: [
      powerOfG(w[0]),
      powerOfG(w[1]),
      (powerOfG(w[2]) * product(group, hs, wPrime)) % p,
      (powerOfY(minus) * product(group, column(after, "beta"), wPrime)) % p,
      (powerOfG(minus) * product(group, column(after, "alpha"), wPrime)) % p,
    ],
    tHat: wHat.map((each, at) => (powerOfG(each) * power(group, links[at], wPrime[at])) % p),
  };
}

function chain({ p, powerOfG, ...group }, rHat, uPrime, h) {
  const links = [h];
  rHat.forEach((each, at) => links.push((powerOfG(each) * power({ p, ...group }, links[at], uPrime[at])) % p));
  return links;
}

function prove(group, powerOfY, subject, mixed) {
  const { p, powerOfG, mod, chance } = group;
  const { before } = subject;
  const { order, fresh, after } = mixed;
  const draws = () => before.map(chance);
  const drawn = { w: [chance(), chance(), chance(), chance()], r: draws(), rHat: draws(), wHat: draws(), wPrime: draws() };
  const known = generators(group, before.length);
  const c = [];
  order.forEach((old, now) => (c[old] = (powerOfG(drawn.r[old]) * known.hs[now]) % p));
  const lists = pairs(before) + pairs(after) + texts(c);
  const u = challenges(group, subject, lists, before.length);
  const uPrime = order.map((old) => u[old]);
  const links = chain(group, drawn.rHat, uPrime, known.h);
  const cHat = links.slice(1);
  const t = commit(group, powerOfY, mixed, drawn, known, links);
  const star = challenge(group, subject, t, lists, cHat);
  const secrets = [
    drawn.r.reduce((all, one) => all + one, 0n),
    sum(drawn.rHat, tails(uPrime, group)),
    sum(drawn.r, u),
    sum(fresh, u),
  ];
  const [t1, t2, t3, t41, t42] = t.first.map(String);
  return [
    [t1, t2, t3, [t41, t42], t.tHat.map(String)],
    [
      ...secrets.map((secret, at) => String(mod(drawn.w[at] + star * secret))),
      drawn.wHat.map((w, at) => String(mod(w + star * drawn.rHat[at]))),
      drawn.wPrime.map((w, at) => String(mod(w + star * uPrime[at]))),
    ],
    c.map(String),
    cHat.map(String),
  ];
}

// A list in another order and encrypted anew, with the proof that it is the same one.
export function shuffle(group, phi, y, before) {
  const { p, powerOfG } = group;
  const powerOfY = group.fixedBase(BigInt(y));
  const order = drawOrder(before.length);
  const fresh = before.map(group.chance);
  const blinded = before.map(({ alpha, beta }, at) => ({
    alpha: String((BigInt(alpha) * powerOfG(fresh[at])) % p),
    beta: String((BigInt(beta) * powerOfY(fresh[at])) % p),
  }));
  const after = order.map((old) => blinded[old]);
  return { after, proof: prove(group, powerOfY, { phi, y, before }, { order, fresh, after }) };
}

// The numbers of a proof: as many as there should be, spelled in the one way, members and exponents of the group.
function read(group, size, [[t1, t2, t3, fourth, tHat], [s1, s2, s3, s4, sHat, sPrime], c, cHat]) {
  const numbers = (list, length, isSound) => {
    const isList = Array.isArray(list) && list.length === length && list.every((one) => /^(0|[1-9]\d*)$/.test(one));
    const found = isList ? list.map(BigInt) : [];
    if (!isList || !found.every(isSound)) throw new Error("false");
    return found;
  };
  const members = (list, length = size) => numbers(list, length, (one) => isMember(group, one));
  const scalars = (list, length = size) => numbers(list, length, (one) => one < group.q);
  return {
    t: { first: members([t1, t2, t3, ...fourth], 5), tHat: members(tHat) },
    s: scalars([s1, s2, s3, s4], 4),
    sHat: scalars(sHat),
    sPrime: scalars(sPrime),
    c: members(c),
    cHat: members(cHat),
  };
}

// Whether the list after is the list before in another order: each commitment, with c* brought to its side.
function agrees(group, { y, before, after }, { t, s, sHat, sPrime, c, cHat }, u, star) {
  const { p, powerOfG, q, mod } = group;
  const { h, hs } = generators(group, before.length);
  const links = [h, ...cHat];
  const over = (bases) => product(group, bases, sPrime);
  // t_i · x^c* · (the inverse of what is divided by)^c* = what the response opens
  const opens = (at, top, bottom, right) =>
    (t.first[at] * power(group, top, star)) % p === (right * power(group, bottom, star)) % p;
  return (
    opens(0, multiplied(c, p), multiplied(hs, p), powerOfG(s[0])) &&
    opens(1, links[cHat.length], power(group, h, multiplied(u, q)), powerOfG(s[1])) &&
    opens(2, product(group, c, u), 1n, powerOfG(s[2]) * over(hs)) &&
    opens(3, product(group, column(before, "beta"), u), 1n, power(group, BigInt(y), mod(-s[3])) * over(column(after, "beta"))) &&
    opens(4, product(group, column(before, "alpha"), u), 1n, powerOfG(mod(-s[3])) * over(column(after, "alpha"))) &&
    cHat.every(
      (each, at) =>
        (t.tHat[at] * power(group, each, star)) % p ===
        (powerOfG(sHat[at]) * power(group, links[at], sPrime[at])) % p,
    )
  );
}

export function isShuffle(group, phi, y, before, after, proof) {
  const subject = { phi, y, before, after };
  const elements = after.flatMap(({ alpha, beta }) => [alpha, beta]);
  const areMembers = elements.every((one) => String(BigInt(one)) === one && isMember(group, BigInt(one)));
  if (after.length !== before.length || !areMembers) return false;
  const found = read(group, before.length, proof);
  const lists = pairs(before) + pairs(after) + texts(found.c);
  const u = challenges(group, subject, lists, before.length);
  return agrees(group, subject, found, u, challenge(group, subject, found.t, lists, found.cHat));
}
