// Every control with its name, its value in words and its explanation. A change is told to `changed`.
import { label, make, number, onSwitch, percent, text } from "./words.js";

const ROLES = ["implementer", "facilitator", "partner"];
const GROUPS = ["government", "iom", "measures", "world"];
export const SIDES = ["left", "right"];

// Shares that can be typed: 1, 2 and 5 with zeros, within what the region allows.
function niceShares(region) {
  const found = [];
  for (let power = -5; power <= 0; power++) for (const digit of [1, 2, 5]) found.push(Number(`${digit}e${power}`));
  return found.filter((share) => share * region.population >= 1000 && share <= region.most + 1e-12);
}

export class Controls {
  constructor(host, catalogue, on) {
    Object.assign(this, { host, catalogue, on, uploaded: [null, null], explained: new Set(), open: { both: true, left: false, right: true } });
    const region = catalogue.regions.find((one) => one.name === "indonesia") ?? catalogue.regions[0];
    const first = catalogue.regions[0].name === "classroom" ? region : catalogue.regions[0];
    this.settings = {
      region: first.name, population_share: this.startShare(first), seed: 1,
      worlds: [this.world("no_iom"), this.world("integrated")],
    };
    onSwitch(() => this.words());
  }

  world(scenario, government = "as_is", levers = {}) {
    return { scenario, government, levers: { ...levers } };
  }

  startShare(region) {
    const shares = niceShares(region);
    return shares.filter((share) => share <= region.start + 1e-12).pop() ?? shares[0];
  }

  region() {
    return this.catalogue.regions.find((one) => one.name === this.settings.region);
  }

  // Take settings that a lesson gives.
  set(left, right) {
    this.settings.worlds = [left, right].map((one) => this.world(one.scenario, one.government, one.levers));
    this.words();
  }

  value(world, lever) {
    const own = this.settings.worlds[world];
    if (lever.name in own.levers && (lever.group !== "government" || own.government === this.catalogue.own_government)) return own.levers[lever.name];
    if (lever.name === "budget") return this.catalogue.budget;
    if (lever.group === "government") return this.catalogue.governments.find((one) => one.name === own.government).values[lever.name];
    const values = own.scenario === "uploaded" ? this.uploaded[world].values : this.catalogue.scenarios.find((one) => one.name === own.scenario).values;
    return values[lever.name] ?? lever.neutral;
  }

  scenarioTitle(world) {
    const name = this.settings.worlds[world].scenario;
    if (name === "uploaded") return text("uploaded", { title: this.uploaded[world]?.title ?? "" });
    return label("scenario", name, this.catalogue.scenarios.find((one) => one.name === name)?.title);
  }

  governmentTitle(name) {
    return name === this.catalogue.own_government ? text("government_own") : label("government", name);
  }

