// What is asked: the cards of a day as quizgen/study/agenda.py chooses them, and rounds of practice. No question gives
// away a later one, and of the facts of one matter one is asked.
const NEW_A_DAY = 10, MOST_A_DAY = 60, MOST_AHEAD = 3, SEVERAL_EVERY = 5;
const { facts: FACTS, questions: QUESTIONS } = DATA;
const PLACE_OF = new Map(QUESTIONS.map((question, place) => [question.id, place]));
const SPOILS = DATA.spoils.map(places => new Set(places));
const FACT_PLACE = new Map(FACTS.map((fact, place) => [fact.id, place]));

const questionOf = id => QUESTIONS[PLACE_OF.get(id)];

// The questions of a round, in the order in which they are asked; those `before` were asked already.
class Sitting {
  constructor(before = []) {
    this.before = before;
    this.asked = [];
    this.facts = new Set(before.flatMap(place => this.matterOf(place)));
  }

  matterOf(place) {
    return QUESTIONS[place].facts.flatMap(fact => FACTS[fact].matter);
  }

  // Adds a question at the end, or before the first that gives it away; says whether it has such a place.
  add(place) {
    const matter = this.matterOf(place), tells = other => SPOILS[other].has(place);
    if (matter.some(fact => this.facts.has(fact)) || this.before.some(tells)) return false;
    const first = this.asked.findIndex(tells), at = first < 0 ? this.asked.length : first;
    if (this.asked.slice(at).some(other => SPOILS[place].has(other))) return false;
    this.asked.splice(at, 0, place);
    for (const fact of matter) this.facts.add(fact);
    return true;
  }

  // How many questions earlier each question about a new fact can be read, without giving away one before it.
  leads(isNew) {
    const leads = new Map();
    this.asked.forEach((place, at) => {
      if (!isNew(FACTS[QUESTIONS[place].facts[0]].id)) return;
      const before = this.asked.slice(Math.max(0, at - MOST_AHEAD), at).reverse();
      const spoilt = before.findIndex(other => SPOILS[place].has(other));
      leads.set(QUESTIONS[place].id, spoilt < 0 ? before.length : spoilt);
    });
    return leads;
  }
}

// The cards of a study day among `chosen`, the places of facts: what is due, what is new, what was missed today.
function agenda(chosen, today) {
  const isCard = key => PLACE_OF.has(key) && questionOf(key).card;
  const isOurs = ({ fact, way }) => chosen.has(FACT_PLACE.get(fact)) && isCard(cardKey(fact, way));
  const all = [...cards().values()], ours = all.filter(isOurs);
  const done = ours.filter(card => card.last === today);
  const placeOf = ({ fact, way }) => PLACE_OF.get(cardKey(fact, way));
  const sitting = new Sitting(all.filter(card => card.last === today).map(placeOf).filter(place => place !== undefined));
  let room = Math.max(0, MOST_A_DAY - done.length);
  const take = (places, most) => {
    let taken = 0;
    for (const place of places) if (taken < Math.min(most, room) && sitting.add(place)) taken++;
    room -= taken;
    return taken;
  };
  const dueCards = dueOn(ours, today, room);
  const due = take(dueCards.map(placeOf), Infinity);
  const introduced = all.filter(card => card.first === today).length;
  const fresh = take(unseen(chosen), NEW_A_DAY - introduced);
  const missed = ours.filter(card => card.due > today && card.last === today && card.grade === AGAIN);
  const ids = [...sitting.asked, ...missed.sort(byPlace).map(placeOf)].map(place => QUESTIONS[place].id);
  const stays = dueCards.length > due;
  const later = ours.map(card => card.due).filter(day => day > today);
  const next = stays ? today + 1 : later.length ? Math.min(...later) : null;
  const answered = practised();
  return { due, fresh, missed: missed.length, ids, next, leads: sitting.leads(fact => !answered.has(fact)) };
}

const chance = new Map();
function chanceOf({ fact, way }) {
  const key = cardKey(fact, way);
  if (!chance.has(key)) chance.set(key, draw(DATA.library, fact, way));
  return chance.get(key);
}
const byPlace = (one, other) => chanceOf(one) < chanceOf(other) ? -1 : 1;

// The cards that are due, longest due first; if there is no room for all, those that are best remembered come last.
function dueOn(ours, today, room) {
  const due = ours.filter(card => card.due <= today).sort((one, other) => one.due - other.due || byPlace(one, other));
  const waits = card => (today - card.last) / card.stability;
  return due.length > room ? due.sort((one, other) => waits(one) - waits(other)) : due;
}

// The places of the usual questions about facts that were never reviewed so, core facts first.
function unseen(chosen) {
  const isNew = place => chosen.has(place) && !cards().has(cardKey(FACTS[place].id, FACTS[place].usual));
  const fresh = FACTS.map((_, place) => place).filter(isNew);
  const core = fresh.filter(place => FACTS[place].level === "core"), more = fresh.filter(place => !core.includes(place));
  return [...core, ...more].map(place => PLACE_OF.get(cardKey(FACTS[place].id, FACTS[place].usual)))
    .filter(place => place !== undefined);
}

// The facts in the order in which practice takes them: what was never practised, core facts first, then what was
// practised least and longest ago; every third is one that was missed and is not known since.
function byNeed(chosen) {
  const answers = practised(), of = place => answers.get(FACTS[place].id) ?? { times: 0, last: 0, misses: 0 };
  const mixed = shuffled([...chosen]), level = place => FACTS[place].level === "core" ? 0 : 1;
  mixed.sort((one, other) => level(one) - level(other));
  const missed = mixed.filter(place => of(place).isMissed).sort((one, other) => of(other).misses - of(one).misses);
  const others = mixed.filter(place => !of(place).isMissed)
    .sort((one, other) => of(one).times - of(other).times || of(one).last - of(other).last);
  const ordered = [];
  while (missed.length && others.length) ordered.push(...others.splice(0, 2), missed.shift());
  return [...ordered, ...others, ...missed];
}

// At most `number` questions of practice about `chosen` facts, in a mix of ways.
function practice(chosen, number) {
  const sitting = new Sitting(), isNew = fact => !sitting.facts.has(fact);
  const several = shuffled(QUESTIONS.flatMap((question, place) => question.facts.length > 1 ? [place] : []))
    .filter(place => QUESTIONS[place].facts.every(fact => chosen.has(fact)));
  for (const fact of byNeed(chosen)) {
    if (sitting.asked.length % SEVERAL_EVERY === SEVERAL_EVERY - 1) {
      const place = several.find(one => QUESTIONS[one].facts.every(isNew));
      if (place !== undefined) sitting.add(place);
    }
    if (sitting.asked.length >= number) break;
    if (isNew(fact)) shuffled(WAYS_OF[fact]).some(place => sitting.add(place));
  }
  for (const place of several) if (sitting.asked.length < number) sitting.add(place);
  return sitting.asked.slice(0, number).map(place => QUESTIONS[place].id);
}

// The places of the questions about each fact alone that are practised.
const WAYS_OF = FACTS.map(() => []);
for (const [place, { facts }] of QUESTIONS.slice(0, DATA.practised).entries())
  if (facts.length === 1) WAYS_OF[facts[0]].push(place);
