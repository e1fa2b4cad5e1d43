"use strict";
/* The page: state, controls, languages. Nothing is fetched and nothing is stored. */

(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const steps = data.dates.length, state = { tau: 0, playing: false, language: data.language, last: 0, waited: 0 };
  const words = (key) => data.words[state.language][key];
  const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);

  const geometry = data.geometry;
  for (const gate of geometry.gates) if (gate.tree) gate.treeCells = unpack16(gate.tree);
  const share16 = (text) => Float32Array.from(unpack16(text), (one) => one / 65535);
  const shared = {
    words,
    people: { cell: unpack16(data.people.cell), u: share16(data.people.x), v: share16(data.people.y) },
    recruiters: { u: share16(data.recruiters.x), v: share16(data.recruiters.y) },
  };
  const lives = data.worlds.map((one) => {
    const rows = (values, lengths, numbers) => unrun(unpack16(one[values]), unpack16(one[lengths]), unpack16(one[numbers]), steps + 1);
    const count = shared.people.cell.length, recruiters = shared.recruiters.u.length;
    return {
      codes: rows("values", "lengths", "numbers"), steps: steps + 1, count,
      recruiters: { at: rows("recruiter_values", "recruiter_lengths", "recruiter_numbers"), steps: steps + 1, count: recruiters },
    };
  });
  const maps = lives.map((one, world) => new WorldMap($(`map-${world}`), data, shared, one));
  const years = yearsOf(data.dates);
  const charts = [["truth", "entered_exploitation"], ["record", "recorded_victims"]].map(([name, total]) => ({
    name, total,
    chart: new Chart($(`chart-${name}`), data.looks.worlds, { left: 44 }), lines: data.totals.map((one) => one[total]),
  }));

  /* ---------------------------------------------------------------- numbers and words */

  const locale = () => (state.language === "id" ? "id-ID" : "en-GB");
  const number = (value) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value).replace("-", "−");
  const count = (value) => (value === null ? "<10" : number(value));
  const dateText = (step) => new Date(`${data.dates[Math.min(step, steps - 1)]}T00:00:00Z`)
    .toLocaleDateString(locale(), { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });

  const ROWS = ["averted", "newly_harmed", "exploitation_years", "entered_exploitation", "departures_regular",
    "departures_irregular", "refused", "identified_false", "recorded_victims"];
  const cells = {};

  function buildTable() {
    const body = $("totals");
    body.textContent = "";
    for (const name of ROWS) {
      const row = document.createElement("tr"), head = document.createElement("th");
      head.scope = "row";
      head.dataset.t = name;
      row.append(head);
      cells[name] = [0, 1, 2].map(() => row.appendChild(document.createElement("td")));
      body.append(row);
    }
  }

  function writeTable(step) {
    const at = step - 1;
    for (const name of ROWS) {
      const [first, second, third] = cells[name];
      if (name === "averted" || name === "newly_harmed") {
        first.textContent = second.textContent = "";
        third.textContent = count(at < 0 ? null : data[name][at]);
        continue;
      }
      const [a, b] = data.totals.map((one) => (at < 0 ? null : one[name][at]));
      first.textContent = count(a);
      second.textContent = count(b);
      const change = a === null || b === null ? null : Math.round(b) - Math.round(a);
      third.textContent = change === null ? "–" : (change > 0 ? "+" : "") + number(change);
    }
  }

  /* ---------------------------------------------------------------- drawing */

  function draw() {
    const step = Math.floor(state.tau), options = { recruiters: $("recruiters").checked, differences: $("differences").checked };
    maps.forEach((map, world) => map.draw(state.tau, options, lives[1 - world]));
    charts.forEach((one) => one.chart.draw(one.lines, state.tau, steps, years, number));
    if (Number($("time").value) !== step) $("time").value = step;
    $("time").setAttribute("aria-valuetext", dateText(step));
    $("date").textContent = dateText(step);
    writeTable(step);
  }

  /* What a picture shows, for those who do not see it: only when it stands still. */
  function describe() {
    const step = Math.floor(state.tau);
    maps.forEach((map, world) => {
      const found = map.counts(step), few = (value) => (value < 10 ? words("few") : number(value));
      map.canvas.setAttribute("aria-label", fill(words("map_of"), {
        scenario: data.scenarios[world][state.language], date: dateText(step), working: few(found[SITUATION.WORKING]),
        exploited: few(found[SITUATION.EXPLOITED]), transit: few(found[SITUATION.TRANSIT]),
      }));
    });
    for (const one of charts) {
      const [a, b] = data.totals.map((total) => count(step ? total[one.total][step - 1] : null));
      one.chart.canvas.setAttribute("aria-label", fill(words("chart_text"), {
        title: words(`chart_${one.name}`), date: dateText(step), a, b,
        first: data.scenarios[0][state.language], second: data.scenarios[1][state.language],
      }));
    }
    const at = step - 1;
    $("status").textContent = `${dateText(step)}. ${words("averted")}: ${count(at < 0 ? null : data.averted[at])}. ` +
      `${words("newly_harmed")}: ${count(at < 0 ? null : data.newly_harmed[at])}.`;
  }

  function go(tau) {
    state.tau = Math.max(0, Math.min(steps, tau));
    draw();
    if (!state.playing) describe();
  }

  function play(on) {
    if (on && state.tau >= steps) state.tau = 0;
    state.playing = on;
    state.last = 0;
    const button = $("play"), name = words(on ? "pause" : "play");
    button.firstElementChild.textContent = on ? "❚❚" : "▶";
    button.dataset.label = on ? "pause" : "play";
    button.setAttribute("aria-label", name);
    button.title = name;
    if (on) window.requestAnimationFrame(tick);
    else go(Math.floor(state.tau));
  }

  function tick(now) {
    if (!state.playing) return;
    const passed = state.last ? Math.min(now - state.last, 200) / 1000 : 0, speed = Number($("speed").value);
    state.last = now;
    if (still.matches) {
      // no motion: a still picture twice a second
      state.waited += passed;
      if (state.waited >= 0.5) { go(Math.floor(state.tau) + Math.max(1, Math.round(speed / 2))); state.waited = 0; }
    } else go(state.tau + passed * speed);
    if (state.tau >= steps) play(false);
    else window.requestAnimationFrame(tick);
  }

  /* ---------------------------------------------------------------- language, size, keys */

  function legend() {
    const list = $("legend");
    list.textContent = "";
    const looks = data.looks, items = [];
    const kinds = new Set(geometry.gates.map((gate) => gate.kind));
    ["resident", "waiting", "transit", "working", "exploited", "assisted"].forEach((name, n) => items.push([looks.persons[n], words(name)]));
    items.push([looks.recruiter, words("recruiter")]);
    for (const kind of ["formal", "traditional", "unofficial"]) {
      if (kinds.has(kind)) items.push([looks.gates[kind], data.gate_kinds[kind][state.language]]);
    }
    for (const [look, text] of items) {
      const item = document.createElement("li"), picture = document.createElement("canvas"), ratio = 2;
      picture.width = picture.height = 16 * ratio;
      picture.setAttribute("aria-hidden", "true");
      const pen = picture.getContext("2d");
      pen.scale(ratio, ratio);
      if (look.shape === "line") { pen.fillStyle = looks.band; pen.fillRect(0, 2, 16, 12); pen.fillStyle = "#000000"; pen.fillRect(0, 7, 16, 2.4); }
      else drawMarks(pen, { ...look, size: Math.max(look.size || 4, 3.4) }, [[8, 8]]);
      item.append(picture, text);
      list.append(item);
    }
  }

  function speak(language) {
    state.language = language;
    document.documentElement.lang = language;
    document.title = words("title");
    document.querySelectorAll("[data-t]").forEach((one) => { one.textContent = words(one.dataset.t); });
    document.querySelectorAll("[data-label]").forEach((one) => {
      one.setAttribute("aria-label", words(one.dataset.label));
      if (one.title) one.title = words(one.dataset.label);
    });
    document.querySelectorAll("[data-language]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.language === language)));
    [0, 1].forEach((world) => {
      $(`name-${world}`).textContent = data.scenarios[world][language];
      $(`column-${world}`).textContent = data.scenarios[world][language];
    });
    $("place").textContent = `${data.places}. ${data.government[language]}.${data.made_up ? ` ${words("made_up")}` : ""}`;
    const gaps = { shown: number(shared.people.cell.length), movers: number(data.movers), persons: number(data.persons),
      each: number(Math.round(1 / data.share)), most: number(Math.max(9, Math.round(9 / data.share))) };
    for (const option of $("speed").options) option.textContent = fill(words("each_second"), { speed: option.value });
    $("how-8").parentElement.hidden = data.share >= 1;
    for (let n = 1; n <= 8; n++) $(`how-${n}`).textContent = fill(words(`how_${n}`), gaps);
    $("same").textContent = data.same === null ? "" : words(data.same ? "same_yes" : "same_no");
    $("made-by").textContent = fill(words("made_by"), { command: data.command });
    legend();
    resize();
    describe();
  }

  function resize() {
    maps.forEach((map) => map.resize(state.language));
    draw();
  }

  buildTable();
  document.querySelectorAll("[data-language]").forEach((one) => one.addEventListener("click", () => speak(one.dataset.language)));
  $("play").addEventListener("click", () => play(!state.playing));
  const move = (by) => { if (state.playing) play(false); go(Math.floor(state.tau) + by); };
  $("back").addEventListener("click", () => move(-1));
  $("forward").addEventListener("click", () => move(1));
  $("time").addEventListener("input", (event) => { if (state.playing) play(false); go(Number(event.target.value)); });
  for (const name of ["recruiters", "differences"]) $(name).addEventListener("change", draw);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.tagName === "SELECT") return;
    const slider = event.target.id === "time";
    const press = event.target.closest && event.target.closest("button, summary, input[type=checkbox]");
    if (event.key === " " && !press) play(!state.playing);
    else if (event.key === "ArrowLeft" && !slider) move(-1);
    else if (event.key === "ArrowRight" && !slider) move(1);
    else if (event.key === "Home" && !slider) move(-steps);
    else if (event.key === "End" && !slider) move(steps);
    else return;
    event.preventDefault();
  });
  let waiting = 0;
  window.addEventListener("resize", () => { window.clearTimeout(waiting); waiting = window.setTimeout(resize, 100); });
  speak(state.language);
  document.documentElement.dataset.ready = "true";
})();
