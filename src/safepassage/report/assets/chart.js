"use strict";
/* Two running totals as lines that grow with time. Where a count is hidden there is no line. */

class Chart {
  constructor(canvas, lines, years, looks) {
    Object.assign(this, { canvas, lines, years, looks });
    const all = lines.flat().filter((value) => value !== null);
    this.top = all.length ? Math.max(...all) : 10;
  }

  resize(format) {
    const box = this.canvas.getBoundingClientRect(), ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.width = Math.max(160, box.width);
    this.height = Math.max(70, box.height);
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(this.height * ratio);
    this.ratio = ratio;
    this.format = format;
  }

  draw(tau) {
    const pen = this.canvas.getContext("2d"), steps = this.lines[0].length;
    const left = 44, right = this.width - 10, top = 8, bottom = this.height - 18;
    const x = (step) => left + ((right - left) * step) / Math.max(steps, 1), y = (value) => bottom - ((bottom - top) * value) / this.top;
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    pen.font = `12px ${FONT}`;
    pen.fillStyle = "#333333";
    pen.strokeStyle = "#d9d9d9";
    pen.lineWidth = 1;
    pen.textBaseline = "middle";
    pen.textAlign = "right";
    for (const tick of ticks(this.top)) {
      pen.beginPath();
      pen.moveTo(left, y(tick));
      pen.lineTo(right, y(tick));
      pen.stroke();
      pen.fillText(this.format(tick), left - 5, y(tick));
    }
    pen.textAlign = "center";
    const room = Math.max(1, Math.ceil(40 / ((right - left) / Math.max(this.years.length, 1))));
    this.years.forEach((one, n) => {
      if (n % room === 0) pen.fillText(one.year, Math.max(left + 8, x(one.step)), bottom + 10);
    });
    this.lines.forEach((line, world) => {
      const look = this.looks[world];
      pen.strokeStyle = pen.fillStyle = look.colour;
      pen.setLineDash(look.dash);
      pen.lineWidth = 2;
      pen.beginPath();
      let open = false, last = null;
      for (let step = 0; step < Math.min(tau, steps); step++) {
        const value = line[step];
        if (value === null) { open = false; continue; }
        pen[open ? "lineTo" : "moveTo"](x(step + 1), y(value));
        open = true;
        last = [x(step + 1), y(value)];
      }
      pen.stroke();
      pen.setLineDash([]);
      if (last) {
        pen.beginPath();
        trace(pen, look.shape, last[0], last[1], 3.4);
        pen.fill();
      }
    });
  }
}

function ticks(top) {
  const rough = top / 3, power = 10 ** Math.floor(Math.log10(rough)), size = [1, 2, 5, 10].find((one) => one * power >= rough) * power;
  const found = [];
  for (let value = 0; value <= top + 1e-9; value += size) found.push(value);
  return found;
}
