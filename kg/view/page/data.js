// The graph as it came, by id; what is shown; which language is spoken.
const data = JSON.parse(document.getElementById("data").textContent);
const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const edges = new Map(data.edges.map((edge) => [edge.props.id, edge]));
const types = new Map(data.types.map((type) => [type.name, type]));
const relations = new Map(data.relations.map((type) => [type.name, type]));
const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
for (const edge of data.edges) {
  for (const end of new Set(edge.ends)) edgesOf.get(end).push(edge);
}
const relationCount = (node) => edgesOf.get(node.id).filter((edge) => !HIDDEN.has(edge.type)).length;
const bestLinked = data.nodes.filter((node) => !HIDDEN.has(node.type));
bestLinked.sort((one, other) => relationCount(other) - relationCount(one));
const state = { language: data.language, off: new Set(HIDDEN), chosen: null };
const words = () => TEXTS[state.language];

// A schema's Chinese name is short; its English one is a sentence, so there the identifier speaks.
const named = (known, name) => (state.language === "zh" && known ? known.zh : name);
const typeName = (name) => named(types.get(name), name);
const relationName = (name) => (state.language === "zh" ? named(relations.get(name), name) : name.toLowerCase().replaceAll("_", " "));

// Text of a source may be called like a value of `Object`: only what is listed has another name.
function spoken(property, value) {
  const known = state.language === "zh" && CLOSED.has(property) && Object.hasOwn(VALUES, value);
  return known ? VALUES[value] : String(value);
}

function colour(type) {
  if (Object.hasOwn(data.colours, type)) return data.colours[type];
  const strangers = [...new Set(data.nodes.map((node) => node.type))].filter((name) => !Object.hasOwn(data.colours, name));
  return OTHER_COLOURS[strangers.indexOf(type) % OTHER_COLOURS.length];
}

// The only way that text enters the page: as text.
function element(tag, { text, className, title, ...rest } = {}, children = []) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  if (title) made.title = title;
  for (const [name, value] of Object.entries(rest)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function button(text, press, className) {
  const made = element("button", { text, className, type: "button" });
  made.addEventListener("click", press);
  return made;
}

function dot(type) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const circle = document.createElementNS(space, "circle");
  picture.setAttribute("class", "dot");
  picture.setAttribute("viewBox", "0 0 10 10");
  for (const [name, value] of [["cx", 5], ["cy", 5], ["r", 5], ["fill", colour(type)]]) circle.setAttribute(name, value);
  picture.append(circle);
  return picture;
}
