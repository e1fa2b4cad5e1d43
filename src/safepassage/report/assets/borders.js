"use strict";
/* Corridors on a canvas, side by side on one scale: land, border, posts, names. Replay and dashboard draw on it.
   A way outside posts has no place: it is a band along the border, or nothing. */

const FONT = '"Segoe UI", "DejaVu Sans", system-ui, sans-serif';

class BorderMap {
  /* style: tones of sea, abroad, other land, district; `edges`: [which sides, colour, width]; `post`: size of a mark;
     `shy`: whether a country's name that would lie over home is left out. */
  constructor(geometry, looks, style) {
    Object.assign(this, { geometry, looks, style });
    const { corridor, row, col } = geometry.cells;
    this.cells = { corridor: unpack16(corridor), row: unpack16(row), col: unpack16(col) };
    this.zones = geometry.corridors.map((one) => unpack16(one.zone));
  }

  /* The districts and a little around, all corridors on one scale, in the middle of the room; its height, if tight. */
  place(width, high, gap, tight = false) {
    const { corridors } = this.geometry, sum = (all) => all.reduce((a, b) => a + b, 0);
    const rows = corridors.map((one) => one.crop[2] - one.crop[0]);
    const wide = corridors.map((one) => (one.crop[3] - one.crop[1]) * one.cosine), room = width - gap * (corridors.length - 1);
    const size = Math.min(room / sum(wide), high / Math.max(...rows)), used = tight ? size * Math.max(...rows) : high;
    let left = (room - size * sum(wide)) / 2;
    this.frames = corridors.map((one, at) => {
      const [row, col] = one.crop, w = size * one.cosine, x = left, y = Math.max(0, (used - size * rows[at]) / 2);
      left += size * wide[at] + gap;
      return { x: x - col * w, y: y - row * size, w, h: size, cols: one.cols, left: x, top: y, wide: size * wide[at], high: size * rows[at] };
    });
    return used;
  }

  cellBox(corridor, row, col) {
    const frame = this.frames[corridor];
    return { x: frame.x + col * frame.w, y: frame.y + row * frame.h, w: frame.w, h: frame.h };
  }

  /* A point in a cell, not quite at its sides. */
  cellPoint(corridor, row, col, u = 0.5, v = 0.5) {
    const frame = this.frames[corridor];
    return [frame.x + (col + 0.06 + 0.88 * u) * frame.w, frame.y + (row + 0.06 + 0.88 * v) * frame.h];
  }

  drawLand(pen) {
    this.geometry.corridors.forEach((one, corridor) => {
      const frame = this.frames[corridor], zone = this.zones[corridor], { tones } = this.style;
      const at = (row, col) => (row < 0 || col < 0 || row >= one.rows || col >= one.cols ? 0 : zone[row * one.cols + col]);
      pen.save();
      pen.beginPath();
      pen.rect(frame.left, frame.top, frame.wide, frame.high);
      pen.clip();
      for (let row = 0; row < one.rows; row++) {
        for (let col = 0; col < one.cols; col++) {
          pen.fillStyle = tones[Math.min(at(row, col), 3)];
          pen.fillRect(frame.x + col * frame.w, frame.y + row * frame.h, frame.w + 0.6, frame.h + 0.6);
        }
      }
      if (this.style.band) this.drawBands(pen, corridor);
      for (const [differ, colour, width] of this.style.edges) this.drawEdges(pen, one, frame, at, differ, colour, width);
      pen.restore();
    });
  }

  drawBands(pen, corridor) {
    const { cols } = this.frames[corridor];
    pen.fillStyle = this.style.band;
    for (const gate of this.geometry.gates) {
      if (gate.corridor !== corridor || !gate.band) continue;
      for (const cell of gate.band) {
        const { x, y, w, h } = this.cellBox(corridor, Math.floor(cell / cols), cell % cols);
        pen.fillRect(x, y, w, h);
      }
    }
  }

