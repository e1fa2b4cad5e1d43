// Persons as dots: written straight into the pixels, because fourteen thousand rectangles twice are too slow.
// A person who changes situation glides to the new place, by the lane of the kind of gate; there is no other path.

const GLIDE_MS = 900, MOVING_SIZE = 2.4;
const [RESIDENT, , IN_TRANSIT, WORKING, EXPLOITED, , DEAD] = [0, 1, 2, 3, 4, 5, 6];
export const PLACES = 16;
const HOMEWARD = 4;

// Red, green, blue, size in CSS pixels; by situation. Colours of Okabe and Ito.
export const LOOKS = [
  [133, 138, 145, 1.2], [86, 180, 233, 3], [230, 159, 0, 3], [0, 114, 178, 2.6], [213, 94, 0, 3.6], [0, 158, 115, 3.2], [0, 0, 0, 0],
];

// A fixed number in [0, 1) for each person and purpose: where in a cell or a box the dot stands.
function scatter(index, purpose) {
  let hash = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}

export class Dots {
  constructor(cells) {
    this.cell = cells;
    this.code = new Uint8Array(cells.length);
    this.moving = new Map();
    this.still = !window.matchMedia("(prefers-reduced-motion: no-preference)").matches;
    this.gliding = true;
  }

  // The layout gives the rectangle of a cell, a lane, a country: {x, y, w, h} in CSS pixels.
  lay(layout) {
    this.layout = layout;
    this.homeX = new Float32Array(this.cell.length);
    this.homeY = new Float32Array(this.cell.length);
    for (let i = 0; i < this.cell.length; i++) {
      const box = layout.cell(this.cell[i]);
      this.homeX[i] = box.x + scatter(i, 0) * box.w;
      this.homeY[i] = box.y + scatter(i, 1) * box.h;
    }
    this.moving.clear();
  }

  within(box, i) {
    return [box.x + (0.03 + 0.94 * scatter(i, 2)) * box.w, box.y + (0.1 + 0.8 * scatter(i, 3)) * box.h];
  }

  place(i, code) {
    const situation = Math.floor(code / PLACES), where = code % PLACES;
    if (situation === WORKING || situation === EXPLOITED) return this.within(this.layout.country(where), i);
    if (situation === IN_TRANSIT && where !== HOMEWARD) return this.within(this.layout.lane(where), i);
    return [this.homeX[i], this.homeY[i]];
  }

  apply(who, codes, ways, now) {
    const few = who.length < 1500;
    for (let k = 0; k < who.length; k++) {
      const i = who[k], before = this.code[i], after = codes[k];
      if (few && this.layout && this.gliding && !this.still) {
        const [x, y] = this.spot(i, now);
        const abroad = (code) => [WORKING, EXPLOITED].includes(Math.floor(code / PLACES));
        const crosses = abroad(before) !== abroad(after) && ways[k] !== HOMEWARD;
        this.moving.set(i, { x, y, by: crosses ? this.within(this.layout.lane(ways[k]), i) : null, from: now });
      }
      this.code[i] = after;
    }
  }

  spot(i, now) {
    const to = this.place(i, this.code[i]);
    const move = this.moving.get(i);
    if (!move) return to;
    const share = (now - move.from) / GLIDE_MS;
    if (share >= 1) {
      this.moving.delete(i);
      return to;
    }
    const between = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    if (!move.by) return between([move.x, move.y], to, share);
    return share < 0.5 ? between([move.x, move.y], move.by, share * 2) : between(move.by, to, share * 2 - 1);
  }

  // Two passes, so that persons in exploitation are never hidden under others.
  draw(image, scale, now) {
    const pixels = new Uint32Array(image.data.buffer);
    pixels.fill(0);
    const late = [];
    for (let i = 0; i < this.code.length; i++) {
      const situation = this.code[i] >> 4;
      if (situation === DEAD) continue;
      if (situation === RESIDENT && !this.moving.has(i)) this.put(pixels, image, this.homeX[i], this.homeY[i], RESIDENT, scale);
      else late.push(i);
    }
    for (const last of [false, true]) {
      for (const i of late) {
        const situation = this.code[i] >> 4;
        if ((situation === EXPLOITED) !== last) continue;
        const [x, y] = this.spot(i, now);
        this.put(pixels, image, x, y, situation, scale, MOVING_SIZE);
      }
    }
  }

  put(pixels, image, x, y, situation, scale, least = 0) {
    const [red, green, blue, size] = LOOKS[situation];
    const side = Math.max(1, Math.round(Math.max(size, least) * scale));
    const colour = (255 << 24) | (blue << 16) | (green << 8) | red;
    const left = Math.round(x * scale - side / 2), top = Math.round(y * scale - side / 2);
    for (let row = Math.max(0, top); row < Math.min(image.height, top + side); row++) {
      const start = row * image.width;
      for (let col = Math.max(0, left); col < Math.min(image.width, left + side); col++) pixels[start + col] = colour;
    }
  }
}