  words() {
    for (const block of this.host.querySelectorAll("details[data-block]")) this.open[block.dataset.block] = block.open;
    const focused = document.activeElement?.id;
    this.host.replaceChildren(
      make("p", { class: "note" }, text("lived_again")),
      this.both(),
      this.side(0),
      this.side(1),
      make("p", { class: "note" }, text("keys"), " ", text("speed"), ": ", text("help_speed")),
    );
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  block(name, title, ...children) {
    return make("details", { "data-block": name, open: this.open[name], class: `block ${name}` }, make("summary", {}, title), ...children);
  }

  // A control with its explanation behind a question mark; screen readers hear it as the description.
  field(id, title, control, shown, explanation) {
    control.id = id;
    control.setAttribute("aria-describedby", `help_${id}`);
    const words = make("p", { id: `help_${id}`, class: "explanation", hidden: !this.explained.has(id) }, explanation);
    const ask = make("button", { type: "button", id: `ask_${id}`, class: "help", "aria-controls": words.id,
      "aria-expanded": String(this.explained.has(id)), "aria-label": `${text("help")} ${title}`, title: text("help"),
      onclick: () => {
        words.hidden = !words.hidden;
        ask.setAttribute("aria-expanded", String(!words.hidden));
        // It stays open when a change writes the panel anew.
        if (words.hidden) this.explained.delete(id); else this.explained.add(id);
      } }, "?");
    return make("div", { class: id === "population_share" ? "field long" : "field" },
      make("label", { for: id }, title), shown ?? "", ask, words, control);
  }

  both() {
    const regions = make("select", { onchange: (event) => this.chooseRegion(event.target.value) }, ...this.catalogue.regions.map((one) =>
      make("option", { value: one.name, selected: one.name === this.settings.region }, this.catalogue.texts[`region_${one.name}`] ? text(`region_${one.name}`) : one.title)));
    const shares = niceShares(this.region());
    const output = make("output", { for: "population_share" });
    const tell = (share) => {
      const each = number(1 / share), persons = number(Math.round(this.region().population * share));
      output.textContent = text(share === 1 ? "share_all" : "share_shown", { persons, each });
      slider.setAttribute("aria-valuetext", output.textContent);
    };
    const slider = make("input", { type: "range", min: 0, max: shares.length - 1, step: 1, value: Math.max(0, shares.indexOf(this.settings.population_share)),
      oninput: () => tell(shares[slider.value]), onchange: () => { this.settings.population_share = shares[slider.value]; this.on.changed(true); } });
    tell(this.settings.population_share);
    const seed = make("input", { type: "number", min: 0, max: 999999999, step: 1, value: this.settings.seed, inputmode: "numeric",
      onchange: () => { const wanted = Math.round(Number(seed.value)); if (Number.isFinite(wanted) && wanted >= 0) { this.settings.seed = wanted; this.on.changed(true); } } });
    return this.block("both", text("both"),
      this.field("region", text("region"), regions, null, text("help_region")),
      this.field("population_share", text("population_share"), slider, output, text("help_population_share")),
      this.field("seed", text("seed"), seed, null, text("help_seed")),
      make("button", { type: "button", id: "new_seed", onclick: () => this.newSeed() }, text("new_seed")));
  }

  newSeed() {
    this.settings.seed += 1;
    this.words();
    this.on.changed(true);
  }

  chooseRegion(name) {
    this.settings.region = name;
    this.settings.population_share = this.startShare(this.region());
    this.words();
    this.on.changed(true);
  }

  side(world) {
    const side = SIDES[world], own = this.settings.worlds[world];
    const names = [...this.catalogue.scenarios.map((one) => one.name), ...(this.uploaded[world] ? ["uploaded"] : [])];
    const title = (name) => (name === "uploaded" ? text("uploaded", { title: this.uploaded[world].title }) : label("scenario", name, this.catalogue.scenarios.find((one) => one.name === name).title));
    const scenarios = make("select", { onchange: (event) => this.change(world, { scenario: event.target.value, levers: {} }) },
      ...names.map((name) => make("option", { value: name, selected: name === own.scenario }, title(name))));
    const governments = make("select", { onchange: (event) => this.chooseGovernment(world, event.target.value) },
      ...this.catalogue.governments.map(({ name }) => make("option", { value: name, selected: name === own.government }, this.governmentTitle(name))));
    const groups = GROUPS.map((group) => make("fieldset", {}, make("legend", {}, text(`group_${group}`)),
      ...this.catalogue.levers.filter((lever) => lever.group === group).map((lever) => this.slider(world, lever)),
      group === "iom" ? make("p", { class: "note", id: `shares_${side}`, role: "status" }, this.sharesText(world)) : null));
    // The browser's own words on a file's field are in the browser's language: a button stands before it.
    const file = make("input", { type: "file", accept: ".yaml,.yml", class: "unseen", tabindex: "-1", onchange: () => this.upload(world, file) });
    const choose = make("button", { type: "button", id: `choose_${side}`, onclick: () => file.click() }, text("choose_file"));
    return this.block(side, text(side),
      this.field(`scenario_${side}`, text("scenario"), scenarios, null, text("help_scenario")),
      this.field(`government_${side}`, text("government"), governments, null, text("help_government")),
      make("button", { type: "button", id: `restore_${side}`, disabled: !Object.keys(own.levers).length, onclick: () => this.change(world, { levers: {}, government: own.government === this.catalogue.own_government ? "as_is" : own.government }) }, text("restore")),
      ...groups,
      this.field(`upload_${side}`, text("upload"), file, null, text("help_upload")),
      choose);
  }

  slider(world, lever) {
    const side = SIDES[world], id = `${lever.name}_${side}`;
    const output = make("output", { for: id });
    const tell = () => {
      output.textContent = shown(lever, Number(input.value));
      input.setAttribute("aria-valuetext", output.textContent);
    };
    const input = make("input", { type: "range", min: lever.low, max: lever.high, step: lever.step, value: this.value(world, lever),
      oninput: tell, onchange: () => this.move(world, lever, Number(input.value)) });
    // A share such as a third lies between the steps; the slider shows the nearest, the words the value.
    output.textContent = shown(lever, this.value(world, lever));
    input.setAttribute("aria-valuetext", output.textContent);
    const row = this.field(id, text(`lever_${lever.name}`), input, output, text(`help_${lever.name}`));
    const own = this.settings.worlds[world];
    if (lever.name in own.levers) row.classList.add("touched");
    return row;
  }

  move(world, lever, value) {
    const own = this.settings.worlds[world], levers = { ...own.levers };
    let government = own.government;
    if (lever.group === "government" && government !== this.catalogue.own_government) {
      for (const one of this.catalogue.levers.filter((each) => each.group === "government")) levers[one.name] = this.value(world, one);
      government = this.catalogue.own_government;
    }
    levers[lever.name] = value;
    const from = levers.events_from ?? this.value(world, this.lever("events_from")), to = levers.events_to ?? this.value(world, this.lever("events_to"));
    if (lever.name === "events_from" && from >= to) levers.events_to = from + 1;
    if (lever.name === "events_to" && from >= to) levers.events_from = to - 1;
    if (ROLES.includes(lever.name)) {
      const sum = ROLES.reduce((all, name) => all + (name === lever.name ? value : this.value(world, this.lever(name))), 0);
      if (sum > 1 + 1e-9) {
        this.words();
        this.on.problem(() => text("shares_over", { percent: percent(sum) }));
        return;
      }
    }
    this.change(world, { levers, government });
  }

  lever(name) {
    return this.catalogue.levers.find((one) => one.name === name);
  }

  sharesText(world) {
    const sum = ROLES.reduce((all, name) => all + this.value(world, this.lever(name)), 0);
    return text("shares_left", { percent: percent(Math.max(0, 1 - sum)) });
  }

  chooseGovernment(world, government) {
    const levers = { ...this.settings.worlds[world].levers };
    for (const lever of this.catalogue.levers.filter((one) => one.group === "government")) {
      if (government === this.catalogue.own_government) levers[lever.name] = this.value(world, lever);
      else delete levers[lever.name];
    }
    this.change(world, { government, levers });
  }

  change(world, part) {
    Object.assign(this.settings.worlds[world], part);
    this.words();
    this.on.changed(false);
  }

  async upload(world, input) {
    const [file] = input.files;
    if (!file) return;
    const words = await file.slice(0, 150000).text();
    input.value = "";
    this.on.upload(SIDES[world], file.name, words);
  }

  // The server has read the file; the world takes it as its scenario.
  taken(message) {
    const world = SIDES.indexOf(message.side);
    this.uploaded[world] = { title: message.title, values: message.values };
    const carried = "responsiveness" in message.values || "uptake" in message.values;
    const government = carried ? this.catalogue.own_government : this.settings.worlds[world].government;
    const levers = {};
    if (carried) {
      for (const lever of this.catalogue.levers.filter((one) => one.group === "government")) {
        levers[lever.name] = message.values[lever.name] ?? this.catalogue.governments.find((one) => one.name === "responsive").values[lever.name];
      }
    }
    this.change(world, { scenario: "uploaded", government, levers });
  }
}

function shown(lever, value) {
  if (lever.unit === "usd") return `USD ${number(value)}`;
  if (lever.unit === "year") return String(value);
  if (lever.unit === "factor") return `\u00d7 ${number(value, 2)}`;
  if (lever.unit === "share" && lever.group !== "government") return percent(value);
  return number(value, 2);
}
