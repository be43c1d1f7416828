// What a rule book says of plain data, by any implementation of CEL: as answers.py, for a browser or Node.
//
// `cel` is that implementation: a function of an expression's text and what is bound. Whole numbers are BigInt,
// in the book's policy and in what is bound; `whole` makes them so.

const FARTHEST = 10n ** 18n;
const least = (one, two) => (one < two ? one : two);
const most = (one, two) => (one > two ? one : two);

export function whole(data) {
  if (typeof data === 'number') return BigInt(data);
  if (Array.isArray(data)) return data.map(whole);
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([name, part]) => [name, whole(part)]));
}

export function workedOut(first, given, cel) {
  const bound = { ...given, worked: { ...given.worked } };
  for (const entry of first) bound.worked[entry.name] = WORKS[entry.kind](entry, bound, cel);
  return bound;
}

function* counting(entry, bound, cel) {
  const known = cel(entry.known, bound);
  for (const item of known ? cel(entry.over, bound) : [null]) {
    const here = workedOut(entry.first, { ...bound, [entry.as]: item }, cel);
    if (cel(entry.where.possibly, here)) yield [known && cel(entry.where.surely, here), here];
  }
}

function total(entry, bound, cel) {
  const times = cel(entry.known, bound) ? 1n : BigInt(entry.most);
  const sum = { known: true, least: 0n, most: 0n };
  for (const [surely, here] of counting(entry, bound, cel)) {
    const [low, high] = [cel(entry.of.least, here), cel(entry.of.most, here)];
    sum.known &&= cel(entry.of.known, here);
    sum.least += times * (surely ? low : least(0n, low));
    sum.most += times * (surely ? high : most(0n, high));
  }
  return { known: sum.known, least: most(sum.least, -FARTHEST), most: least(sum.most, FARTHEST) };
}

function distinct(entry, bound, cel) {
  const counted = [...counting(entry, bound, cel)];
  if (!cel(entry.known, bound)) return { least: 0n, most: counted.length ? BigInt(entry.most) : 0n };
  const sure = new Set(), may = new Set();
  let open = 0;
  for (const [surely, here] of counted) {
    if (!cel(entry.of.known, here)) { open += 1; continue; }
    const value = JSON.stringify(entry.of.values.map((text) => cel(text, here)), (_, part) => typeof part === 'bigint' ? `${part}` : part);
    may.add(value);
    if (surely) sure.add(value);
  }
  const some = counted.some(([surely]) => surely) ? 1 : 0;
  return { least: BigInt(Math.max(sure.size, some)), most: BigInt(may.size + open) };
}

function day(entry, bound, cel) {
  if (!cel(entry.known, bound)) return { known: false, day: '' };
  return { known: true, day: shifted(entry, bound, cel) };
}

function shifted(entry, bound, cel) {
  const [year, month, dayOfMonth] = cel(entry.from, bound).split('-').map(Number);
  const months = Number(cel(entry.months, bound));
  if (entry.last && months < 1) return '0001-01-01';
  const number = year * 12 + month - 1 + months, [inYear, inMonth] = [Math.floor(number / 12), number - 12 * Math.floor(number / 12)];
  if (inYear < 1 || inYear > 9999) return months > 0 ? '9999-12-31' : '0001-01-01';
  const last = new Date(Date.UTC(2000, inMonth + 1, 0)).getUTCDate() - (inMonth === 1 && !leap(inYear) ? 1 : 0);
  const found = new Date(0);
  found.setUTCFullYear(inYear, inMonth, Math.min(dayOfMonth, last) - (entry.last && dayOfMonth <= last ? 1 : 0));
  return found.toISOString().slice(0, 10);
}

const leap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

// What is read in several places, and written once.
const each = (...parts) => (entry, bound, cel) => Object.fromEntries(parts.map((part) => [part, cel(entry[part], bound)]));

function value(entry, bound, cel) {
  const known = cel(entry.known, bound);
  return { known, value: known ? cel(entry.value, bound) : null };
}

const WORKS = { total, distinct, day, truth: each('surely', 'possibly'), number: each('known', 'least', 'most'), value };

// true, false, or null while that is open.
export function truth(pair, bound, cel) {
  return cel(pair.surely, bound) ? true : cel(pair.possibly, bound) ? null : false;
}

export function result(rule, given, cel) {
  if (given.subject === null) return 'undetermined';
  const bound = workedOut(rule.first, given, cel);
  const applies = rule.applies === null ? true : truth(rule.applies, bound, cel);
  if (applies === false) return 'not_applicable';
  const holds = truth(rule.holds, bound, cel);
  return applies === null || holds === null ? 'undetermined' : holds ? 'met' : 'not_met';
}

export function results(book, bound, cel) {
  return Object.fromEntries(book.rules.map((rule) => [rule.id, together(rule, bound, cel)]));
}

function together(rule, bound, cel) {
  if (rule.over === null) return result(rule, bound, cel);
  const items = bound.subject[rule.over] ?? null;
  if (items === null) return 'undetermined';
  const found = new Set(items.map((item) => result(rule, { ...bound, subject: item }, cel)));
  for (const worst of ['not_met', 'undetermined']) if (found.has(worst)) return worst;
  return found.size === 1 && found.has('not_applicable') ? 'not_applicable' : 'met';
}

export function outcome(book, given, cel) {
  const bound = workedOut(book.outcome.first, given, cel);
  if (cel(book.outcome.ineligible, bound)) return 'ineligible';
  return cel(book.outcome.eligible, bound) ? 'eligible' : 'undetermined';
}

// What is granted; null while that is open, and where nothing is by right.
export function award(book, bound, cel) {
  const decided = outcome(book, bound, cel);
  if (book.award === null || decided === 'undetermined') return null;
  return decided === 'ineligible' ? 0n : amount(book.award, bound, cel);
}

// The most that may be asked for in a competition; null while that is open, and where there is none.
export function ceiling(book, bound, cel) {
  return book.ceiling === null ? null : amount(book.ceiling, bound, cel);
}

function amount(said, given, cel) {
  const bound = workedOut(said.first, given, cel);
  return cel(said.known, bound) ? cel(said.amount, bound) : null;
}

// What a derived fact of a record comes to, by its formula; null while that is open.
export function derived(formula, record, cel) {
  if ('least' in formula) {
    const [low, high] = between(formula, record, cel) ?? [0n, 1n];
    return low === high ? low : null;
  }
  const bound = workedOut(formula.first, { subject: record }, cel);
  if ('surely' in formula) return truth(formula, bound, cel);
  return cel(formula.known, bound) ? cel(formula.value, bound) : null;
}

// The least and the most that a derived number of a record may be; null where nothing is sure.
export function between(formula, record, cel) {
  const bound = workedOut(formula.first, { subject: record }, cel);
  return cel(formula.known, bound) ? [cel(formula.least, bound), cel(formula.most, bound)] : null;
}
