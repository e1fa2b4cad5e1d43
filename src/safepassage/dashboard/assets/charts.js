// Lines over the whole period, left and right world in one picture, drawn by `Chart` (chart.js); truth and record stand apart.
import { label, make, number, onSwitch, text } from "./words.js";

const LOOKS = [{ colour: "#222222", dash: [], width: 1.8 }, { colour: "#8a3c79", dash: [6, 4], width: 2.2 }];
// Years in exploitation rest on the persons who enter it, as in the table.
export const RESTS_ON = { exploitation_years: "entered_exploitation" };
const DEFAULTS = { truth: "entered_exploitation", record: "recorded_victims" };

// A line is drawn as it adds up: flows since the start, stocks as they stand.
function values(series, at, indicator, world) {
  const out = [];
  let sum = 0;
  for (let step = 0; step < series.steps; step++) {
    const value = series.rows[world][step * series.width + at];
    sum = indicator.kind === "flow" ? sum + value : value;
    out.push(sum);
  }
  return out;
}

export class SeriesChart {
  constructor(host, side, catalogue) {
    this.side = side;
    this.catalogue = catalogue;
    this.mine = catalogue.indicators.filter((one) => (side === "truth" ? one.side === "truth" : one.side === "record"));
    this.chosen = DEFAULTS[side];
    this.title = make("h3", { id: `title_${side}` });
    this.select = make("select", { id: `chart_${side}`, onchange: () => { this.chosen = this.select.value; this.draw(); } });
    this.help = make("p", { class: "note" });
    this.canvas = make("canvas", { role: "img" });
    this.chart = new Chart(this.canvas, LOOKS, { left: 52, shift: 9, round: true });
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
    const { indicators, hidden } = this.catalogue, find = (name) => indicators.findIndex((one) => one.name === name);
    const at = find(this.chosen), below = find(RESTS_ON[this.chosen] ?? this.chosen), indicator = indicators[at];
    const lines = [0, 1].map((world) => {
      const counted = values(this.series, below, indicators[below], world);
      return values(this.series, at, indicator, world).map((value, step) => (this.few(indicators[below], counted[step]) ? null : value));
    });
    const write = (value, apart) => number(value, apart < 1 ? (apart < 0.1 ? 2 : 1) : 0);
    this.chart.draw(lines, this.series.steps, this.dates.length, yearsOf(this.dates), write);
    const last = lines.map((line) => {
      const value = line.length ? line[line.length - 1] : 0;
      return value === null ? hidden : number(value, indicator.unit === "0-1" ? 3 : 0);
    });
    this.canvas.setAttribute("aria-label", text("chart_name", { name: this.name(indicator), left: last[0], right: last[1] }));
    [...this.legend.children].forEach((span, world) => { span.dataset.value = last[world]; });
  }
}
