// One world's map: land and names once, persons and recruiters at every picture; the land is `BorderMap`'s (borders.js).
// The border is one band; hubs and unofficial ways have a lane and no place.
import { Dots, LOOKS } from "./dots.js";
import { current, label, make, pick, text } from "./words.js";

const GAP = 8, LANE = 36, COUNTRY = 50, TALLEST = 195, KINDS = ["formal", "traditional", "unofficial", "hub"];
const SEA = "#e6eff5", OTHER = "#f1efe9", ABROAD = "#e0dbd0", HOME = "#ffffff", LINE = "#8a8f94", INK = "#222222", BAND = "200,120,0";
const TRADE = "#8a3c79", TRADE_LOOK = { shape: "diamond", colour: TRADE, size: 2 };
const STYLE = {
  tones: [SEA, ABROAD, OTHER, HOME], post: 3.3, shy: true,
  edges: [[(a, b) => a !== b && !borderSide(a, b), LINE, 0.7], [borderSide, `rgba(${BAND},0.35)`, 9], [borderSide, INK, 1.6]],
};

export class WorldMap {
  constructor(host, looks) {
    Object.assign(this, { host, looks });
    this.canvases = ["ground", "dots", "top"].map((name) => make("canvas", { class: name, "aria-hidden": "true" }));
    host.replaceChildren(...this.canvases);
    host.setAttribute("role", "img");
  }

  open(geometry, cells) {
    this.borders = new BorderMap(geometry, this.looks, STYLE);
    this.dots = new Dots(cells);
    this.trade = [new Uint16Array(), new Uint8Array()];
    this.resize();
  }

  resize() {
    if (!this.borders) return;
    const { borders } = this, { destinations } = borders.geometry;
    const width = Math.max(240, this.host.clientWidth), below = borders.place(width, TALLEST, GAP, true) + GAP;
    const part = (at, of, y, h) => ({ x: (at * width) / of + 2, y, w: width / of - 4, h });
    this.lanes = KINDS.map((_, at) => part(at, KINDS.length, below, LANE));
    this.countries = destinations.map((_, at) => part(at, destinations.length, below + LANE + GAP, COUNTRY));
    const height = below + LANE + GAP + COUNTRY + 2;
    this.scale = Math.min(2, window.devicePixelRatio || 1);
    this.host.style.height = `${height}px`;
    for (const canvas of this.canvases) {
      canvas.width = Math.round(width * this.scale); canvas.height = Math.round(height * this.scale);
      canvas.style.width = `${width}px`; canvas.style.height = `${height}px`;
    }
    this.image = new ImageData(this.canvases[1].width, this.canvases[1].height);
    const { corridor, row, col } = borders.cells, under = (box, title) => ({ ...box, y: box.y + title, h: box.h - title - 1 });
    this.cellBox = (number) => borders.cellBox(corridor[number], row[number], col[number]);
    this.dots.lay({
      cell: this.cellBox,
      lane: (kind) => under(this.lanes[kind], 15),
      country: (number) => under(this.countries[Math.min(number, destinations.length - 1)], 15),
    });
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
      const points = [];
      for (let i = 0; i < states.length; i++) {
        if (states[i] !== state) continue;
        const box = this.cellBox(cells[i]);
        points.push([box.x + ((i * 0.618034) % 1) * box.w, box.y + ((i * 0.754878) % 1) * box.h]);
      }
      drawMarks(context, { ...TRADE_LOOK, hollow: state === 1 }, points);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  }

  drawGround() {
    const context = this.start(0);
    this.borders.drawLand(context);
    for (const lane of this.lanes) frame(context, lane, "#f6f7f8");
    for (const country of this.countries) frame(context, country, ABROAD);
  }

  drawTop() {
    if (!this.borders) return;
    const context = this.start(2);
    this.borders.drawNames(context, current());
    context.font = `${this.lanes[0].w < 100 ? 10.5 : 12}px ${FONT}`; context.textAlign = "left";
    this.lanes.forEach((lane, kind) => {
      gateMark(context, this.looks.gates[KINDS[kind]], lane.x + 9, lane.y + 9);
      fit(context, text(`lane_${kind}`), lane.x + 18, lane.y + 9, lane.w - 20);
    });
    this.countries.forEach((box, number) =>
      fit(context, text("abroad_in", { country: pick(this.borders.geometry.destinations[number]) }), box.x + 5, box.y + 9, box.w - 8));
  }

  start(number) {
    const context = this.canvases[number].getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvases[number].width, this.canvases[number].height);
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    return context;
  }
}

function frame(context, box, colour) {
  context.fillStyle = colour; context.strokeStyle = LINE; context.lineWidth = 0.7;
  context.fillRect(box.x, box.y, box.w, box.h); context.strokeRect(box.x, box.y, box.w, box.h);
}

function fit(context, words, x, y, width) {
  context.fillStyle = INK;
  let shown = words;
  while (shown.length > 3 && context.measureText(shown).width > width) shown = `${shown.slice(0, -2).trimEnd()}\u2026`;
  context.fillText(shown, x, y);
}

// The mark of a kind of gate; ways outside posts have a piece of the band.
function gateMark(context, look, x, y) {
  if (look.shape !== "line") { mark(context, look.shape, x, y, STYLE.post, look.colour, "#ffffff"); return; }
  context.fillStyle = `rgba(${BAND},0.5)`; context.fillRect(x - 6, y - 4, 12, 8);
  context.fillStyle = INK; context.fillRect(x - 6, y - 0.8, 12, 1.6);
}

// The legend names situations, recruiters, posts and the band, each with its mark.
export function legend(host, situations, looks) {
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
  const trade = (hollow) => (context) => drawMarks(context, { ...TRADE_LOOK, size: 4, hollow }, [[7, 7]]);
  items.push(make("li", {}, swatch(trade(false)), text("legend_recruiter_2")), make("li", {}, swatch(trade(true)), text("legend_recruiter_1")));
  for (const kind of ["formal", "traditional", "unofficial"]) {
    const words = kind === "unofficial" ? text("legend_band") : label("gate_kind", kind);
    items.push(make("li", {}, swatch((context) => gateMark(context, looks.gates[kind], 7, 7)), words));
  }
  items.push(make("li", { class: "wide" }, make("details", {}, make("summary", {}, text("legend")), make("p", {}, text("legend_text")))));
  host.replaceChildren(...items);
}
