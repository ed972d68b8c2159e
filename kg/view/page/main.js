// What ties the drawing to the panel, the search and the legend.
const CLOSEST = 1.3;
const PACE = 250;

function filter() {
  cy.batch(() => cy.elements().forEach((item) => { item.toggleClass("off", state.off.has(item.data("type"))); }));
}

function choose(kind, id) {
  state.chosen = { kind, id };
  const item = cy.getElementById(`${kind[0]}${id}`);
  for (const part of kind === "node" ? [item] : [item, ...item.connectedNodes().toArray()]) reveal(part.data("type"));
  highlight(item);
  showPanel();
  if (!inView(item)) show(around(item));
}

function reveal(type) {
  if (!state.off.has(type)) return;
  setShown(type, true);
  showLegend();
}

// The item and what it touches.
function around(item) {
  return item.isNode() ? item.closedNeighborhood() : item.union(item.connectedNodes());
}

// Bring the items into view, but never so near that two nodes fill the picture.
function show(items) {
  const box = items.not(".off").boundingBox();
  const zoom = Math.min((cy.width() - 60) / box.w, (cy.height() - 60) / box.h, CLOSEST);
  const pan = { x: cy.width() / 2 - (zoom * (box.x1 + box.x2)) / 2, y: cy.height() / 2 - (zoom * (box.y1 + box.y2)) / 2 };
  cy.animate({ zoom, pan, duration: PACE });
}

function highlight(item) {
  const near = around(item);
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
  showLegend();
  showPanel();
}

cy.on("tap", "node", (event) => choose("node", event.target.data("key")));
cy.on("tap", "edge", (event) => choose("edge", event.target.data("key")));
cy.on("tap", (event) => { if (event.target === cy) clear(); });
document.getElementById("fit").addEventListener("click", () => {
  gather();
  show(cy.elements());
});
document.getElementById("language").addEventListener("click", () => {
  state.language = state.language === "zh" ? "en" : "zh";
  cy.batch(() => cy.edges().forEach((edge) => { edge.data("label", relationName(edge.data("type"))); }));
  speak();
});
speak();
cy.fit(cy.elements(":visible"), 40);
fitLetters();
