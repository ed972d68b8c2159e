// The drawing: its nodes and edges, and how they look.
const PER_LINE = 9;
const LINES = 2;
const FONT_SIZE = 15;
const HUBS = 14;

// Long names stand in lines, as a column does; what still does not fit is cut, and whole in the panel.
function lines(name) {
  const signs = [...name];
  const fits = signs.length <= PER_LINE * LINES;
  const kept = fits ? signs : [...signs.slice(0, PER_LINE * LINES - 1), "…"];
  const count = Math.ceil(kept.length / PER_LINE);
  const each = Math.ceil(kept.length / count);
  return Array.from({ length: count }, (_, line) => kept.slice(line * each, (line + 1) * each).join("")).join("\n");
}

const widelyLinked = new Set(bestLinked.slice(0, HUBS).map((node) => node.id));
// Hidden from the first: what is not shown costs no time to measure.
const unseen = (type) => (state.off.has(type) ? "off" : "");
const drawnNodes = data.nodes.map((node) => ({
  group: "nodes", classes: `${widelyLinked.has(node.id) ? "hub" : ""} ${unseen(node.type)}`,
  data: {
    id: `n${node.id}`, key: node.id, type: node.type, label: lines(node.name),
    colour: colour(node.type), size: 20 + Math.min(8 * Math.sqrt(relationCount(node)), 56),
    font: FONT_SIZE,
  },
  position: { x: node.at[0], y: node.at[1] },
}));
const drawnEdges = data.edges.map((edge) => ({
  group: "edges", classes: unseen(edge.type),
  data: {
    id: `e${edge.props.id}`, key: edge.props.id, type: edge.type, label: relationName(edge.type),
    source: `n${edge.ends[0]}`, target: `n${edge.ends[1]}`,
  },
}));
const FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif";
// No class changes the size or weight of a label: what was drawn before would be cut to the new box.
const STYLE = [
  { selector: "node", style: {
    "background-color": "data(colour)", width: "data(size)", height: "data(size)", label: "data(label)",
    "font-family": FONT, "font-size": "data(font)", color: "#1f2933", "text-valign": "bottom", "text-margin-y": 3,
    "text-wrap": "wrap", "line-height": 1.15,
    "text-outline-color": "#f6f7f9", "text-outline-width": 2, "min-zoomed-font-size": 12,
    "border-width": 1.5, "border-color": "#ffffff",
  } },
  { selector: "edge", style: {
    width: 1.2, "line-color": "#b9c4cf", "target-arrow-color": "#b9c4cf", "target-arrow-shape": "triangle",
    "arrow-scale": 0.8, "curve-style": "bezier", "font-family": FONT, "font-size": 13, color: "#46566a",
    "text-background-color": "#f6f7f9", "text-background-opacity": 0.9, "text-background-padding": 2,
    "text-rotation": "autorotate", "min-zoomed-font-size": 7,
  } },
  { selector: ".off", style: { display: "none" } },
  { selector: ".faded", style: { opacity: 0.12, "text-opacity": 0 } },
  { selector: "edge.near", style: {
    "line-color": "#7d8b99", "target-arrow-color": "#7d8b99", label: "data(label)",
  } },
  { selector: "node.chosen", style: { "border-width": 4, "border-color": "#1f2933", "z-index": 9 } },
  { selector: "edge.chosen", style: {
    width: 3, "line-color": "#b3261e", "target-arrow-color": "#b3261e", label: "data(label)", "z-index": 9,
  } },
];
const cy = cytoscape({
  container: document.getElementById("graph"), elements: [...drawnNodes, ...drawnEdges], style: STYLE,
  layout: { name: "preset", fit: false }, minZoom: 0.05, maxZoom: 4, autounselectify: true, boxSelectionEnabled: false,
});

// From afar only the best connected are named, in letters that can be read at any distance.
const hubs = cy.nodes(".hub");

function fitLetters() {
  const size = Math.round(Math.min(Math.max(FONT_SIZE, 12 / cy.zoom()), 60));
  hubs.forEach((node) => { if (node.data("font") !== size) node.data("font", size); });
}

let waiting = 0;
cy.on("zoom", () => {
  clearTimeout(waiting);
  waiting = setTimeout(fitLetters, 80);
});
