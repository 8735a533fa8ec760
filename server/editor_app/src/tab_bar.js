// The row of queries above the text box: a tab list that the arrow keys walk through.
import { make } from "./dom.js";

/**
 * Return the row and the function that draws it anew.
 * @param {Object} options `tabs`, `words`, `panelId`, `onSelect(id)`, `onNew()`, `onClose()`
 */
export function toTabBar({ tabs, words, panelId, onSelect, onNew, onClose }) {
  const { say } = words;
  const list = make("div", { role: "tablist", "aria-label": say("tabs") });
  const add = make(
    "button",
    {
      type: "button",
      class: "quiet new",
      "aria-label": say("tab.new"),
      title: say("tab.new"),
      onclick: onNew,
    },
    "+",
  );

  const close = make(
    "button",
    {
      type: "button",
      class: "quiet new",
      "aria-label": say("tab.close"),
      title: say("tab.close"),
      onclick: onClose,
    },
    "×",
  );

  function draw() {
    list.replaceChildren(
      ...tabs.list.map((tab) => {
        const selected = tab === tabs.current;
        return make(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${tab.id}`,
            "aria-selected": String(selected),
            "aria-controls": panelId,
            tabindex: selected ? "0" : "-1",
            title: tab.name,
            onclick: () => onSelect(tab.id),
          },
          tab.name,
        );
      }),
    );
    list
      .querySelector("[aria-selected=true]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const edge = { Home: 0, End: tabs.list.length - 1 }[event.key];
    if (step === undefined && edge === undefined) return;
    event.preventDefault();
    const at = tabs.list.indexOf(tabs.current);
    const next = edge ?? (at + step + tabs.list.length) % tabs.list.length;
    onSelect(tabs.list[next].id);
    list.querySelector("[aria-selected=true]").focus();
  });
  draw();
  return { element: make("div", { class: "tab-bar" }, list, add, close), draw };
}
