// Asks the server. Every answer is an Answer: a value, or a Failure that a screen can show.
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./api";
import { inOwnWords } from "./labels";
import { language, textOf } from "./messages";
import { reached, unreachable } from "./online.svelte";
import type { Answer, Failure } from "./resource.svelte";
import type { Problem } from "./types";
import { noteUnknown } from "./unknown";

/** How long after a lost connection a write is sent once more, under the same key. */
const secondTryAfter = 400;

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A write that got no answer may have been done: the key makes the second try harmless. */
async function send(request: Request): Promise<Response> {
  const again = request.method === "GET" ? undefined : request.clone();
  try {
    return await fetch(request);
  } catch (error) {
    if (!again || request.signal.aborted) throw error;
    await new Promise((done) => setTimeout(done, secondTryAfter));
    return fetch(again);
  }
}

export const api = createClient<paths>({ fetch: send, headers: { accept: "application/json" } });

const keyed: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("Idempotency-Key", randomKey());
    return request;
  },
};
api.use(keyed);

type Fetched = { data?: unknown; error?: unknown; response: Response };
type Value<P> = P extends Promise<infer R>
  ? R extends { data: infer D }
    ? Exclude<D, undefined>
    : never
  : never;

export interface How {
  /** A 401 here is an answer, not the end of a session. */
  expects401?: boolean;
}

let signedOut: (why: Failure) => void = () => {};
/** Called when the server says that nobody is signed in, or not to this account any more. */
export function onSignedOut(run: (why: Failure) => void): void {
  signedOut = run;
}

/** Of a request about one account: it no longer lets in who is signed in. */
const shut = ["access.no_entry", "access.address_needed", "access.reset_needed", "accounts.not_open"];
type ShutOut = (why: Failure, url: string) => void;
const nowhere: ShutOut = () => {};
let shutOut = nowhere;
/** Called with the address of that request. Returns the undoing. */
export function onShutOut(run: ShutOut): () => void {
  shutOut = run;
  return () => {
    if (shutOut === run) shutOut = nowhere;
  };
}

/** Waits for a call of `api` and turns whatever comes into an Answer. */
export function answer<P extends Promise<Fetched>>(
  asked: P,
  how: How = {},
): Promise<Answer<Value<P>>> {
  return answerAs<Value<P>>(asked, how);
}

/** The same, with a shape that is sharper than the API's description. */
export async function answerAs<T>(asked: Promise<Fetched>, how: How = {}): Promise<Answer<T>> {
  let got: Fetched;
  try {
    got = await asked;
  } catch (error) {
    const aborted = error instanceof DOMException && error.name === "AbortError";
    if (!aborted) unreachable();
    return { ok: false, failure: plainFailure(0, aborted ? "aborted" : "offline") };
  }
  reached();
  const { response } = got;
  if (response.ok) {
    const etag = response.headers.get("etag");
    return { ok: true, value: got.data as T, ...(etag ? { etag } : {}) };
  }
  const failure = failureOf(response, got.error);
  if (response.status === 401 && failure.key === "signin.needed" && !how.expects401)
    signedOut(failure);
  if (response.status === 403 && shut.includes(failure.key)) shutOut(failure, response.url);
  return { ok: false, failure };
}

function plainFailure(status: number, key: string, requestId?: string): Failure {
  const detail = textOf(`error.${key}`) ?? textOf("error.unknown") ?? key;
  if (requestId && key === "unknown") noteUnknown(detail, requestId);
  return { status, key, detail, fields: {}, values: {}, ...(requestId ? { requestId } : {}) };
}

/** How long to wait, as one says it: 45 seconds, 57 minutes. */
function told(seconds: number): string {
  const [unit, n] = seconds > 90 ? ["minute", Math.ceil(seconds / 60)] : ["second", seconds];
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(n);
}

/** Params that are labels of the product: they come in the blueprint's English. */
const labels = new Set(["role", "level", "ladder", "kind", "label"]);

function valuesOf(params: Record<string, string> = {}): Failure["values"] {
  const values: Failure["values"] = {};
  for (const [name, value] of Object.entries(params)) {
    // Numbers come as text; in the catalogue they choose plurals.
    if (/^\d{1,15}$/.test(value)) values[name] = Number(value);
    else values[name] = labels.has(name) ? inOwnWords(value) : value;
  }
  const pause = values["retry_after_s"];
  if (typeof pause === "number") values["wait"] = told(pause);
  return values;
}

/** One refusal of several in an answer, in the reader's language; nothing where it has no text. */
export function worded(key: string | undefined, params: Record<string, string>): string | undefined {
  return key === undefined ? undefined : textOf(`error.${key}`, valuesOf(params));
}

function failureOf(response: Response, body: unknown): Failure {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  if (typeof body !== "object" || body === null || !("code" in body)) {
    return plainFailure(response.status, "unknown", requestId);
  }
  const problem = body as Problem;
  const values = valuesOf(problem.params);
  const explained = textOf(`error.${problem.code}`, values);
  const detail = explained ?? problem.detail;
  const id = problem.request ?? requestId;
  // What failed on the server asks to pass the id on: it stands beside that, too.
  if (id && (explained === undefined || problem.code === "internal")) noteUnknown(detail, id);
  return {
    status: response.status,
    key: problem.code,
    detail,
    fields: problem.field ? { [problem.field]: detail } : {},
    values,
    ...(id ? { requestId: id } : {}),
  };
}
