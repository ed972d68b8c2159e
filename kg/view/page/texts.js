// The page's own words. Names and colours of types, and names of properties, come with the data.
const TEXTS = {
  zh: {
    search: "按名称、别名或拼音查找", none: "没有找到", fit: "全图", other: "English", types: "节点", relations: "关系",
    hint: "点一个节点看它的属性和关系,点一条线看原句。拖动可移动,滚轮可缩放。",
    note: (shown, total) => (shown < total ? `显示联系最多的 ${shown} 个,共 ${total} 个` : `共 ${total} 个节点`),
    properties: "属性", out: "→", in: "←", say: "原句", quotes: "原句", from: "出自", noQuote: "这条关系没有附原句。",
    at: (start, end) => `第 ${start}–${end} 字`, start: "联系最多", spread: "排开邻居",
  },
  en: {
    search: "Find by name, alias or pinyin", none: "Nothing found", fit: "Whole graph", other: "中文", types: "Nodes",
    relations: "Relations", hint: "Click a node for its properties and relations, a line for its sentence. Drag to move, scroll to zoom.",
    note: (shown, total) => (shown < total ? `The ${shown} best connected of ${total} nodes` : `${total} nodes`),
    properties: "Properties", out: "→", in: "←", say: "sentence", quotes: "Sentences", from: "from",
    noQuote: "No sentence is kept with this relation.", at: (start, end) => `characters ${start}–${end}`, start: "Best connected",
    spread: "Spread neighbours",
  },
};
const OTHER_COLOURS = ["#c2548d", "#5b7f1e", "#4a58c4", "#a0522d"];
const HIDDEN = new Set(["Source", "MENTIONED_IN"]);
// What the closed values of the schema are called in Chinese; in English they speak for themselves.
const CLOSED = new Set(["kind", "level", "role", "status", "system"]);
const VALUES = {
  central: "中央", province: "省级", city: "市级", county: "县级", town: "乡镇级", village: "村级", zone: "功能区",
  party: "党委", government: "政府", congress: "人大", cppcc: "政协", court: "法院", procuratorate: "检察院",
  supervision: "监察", military: "军队", mass: "群团", joint_conference: "联席会议", leading_group: "领导小组",
  working_group: "工作组", committee: "委员会", headquarters: "指挥部", task_force: "专班",
  coordination_mechanism: "协调机制", coordination_group: "协调小组", plenary: "全体会议", teleconference: "电视电话会议",
  promotion: "推进会", mobilisation: "动员会", press: "新闻发布会", on_site: "现场会", liaison: "联络员会议",
  seminar: "座谈会", session: "届次会议", other: "其他", campaign: "专项行动", action_plan: "行动计划", project: "项目",
  pilot: "试点", brand: "品牌", model: "模式", system: "制度", work: "工作", draft: "草案", issued: "已印发", repealed: "已废止",
  association: "协会", company: "企业", institution: "事业单位", media: "媒体", international: "国际组织",
  asserted: "有效", ended: "已结束", lead: "牵头", member: "成员", office: "办公室", chair: "主持", speaker: "讲话",
  attendee: "出席", branch_venue: "分会场", participant: "参与", internal: "内设", renamed: "更名", merged: "合并",
  split: "分立", enlarged: "扩充",
};
