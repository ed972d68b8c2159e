// Prints what Neo4j's own grammar finds in Cypher files, as JSON: a list of {path, language, severity, line, message}.
// Every file is read in both languages that servers speak. Severity 1 is an error, 2 a warning.
// Usage: node check_grammar.mjs HOME FILE…, where HOME holds node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const LANGUAGES = ["CYPHER 5", "CYPHER 25"];
const [home, ...paths] = process.argv.slice(2);
const { lintCypherQuery } = createRequire(`${home}/`)("@neo4j-cypher/language-support");

// The grammar refuses parameters that it does not know of.
const parametersOf = (text) => Object.fromEntries([...text.matchAll(/\$(\w+)/g)].map(([, name]) => [name, ""]));

const faults = paths.flatMap((path) => {
  const text = readFileSync(path, "utf8");
  return LANGUAGES.flatMap((language) =>
    lintCypherQuery(text, { parameters: parametersOf(text), defaultLanguage: language }).diagnostics.map(
      ({ range, severity, message }) => ({ path, language, severity, line: range.start.line + 1, message }),
    ),
  );
});
console.log(JSON.stringify(faults));
