// What a screen reader is told besides what it reads: counts and results, one after the other.
const apart = 500;

let polite = $state("");
let urgent = $state("");
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

export const spoken = {
  get polite() {
    return polite;
  },
  get urgent() {
    return urgent;
  },
};

/** Says a result when there is a pause. Of several waiting, the last is the one that counts. */
export function say(text: string): void {
  waiting = [text];
  timer ??= setTimeout(next, apart);
}

function next(): void {
  timer = undefined;
  const text = waiting.shift();
  if (text === undefined) return;
  polite = text === polite ? `${text}\u00a0` : text;
}

/** Says an error at once. */
export function sayNow(text: string): void {
  urgent = text === urgent ? `${text}\u00a0` : text;
}
