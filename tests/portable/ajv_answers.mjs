// Which data each schema accepts, by Ajv: `node ajv_answers.mjs FOLDER_OF_MODULES CASES.json`.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, cases] = process.argv.slice(2);
const require = createRequire(join(folder, "here.js"));
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const { vocabulary, schemas, data } = JSON.parse(readFileSync(cases, "utf8"));
// Strict as Ajv is by itself: an unknown keyword or format would be an error.
const ajv = new Ajv({ allowUnionTypes: true });
addFormats(ajv);
ajv.addVocabulary(vocabulary);
const accepts = Object.fromEntries(
  Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema)]),
);
console.log(JSON.stringify(data.map(([kind, one]) => accepts[kind](one))));
