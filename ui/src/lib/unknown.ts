// Failures that no text of ours explains. Whoever meets one is shown the id of the request beside
// the server's sentence, wherever that sentence is shown: forms and messages hand on the text alone.
const requests = new Map<string, string>();
const kept = 50;

/** The server said this in answer to that request, and we have no words of our own for it. */
export function noteUnknown(said: string, request: string): void {
  requests.delete(said);
  requests.set(said, request);
  for (const oldest of requests.keys()) {
    if (requests.size <= kept) break;
    requests.delete(oldest);
  }
}

/** The last request that was answered so, if the sentence is such a one. */
export function requestOf(said: string | undefined): string | undefined {
  return said === undefined ? undefined : requests.get(said);
}
