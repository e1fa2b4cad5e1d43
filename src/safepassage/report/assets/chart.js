"use strict";
/* Lines of two worlds that grow with time. Where a count is hidden (null) there is no line. */

class Chart {
  /* looks: colour, dash, width and, for a mark at the end, shape of each line. axes: `left`, room for numbers;
     `shift` of a year's name from its beginning; `round`, whether the highest number of the axis stands at the top. */
  constructor(canvas, looks, axes) {
    Object.assign(this, { canvas, looks, axes });
  }

  fit() {
    const box = this.canvas.getBoundingClientRect(), ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.width = Math.max(160, box.width);
    this.height = Math.max(70, box.height);
    for (const [side, size] of [["width", this.width], ["height", this.height]]) {
      if (this.canvas[side] !== Math.round(size * ratio)) this.canvas[side] = Math.round(size * ratio);
    }
    const pen = this.canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    return pen;
  }

  /* Draw the first `upto` of all `steps`; `format` writes a number of the axis, given the distance between two. */
  draw(lines, upto, steps, years, format) {
    const pen = this.fit(), { left, shift = 0, round } = this.axes, right = this.width - 10, upper = 8, lower = this.height - 18;
    const most = Math.max(0, ...lines.flat()) || 10, apart = distance(most), top = round ? Math.ceil(most / apart - 1e-9) * apart : most;
    const x = (step) => left + ((right - left) * step) / Math.max(steps, 1), y = (value) => lower - ((lower - upper) * value) / top;
    Object.assign(pen, { font: `12px ${FONT}`, fillStyle: "#333333", strokeStyle: "#d9d9d9", lineWidth: 1, textBaseline: "middle", textAlign: "right" });
    for (let tick = 0; tick <= top + 1e-9; tick += apart) {
      pen.beginPath();
      pen.moveTo(left, y(tick));
      pen.lineTo(right, y(tick));
      pen.stroke();
      pen.fillText(format(tick, apart), left - 5, y(tick));
    }
    pen.textAlign = "center";
    const room = Math.max(1, Math.ceil(40 / ((right - left) / Math.max(years.length, 1))));
    years.forEach((one, n) => {
      if (n % room === 0) pen.fillText(one.year, Math.max(left + 8, x(one.step)) + shift, lower + 10);
    });
    lines.forEach((line, world) => {
      const look = this.looks[world];
      pen.strokeStyle = pen.fillStyle = look.colour;
      pen.setLineDash(look.dash);
      pen.lineWidth = look.width ?? 2;
      pen.beginPath();
      let open = false, last = null;
      for (let step = 0; step < Math.min(upto, steps); step++) {
        const value = line[step];
        if (value === null) { open = false; continue; }
        last = [x(step + 1), y(value)];
        pen[open ? "lineTo" : "moveTo"](...last);
        open = true;
      }
      pen.stroke();
      pen.setLineDash([]);
      if (!last || !look.shape) return;
      pen.beginPath();
      trace(pen, look.shape, ...last, 3.4);
      pen.fill();
    });
  }
}

/* Each year with the step in which it begins. */
function yearsOf(dates) {
  const years = [];
  dates.forEach((day, step) => {
    const year = day.slice(0, 4);
    if (!years.length || years[years.length - 1].year !== year) years.push({ year, step });
  });
  return years;
}

/* Between two numbers of an axis: 1, 2 or 5 with zeros, so that about three fit. */
function distance(most) {
  const power = 10 ** Math.floor(Math.log10(most / 3));
  return [1, 2, 5, 10].find((one) => one * power >= most / 3) * power;
}
