// Search by name, alias, pinyin or English name; arrows and Enter choose.
const search = document.getElementById("search");
const results = document.getElementById("results");
const MOST = 30;
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
const forms = data.nodes.map((node) => [node, [node.name, node.nameEn ?? "", ...(node.aliases ?? [])].map(folded)]);
let found = [];
let at = 0;

// Whole names before beginnings, beginnings before the rest; then the best connected.
function rank(node, names, wanted) {
  const best = names.some((name) => name === wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
  return [best, -edgesOf.get(node.id).length];
}

function find() {
  const wanted = folded(search.value);
  const hits = wanted ? forms.filter(([, names]) => names.some((name) => name.includes(wanted))) : [];
  const ranked = hits.map(([node, names]) => [rank(node, names, wanted), node]);
  ranked.sort(([[a, b]], [[c, d]]) => a - c || b - d);
  found = ranked.slice(0, MOST).map(([, node]) => node);
  at = 0;
  showResults(Boolean(wanted));
}

function showResults(open) {
  const rows = found.map((node, index) => {
    const row = element("li", { role: "option", "aria-selected": String(index === at), id: `result-${index}` });
    row.append(dot(node.type), ` ${node.name}`, element("small", { text: typeName(node.type) }));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); take(node); });
    return row;
  });
  results.replaceChildren(...(rows.length ? rows : [element("li", { text: words().none, className: "none" })]));
  results.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  search.setAttribute("aria-activedescendant", open && rows.length ? `result-${at}` : "");
  results.children[at]?.scrollIntoView({ block: "nearest" });
}

function take(node) {
  showResults(false);
  choose("node", node.id);
}

function pressed(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    at = (at + step + found.length) % found.length;
    showResults(true);
  } else if (event.key === "Enter" && found.length) take(found[at]);
  else if (event.key === "Escape") showResults(false);
}

search.addEventListener("input", find);
search.addEventListener("focus", find);
search.addEventListener("blur", () => showResults(false));
search.addEventListener("keydown", pressed);
