// Five guided questions: say what you expect, run both worlds to the end, look at what came out.
// The answer is read off the worlds; none is written here.
import { label, make, number, onSwitch, percent, signed, text } from "./words.js";

const ANSWERS = ["less", "same", "more"];

export class Lesson {
  constructor(host, catalogue, on) {
    Object.assign(this, { host, catalogue, on, at: 0, expected: {}, results: {} });
    onSwitch(() => this.words());
  }

  get lesson() {
    return this.catalogue.lessons[this.at];
  }

  say(part) {
    return text(`question.${this.lesson.name}.${part}`);
  }

  words() {
    const { lessons } = this.catalogue, lesson = this.lesson;
    const values = { percent: percent(this.catalogue.same_within) };
    const radio = (answer) => make("label", { class: "answer" },
      make("input", { type: "radio", name: "expect", value: answer, checked: this.expected[lesson.name] === answer, onchange: () => { this.expected[lesson.name] = answer; } }),
      text(`answer_${answer}`, values));
    this.result = make("div", { id: "lesson_result", role: "status" });
    this.host.replaceChildren(
      make("p", { class: "note" }, text("lesson_intro")),
      make("h3", {}, text("lesson_number", { number: this.at + 1, total: lessons.length })),
      make("h4", {}, this.say("title")),
      make("p", {}, this.say("story")),
      make("fieldset", {}, make("legend", {}, text("lesson_expect")), make("p", {}, this.say("question")), ...ANSWERS.map(radio)),
      make("button", { type: "button", id: "lesson_run", class: "main", onclick: () => this.run() }, text("lesson_run")),
      this.result,
      make("div", { class: "buttons" },
        make("button", { type: "button", id: "lesson_back", disabled: this.at === 0, onclick: () => this.go(-1) }, text("lesson_back")),
        make("button", { type: "button", id: "lesson_next", disabled: this.at === lessons.length - 1, onclick: () => this.go(1) }, text("lesson_next"))),
    );
    this.tell();
  }

  go(by) {
    this.at = Math.min(Math.max(0, this.at + by), this.catalogue.lessons.length - 1);
    this.running = null;
    this.words();
    this.host.closest("aside").scrollTop = 0;
  }

  run() {
    if (!this.expected[this.lesson.name]) {
      this.result.replaceChildren(make("p", { class: "warn" }, text("lesson_choose")));
      return;
    }
    delete this.results[this.lesson.name];
    this.result.replaceChildren();
    this.running = this.lesson.name;
    this.on.run(this.lesson.left, this.lesson.right);
  }

  // Called when the worlds of a question have reached the end.
  over(totals, few, seed) {
    const lesson = this.catalogue.lessons.find((one) => one.name === this.running);
    if (!lesson) return;
    this.running = null;
    this.results[lesson.name] = { lines: [lesson.about, ...lesson.beside].map((name) => ({ name, values: totals(name), few: few(name) })), seed };
    this.tell();
  }

  tell() {
    const lesson = this.lesson, found = this.results[lesson.name];
    if (!found) return;
    const line = (one) => {
      const shown = one.values.map((value) => (one.few ? this.catalogue.hidden : number(value)));
      const change = one.few ? this.catalogue.hidden : signed(one.values[1] - one.values[0]);
      return make("li", { "data-about": one.name }, text("lesson_line", { name: label("indicator", one.name), left: shown[0], right: shown[1], change }));
    };
    const [about] = found.lines, [left, right] = about.values;
    const came = Math.abs(right - left) <= this.catalogue.same_within * left ? "same" : right > left ? "more" : "less";
    const verdict = about.few ? "lesson_few" : came === this.expected[lesson.name] ? "lesson_as_expected" : "lesson_otherwise";
    this.result.replaceChildren(
      make("h4", {}, text("lesson_came_out", { seed: found.seed })),
      make("ul", {}, ...found.lines.map(line)),
      make("p", { class: "verdict", "data-came": about.few ? "few" : came }, about.few ? "" : `${text(`answer_${came}`, { percent: percent(this.catalogue.same_within) })}. `, text(verdict)),
      make("p", {}, this.say("think")),
      make("p", { class: "note" }, text("lesson_one_seed")),
      make("button", { type: "button", id: "lesson_seed", onclick: () => { this.on.newSeed(); this.run(); } }, text("lesson_seed")),
    );
  }
}
