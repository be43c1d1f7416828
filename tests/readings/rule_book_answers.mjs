// What answers.mjs says of the cases of a file, by the engine whose module is named.
import fs from 'fs';
import path from 'path';
import { pathToFileURL } from 'url';

const [, , example, modules, engine, file] = process.argv;
const moduleOf = (name) => import(pathToFileURL(path.join(modules, name)));

// Each engine as a function of a text that gives a function of what is bound.
const ENGINES = {
  async '@marcbachmann/cel-js'() {
    const { parse } = await moduleOf('@marcbachmann/cel-js/lib/index.js');
    return parse;
  },
  async '@bufbuild/cel'() {
    const { celEnv, isCelError, isCelList, isCelMap, parse, plan } = await moduleOf('@bufbuild/cel/dist/esm/index.js');
    const env = celEnv();
    const plain = (value) => {
      if (isCelError(value)) throw value;
      if (isCelList(value)) return [...value].map(plain);
      if (isCelMap(value)) return Object.fromEntries([...value].map(([name, part]) => [name, plain(part)]));
      return value;
    };
    return (text) => {
      const planned = plan(env, parse(text));
      return (bound) => plain(planned(bound));
    };
  },
};

const answers = await import(pathToFileURL(example));
const compiled = await ENGINES[engine]();
const texts = new Map();
const cel = (text, bound) => {
  if (!texts.has(text)) texts.set(text, compiled(text));
  return texts.get(text)(bound);
};

// Each derived fact with a formula of a record and of the records in it, by its pointer.
function derived(facts, record, at, found) {
  for (const [name, told] of Object.entries(facts)) {
    const place = `${at}/${name}`;
    if (told.formula !== null) {
      const value = answers.derived(told.formula, record, cel);
      const between = 'least' in told.formula ? answers.between(told.formula, record, cel) : null;
      found[place] = { value, between };
    } else if ('facts' in told) {
      const inner = record[name] ?? null;
      if (Array.isArray(inner)) inner.forEach((item, index) => item === null || derived(told.facts, item, `${place}/${index}`, found));
      else if (inner !== null) derived(told.facts, inner, place, found);
    }
  }
  return found;
}

const { books, trees } = JSON.parse(fs.readFileSync(file));
const said = trees.map((one) => answers.truth(one, answers.workedOut(one.first, answers.whole(one.bound), cel), cel));
const decided = books.map(({ book, bounds }) => bounds.map((each) => {
  const bound = answers.whole(each);
  return {
    results: answers.results(book, bound, cel),
    outcome: answers.outcome(book, bound, cel),
    award: answers.award(book, bound, cel),
    ceiling: answers.ceiling(book, bound, cel),
    derived: derived(book.facts, bound.subject, '', {}),
  };
}));
// Whole numbers as text: JSON of JavaScript has none of more than 53 bits.
console.log(JSON.stringify({ said, decided }, (_, value) => (typeof value === 'bigint' ? `${value}` : value)));
