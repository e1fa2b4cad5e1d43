// Texts and numbers in the language of the moment. Every text comes from words/dashboard.yaml.

let catalogue = null;
let language = "en";
const listeners = [];

export function use(found) {
  catalogue = found;
  const asked = new URLSearchParams(location.search).get("language");
  language = asked === "id" || (!asked && navigator.language?.startsWith("id")) ? "id" : "en";
}

export function text(key, values = {}) {
  const found = catalogue.texts[key];
  if (!found) return key;
  return found[language].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const pick = (both) => both[language];

export function label(kind, name, otherwise) {
  const found = catalogue.labels[kind]?.[name];
  return found ? found[language] : (otherwise ?? name.replaceAll("_", " "));
}

export function number(value, digits = 0) {
  const shown = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  return shown
    .toLocaleString(language === "id" ? "id-ID" : "en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace("-", "\u2212");
}

export const signed = (value, digits = 0) => {
  const shown = number(value, digits);
  return value > 0 && shown !== number(0, digits) ? `+${shown}` : shown;
};

export const percent = (share) => `${number(100 * share)}%`;

export function date(iso) {
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(language === "id" ? "id-ID" : "en-GB", {
    day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
  });
}

export const current = () => language;

export function onSwitch(listener) {
  listeners.push(listener);
}

export function switchTo(next) {
  language = next;
  document.documentElement.lang = language;
  document.title = text("title");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", text(node.dataset.name));
  for (const listener of listeners) listener();
}

// A small element with attributes and children; texts are never read as HTML.
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}
