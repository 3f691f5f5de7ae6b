// A QR code of up to 106 bytes: always version 5, correction L, mask 0 (ISO/IEC 18004), drawn as the path of an SVG.
const SIZE = 37;
const WORDS = 108;
const CORRECTION = 26;
export const BYTES_MAX = 106;

function times(a, b) {
  let result = 0;
  for (let x = a, y = b; y; y >>= 1, x = (x << 1) ^ (x & 0x80 ? 0x11d : 0)) if (y & 1) result ^= x;
  return result;
}

function generator() {
  let polynomial = [1];
  for (let i = 0, root = 1; i < CORRECTION; i++, root = times(root, 2)) {
    polynomial = [...polynomial, 0].map((word, at) => word ^ times(polynomial[at - 1], root));
  }
  return polynomial.slice(1);
}

const bits = (byte) => byte.toString(2).padStart(8, "0");

function words(bytes) {
  const told = `0100${[bytes.length, ...bytes].map(bits).join("")}0000`;
  const found = told.match(/.{8}/g).map((word) => parseInt(word, 2));
  while (found.length < WORDS) found.push((found.length - bytes.length) % 2 ? 0x11 : 0xec);
  const remainder = new Array(CORRECTION).fill(0);
  const by = generator();
  for (const word of found) {
    const factor = word ^ remainder.shift();
    remainder.push(0);
    by.forEach((each, at) => (remainder[at] ^= times(each, factor)));
  }
  return [...found, ...remainder];
}

// Rings around a centre: dark but for the ring at distance `light`, and what lies beyond the outer one.
function rings(grid, row, column, reach, light) {
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const far = Math.max(Math.abs(x), Math.abs(y));
      if (grid[row + y]?.[column + x] !== undefined) grid[row + y][column + x] = !light.includes(far);
    }
  }
}

function frame() {
  const grid = Array.from({ length: SIZE }, () => new Array(SIZE).fill(null));
  for (const [row, column] of [[3, 3], [3, SIZE - 4], [SIZE - 4, 3]]) rings(grid, row, column, 4, [2, 4]);
  rings(grid, 30, 30, 2, [1]);
  for (let i = 8; i < SIZE - 8; i++) grid[6][i] = grid[i][6] = i % 2 === 0;
  // Which correction and mask: the fifteen bits that the standard gives for L and 0, twice.
  const told = [..."111011111000100"].map((bit) => bit === "1");
  told.forEach((bit, i) => {
    if (i < 8) grid[8][i < 6 ? i : i + 1] = bit;
    else grid[i === 8 ? 7 : 14 - i][8] = bit;
    if (i < 7) grid[SIZE - 1 - i][8] = bit;
    else grid[8][SIZE - 15 + i] = bit;
  });
  grid[SIZE - 8][8] = true;
  return grid;
}

export function modules(text) {
  const drawn = words(new TextEncoder().encode(text)).map(bits).join("");
  const grid = frame();
  let next = 0;
  for (let right = SIZE - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5; // the column of the timing pattern
    for (let step = 0; step < SIZE; step++) {
      const row = up ? SIZE - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (grid[row][column] === null) grid[row][column] = (drawn[next++] === "1") !== ((row + column) % 2 === 0);
      }
    }
  }
  return grid;
}

export const path = (text) =>
  modules(text)
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
