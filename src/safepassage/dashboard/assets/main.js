// The page: joins connection, clock, controls, maps, charts, table and lesson.
import { RESTS_ON, SeriesChart } from "./charts.js";
import { Controls } from "./controls.js";
import { Lesson } from "./lesson.js";
import { legend, WorldMap } from "./map.js";
import { Outcome, save } from "./outcome.js";
import { connect } from "./wire.js";
import { current, date, number, onSwitch, switchTo, text, use } from "./words.js";

const $ = (id) => document.getElementById(id);
const catalogue = await (await fetch("catalogue")).json();
use(catalogue);

const state = { step: 0, total: 1, dates: [], playing: false, over: false, ready: false, share: 1, seed: 1, waiting: null, frames: 0 };
const series = { rows: [new Float64Array(), new Float64Array()], width: catalogue.indicators.length, steps: 0 };
const maps = ["map0", "map1"].map((id) => new WorldMap($(id), catalogue.looks));
const say = (word, more) => line?.say(word, more);
const outcome = new Outcome($("outcome"), catalogue, say);
const charts = ["truth", "record"].map((side) => new SeriesChart($("charts"), side, catalogue));
const controls = new Controls($("controls"), catalogue, {
  changed: (anew) => reopen(anew ? 0 : state.step),
  upload: (side, name, words) => say("upload", { side, name, text: words }),
  problem: (words) => problem(words),
});
const lesson = new Lesson($("lesson"), catalogue, {
  run: (left, right) => { controls.set(left, right); state.toEnd = true; reopen(0); },
  newSeed: () => { controls.settings.seed += 1; controls.words(); },
});
let line = null;

// ------------------------------------------------------------------------------ connection

function start() {
  status("progress_connect");
  line = connect({
    open: () => reopen(0),
    close: (event) => lost(event.code),
    progress: (message) => progress(message),
    opened: (header, arrays) => opened(header, arrays),
    frame: (header, arrays) => frame(header, arrays),
    paused: () => { state.playing = false; clock(); },
    problem: (message) => { state.playing = false; state.toEnd = false; ready(); clock(); problem(() => text("problem", { text: current() === "id" ? message.indonesian : message.text })); },
    file: (message) => { save(message.name, message.text); tell(() => text("saved", { file: message.name })); },
    uploaded: (message) => { controls.taken(message); tell(() => text("taken", { file: message.file, side: text(message.side) })); },
  });
}

let pending = 0;
function reopen(to) {
  clearTimeout(pending);
  pending = setTimeout(() => {
    problem(null);
    state.ready = false;
    state.playing = false;
    say("open", { settings: controls.settings, to });
    progress({ stage: "spin_up" });
    clock();
  }, 120);
}

function opened(header, arrays) {
  Object.assign(state, { step: 0, total: header.steps_total, dates: header.dates, share: header.share, seed: header.seed, over: false });
  series.rows = [0, 1].map(() => new Float64Array(header.steps_total * series.width));
  series.steps = 0;
  maps.forEach((map) => { map.dots && (map.dots.gliding = false); map.open(header.geometry, arrays.cell); map.dots.gliding = false; });
  state.made_up = header.made_up;
  headings();
}

function frame(header, arrays) {
  const now = performance.now();
  for (const world of [0, 1]) {
    maps[world].apply(arrays, world, now);
    series.rows[world].set(arrays[`rows${world}`], header.first_row * series.width);
    maps[world].dots.gliding = true;
  }
  series.steps = header.step;
  Object.assign(state, { step: header.step, over: header.over, situations: header.situations });
  state.effects = header.effects ?? state.effects;
  if (header.over) state.playing = false;
  state.fresh = true;
  state.number = header.frame;
  if (header.over && lesson.running) lesson.over(totals, few, state.seed);
  if (state.toEnd && !header.over) { state.toEnd = false; play(catalogue.most_steps); }
  draw();
}

// Pictures are drawn when the browser is ready for one; then the server may send the next.
let asked = false;
function draw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame((now) => {
    asked = false;
    maps.forEach((map) => map.draw(performance.now()));
    if (state.fresh) {
      state.fresh = false;
      state.frames += 1;
      document.body.dataset.frames = state.frames;
      document.body.dataset.step = state.step;
      charts.forEach((chart) => chart.show(series, state.dates, state.share));
      outcome.show(state.effects, state.situations, state.share);
      clock();
      say("ack", { frame: state.number });
    }
    if (maps.some((map) => map.moving)) draw();
  });
}

// Codes with which the server ends a connection (app.py).
const ENDED = { 4001: "lost_full", 4002: "lost_idle", 1011: "lost_fault" };

function lost(code) {
  state.ready = false;
  state.playing = false;
  stopTimer();
  status(null);
  problem(() => text("lost", { why: text(ENDED[code] ?? "lost_plain") }), true);
  clock();
}

// ---------------------------------------------------------------------------------- words

let timer = 0;
function stopTimer() {
  clearInterval(timer);
  timer = 0;
}

function progress(message) {
  if (message.stage === "ready") { ready(); return; }
  stopTimer();
  const began = Date.now();
  const show = () => status(`progress_${message.stage}`, { seconds: Math.round((Date.now() - began) / 1000), to: message.to });
  show();
  timer = setInterval(show, 1000);
}

function ready() {
  state.ready = true;
  stopTimer();
  status(null);
  document.body.dataset.ready = state.frames;
  clock();
}

function status(key, values = {}) {
  tell(key ? () => text(key, values) : null);
  document.body.classList.toggle("busy", Boolean(key));
}

