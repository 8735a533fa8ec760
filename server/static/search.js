// Offer what may be meant while somebody types: a combobox with a list (ARIA 1.2).
// Without it the field is a form.
"use strict";

const PAUSE = 120;

class Suggestions {
  constructor(form, number) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.words = form.dataset;
    this.list = this.make("ul", { role: "listbox", id: `suggestions-${number}`, hidden: "" });
    this.list.setAttribute("aria-label", this.words.list);
    this.status = this.make("p", { role: "status", class: "heard" });
    form.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    }))
      this.input.setAttribute(name, value);
    this.shown = [];
    this.active = -1;
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    // A press on the list would take the focus, and with it the list.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.go(this.shown[[...this.list.children].indexOf(option)]);
    });
  }

  make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.input.value.trim() === "") this.close();
    else this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const asking = (this.asking = new AbortController());
    const address = new URL(this.words.suggest, location.href);
    address.searchParams.set("q", this.input.value.trim().slice(0, 200));
    address.searchParams.set("limit", "8");
    address.searchParams.set("lang", document.documentElement.lang);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok && !asking.signal.aborted) this.show((await answer.json()).suggestions);
      else this.close();
    } catch {
      if (!asking.signal.aborted) this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    this.shown = suggestions;
    this.choose(-1);
    this.list.replaceChildren(...suggestions.map((each, number) => this.option(each, number)));
    const open = suggestions.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    const said = suggestions.length > 1 ? this.words.more : open ? this.words.one : this.words.none;
    this.status.textContent = said.replace("{count}", suggestions.length);
  }

  option(each, number) {
    const id = `${this.list.id}-${number}`;
    const option = this.make("li", { role: "option", id, "aria-selected": "false" });
    option.append(this.text({ ...each, text: each.label }));
    const about = this.make("small", {}, each.kind_label);
    if (each.matched) about.append(" · ", this.text(each.matched));
    else if (each.why === "notation" && each.notation) about.append(` · ${each.notation}`);
    if (each.schemes[0]) about.append(" · ", this.text(each.schemes[0]));
    const { since, until } = each.period;
    if (each.past) about.append(` · ${this.words.past}`);
    if (until) about.append(` · ${since} – ${until}`);
    option.append(" ", about);
    return option;
  }

  /** Return a text with its marks, which count characters. */
  text({ text, lang, marks = [] }) {
    const characters = Array.from(text);
    const span = this.make("span", { dir: "auto" });
    if (lang && lang !== document.documentElement.lang) span.lang = lang;
    let position = 0;
    for (const [start, end] of marks) {
      span.append(characters.slice(position, start).join(""));
      span.append(this.make("mark", {}, characters.slice(start, end).join("")));
      position = end;
    }
    span.append(characters.slice(position).join(""));
    return span;
  }

  press(event) {
    const open = !this.list.hidden;
    const count = this.shown.length;
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.ask();
      else if (event.key === "ArrowDown") this.choose(this.active + 1 < count ? this.active + 1 : -1);
      else this.choose(this.active < 0 ? count - 1 : this.active - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.go(this.shown[this.active]);
    }
  }

  choose(number) {
    this.active = number;
    [...this.list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === number));
      if (place === number) option.scrollIntoView({ block: "nearest" });
    });
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${number}`);
  }

  go({ path }) {
    const address = new URL(path, location.href);
    const chosen = this.form.querySelector("input[name=lang]");
    if (chosen) address.searchParams.set("lang", chosen.value);
    location.assign(address);
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.choose(-1);
    this.shown = [];
    this.list.replaceChildren();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
  }
}

document.querySelectorAll("form.search").forEach((form, number) => new Suggestions(form, number));
