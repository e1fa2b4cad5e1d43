// One world's map: ground and names once, persons and recruiters at every picture.
// Posts have marks by kind; the border is one band; hubs and unofficial ways have a lane and no place.
import { Dots, LOOKS } from "./dots.js";
import { label, make, pick, text } from "./words.js";

const GAP = 8, LANE = 36, COUNTRY = 50, TALLEST = 195, SMALL = 12;
const SEA = "#e6eff5", OTHER = "#f1efe9", ABROAD = "#e0dbd0", HOME = "#ffffff", LINE = "#8a8f94", INK = "#222222";
const TRADE = ["", "#8a3c79", "#8a3c79"], TRADE_SIZE = 2.1;
const isDistrict = (zone) => zone >= 2 && zone < 100;

// The part of a corridor's lattice around its districts and posts.
function crop(corridor) {
  const whole = { top: 0, left: 0, bottom: corridor.rows - 1, right: corridor.cols - 1, rows: corridor.rows, cols: corridor.cols };
  if (corridor.cols <= SMALL) return whole;
  const box = { top: 1e9, left: 1e9, bottom: -1, right: -1 };
  const take = (row, col) => {
    box.top = Math.min(box.top, row); box.bottom = Math.max(box.bottom, row);
    box.left = Math.min(box.left, col); box.right = Math.max(box.right, col);
  };
  corridor.zone.forEach((zone, at) => isDistrict(zone) && take(Math.floor(at / corridor.cols), at % corridor.cols));
  corridor.posts.forEach((post) => take(post.row, post.col));
  box.top = Math.max(0, box.top - 1); box.left = Math.max(0, box.left - 1);
  box.bottom = Math.min(corridor.rows - 1, box.bottom + 1); box.right = Math.min(corridor.cols - 1, box.right + 1);
  return { ...box, rows: box.bottom - box.top + 1, cols: box.right - box.left + 1 };
}

export class WorldMap {
  constructor(host) {
    this.host = host;
    this.canvases = ["ground", "dots", "top"].map((name) => make("canvas", { class: name, "aria-hidden": "true" }));
    host.replaceChildren(...this.canvases);
    host.setAttribute("role", "img");
    this.trade = [new Uint16Array(), new Uint8Array()];
  }

  open(geometry, cells) {
    this.geometry = geometry;
    this.crops = geometry.corridors.map(crop);
    this.dots = new Dots(cells);
    this.trade = [new Uint16Array(), new Uint8Array()];
    this.resize();
  }

  resize() {
    if (!this.geometry) return;
    const width = Math.max(240, this.host.clientWidth);
    const cols = this.crops.reduce((sum, box) => sum + box.cols, 0);
    const rows = Math.max(...this.crops.map((box) => box.rows));
    const cell = Math.min((width - GAP * (this.crops.length - 1)) / cols, TALLEST / rows);
    const used = cell * cols + GAP * (this.crops.length - 1);
    let x = (width - used) / 2;
    this.boxes = this.crops.map((box) => {
      const placed = { x, y: ((rows - box.rows) * cell) / 2, w: box.cols * cell, h: box.rows * cell };
      x += placed.w + GAP;
      return placed;
    });
    this.size = cell;
    const below = rows * cell + GAP;
    const countries = this.geometry.destinations.length;
    this.lanes = [0, 1, 2, 3].map((at) => ({ x: (at * width) / 4 + 2, y: below, w: width / 4 - 4, h: LANE }));
    this.countries = this.geometry.destinations.map((_, at) => ({
      x: (at * width) / countries + 2, y: below + LANE + GAP, w: width / countries - 4, h: COUNTRY,
    }));
    const height = below + LANE + GAP + COUNTRY + 2;
    this.scale = Math.min(2, window.devicePixelRatio || 1);
    this.host.style.height = `${height}px`;
    for (const canvas of this.canvases) {
      canvas.width = Math.round(width * this.scale); canvas.height = Math.round(height * this.scale);
      canvas.style.width = `${width}px`; canvas.style.height = `${height}px`;
    }
    this.image = new ImageData(this.canvases[1].width, this.canvases[1].height);
    const { corridor, row, col } = this.geometry.cells;
    const at = (number) => {
      const box = this.boxes[corridor[number]], cropped = this.crops[corridor[number]];
      return { x: box.x + (col[number] - cropped.left) * cell, y: box.y + (row[number] - cropped.top) * cell, w: cell, h: cell };
    };
    this.cellBox = at;
    const below3 = (kind) => ({ ...this.lanes[kind], y: this.lanes[kind].y + 15, h: LANE - 16 });
    const country = (number) => {
      const box = this.countries[Math.min(number, countries - 1)];
      return { ...box, y: box.y + 14, h: COUNTRY - 16 };
    };
    this.dots.lay({ cell: at, lane: below3, country });
    this.drawGround();
    this.drawTop();
    this.draw(performance.now());
  }

