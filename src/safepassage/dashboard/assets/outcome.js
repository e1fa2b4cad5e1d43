// The table of what the right world changes. Averted exploitation never stands without what is beside it.
import { label, make, number, onSwitch, signed, text } from "./words.js";

const AVERTED = ["exploitation_years_averted", "averted", "newly_harmed"];

export class Outcome {
  constructor(host, catalogue, say) {
    Object.assign(this, { host, catalogue, say, rows: [], situations: [] });
    onSwitch(() => this.words());
  }

  words() {
    const { beside, gates, money } = this.catalogue.table;
    const head = make("tr", {}, ...["column_what", "column_left", "column_right", "column_change"].map((key) => make("th", { scope: "col" }, text(key))));
    const row = (name) => {
      const cells = ["left", "right", "change"].map((column) => make("td", { "data-row": name, "data-column": column }));
      return make("tr", { class: AVERTED.includes(name) ? "averted" : null }, make("th", { scope: "row" }, this.name(name)), ...cells);
    };
    const table = (names, caption) => make("table", {}, make("caption", { class: "hidden" }, text(caption)), make("thead", {}, head.cloneNode(true)), make("tbody", {}, ...names.map(row)));
    const file = (what, key) => make("button", { type: "button", id: `get_${what}`, onclick: () => this.say("file", { what }) }, text(key));
    this.body = make("tbody", {}, ...this.catalogue.situations.map((name, at) =>
      make("tr", {}, make("th", { scope: "row" }, text(`situation_${name}`)), ...[0, 1].map((world) => make("td", { "data-situation": at, "data-world": world })))));
    this.host.replaceChildren(
      make("h3", { id: "outcome_title" }, text("outcome")),
      table([...AVERTED, ...beside], "outcome"),
      make("p", { class: "note" }, text("outcome_note"), " ", text("gross_note"), " ", make("span", { id: "hidden_note" }, this.hiddenNote())),
      make("details", {}, make("summary", {}, text("by_gate")), table([...gates, ...money], "by_gate")),
      make("details", {}, make("summary", {}, text("situations")), make("table", {},
        make("thead", {}, make("tr", {}, make("td"), make("th", { scope: "col" }, text("left")), make("th", { scope: "col" }, text("right")))), this.body)),
      make("h3", {}, text("take_home")),
      make("div", { class: "buttons" }, file("series", "get_series"), file("effects", "get_effects"), file("left", "get_left"), file("right", "get_right")),
      make("p", { class: "note" }, text("help_take_home")),
    );
    this.show(this.rows, this.situations, this.share);
  }

  // How much the rule hides depends on how many persons a dot stands for.
  hiddenNote() {
    const each = this.share ? Math.round(1 / this.share) : 1;
    return each > 1 ? text("hidden_dots", { persons: number(9 * each) }) : text("hidden");
  }

  name(name) {
    return this.catalogue.texts[`row_${name}`] ? text(`row_${name}`) : label("indicator", name);
  }

  show(rows, situations, share) {
    Object.assign(this, { rows, situations, share });
    const note = this.host.querySelector("#hidden_note");
    if (note) note.textContent = this.hiddenNote();
    for (const row of rows) {
      for (const column of ["left", "right", "change"]) {
        const cell = this.host.querySelector(`[data-row="${row.name}"][data-column="${column}"]`);
        const none = AVERTED.includes(row.name) && column !== "change";
        const value = row[column];
        const show = column === "change" && !["averted", "newly_harmed"].includes(row.name) ? signed : number;
        if (cell) cell.textContent = none ? "" : value === null ? this.catalogue.hidden : show(value);
        if (cell && value !== null) cell.dataset.value = value;
        else if (cell) delete cell.dataset.value;
      }
    }
    situations.forEach((counts, world) => counts.forEach((count, at) => {
      const cell = this.body?.querySelector(`[data-situation="${at}"][data-world="${world}"]`);
      if (cell) cell.textContent = this.persons(count);
    }));
  }

  // Simulated persons as real ones; fewer than ten simulated are not told.
  persons(simulated) {
    const few = simulated > 0 && Math.min(simulated, simulated / this.share) < this.catalogue.fewest_simulated;
    return few ? this.catalogue.hidden : number(simulated / this.share);
  }
}

export function save(name, content) {
  const address = URL.createObjectURL(new Blob([content], { type: name.endsWith(".csv") ? "text/csv" : "text/yaml" }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
