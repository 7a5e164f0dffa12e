// An export comes in pieces; the browser puts them together into one file.
import { exportUrl, type AuditFilter } from "./api";


/** More than this belongs to the API or the command line. */
const mostBytes = 200 * 1024 * 1024;

async function pieces(
  url: string,
  nextOf: (answer: Response, text: string) => string | null,
  each: (text: string) => BlobPart,
) {
  const parts: BlobPart[] = [];
  let bytes = 0;
  let after: string | null = null;
  do {
    const asked: string = url + (after ? `&after=${encodeURIComponent(after)}` : "");
    const answer = await fetch(asked);
    if (!answer.ok) {
      return { status: answer.status, request: answer.headers.get("x-request-id") ?? "" };
    }
    const text = await answer.text();
    bytes += text.length;
    parts.push(each(text));
    after = nextOf(answer, text);
  } while (after && bytes < mostBytes);
  return parts;
}

function save(parts: BlobPart[], name: string, type: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

interface ChainPage {
  items: unknown[];
  next?: number;
  checkpoint?: unknown;
}

/** Undefined where it was saved; else what the server answered. */
export async function download(
  account: string,
  format: "csv" | "ndjson" | "chain",
  filter: AuditFilter,
): Promise<{ status: number; request: string } | undefined> {
  try {
    if (format === "chain") {
      const url = `/v1/accounts/${account}/audit/chain?limit=2000`;
      const page = (text: string) => JSON.parse(text) as ChainPage;
      const lines = await pieces(
        url,
        (_, text) => page(text).next?.toString() ?? null,
        (text) => {
          const { items, checkpoint } = page(text);
          const all = checkpoint ? [...items, { checkpoint }] : items;
          return all.map((line) => `${JSON.stringify(line)}\n`).join("");
        },
      );
      if (!Array.isArray(lines)) return lines;
      save(lines, `audit-chain-${account}.ndjson`, "application/x-ndjson");
      return undefined;
    }
    const parts = await pieces(
      exportUrl(account, format, filter),
      (answer) => answer.headers.get("usher-next"),
      (text) => text,
    );
    if (!Array.isArray(parts)) return parts;
    save(parts, `audit-${account}.${format}`, format === "csv" ? "text/csv" : "application/x-ndjson");
    return undefined;
  } catch {
    return { status: 0, request: "" };
  }
}