  apply(arrays, number, now) {
    this.dots.apply(arrays[`who${number}`], arrays[`code${number}`], arrays[`way${number}`], now);
    this.trade = [arrays[`trade_cell${number}`], arrays[`trade${number}`]];
  }

  get moving() {
    return this.dots?.moving.size > 0;
  }

  draw(now) {
    if (!this.image) return;
    const context = this.canvases[1].getContext("2d");
    this.dots.draw(this.image, this.scale, now);
    context.putImageData(this.image, 0, 0);
    this.drawTrade(context);
  }

  // Small diamonds, filled without licence, hollow with one, at a fixed spot of the cell where each works.
  drawTrade(context) {
    const [cells, states] = this.trade;
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    for (const state of [1, 2]) {
      context.beginPath();
      for (let i = 0; i < states.length; i++) {
        if (states[i] !== state) continue;
        const box = this.cellBox(cells[i]);
        const x = box.x + ((i * 0.618034) % 1) * box.w, y = box.y + ((i * 0.754878) % 1) * box.h;
        context.moveTo(x, y - TRADE_SIZE); context.lineTo(x + TRADE_SIZE, y); context.lineTo(x, y + TRADE_SIZE); context.lineTo(x - TRADE_SIZE, y); context.closePath();
      }
      context.strokeStyle = TRADE[state]; context.fillStyle = TRADE[state]; context.lineWidth = 1;
      if (state === 2) context.fill(); else context.stroke();
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  drawGround() {
    const context = this.start(0);
    this.geometry.corridors.forEach((corridor, number) => {
      const cropped = this.crops[number], box = this.boxes[number];
      const zone = (row, col) => corridor.zone[row * corridor.cols + col];
      const lines = { district: [], border: [] };
      for (let row = cropped.top; row <= cropped.bottom; row++) {
        for (let col = cropped.left; col <= cropped.right; col++) {
          const here = zone(row, col), x = box.x + (col - cropped.left) * this.size, y = box.y + (row - cropped.top) * this.size;
          context.fillStyle = here === 0 ? SEA : here === 1 ? OTHER : here >= 100 ? ABROAD : HOME;
          context.fillRect(x, y, this.size + 0.5, this.size + 0.5);
          const sides = [];
          if (col < cropped.right) sides.push([zone(row, col + 1), [x + this.size, y, x + this.size, y + this.size]]);
          if (row < cropped.bottom) sides.push([zone(row + 1, col), [x, y + this.size, x + this.size, y + this.size]]);
          for (const [there, line] of sides) {
            if (here === there) continue;
            const border = (isDistrict(here) && there >= 100) || (isDistrict(there) && here >= 100);
            lines[border ? "border" : "district"].push(line);
          }
        }
      }
      this.stroke(context, lines.district, LINE, 0.7);
      this.stroke(context, lines.border, "rgba(200,120,0,0.35)", 9);
      this.stroke(context, lines.border, INK, 1.6);
    });
    for (const lane of this.lanes) this.frame(context, lane, "#f6f7f8");
    for (const country of this.countries) this.frame(context, country, ABROAD);
  }

  stroke(context, lines, colour, width) {
    context.beginPath();
    for (const [x1, y1, x2, y2] of lines) { context.moveTo(x1, y1); context.lineTo(x2, y2); }
    context.strokeStyle = colour; context.lineWidth = width; context.lineCap = "square";
    context.stroke();
  }

  frame(context, box, colour) {
    context.fillStyle = colour; context.strokeStyle = LINE; context.lineWidth = 0.7;
    context.fillRect(box.x, box.y, box.w, box.h); context.strokeRect(box.x, box.y, box.w, box.h);
  }

  drawTop() {
    if (!this.geometry) return;
    const context = this.start(2);
    context.font = `600 ${this.size < 7 ? 10.5 : 12}px system-ui, sans-serif`;
    context.textBaseline = "middle"; context.textAlign = "center"; context.lineJoin = "round";
    this.geometry.corridors.forEach((corridor, number) => {
      this.drawNames(context, corridor, number);
      for (const post of corridor.posts) {
        const x = this.boxes[number].x + (post.col - this.crops[number].left + 0.5) * this.size;
        const y = this.boxes[number].y + (post.row - this.crops[number].top + 0.5) * this.size;
        mark(context, post.kind, x, y);
      }
    });
    context.font = `${this.lanes[0].w < 100 ? 10.5 : 12}px system-ui, sans-serif`; context.textAlign = "left";
    this.lanes.forEach((lane, kind) => {
      mark(context, kind, lane.x + 9, lane.y + 9);
      this.fit(context, text(`lane_${kind}`), lane.x + 18, lane.y + 9, lane.w - 20);
    });
    this.countries.forEach((box, number) =>
      this.fit(context, text("abroad_in", { country: pick(this.geometry.destinations[number]) }), box.x + 5, box.y + 9, box.w - 8));
  }

  // A district's or country's name in the middle of its widest run of cells.
  drawNames(context, corridor, number) {
    const cropped = this.crops[number], best = new Map();
    for (let row = cropped.top; row <= cropped.bottom; row++) {
      let first = cropped.left;
      for (let col = cropped.left; col <= cropped.right; col++) {
        const here = corridor.zone[row * corridor.cols + col];
        const next = col < cropped.right ? corridor.zone[row * corridor.cols + col + 1] : -1;
        if (next === here) continue;
        const run = { row, first, length: col - first + 1 };
        const widest = best.get(here)?.[0].length ?? 0;
        if (here >= 2 && run.length >= widest) best.set(here, run.length > widest ? [run] : [...best.get(here), run]);
        first = col + 1;
      }
    }
    for (const [zone, runs] of best) {
      // Of equally wide rows the middle one.
      const run = runs[Math.floor((runs.length - 1) * 0.5)];
      const title = zone >= 100 ? this.geometry.destinations[zone - 100] : this.geometry.districts[zone - 2];
      const name = title ? pick(title) : "";
      const box = this.boxes[number], x = box.x + (run.first - cropped.left + run.length / 2) * this.size;
      const y = box.y + (run.row - cropped.top + 0.5) * this.size;
      context.lineWidth = 3; context.strokeStyle = zone >= 100 ? ABROAD : HOME;
      context.fillStyle = zone >= 100 ? "#4d4a42" : INK;
      const half = context.measureText(name).width / 2;
      // A country has its name on its box as well; where it does not fit, the map goes without.
      if (zone >= 100 && half * 2 > run.length * this.size + 4) continue;
      const inside = Math.min(Math.max(x, box.x + half + 2), box.x + box.w - half - 2);
      context.strokeText(name, inside, y); context.fillText(name, inside, y);
    }
  }

  fit(context, words, x, y, width) {
    context.fillStyle = INK;
    let shown = words;
    while (shown.length > 3 && context.measureText(shown).width > width) shown = `${shown.slice(0, -2).trimEnd()}\u2026`;
    context.fillText(shown, x, y);
  }

  start(number) {
    const context = this.canvases[number].getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvases[number].width, this.canvases[number].height);
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    return context;
  }
}

// Marks by kind of gate: a square, a triangle, a band, a disc.
export function mark(context, kind, x, y) {
  context.beginPath();
  if (kind === 0) context.rect(x - 4, y - 4, 8, 8);
  if (kind === 1) { context.moveTo(x, y - 5); context.lineTo(x + 5, y + 4); context.lineTo(x - 5, y + 4); context.closePath(); }
  if (kind === 3) context.arc(x, y, 4, 0, 7);
  if (kind === 2) {
    context.fillStyle = "rgba(200,120,0,0.5)"; context.fillRect(x - 6, y - 4, 12, 8);
    context.fillStyle = INK; context.fillRect(x - 6, y - 0.8, 12, 1.6);
    return;
  }
  context.fillStyle = ["#000000", "#0072B2", "", "#00694e"][kind];
  context.strokeStyle = "#ffffff"; context.lineWidth = 1.4;
  context.fill(); context.stroke();
}

// The legend names situations, recruiters, posts and the band, each with its mark.
export function legend(host, situations) {
  const swatch = (draw) => {
    const canvas = make("canvas", { width: 28, height: 28, class: "swatch", "aria-hidden": "true" });
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    draw(context);
    return canvas;
  };
  const items = situations.slice(0, -1).map((name, at) => {
    const [red, green, blue, size] = LOOKS[at];
    const side = Math.max(3, size * 1.6);
    const draw = (context) => { context.fillStyle = `rgb(${red},${green},${blue})`; context.fillRect(7 - side / 2, 7 - side / 2, side, side); };
    return make("li", {}, swatch(draw), text(`situation_${name}`));
  });
  const diamond = (filled) => (context) => {
    context.beginPath(); context.moveTo(7, 3); context.lineTo(11, 7); context.lineTo(7, 11); context.lineTo(3, 7); context.closePath();
    context.fillStyle = context.strokeStyle = TRADE[1];
    if (filled) context.fill(); else context.stroke();
  };
  items.push(make("li", {}, swatch(diamond(true)), text("legend_recruiter_2")), make("li", {}, swatch(diamond(false)), text("legend_recruiter_1")));
  for (const [kind, name] of [[0, "formal"], [1, "traditional"]]) {
    items.push(make("li", {}, swatch((context) => mark(context, kind, 7, 7)), label("gate_kind", name)));
  }
  items.push(make("li", {}, swatch((context) => mark(context, 2, 7, 7)), text("legend_band")));
  items.push(make("li", { class: "wide" }, make("details", {}, make("summary", {}, text("legend")), make("p", {}, text("legend_text")))));
  host.replaceChildren(...items);
}