// What is said is kept as a function, so that it can be said again in the other language.
const said = { status: null, problem: null, offer: false };
function tell(words) {
  said.status = words;
  $("status").textContent = words ? words() : "";
}

function problem(words, offer = false) {
  Object.assign(said, { problem: words, offer });
  const host = $("problem");
  host.replaceChildren(words ? words() : "");
  host.hidden = !words;
  if (!words) return;
  const button = document.createElement("button");
  button.type = "button";
  button.id = offer ? "connect_again" : "close_problem";
  button.textContent = text(offer ? "again" : "close");
  button.onclick = () => { problem(null); if (offer) start(); };
  host.append(" ", button);
}

function clock() {
  $("play").textContent = text(state.playing ? "pause" : "play");
  for (const id of ["play", "step", "to_end"]) $(id).disabled = !state.ready || state.over;
  $("reset").disabled = !state.ready;
  $("time").value = state.step / state.total;
  $("time").setAttribute("aria-label", text("week", { step: state.step, total: state.total }));
  const day = state.step ? text("week_of", { date: date(state.dates[state.step - 1]) }) : text("before");
  $("date").textContent = `${state.over ? `${text("over")}: ` : ""}${day} (${text("week", { step: state.step, total: state.total })})`;
  maps.forEach((map, world) => {
    if (!state.situations || state.playing) return;
    const counts = catalogue.situations.map((name, at) => `${text(`situation_${name}`)} ${outcome.persons(state.situations[world][at])}`);
    const values = { side: text(world ? "right" : "left"), scenario: controls.scenarioTitle(world), date: day, situations: counts.join(", ") };
    map.host.setAttribute("aria-label", text("map_name", values));
  });
}

function headings() {
  ["left", "right"].forEach((side, world) => {
    $(`name${world}`).textContent = text(side);
    const touched = Object.keys(controls.settings.worlds[world].levers).length ? `, ${text("changed")}` : "";
    const rekaan = state.made_up ? ` (${text("made_up")})` : "";
    $(`what${world}`).textContent = `${controls.scenarioTitle(world)}${touched}; ${controls.governmentTitle(controls.settings.worlds[world].government)}${rekaan}`;
  });
}

// ------------------------------------------------------------------------- what a lesson asks

function totals(name) {
  const at = catalogue.indicators.findIndex((one) => one.name === name), { kind } = catalogue.indicators[at];
  return series.rows.map((rows) => {
    let sum = 0, last = 0;
    for (let step = 0; step < series.steps; step++) { last = rows[step * series.width + at]; sum += last; }
    return kind === "flow" ? sum : kind === "cumulated" ? last : sum / Math.max(1, series.steps);
  });
}

function few(name) {
  const counted = RESTS_ON[name] ?? name, indicator = catalogue.indicators.find((one) => one.name === counted);
  return totals(counted).some((value) => charts[0].few(indicator, value));
}

// ---------------------------------------------------------------------------------- clock

function play(steps) {
  if (!state.ready && !state.toEnd && !lesson.running) return;
  state.playing = true;
  say("play", { steps });
  clock();
}

const actions = {
  play: () => (state.playing ? say("pause") : play(Number($("speed").value))),
  step: () => { state.playing = false; say("step", { steps: Number($("speed").value) }); },
  to_end: () => play(catalogue.most_steps),
  reset: () => reopen(0),
};
for (const [id, action] of Object.entries(actions)) $(id).onclick = action;
const shortcuts = { " ": "play", s: "step", e: "to_end", r: "reset" };
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, button, summary, a");
  const id = shortcuts[event.key.toLowerCase()];
  if (!id || typing || event.ctrlKey || event.metaKey || event.altKey || $(id).disabled) return;
  event.preventDefault();
  $(id).click();
});

// --------------------------------------------------------------------------- tabs and panels

function showTab(name) {
  for (const tab of ["controls", "lesson"]) {
    const on = tab === name;
    $(`tab_${tab}`).setAttribute("aria-selected", on);
    $(`tab_${tab}`).tabIndex = on ? 0 : -1;
    $(tab).hidden = !on;
  }
}
for (const tab of ["controls", "lesson"]) {
  $(`tab_${tab}`).onclick = () => showTab(tab);
  $(`tab_${tab}`).onkeydown = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = tab === "controls" ? "lesson" : "controls";
    showTab(other);
    $(`tab_${other}`).focus();
  };
}
function showAside(on) {
  document.body.classList.toggle("aside", on);
  $("show_aside").setAttribute("aria-expanded", on);
  (on ? $("hide_aside") : $("show_aside")).focus();
}
$("show_aside").onclick = () => showAside(true);
$("hide_aside").onclick = () => showAside(false);
document.addEventListener("keydown", (event) => event.key === "Escape" && document.body.classList.contains("aside") && showAside(false));

$("language").onclick = () => switchTo(current() === "en" ? "id" : "en");
onSwitch(() => {
  $("speed").setAttribute("aria-description", text("help_speed"));
  $("speed").title = text("help_speed");
  for (const option of $("speed").options) option.textContent = text("weeks", { weeks: option.value });
  for (const id of ["play", "step", "to_end", "reset"]) $(id).title = text(`help_${id}`);
  headings();
  legend($("legend"), catalogue.situations, catalogue.looks);
  maps.forEach((map) => map.drawTop());
  tell(said.status);
  problem(said.problem, said.offer);
  clock();
});
new ResizeObserver(() => { maps.forEach((map) => map.resize()); charts.forEach((chart) => chart.draw()); }).observe($("worlds"));

switchTo(current());
start();
