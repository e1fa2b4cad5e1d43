// Lines over the whole period, left and right world in one picture; truth and record stand apart.
import { label, make, number, onSwitch, text } from "./words.js";

export const COLOURS = ["#222222", "#8a3c79"];
const DASHES = [[], [6, 4]];
const HEIGHT = 150, LEFT = 52, BOTTOM = 18, TOP = 8, RIGHT = 8;
// Years in exploitation rest on the persons who enter it, as in the table.
export const RESTS_ON = { exploitation_years: "entered_exploitation" };
const DEFAULTS = { truth: "entered_exploitation", record: "recorded_victims" };

// A line is drawn as it adds up: flows since the start, stocks as they stand.
function values(series, at, indicator, world, total) {
  const out = new Float64Array(total);
  let sum = 0;
  for (let step = 0; step < series.steps; step++) {
    const value = series.rows[world][step * series.width + at];
    sum = indicator.kind === "flow" ? sum + value : value;
    out[step] = sum;
  }
  return out;
}

export class Chart {
  constructor(host, side, catalogue) {
    this.side = side;
    this.catalogue = catalogue;
    this.mine = catalogue.indicators.filter((one) => (side === "truth" ? one.side === "truth" : one.side === "record"));
    this.chosen = DEFAULTS[side];
    this.title = make("h3", { id: `title_${side}` });
    this.select = make("select", { id: `chart_${side}`, onchange: () => { this.chosen = this.select.value; this.draw(); } });
    this.help = make("p", { class: "note" });
    this.canvas = make("canvas", { role: "img" });
    this.legend = make("p", { class: "chartlegend", "aria-hidden": "true" });
    host.append(make("section", { class: "chart", "aria-labelledby": `title_${side}` }, this.title, this.select, this.canvas, this.legend, this.help));
    onSwitch(() => this.words());
  }

  words() {
    this.title.textContent = text(this.side);
    this.help.textContent = `${text(`help_${this.side}`)} ${text("few_drawn")}`;
    this.select.setAttribute("aria-label", `${text("chart_of")}: ${text(this.side)}`);
    this.select.replaceChildren(...this.mine.map((one) => make("option", { value: one.name, selected: one.name === this.chosen }, this.name(one))));
    this.legend.replaceChildren(...[0, 1].map((world) => make("span", { class: `world${world}` }, text(world ? "right" : "left"))));
    this.draw();
  }

  name(indicator) {
    const name = label("indicator", indicator.name);
    return indicator.kind === "flow" ? text("so_far", { name }) : name;
  }

  show(series, dates, share) {
    Object.assign(this, { series, dates, share });
    this.draw();
  }

  few(indicator, value) {
    const simulated = indicator.side === "record" || indicator.unit === "recruiters" ? value : value * this.share;
    const persons = indicator.unit === "persons" || indicator.unit === "cases";
    return persons && value > 0 && Math.min(value, simulated) < this.catalogue.fewest_simulated - 1e-9;
  }

  draw() {
    if (!this.series || !this.canvas.clientWidth) return;
    const at = this.catalogue.indicators.findIndex((one) => one.name === this.chosen);
    const indicator = this.catalogue.indicators[at], total = this.dates.length;
    const lines = [0, 1].map((world) => values(this.series, at, indicator, world, total));
    const below = this.catalogue.indicators.findIndex((one) => one.name === RESTS_ON[this.chosen]);
    const counted = below < 0 ? lines : [0, 1].map((world) => values(this.series, below, this.catalogue.indicators[below], world, total));
    const few = (world, index) => this.few(this.catalogue.indicators[below < 0 ? at : below], counted[world][index]);
    const scale = Math.min(2, window.devicePixelRatio || 1), width = this.canvas.clientWidth;
    if (this.canvas.width !== Math.round(width * scale)) this.canvas.width = Math.round(width * scale);
    if (this.canvas.height !== Math.round(HEIGHT * scale)) this.canvas.height = Math.round(HEIGHT * scale);
    const context = this.canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, HEIGHT);
    const most = Math.max(1e-9, ...lines[0].subarray(0, this.series.steps), ...lines[1].subarray(0, this.series.steps));
    const step = nice(most / 3), top = Math.ceil(most / step) * step;
    const x = (index) => LEFT + ((width - LEFT - RIGHT) * (index + 1)) / total;
    const y = (value) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * value) / top;
    this.axes(context, width, x, y, step, top, most < 1e-6);
    lines.forEach((line, world) => {
      context.beginPath();
      let pen = false;
      for (let index = 0; index < this.series.steps; index++) {
        if (few(world, index)) { pen = false; continue; }
        if (pen) context.lineTo(x(index), y(line[index])); else context.moveTo(x(index), y(line[index]));
        pen = true;
      }
      context.strokeStyle = COLOURS[world]; context.lineWidth = world ? 2.2 : 1.8; context.setLineDash(DASHES[world]);
      context.stroke(); context.setLineDash([]);
    });
    const last = lines.map((line, world) => {
      const value = this.series.steps ? line[this.series.steps - 1] : 0;
      return this.series.steps && few(world, this.series.steps - 1) ? this.catalogue.hidden : number(value, indicator.unit === "0-1" ? 3 : 0);
    });
    this.canvas.setAttribute("aria-label", text("chart_name", { name: this.name(indicator), left: last[0], right: last[1] }));
    [...this.legend.children].forEach((span, world) => { span.dataset.value = last[world]; });
  }

  axes(context, width, x, y, step, top, empty) {
    context.font = "12px system-ui, sans-serif"; context.fillStyle = "#444444"; context.strokeStyle = "#d9d9d9"; context.lineWidth = 1;
    context.textAlign = "right"; context.textBaseline = "middle";
    for (let value = 0; value <= top + step / 2; value += step) {
      context.beginPath(); context.moveTo(LEFT, y(value)); context.lineTo(width - RIGHT, y(value)); context.stroke();
      if (!empty || value === 0) context.fillText(number(value, step < 1 ? (step < 0.1 ? 2 : 1) : 0), LEFT - 5, y(value));
    }
    context.textAlign = "center"; context.textBaseline = "alphabetic";
    let year = "";
    this.dates.forEach((date, index) => {
      if (date.slice(0, 4) === year) return;
      year = date.slice(0, 4);
      if (width > 300 || year % 2 === 0) context.fillText(year, Math.max(x(index) + 12, LEFT + 12), HEIGHT - 4);
      context.beginPath(); context.moveTo(x(index - 1), y(0)); context.lineTo(x(index - 1), y(0) + 4); context.stroke();
    });
  }
}

function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 2.5, 5, 10].find((one) => one * power >= value - 1e-12);
}
