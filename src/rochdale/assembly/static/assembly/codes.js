// Voting codes as people type them.
const CODE = /^[1-9A-HJ-NP-Za-km-z]{22}$/;

// A voting code as it is written, 5-6-5-6, from how it was typed; empty if it cannot be one.
export function tidyCode(typed) {
  const code = typed.replace(/[\s‐-―-]/g, "");
  return CODE.test(code) ? code.replace(/^(.{5})(.{6})(.{5})(.{6})$/, "$1-$2-$3-$4") : "";
}
