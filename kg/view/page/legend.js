// The legend: one box a type of node and of relation, with its colour and its number; it filters.
const legend = document.getElementById("legend");

function showLegend() {
  legend.replaceChildren(
    element("h2", { text: words().types }), ...boxes(data.types, data.nodes, typeName, true),
    element("h2", { text: words().relations }), ...boxes(data.relations, data.edges, relationName, false),
  );
}

function boxes(known, items, name, coloured) {
  const counts = new Map();
  for (const item of items) counts.set(item.type, (counts.get(item.type) ?? 0) + 1);
  const order = [...new Set([...known.map((type) => type.name), ...counts.keys()])];
  return order.filter((type) => counts.has(type)).map((type) => {
    const box = element("input", { type: "checkbox", "data-type": type });
    box.checked = !state.off.has(type);
    box.addEventListener("change", () => setShown(type, box.checked));
    const hint = known.find((entry) => entry.name === type)?.en;
    const count = element("span", { text: counts.get(type), className: "count" });
    return element("label", { title: hint }, [box, ...(coloured ? [dot(type)] : []), name(type), count]);
  });
}

function setShown(type, on) {
  if (on) state.off.delete(type);
  else state.off.add(type);
  filter();
}
