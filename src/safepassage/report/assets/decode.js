"use strict";
/* 16-bit whole numbers in base64, and lives packed as runs. */

function unpack16(text) {
  const raw = atob(text), out = new Uint16Array(raw.length >> 1);
  for (let i = 0; i < out.length; i++) out[i] = raw.charCodeAt(2 * i) | (raw.charCodeAt(2 * i + 1) << 8);
  return out;
}

/* Rows of `steps` codes, one row a person, from values and lengths of runs. */
function unrun(values, lengths, numbers, steps) {
  const out = new Uint16Array(numbers.length * steps);
  let run = 0;
  for (let p = 0; p < numbers.length; p++) {
    let at = p * steps;
    for (let r = 0; r < numbers[p]; r++, run++) {
      out.fill(values[run], at, at + lengths[run]);
      at += lengths[run];
    }
  }
  return out;
}

const SITUATION = { RESIDENT: 0, WAITING: 1, TRANSIT: 2, WORKING: 3, EXPLOITED: 4, ASSISTED: 5, DEAD: 6 };
const PHASE = { NONE: 0, TO_FIRST: 1, BETWEEN: 2, HOMEWARD: 3 };
const situationOf = (code) => code & 7;
const gateOf = (code) => ((code >> 3) & 63) - 1;
const destinationOf = (code) => ((code >> 9) & 7) - 1;
const phaseOf = (code) => (code >> 12) & 3;