  drawEdges(pen, one, frame, at, differ, colour, width) {
    Object.assign(pen, { strokeStyle: colour, lineWidth: width, lineCap: "square" });
    pen.beginPath();
    for (let row = 0; row < one.rows; row++) {
      for (let col = 0; col < one.cols; col++) {
        const x = frame.x + col * frame.w, y = frame.y + row * frame.h;
        if (col && differ(at(row, col - 1), at(row, col))) { pen.moveTo(x, y); pen.lineTo(x, y + frame.h); }
        if (row && differ(at(row - 1, col), at(row, col))) { pen.moveTo(x, y); pen.lineTo(x + frame.w, y); }
      }
    }
    pen.stroke();
  }

  /* What stands above the persons: posts, and names in the middle of their land. */
  drawNames(pen, language) {
    for (const gate of this.geometry.gates) {
      if (gate.row === undefined) continue;
      const [x, y] = this.cellPoint(gate.corridor, gate.row, gate.col), look = this.looks.gates[gate.kind];
      mark(pen, look.shape, x, y, this.style.post, look.colour, "#ffffff");
    }
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    this.geometry.corridors.forEach((one, corridor) => {
      const frame = this.frames[corridor], inside = (at, low, high) => Math.min(Math.max(at, low), high);
      for (const name of one.names) {
        const [x, y] = this.cellPoint(corridor, name.row, name.col), lines = name.text[language].split(" ");
        pen.font = `${name.home ? "600" : "italic"} 12px ${FONT}`;
        const half = Math.max(...lines.map((line) => pen.measureText(line).width)) / 2 + 2;
        const across = inside(x, frame.left + half, frame.left + frame.wide - half);
        const down = inside(y, frame.top + 7 * lines.length, frame.top + frame.high - 7 * lines.length);
        if (this.style.shy && !name.home && this.overHome(corridor, across - half, across + half, down)) continue;
        lines.forEach((line, n) => outlined(pen, line, across, down + (n - (lines.length - 1) / 2) * 12, name.home ? "#000000" : "#4d4d4d"));
      }
    });
  }

  overHome(corridor, from, to, y) {
    const frame = this.frames[corridor], row = Math.floor((y - frame.y) / frame.h);
    for (let x = from; x < to; x += frame.w / 2) if (this.zones[corridor][row * frame.cols + Math.floor((x - frame.x) / frame.w)] > 1) return true;
    return false;
  }
}

const borderSide = (a, b) => (a > 2 && b === 1) || (b > 2 && a === 1);
const districtSide = (a, b) => a !== b && (a > 2 || b > 2);

/* Marks of persons, recruiters and gates, by shape. */
function trace(pen, shape, x, y, r) {
  if (shape === "circle") { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 2 * Math.PI); return; }
  if (shape === "square") { pen.rect(x - r, y - r, 2 * r, 2 * r); return; }
  const corners = { triangle: [[0, -1.15], [1.05, 0.8], [-1.05, 0.8]], down: [[0, 1.15], [1.05, -0.8], [-1.05, -0.8]],
    diamond: [[0, -1.25], [1.05, 0], [0, 1.25], [-1.05, 0]] }[shape];
  corners.forEach(([dx, dy], n) => pen[n ? "lineTo" : "moveTo"](x + r * dx, y + r * dy));
  pen.closePath();
}

function mark(pen, shape, x, y, r, fill, edge) {
  pen.beginPath();
  trace(pen, shape, x, y, r);
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.lineWidth = 1.6;
  pen.stroke();
  pen.fill();
}

function drawMarks(pen, look, points) {
  if (!points.length) return;
  pen.beginPath();
  for (const [x, y] of points) trace(pen, look.shape, x, y, look.size);
  if (look.hollow) {
    pen.strokeStyle = look.colour;
    pen.lineWidth = 1.4;
    pen.stroke();
  } else {
    pen.fillStyle = look.colour;
    pen.fill();
  }
}

function outlined(pen, text, x, y, colour) {
  pen.lineWidth = 3;
  pen.lineJoin = "round";
  pen.strokeStyle = "rgba(255,255,255,.9)";
  pen.strokeText(text, x, y);
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}
