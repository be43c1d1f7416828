// What answers.mjs says of the cases of a file, by the engine whose module is named.
import fs from 'fs';
const [, , example, engine, file] = process.argv;
const answers = await import(example);
const { parse } = await import(engine);
const parsed = new Map();
const cel = (text, bound) => {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text)(bound);
};
const { books, trees } = JSON.parse(fs.readFileSync(file));
const said = trees.map((one) => answers.truth(one, answers.workedOut(one.first, answers.whole(one.bound), cel), cel));
const decided = books.map(({ book, bounds }) => bounds.map((each) => {
  const bound = answers.whole(each);
  const award = answers.award(book, bound, cel);
  return { ...answers.results(book, bound, cel), outcome: answers.outcome(book, bound, cel), award: award === null ? null : Number(award) };
}));
console.log(JSON.stringify({ said, decided }));
