"use strict";
/* One world on a canvas: corridors with their posts by kind, hubs and countries as boxes, persons as marks.
   A border segment is a band of cells; whoever leaves outside the posts fades into it at a random place. */

class WorldMap extends BorderMap {
  constructor(canvas, data, shared, lives) {
    const { sea, abroad, home } = data.quiet, edges = [[districtSide, "#6b6b6b", 0.8], [borderSide, "#000000", 2.4]];
    super(data.geometry, data.looks, { tones: [sea, abroad, home, "#fdfcf8"], band: data.looks.band, edges, post: 5 });
    this.canvas = canvas;
    this.data = data;
    this.shared = shared; // words, offsets of persons and recruiters
    this.lives = lives; // codes of this world
    this.step = -1;
    this.moves = new Map();
  }

  resize(language) {
    const box = this.canvas.getBoundingClientRect(), ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.width = Math.max(200, Math.round(box.width));
    this.height = Math.max(200, Math.round(box.height));
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(this.height * ratio);
    this.ratio = ratio;
    this.language = language;
    this.layOut();
    this.ground = this.layer((pen) => {
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, this.width, this.height);
      this.drawLand(pen);
      this.drawHubs(pen);
      this.drawBoxes(pen);
    });
    this.above = this.layer((pen) => this.drawNames(pen, language));
    this.step = -1;
  }

  layOut() {
    const { gates, destinations } = this.geometry;
    const hubs = gates.map((gate, at) => ({ gate, at })).filter((one) => one.gate.kind === "hub");
    // below the maps: hubs on the left, a line of 15 pixels each, countries on the right
    const least = Math.max(92, Math.min(150, Math.round(this.height * 0.3)));
    const left = hubs.length ? Math.round(this.width * 0.48) : 0, columns = hubs.length * 15 + 26 > least && left > 340 ? 2 : 1;
    const lines = Math.max(1, Math.ceil(hubs.length / columns)), strip = Math.max(least, Math.min(150, lines * 15 + 26));
    const top = this.height - strip, lineHeight = Math.min(20, (strip - 24) / lines);
    this.place(this.width, top - 8, 10);
    this.hubColumns = columns;
    this.hubBox = hubs.length ? { x: 0, y: top, w: left - 8, h: strip } : null;
    this.hubs = new Map();
    hubs.forEach((one, n) => {
      const column = Math.floor(n / lines), line = n % lines;
      this.hubs.set(one.at, {
        x: 12 + column * ((left - 8) / columns), y: top + 24 + (line + 0.5) * lineHeight, name: one.gate.name[this.language],
      });
    });
    const high = strip / destinations.length;
    this.boxes = destinations.map((_, n) => {
      const x = left, y = top + n * high, w = this.width - left, h = high - (n + 1 < destinations.length ? 4 : 0);
      const inner = { y: y + 16, h: h - 18 };
      return {
        x, y, w, h,
        work: { x: x + 3, w: w * 0.6 - 6, ...inner },
        exploitation: { x: x + w * 0.6 + 1, w: w * 0.4 - 4, ...inner },
      };
    });
    const { cells } = this, { people } = this.shared;
    this.homes = new Float32Array(2 * people.cell.length);
    for (let p = 0; p < people.cell.length; p++) {
      const c = people.cell[p], at = this.cellPoint(cells.corridor[c], cells.row[c], cells.col[c], people.u[p], people.v[p]);
      this.homes[2 * p] = at[0];
      this.homes[2 * p + 1] = at[1];
    }
  }

  layer(draw) {
    const made = document.createElement("canvas");
    made.width = this.canvas.width;
    made.height = this.canvas.height;
    const pen = made.getContext("2d");
    pen.scale(this.ratio, this.ratio);
    draw(pen);
    return made;
  }

  drawHubs(pen) {
    if (!this.hubBox) return;
    pen.strokeStyle = "#b5b5b5";
    pen.lineWidth = 1;
    pen.strokeRect(this.hubBox.x + 0.5, this.hubBox.y + 0.5, this.hubBox.w - 1, this.hubBox.h - 1);
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillStyle = "#333333";
    pen.font = `600 12px ${FONT}`;
    pen.fillText(this.shared.words("hubs"), this.hubBox.x + 6, this.hubBox.y + 11, this.hubBox.w - 10);
    pen.font = `12px ${FONT}`;
    const wide = this.hubBox.w / this.hubColumns - 24;
    for (const hub of this.hubs.values()) {
      mark(pen, "circle", hub.x, hub.y, 4.5, this.data.looks.gates.hub.colour, "#ffffff");
      pen.fillStyle = "#1a1a1a";
      pen.fillText(hub.name, hub.x + 9, hub.y, wide);
    }
  }

  drawBoxes(pen) {
    this.boxes.forEach((box, n) => {
      pen.fillStyle = this.data.quiet.abroad;
      pen.fillRect(box.x, box.y, box.w, box.h);
      pen.fillStyle = "#ffffff";
      for (const part of [box.work, box.exploitation]) pen.fillRect(part.x, part.y, part.w, part.h);
      pen.textAlign = "left";
      pen.textBaseline = "middle";
      pen.fillStyle = "#1a1a1a";
      pen.font = `600 12px ${FONT}`;
      const title = this.shared.words("abroad_in").replace("{place}", this.geometry.destinations[n][this.language]);
      pen.fillText(title, box.x + 4, box.y + 8, box.work.w - 4);
      pen.font = `12px ${FONT}`;
      pen.fillText(this.shared.words("exploitation"), box.exploitation.x, box.y + 8, box.exploitation.w);
    });
  }

  /* Where a person stands in a situation. */
  anchor(p, code, step) {
    const situation = situationOf(code), { people } = this.shared;
    if (situation === SITUATION.WORKING || situation === SITUATION.EXPLOITED) {
      const box = this.boxes[Math.max(0, destinationOf(code))];
      const part = situation === SITUATION.WORKING ? box.work : box.exploitation;
      return [part.x + 4 + people.u[p] * (part.w - 8), part.y + 4 + people.v[p] * (part.h - 8)];
    }
    if (situation === SITUATION.TRANSIT && phaseOf(code) !== PHASE.NONE && gateOf(code) >= 0) {
      return this.gatePoint(p, gateOf(code), step);
    }
    return [this.homes[2 * p], this.homes[2 * p + 1]];
  }

  gatePoint(p, at, step) {
    const gate = this.geometry.gates[at], { people } = this.shared;
    const hub = this.hubs.get(at);
    if (hub) return [hub.x + (people.u[p] - 0.5) * 9, hub.y + (people.v[p] - 0.5) * 9];
    if (gate.row !== undefined) return this.cellPoint(gate.corridor, gate.row, gate.col, people.u[p], people.v[p]);
    if (gate.band && gate.band.length) {
      // anywhere in the band, another place each time: nothing can be read from it
      const turn = (people.u[p] * 7.13 + people.v[p] * 3.71 + step * 0.618) % 1;
      const cell = gate.band[Math.floor(turn * gate.band.length)], cols = this.frames[gate.corridor].cols;
      return this.cellPoint(gate.corridor, Math.floor(cell / cols), cell % cols, people.v[p], people.u[p]);
    }
    return [this.homes[2 * p], this.homes[2 * p + 1]];
  }

  /* From home to a gate: cell by cell on the least-cost way to a post, straight to a hub or into the band. */
  wayTo(p, at, step) {
    const home = [this.homes[2 * p], this.homes[2 * p + 1]];
    if (at < 0) return [home];
    const gate = this.geometry.gates[at], { cells } = this, { people } = this.shared, c = people.cell[p];
    if (!gate.treeCells || gate.corridor !== cells.corridor[c]) return [home, this.gatePoint(p, at, step)];
    const cols = this.frames[gate.corridor].cols, points = [home];
    let cell = cells.row[c] * cols + cells.col[c];
    for (let n = 0; n < 400 && gate.treeCells[cell] !== 65535 && gate.treeCells[cell] !== cell; n++) {
      cell = gate.treeCells[cell];
      points.push(this.cellPoint(gate.corridor, Math.floor(cell / cols), cell % cols, people.u[p], people.v[p]));
    }
    return points;
  }

  way(p, before, after, step) {
    const from = situationOf(before), to = situationOf(after);
    const away = (s) => s === SITUATION.WORKING || s === SITUATION.EXPLOITED;
    const start = this.anchor(p, before, step), end = this.anchor(p, after, step + 1);
    const gate = away(from) ? gateOf(before) : gateOf(after);
    const home = (code) => !away(situationOf(code)) && !(situationOf(code) === SITUATION.TRANSIT && phaseOf(code));
    if (to === SITUATION.DEAD) return { points: [start], fade: true };
    let points;
    if (home(before) && home(after)) points = [end];
    else if (home(before)) points = [...this.wayTo(p, gate, step), end];
    else if (home(after)) points = [start, ...this.wayTo(p, gateOf(before), step).reverse()];
    else if (away(from) && away(to)) points = [start, end];
    else points = gate >= 0 ? [start, this.gatePoint(p, gate, step), end] : [start, end];
    const one = gate >= 0 ? this.geometry.gates[gate] : null;
    const hidden = one !== null && one.kind === "unofficial" && away(from) !== away(to);
    // on the way back nobody is drawn but at home
    const first = hidden ? measured({ points: away(from) ? [start] : points.slice(0, -1) }) : null;
    return { points: hidden ? [start, end] : points, hidden, first };
  }

  prepare(step) {
    if (step === this.step) return;
    this.step = step;
    this.moves.clear();
    const { codes, steps, count } = this.lives;
    if (step + 1 >= steps) return;
    for (let p = 0; p < count; p++) {
      const before = codes[p * steps + step], after = codes[p * steps + step + 1];
      if (before !== after) this.moves.set(p, measured(this.way(p, before, after, step)));
    }
  }

  draw(tau, options, other) {
    const step = Math.floor(tau), share = tau - step, pen = this.canvas.getContext("2d");
    const { codes, steps, count } = this.lives;
    this.prepare(step);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(this.ground, 0, 0);
    pen.scale(this.ratio, this.ratio);
    const groups = [[], [], [], [], [], []], faint = [], rings = [];
    for (let p = 0; p < count; p++) {
      const move = share > 0 ? this.moves.get(p) : undefined;
      let code = codes[p * steps + step], at;
      if (move && move.hidden) {
        // fades into the band, and appears where it arrives: nobody is drawn beyond the border
        if (share > 0.5) code = codes[p * steps + step + 1];
        at = share > 0.5 ? move.points[move.points.length - 1] : along(move.first, share * 2);
      } else if (move) {
        if (share > 0.5 && !move.fade) code = codes[p * steps + step + 1];
        at = along(move, share);
      } else at = this.anchor(p, code, step);
      const situation = situationOf(code);
      if (situation === SITUATION.DEAD) continue;
      const moving = move && move.points.length > 1 && (move.hidden ? share <= 0.5 : situation !== SITUATION.EXPLOITED);
      const group = moving ? SITUATION.TRANSIT : situation;
      if (move && (move.hidden || move.fade)) faint.push([group, at]);
      else groups[group].push(at);
      if (options.differences && situationOf(other.codes[p * steps + step]) !== situationOf(codes[p * steps + step])) rings.push(at);
    }
    if (options.recruiters) this.drawRecruiters(pen, step);
    groups.forEach((points, situation) => drawMarks(pen, this.data.looks.persons[situation], points));
    pen.globalAlpha = 0.4;
    for (const [situation, at] of faint) drawMarks(pen, this.data.looks.persons[situation], [at]);
    pen.globalAlpha = 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(this.above, 0, 0);
    pen.scale(this.ratio, this.ratio);
    pen.strokeStyle = "#000000";
    pen.lineWidth = 1.2;
    pen.beginPath();
    for (const [x, y] of rings) { pen.moveTo(x + 6.5, y); pen.arc(x, y, 6.5, 0, 2 * Math.PI); }
    pen.stroke();
  }

  drawRecruiters(pen, step) {
    const { cells } = this, { recruiters } = this.shared, look = this.data.looks.recruiter, points = [];
    const { at, steps, count } = this.lives.recruiters;
    for (let r = 0; r < count; r++) {
      const cell = at[r * steps + step];
      if (cell) points.push(this.cellPoint(cells.corridor[cell - 1], cells.row[cell - 1], cells.col[cell - 1], recruiters.u[r], recruiters.v[r]));
    }
    drawMarks(pen, look, points);
  }

  counts(step) {
    const { codes, steps, count } = this.lives, found = [0, 0, 0, 0, 0, 0, 0];
    for (let p = 0; p < count; p++) found[situationOf(codes[p * steps + step])]++;
    return found;
  }
}

function measured(move) {
  const lengths = [0];
  for (let n = 1; n < move.points.length; n++) {
    const [a, b] = [move.points[n - 1], move.points[n]];
    lengths.push(lengths[n - 1] + Math.hypot(b[0] - a[0], b[1] - a[1]));
  }
  return { ...move, lengths };
}

function along(move, share) {
  const total = move.lengths[move.lengths.length - 1];
  if (!total) return move.points[move.points.length - 1];
  const target = total * share;
  let n = 1;
  while (n < move.lengths.length - 1 && move.lengths[n] < target) n++;
  const [a, b] = [move.points[n - 1], move.points[n]];
  const part = (target - move.lengths[n - 1]) / Math.max(move.lengths[n] - move.lengths[n - 1], 1e-9);
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}
