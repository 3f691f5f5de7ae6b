// The tracking number in words (docs/reference/tracking-number.md): its 24 digits as one number, in base 2048.
const WORDS = 8;

export function trackingWords(number, list) {
  let rest = BigInt(number.replaceAll(" ", ""));
  const words = [];
  while (words.length < WORDS) {
    words.unshift(list[rest % 2048n]);
    rest /= 2048n;
  }
  return words;
}
