// Prints what Neo4j's own grammar refuses in Cypher files, as JSON: a list of {path, line, message}.
// Usage: node check_grammar.mjs HOME FILE…, where HOME holds node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ERROR = 1;
const [home, ...paths] = process.argv.slice(2);
const { lintCypherQuery } = createRequire(`${home}/`)("@neo4j-cypher/language-support");

// The grammar refuses parameters that it does not know of.
const parametersOf = (text) => Object.fromEntries([...text.matchAll(/\$(\w+)/g)].map(([, name]) => [name, ""]));

const faults = paths.flatMap((path) => {
  const text = readFileSync(path, "utf8");
  return lintCypherQuery(text, { parameters: parametersOf(text) })
    .diagnostics.filter(({ severity }) => severity === ERROR)
    .map(({ range, message }) => ({ path, line: range.start.line + 1, message }));
});
console.log(JSON.stringify(faults));
