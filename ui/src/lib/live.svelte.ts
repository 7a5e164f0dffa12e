// What a screen reader is told besides what it reads: counts and results, one after the other.
const apart = 500;

/** Behind a dialog nothing is heard: the last of these that came says it. */
let listening: symbol[] = [];
let polite = $state.raw<{ text: string; by: symbol | undefined }>();
let urgent = $state.raw<{ text: string; by: symbol | undefined }>();
let waiting: { text: string; result: boolean }[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export interface Hearing {
  readonly polite: string;
  readonly urgent: string;
  stop: () => void;
}

/** What is said from now on, for as long as nobody comes who is nearer. */
export function hear(): Hearing {
  const me = Symbol("hearing");
  listening = [...listening, me];
  return {
    get polite() {
      return polite?.by === me ? polite.text : "";
    },
    get urgent() {
      return urgent?.by === me ? urgent.text : "";
    },
    stop: () => {
      listening = listening.filter((one) => one !== me);
    },
  };
}

/**
 * Says something when there is a pause. Of several counts that wait, the last is the one that holds;
 * the result of what was done is never lost to them.
 */
export function say(text: string, result = false): void {
  waiting = [...waiting.filter((one) => one.result), { text, result }];
  timer ??= setTimeout(next, apart);
}

function next(): void {
  timer = undefined;
  const [first, ...rest] = waiting;
  waiting = rest;
  if (!first) return;
  polite = said(first.text, polite?.text);
  if (rest.length) timer = setTimeout(next, apart);
}

/** Says an error at once; when a dialog closes with it, where one is then. */
export function sayNow(text: string): void {
  setTimeout(() => (urgent = said(text, urgent?.text)));
}

/** The same words once more differ, or nothing would be heard. */
function said(text: string, before: string | undefined) {
  return { text: text === before ? `${text}\u00a0` : text, by: listening.at(-1) };
}
