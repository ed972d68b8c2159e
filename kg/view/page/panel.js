// The side panel: a node with its properties and relations, or an edge with its sentences.
const panel = document.getElementById("panel");
const ELSEWHERE = new Set(["id", "name", "type", "at", "quotes", "quoteSpans", "sourceIds"]);

function showPanel() {
  const chosen = state.chosen;
  if (!chosen) panel.replaceChildren(...startParts());
  else if (chosen.kind === "node") panel.replaceChildren(...nodeParts(nodes.get(chosen.id)));
  else panel.replaceChildren(...edgeParts(edges.get(chosen.id)));
  panel.scrollTop = 0;
}

// Where to begin: what is connected best.
function startParts() {
  const rows = bestLinked.slice(0, 12).map((node) => {
    const count = element("span", { text: relationCount(node), className: "detail" });
    return element("li", {}, [dot(node.type), button(node.name, () => choose("node", node.id)), count]);
  });
  const heading = element("h2", { text: words().start });
  return [element("p", { text: words().hint, className: "hint" }), heading, element("ul", { className: "links" }, rows)];
}

function nodeParts(node) {
  const kind = element("div", { className: "kind" }, [dot(node.type), typeName(node.type)]);
  const names = { ...data.properties, ...(types.get(node.type)?.properties ?? {}) };
  const head = [kind, element("h3", { text: node.name }), element("div", { text: node.id, className: "id" })];
  const ring = button(words().spread, () => spread(node.id), "spread");
  return [...head, propertyList(node, names), ...(edgesOf.get(node.id).length ? [ring] : []), ...relationLists(node)];
}

function edgeParts(edge) {
  const names = { ...data.attributes, ...(relations.get(edge.type)?.properties ?? {}) };
  const [from, to] = edge.ends.map((id) => button(nodes.get(id).name, () => choose("node", id)));
  const arrow = element("span", { text: `↓ ${relationName(edge.type)}`, className: "arrow" });
  return [element("div", { className: "ends" }, [from, arrow, to]), propertyList(edge.props, names), ...quotes(edge)];
}

function propertyList(props, names) {
  const list = element("dl");
  for (const [name, value] of Object.entries(props)) {
    if (ELSEWHERE.has(name)) continue;
    const text = Array.isArray(value) ? value.join(state.language === "zh" ? "、" : ", ") : spoken(name, value);
    list.append(element("dt", { text: named(names[name], name), title: names[name]?.en }), element("dd", {}, [shown(name, text)]));
  }
  return list;
}

// An address is a link only if it leads to the web; `javascript:` and the like stay text.
function shown(name, text) {
  if (name !== "url" || !/^https?:\/\//i.test(text)) return document.createTextNode(text);
  return element("a", { text, href: text, rel: "noopener noreferrer", target: "_blank" });
}

function relationLists(node) {
  const groups = new Map();
  for (const edge of edgesOf.get(node.id)) {
    const side = edge.ends[0] === node.id ? "out" : "in";
    const heading = `${relationName(edge.type)} ${words()[side]}`;
    groups.set(heading, [...(groups.get(heading) ?? []), [edge, edge.ends[side === "out" ? 1 : 0]]]);
  }
  return [...groups].flatMap(([heading, rows]) => [
    element("h2", { text: `${heading} ${rows.length}` }),
    element("ul", { className: "links" }, rows.map(([edge, other]) => relationRow(edge, other))),
  ]);
}

function relationRow(edge, other) {
  const told = ["role", "title", "date", "ordinal"].filter((name) => edge.props[name] !== undefined);
  const detail = told.map((name) => spoken(name, edge.props[name])).join(" · ");
  return element("li", {}, [
    dot(nodes.get(other).type),
    button(nodes.get(other).name, () => choose("node", other)),
    element("span", { text: detail, className: "detail" }),
    button(words().say, () => choose("edge", edge.props.id), "say"),
  ]);
}

function quotes(edge) {
  const said = edge.props.quotes ?? [];
  if (!said.length) return [element("p", { text: words().noQuote, className: "hint" })];
  const heading = element("h2", { text: words().quotes });
  return [heading, ...said.map((text, index) => element("blockquote", { text }, [origin(edge.props.quoteSpans?.[index])]))];
}

function origin(span) {
  const [, id, start, end] = /^(.*)#(\d+)-(\d+)$/.exec(span ?? "") ?? [];
  const source = data.sources[id];
  if (!source) return element("footer", { text: span ?? "" });
  const parts = [source.title ?? source.name, source.publisher, source.date, words().at(start, end)];
  const footer = element("footer", { text: `${words().from} ${parts.filter(Boolean).join(" · ")}` });
  if (source.url) footer.append(" ", shown("url", source.url));
  return footer;
}
