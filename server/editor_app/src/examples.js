// Offer the named queries by topic; the list that stands in the page is what there is without.
import { make } from "./dom.js";

/** Return the named queries of the server and their topics, null where it offers none. */
export async function readExamples(site) {
  const response = await fetch(`${site}/api/queries`, {
    headers: { Accept: "application/json" },
  }).catch(() => null);
  if (!response?.ok) return null;
  const { queries, topics = [] } = await response.json().catch(() => ({}));
  return Array.isArray(queries) && queries.length ? { queries, topics } : null;
}

/**
 * Return the queries by topic, the first tag of each: `[{title, queries}]`, in the order of the
 * topics; what has no topic comes last.
 */
export function byTopic({ queries, topics }, language, other) {
  const known = topics.map(({ name, title }) => ({ name, title: inLanguage(title, language) }));
  const groups = [...known, { name: undefined, title: other }].map(({ name, title }) => ({
    title,
    queries: queries.filter(({ tags = [] }) =>
      name === undefined ? !known.some((topic) => topic.name === tags[0]) : tags[0] === name,
    ),
  }));
  return groups.filter((group) => group.queries.length > 0);
}

/** Return a text in the reader's language. */
export function inLanguage(texts, language) {
  if (typeof texts === "string") return texts;
  return texts?.[language] ?? texts?.nl ?? texts?.en ?? "";
}

/**
 * Fill the part of the page with examples.
 * @param {HTMLElement} panel
 * @param {{queries: Object[], topics: Object[]}} listing
 * @param {Object} words
 * @param {(text: string, name: string) => void} onChoose
 */
export function showExamples(panel, listing, words, onChoose) {
  const { language, say } = words;
  const none = make("p", { hidden: true }, say("examples.none"));
  const find = make("input", { type: "search", id: "find-example", autocomplete: "off" });
  const groups = byTopic(listing, language, say("examples.other")).map(
    ({ title, queries: found }, position) => {
      const entries = found.map((query) => toEntry(query, language, onChoose));
      const list = make("ul", {}, ...entries.map(({ element }) => element));
      const summary = make(
        "summary",
        {},
        title,
        " ",
        make("span", { class: "count" }, String(found.length)),
      );
      return { entries, details: make("details", { open: position === 0 }, summary, list) };
    },
  );
  find.addEventListener("input", () => filter(groups, find.value.trim().toLowerCase(), none));
  panel.replaceChildren(
    make("h2", {}, say("examples")),
    make(
      "p",
      { class: "find" },
      make("label", { for: "find-example", class: "aside" }, say("examples.find")),
      find,
    ),
    ...groups.map(({ details }) => details),
    none,
  );
}

function toEntry(query, language, onChoose) {
  const title = inLanguage(query.title, language) || query.name;
  const description = inLanguage(query.description, language);
  const button = make(
    "button",
    { type: "button", class: "plain", onclick: () => onChoose(query.text, title) },
    title,
  );
  const element = make(
    "li",
    {},
    button,
    description && description !== title ? make("p", {}, description) : null,
  );
  const words = [title, description, query.name, ...(query.tags ?? [])].join(" ").toLowerCase();
  return { element, words };
}

function filter(groups, wanted, none) {
  let any = false;
  groups.forEach(({ entries, details }, position) => {
    const fitting = entries.filter(
      ({ element, words }) => !(element.hidden = !words.includes(wanted)),
    );
    details.hidden = fitting.length === 0;
    details.open = wanted ? fitting.length > 0 : position === 0;
    any ||= fitting.length > 0;
  });
  none.hidden = any;
}
