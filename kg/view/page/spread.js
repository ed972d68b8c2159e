// The neighbours of a node in two rings around it, each with room for its name; the whole graph takes them back.
const before = new Map();

function spread(id) {
  const centre = cy.getElementById(`n${id}`);
  const ring = centre.neighborhood("node").not(".off").toArray();
  ring.sort((one, other) => order(one) - order(other));
  const middle = centre.position();
  const across = Math.max(210, ring.length * 15);
  cy.batch(() => ring.forEach((node, index) => {
    if (!before.has(node.id())) before.set(node.id(), { ...node.position() });
    const turn = (2 * Math.PI * index) / ring.length - Math.PI / 2;
    const reach = ring.length > 8 && index % 2 ? across * 0.64 : across;
    node.position({ x: middle.x + reach * Math.cos(turn), y: middle.y + reach * 0.8 * Math.sin(turn) });
  }));
  show(around(centre));
}

// Types stand together, in the legend's order.
const ranks = new Map([...types.keys()].map((name, index) => [name, index]));
const order = (node) => ranks.get(node.data("type")) ?? ranks.size;

function gather() {
  cy.batch(() => before.forEach((place, id) => cy.getElementById(id).position(place)));
  before.clear();
}
