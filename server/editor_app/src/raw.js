// Show an answer as the server writes it, in a format of the reader's choice, and download it.
import { ask, LARGEST, request } from "./ask.js";
import { make } from "./dom.js";

const SHOWN = 200_000;

/** Return a view of the answer as text. */
export function toRawView({ endpoint, query, formats, words, onProblem, signal }) {
  const { say } = words;
  const note = make("p", { class: "more", role: "status" });
  const text = make("pre", { tabindex: "0", role: "region", "aria-label": say("view.raw") });
  const select = make(
    "select",
    { id: "raw-format" },
    ...formats.map(({ type, name }) => make("option", { value: type }, name)),
  );

  async function show() {
    note.textContent = say("asking");
    try {
      const found = await ask(endpoint, query, select.value, signal);
      note.textContent = describe(found);
      text.textContent = (found.text ?? "").slice(0, SHOWN);
    } catch (error) {
      note.textContent = "";
      if (!signal.aborted) onProblem(error);
    }
  }

  function describe({ text: whole, size }) {
    if (whole === null) return say("large", { limit: words.size(LARGEST) });
    if (whole.length <= SHOWN) return words.size(size);
    return say("raw.cut", { shown: words.size(SHOWN), size: words.size(size) });
  }

  select.addEventListener("change", show);
  show();
  const label = make("label", { for: "raw-format", class: "aside" }, say("format"));
  return make("div", { class: "raw" }, make("p", {}, label, select), note, text);
}

/** Return the buttons that download the answer, one for each format. */
export function toDownloads({ endpoint, query, formats, words, name, onProblem }) {
  const { say } = words;
  const buttons = formats.map(({ type, name: format, extension }) => {
    const button = make(
      "button",
      { type: "button", class: "quiet", "aria-label": `${say("download")} ${format}` },
      format,
    );
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const response = await request(endpoint, query, type);
        save(await response.blob(), `${fileName(name)}.${extension}`);
      } catch (error) {
        onProblem(error);
      }
      button.disabled = false;
    });
    return button;
  });
  return make(
    "div",
    { class: "downloads", role: "group", "aria-label": say("download") },
    make("span", { class: "aside", "aria-hidden": "true" }, say("download")),
    ...buttons,
  );
}

/** Return a name that a file may have. */
export function fileName(name) {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\w-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 60).toLowerCase() || "begrip";
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
