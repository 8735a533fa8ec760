// The pages are whole without this.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within) => within.querySelector(`:scope > ${selector}`);
const make = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
};

if (navigator.clipboard) {
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
    };
  }
}

for (const list of all("[data-filter]")) {
  const field = make("input", { type: "search", id: "filter" });
  const none = make("p", { role: "status" });
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const label = make("label", { for: "filter" }, list.dataset.filter);
  list.before(make("p", { class: "filter live" }, label, field), none);
  field.oninput = () => {
    const wanted = plain(field.value.trim());
    let left = 0;
    for (const row of list.children) {
      left += !(row.hidden = !plain(row.textContent).includes(wanted));
    }
    none.textContent = left ? "" : list.dataset.none;
  };
}

for (const tree of all(".tree")) {
  const { children, lang, home, here, more, failed } = tree.dataset;
  const item = "[role=treeitem]";
  let groups = 0;

  const prepareAll = (list) => [...list.children].forEach(prepare);
  const prepare = (row) => {
    const link = one(".entry", row);
    const box = one("details", row);
    const lazy = one(".unfold", row);
    row.role = "none";
    link.role = "treeitem";
    link.tabIndex = -1;
    if (!box && !lazy) return;
    const group = box ? one("ul", box) : make("ul");
    const fold = make("span", { class: "fold", "aria-hidden": true });
    let of = lazy?.dataset.of;
    (box || lazy).replaceWith(fold, group);
    group.id = `onder-${groups += 1}`;
    group.role = "group";
    group.hidden = true;
    link.ariaExpanded = false;
    link.setAttribute("aria-owns", group.id);
    prepareAll(group);
    fold.onclick = async () => {
      group.hidden = !group.hidden;
      link.ariaExpanded = !group.hidden;
      if (group.hidden || !of) return;
      const asked = of;
      of = "";
      try {
        await fill(group, asked);
      } catch {
        of = asked;
        group.replaceChildren(make("li", { role: "none", class: "failed" }, failed));
      }
    };
  };

  const fill = async (group, of) => {
    const answer = await fetch(`${children}?${new URLSearchParams({ of, lang })}`);
    if (!answer.ok) throw answer;
    const { rows, pages, total } = await answer.json();
    group.replaceChildren(...rows.map(toRow));
    if (pages > 1) {
      const href = join(home, new URLSearchParams({ boven: of }));
      group.append(make("li", {}, make("a", { class: "entry", href }, `${more}: ${total}`)));
    }
    prepareAll(group);
  };

  const join = (href, extra) => [here.split("?")[1], extra].filter(Boolean).reduce(
    (address, more) => address + (address.includes("?") ? "&" : "?") + more, href);

  const toRow = ({ href, text, lang: tag, notation, narrower, deprecated, iri }) => {
    const link = make("a", { class: `entry${deprecated ? " deprecated" : ""}`, href: join(href) });
    const row = make("li", {}, link);
    if (notation) link.append(make("span", { class: "notation" }, notation), " ");
    link.append(make("span", { dir: "auto", lang: tag }, text));
    if (narrower) row.append(" ", make("span", { class: "count" }, narrower), unfold(iri));
    return row;
  };
  const unfold = (of) => make("a", { class: "unfold", "data-of": of });

  const go = (link) => {
    if (!link) return;
    for (const other of all("[tabindex='0']", tree)) other.tabIndex = -1;
    link.tabIndex = 0;
    link.focus();
  };

  prepareAll(tree);
  tree.role = "tree";
  for (const first of all(item, tree).slice(0, 1)) first.tabIndex = 0;
  tree.onkeydown = (event) => {
    const link = event.target.closest(item);
    if (!link || event.ctrlKey || event.altKey) return;
    const shown = all(item, tree).filter((each) => each.checkVisibility());
    const place = shown.indexOf(link);
    const fold = one(".fold", link.parentElement);
    const open = fold && !fold.nextElementSibling.hidden;
    const keys = {
      ArrowDown: () => go(shown[place + 1]),
      ArrowUp: () => go(shown[place - 1]),
      Home: () => go(shown[0]),
      End: () => go(shown.at(-1)),
      ArrowRight: () => (open ? go(shown[place + 1]) : fold?.click()),
      ArrowLeft: () => {
        if (open) fold.click();
        else go(link.parentElement.parentElement.closest("li")?.querySelector(item));
      },
    };
    if (keys[event.key]) event.preventDefault();
    keys[event.key]?.();
  };
}
