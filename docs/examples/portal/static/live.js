// Decides as the applicant types: the rule book of the programme, by CEL, in the browser. It reads what a machine
// reads alike everywhere (digits, dates, choices); what only the server reads (8,000萬, 111/4/13) is unknown here
// until the page is saved, and said to be.
import { evaluate } from '/static/cel/index.js';
import { award, outcome, results, whole } from '/static/rule_book/answers.mjs';

const form = document.querySelector('form[data-book]');
const told = document.querySelector('#so-far');

if (form && told) {
  const [book, start] = await Promise.all([form.dataset.book, form.dataset.start].map(
    async (url) => (await fetch(url)).json()));
  const policy = whole(book.policy), saved = whole(start.subject), on = start.on;
  const words = JSON.parse(document.querySelector('#words').textContent);
  const cel = (text, bound) => evaluate(text, bound);

  const decide = () => {
    const subject = structuredClone(saved);
    const unread = [];
    for (const [pointer, field] of fields(form)) put(subject, pointer, read(field, pointer, unread));
    const bound = { subject, policy, on };
    const answer = outcome(book, bound, cel);
    const each = Object.values(results(book, bound, cel));
    const granted = award(book, bound, cel);
    told.dataset.outcome = answer;
    told.querySelector('[data-part=outcome]').textContent = words[answer];
    for (const result of ['met', 'not_met', 'undetermined'])
      told.querySelector(`[data-part=${result}]`).textContent = String(each.filter((one) => one === result).length);
    told.dataset.award = granted === null ? '' : String(granted);
    const later = told.querySelector('[data-part=unread]');
    later.hidden = unread.length === 0;
  };

  form.addEventListener('input', decide);
  decide();
}

function* fields(form) {
  const seen = new Set();
  for (const field of form.elements) {
    if (!field.name.startsWith('/') || seen.has(field.name)) continue;
    seen.add(field.name);
    yield [field.name, field.type === 'radio' ? form.elements[field.name] : field];
  }
}

function read(field, pointer, unread) {
  const text = field.value.trim(), type = (field.dataset ?? field[0].dataset).type;
  if (text === '') return undefined;
  if (type === 'bool') return text === 'yes' ? true : text === 'no' ? false : undefined;
  if (type === 'int' && /^[0-9]{1,15}$/.test(text)) return BigInt(text);
  if (type === 'date' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return text;
  if (type === 'text' || type === 'option') return text;
  unread.push(pointer);
  return undefined;
}

function put(subject, pointer, value) {
  const steps = pointer.split('/').slice(1).map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));
  const last = steps.pop();
  let at = subject;
  steps.forEach((step, index) => {
    at[step] ??= typeof (steps[index + 1] ?? last) === 'number' ? [] : {};
    at = at[step];
  });
  if (value === undefined) delete at[last];
  else at[last] = value;
}
