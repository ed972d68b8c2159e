// The page's own words, and the colour of each type. Names of types and properties come with the data.
const TEXTS = {
  zh: {
    search: "按名称或别名查找", none: "没有找到", fit: "全图", other: "English", types: "节点", relations: "关系",
    hint: "点一个节点看它的属性和关系,点一条线看原句。拖动可移动,滚轮可缩放。",
    note: (shown, total) => (shown < total ? `显示联系最多的 ${shown} 个,共 ${total} 个` : `共 ${total} 个节点`),
    properties: "属性", out: "→", in: "←", say: "原句", quotes: "原句", from: "出自", noQuote: "这条关系没有附原句。",
    at: (start, end) => `第 ${start}–${end} 字`, start: "联系最多",
  },
  en: {
    search: "Find by name or alias", none: "Nothing found", fit: "Whole graph", other: "中文", types: "Nodes",
    relations: "Relations", hint: "Click a node for its properties and relations, a line for its sentence. Drag to move, scroll to zoom.",
    note: (shown, total) => (shown < total ? `The ${shown} best connected of ${total} nodes` : `${total} nodes`),
    properties: "Properties", out: "→", in: "←", say: "sentence", quotes: "Sentences", from: "from",
    noQuote: "No sentence is kept with this relation.", at: (start, end) => `characters ${start}–${end}`, start: "Best connected",
  },
};
const COLOURS = {
  Agency: "#2f6db5", Official: "#d9822b", Mechanism: "#b3261e", Meeting: "#7b4fb0", Program: "#2e8b57",
  Document: "#8a6d3b", Organization: "#1f8a9e", Place: "#7d8b99", Source: "#b8c0c8",
};
const OTHER_COLOURS = ["#c2548d", "#5b7f1e", "#4a58c4", "#a0522d"];
const HIDDEN = new Set(["Source", "MENTIONED_IN"]);
