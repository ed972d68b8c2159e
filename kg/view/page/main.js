// The drawing, and what ties it to the panel, the search and the legend.
const short = (name) => (name.length > 15 ? `${name.slice(0, 14)}…` : name);
const drawnNodes = data.nodes.map((node) => ({
  group: "nodes",
  data: {
    id: `n${node.id}`, key: node.id, type: node.type, label: short(node.name),
    colour: colour(node.type), size: 20 + Math.min(8 * Math.sqrt(relationCount(node)), 56),
    font: 13 + Math.min(relationCount(node), 24),
  },
  position: { x: node.at[0], y: node.at[1] },
}));
const drawnEdges = data.edges.map((edge) => ({
  group: "edges",
  data: {
    id: `e${edge.props.id}`, key: edge.props.id, type: edge.type, label: relationName(edge.type),
    source: `n${edge.ends[0]}`, target: `n${edge.ends[1]}`,
  },
}));
const FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif";
const STYLE = [
  { selector: "node", style: {
    "background-color": "data(colour)", width: "data(size)", height: "data(size)", label: "data(label)",
    "font-family": FONT, "font-size": "data(font)", color: "#1f2933", "text-valign": "bottom", "text-margin-y": 3,
    "text-outline-color": "#f6f7f9", "text-outline-width": 2, "min-zoomed-font-size": 7,
    "border-width": 1.5, "border-color": "#ffffff",
  } },
  { selector: "edge", style: {
    width: 1.2, "line-color": "#b9c4cf", "target-arrow-color": "#b9c4cf", "target-arrow-shape": "triangle",
    "arrow-scale": 0.8, "curve-style": "bezier", "font-family": FONT, "font-size": 10, color: "#46566a",
    "text-background-color": "#f6f7f9", "text-background-opacity": 0.9, "text-background-padding": 2,
    "text-rotation": "autorotate", "min-zoomed-font-size": 7,
  } },
  { selector: ".off", style: { display: "none" } },
  { selector: ".faded", style: { opacity: 0.14, "text-opacity": 0 } },
  { selector: "node.near", style: { "font-size": 17 } },
  { selector: "edge.near", style: {
    "line-color": "#7d8b99", "target-arrow-color": "#7d8b99", label: "data(label)", "font-size": 14,
  } },
  { selector: "node.chosen", style: { "border-width": 4, "border-color": "#1f2933", "font-weight": "bold", "z-index": 9,  } },
  { selector: "edge.chosen", style: {
    width: 3, "line-color": "#b3261e", "target-arrow-color": "#b3261e", label: "data(label)", "z-index": 9,
  } },
];
const cy = cytoscape({
  container: document.getElementById("graph"), elements: [...drawnNodes, ...drawnEdges], style: STYLE,
  layout: { name: "preset" }, minZoom: 0.05, maxZoom: 4, autounselectify: true, boxSelectionEnabled: false,
});

function filter() {
  cy.batch(() => cy.elements().forEach((item) => { item.toggleClass("off", state.off.has(item.data("type"))); }));
}

function choose(kind, id) {
  state.chosen = { kind, id };
  const item = cy.getElementById(`${kind[0]}${id}`);
  for (const part of kind === "node" ? [item] : [item, ...item.connectedNodes().toArray()]) reveal(part.data("type"));
  highlight(item);
  showPanel();
  const near = item.closedNeighborhood().union(item.connectedNodes?.() ?? []).not(".off");
  if (!inView(item)) cy.animate({ fit: { eles: near, padding: 70 }, duration: 250 });
}

function reveal(type) {
  if (!state.off.has(type)) return;
  setShown(type, true);
  showLegend();
}

function highlight(item) {
  const near = item.isNode() ? item.closedNeighborhood() : item.union(item.connectedNodes());
  cy.batch(() => {
    cy.elements().removeClass("chosen near").addClass("faded");
    near.removeClass("faded").addClass("near");
    item.addClass("chosen");
  });
}

function inView(item) {
  const box = item.renderedBoundingBox();
  const legible = cy.zoom() > 0.6;
  return legible && box.x1 > 0 && box.y1 > 0 && box.x2 < cy.width() && box.y2 < cy.height();
}

function clear() {
  state.chosen = null;
  cy.elements().removeClass("chosen near faded");
  showPanel();
}

function speak() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.getElementById("title").textContent = data.title;
  document.getElementById("note").textContent = words().note(data.shown, data.total);
  document.getElementById("fit").textContent = words().fit;
  document.getElementById("language").textContent = words().other;
  document.getElementById("graph").setAttribute("aria-label", data.title);
  search.placeholder = words().search;
  search.setAttribute("aria-label", words().search);
  cy.batch(() => cy.edges().forEach((edge) => { edge.data("label", relationName(edge.data("type"))); }));
  showLegend();
  showPanel();
}

cy.on("tap", "node", (event) => choose("node", event.target.data("key")));
cy.on("tap", "edge", (event) => choose("edge", event.target.data("key")));
cy.on("tap", (event) => { if (event.target === cy) clear(); });
document.getElementById("fit").addEventListener("click", () => {
  cy.animate({ fit: { eles: cy.elements(":visible"), padding: 40 }, duration: 250 });
});
document.getElementById("language").addEventListener("click", () => {
  state.language = state.language === "zh" ? "en" : "zh";
  speak();
});
filter();
speak();
cy.fit(cy.elements(":visible"), 40);
