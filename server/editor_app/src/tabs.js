// Keep the queries of a reader in their own browser. Nothing of them is sent anywhere.

const LONGEST = 256 * 1024;

/** The queries, one of which is shown. */
export class Tabs {
  /**
   * @param {Storage|null} storage where they are kept, null if the browser gives none
   * @param {string} key
   * @param {(number: number) => string} toName the name of a query without one
   */
  constructor(storage, key, toName) {
    this.storage = storage;
    this.key = key;
    this.toName = toName;
    this.closed = new Set();
    const kept = this.#read();
    this.list = kept.list;
    this.current = this.list.find((tab) => tab.id === kept.current) ?? this.list[0] ?? null;
  }

  /** Add a query and show it; one with the same text is shown instead, by the name given. */
  open(text, name = "") {
    const same = this.list.find((tab) => tab.text.trim() === text.trim());
    this.current = same ?? { id: newId(), name: name || this.#freeName(), text };
    if (!same) this.list.push(this.current);
    else if (name) same.name = name;
    this.save();
    return this.current;
  }

  select(id) {
    this.current = this.list.find((tab) => tab.id === id) ?? this.current;
    this.save();
  }

  write(text) {
    this.current.text = text;
    this.save();
  }

  /** Take the shown query away, and return it and where it stood. */
  close() {
    const position = this.list.indexOf(this.current);
    const [tab] = this.list.splice(position, 1);
    this.closed.add(tab.id);
    this.current = this.list[position] ?? this.list.at(-1) ?? null;
    this.save();
    return { tab, position };
  }

  restore({ tab, position }) {
    this.closed.delete(tab.id);
    this.list.splice(position, 0, tab);
    this.current = tab;
    this.save();
  }

  /** Take over what another window of the same browser added. */
  merge() {
    for (const tab of this.#read().list) {
      const known = this.list.some(({ id }) => id === tab.id) || this.closed.has(tab.id);
      if (!known) this.list.push(tab);
    }
  }

  save() {
    const value = JSON.stringify({ list: this.list, current: this.current?.id });
    try {
      this.storage?.setItem(this.key, value);
    } catch {
      this.storage = null; // full or forbidden: the queries last as long as the page
    }
  }

  #read() {
    try {
      const kept = JSON.parse(this.storage?.getItem(this.key) ?? "{}");
      const list = Array.isArray(kept.list) ? kept.list.filter(isTab) : [];
      return { list, current: kept.current };
    } catch {
      return { list: [], current: undefined };
    }
  }

  #freeName() {
    const names = new Set(this.list.map((tab) => tab.name));
    let number = 1;
    while (names.has(this.toName(number))) number += 1;
    return this.toName(number);
  }
}

function isTab(tab) {
  const texts = [tab?.id, tab?.name, tab?.text];
  return texts.every((value) => typeof value === "string") && tab.text.length <= LONGEST;
}

function newId() {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
}

/** Return the storage of the browser, null where it gives none. */
export function openStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
